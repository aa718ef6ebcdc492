"""Says where a value stands among its peers: in the top or the bottom share of them."""

from ..model.said import Label, Word

LEAST = 0.01
"""No share is written as 0 %: somebody is always in it."""


def standing(below: float, *, of: int, against: str) -> Word:
    """Say in words in which end of its peers a value lies; never a bare percentile.

    Parameters
    ----------
    below : float
        Share of the peers with a lower value [-].
    of : int
        How many peers there are.
    against : str
        Group of peers, named by ``against.<name>`` in the words.

    Examples
    --------
    >>> standing(0.1, of=1083, against="complexes").key
    'page.among.low_of'
    >>> standing(0.94, of=229, against="regions").values["share"]
    0.06
    """
    end = "high" if below >= 0.5 else "low"
    share = max(round(min(below, 1 - below), 4), LEAST)
    return Word(
        f"page.among.{end}_of", {"against": Label("against", against), "of": of, "share": share}
    )
