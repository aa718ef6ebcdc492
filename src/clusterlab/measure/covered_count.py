"""How many there are in a part, where a list that covers a known share of all was counted."""

import numpy as np
import pandas as pd
from scipy import stats

from ..model.reason import Reason


def covered_count(
    counts: pd.Series, *, listed: int, registered: float, level: float = 0.9
) -> pd.DataFrame:
    r"""Give the number of establishments in each part that the count on a list stands for.

    A list of L of the N establishments of a register holds k of those in a part. The number K
    there is estimated by :math:`\hat K = k N / L`; its interval holds every K for which the
    hypergeometric chance of at most k, and of at least k, is above (1 - level) / 2.

    Parameters
    ----------
    counts : Series of int
        Listed establishments of each part [establishments]; NaN stays NaN.
    listed, registered : int, float
        L and N: listed and registered establishments of the whole; NaN where N is not known.
    level : float
        Of the interval of each part, between 0 and 1.

    Returns
    -------
    DataFrame, index of `counts`
        count, estimate, low, high [establishments]. Without a usable register the last three are
        NaN and ``attrs["reason"]`` says why: ``coverage_unknown`` or ``register_narrower``. Divide
        by an area for a density with an interval.

    Raises
    ------
    ValueError
        A part holds more than the list, or a level outside 0 to 1.

    Notes
    -----
    The list is taken to be a sample of the register that does not favour a part. A list drawn up
    part by part has another coverage in each, and needs a register for each. The exact interval
    of a finite population: its coverage is never below the level (Konijn 1973, Wang 2015). A list
    that is the register gives the count itself.

    References
    ----------
    Wang (2015), Exact optimal confidence intervals for hypergeometric parameters, J. Am. Stat.
    Assoc. 110.

    Examples
    --------
    >>> table = covered_count(pd.Series({"a": 30, "b": 0}), listed=40, registered=80)
    >>> table.loc["a", ["estimate", "low", "high"]].tolist()
    [60.0, 52.0, 66.0]
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}.")
    k = counts.to_numpy(dtype=np.float64, na_value=np.nan)
    if (k > listed).any():
        raise ValueError(f"a part holds {np.nanmax(k):.0f}, more than the {listed} listed.")
    table = pd.DataFrame({"count": k, "estimate": np.nan}, index=counts.index)
    if not registered > 0 or registered < listed or not listed:
        table[["low", "high"]] = np.nan
        table.attrs["reason"] = (
            Reason("register_narrower", listed=int(listed), registered=float(registered))
            if 0 < registered < listed
            else Reason("coverage_unknown", listed=int(listed))
        )
        return table
    total = round(float(registered))
    table["estimate"] = k * total / listed
    ends = [_ends(one, listed, total, (1 - level) / 2) for one in k]
    table[["low", "high"]] = np.array(ends, dtype=np.float64).reshape(len(k), 2)
    return table


def _ends(k: float, listed: int, total: int, tail: float) -> tuple[float, float]:
    """Find the lowest and the highest number that the tails do not rule out."""
    if np.isnan(k):
        return np.nan, np.nan
    there = np.arange(int(k), total - listed + int(k) + 1)
    at_least = stats.hypergeom.sf(k - 1, total, there, listed)
    at_most = stats.hypergeom.cdf(k, total, there, listed)
    kept = there[(at_least > tail) & (at_most > tail)]
    return float(kept.min()), float(kept.max())
