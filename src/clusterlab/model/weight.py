"""How much a finding deserves the top of a page: one rule, the same for every finding."""

from typing import Any

LEVEL = 0.05
"""A tested finding counts only where its corrected p is not above this."""
PEERS = 5
"""A rank among fewer than these is none."""
SURE = {"A": 1.0, "B": 0.8, "C": 0.5}
"""How sure a finding is by the grade of the weakest source that decides it."""
UNGRADED, UNCOMPARED, UNCOUNTED = 0.7, 0.3, 0.6


def weight(found: Any) -> float:
    r"""Weigh a finding.

    .. math:: w = m \cdot d \cdot s \cdot c

    with :math:`m` how much it matters to the question of its report (`Finding.matters`),
    :math:`d = |2 q - 1|` how far it stands from the middle of its peers (:math:`q` the share of
    peers below; from the rank where that alone is known; 0.3 where it is compared with nothing; 1
    for a test that stands out from chance), :math:`s` how sure it is (grade A 1, B 0.8, C 0.5,
    none 0.7) and :math:`c = n / (n + 10)` how many cases carry it (0.6 where they are not counted).

    Parameters
    ----------
    found : Finding
        What a study returned.

    Returns
    -------
    float
        0 to 1 [-]; 0 where nothing was found, where a test does not stand out at its corrected
        level, and for a rank among fewer than five peers.

    Examples
    --------
    >>> from clusterlab.model.finding import Comparison, Finding
    >>> most = Comparison(against="regions", rank=1, of=229)
    >>> round(weight(Finding(id="a", grade="A", n=229, compared=most, matters=1.0)), 2)
    0.96
    >>> weight(Finding(id="b", compared=Comparison(against="chance", p=0.36)))
    0.0
    """
    if found.reason is not None:
        return 0.0
    cases = UNCOUNTED if found.n is None else found.n / (found.n + 10)
    sure = SURE.get(found.grade, UNGRADED)
    return float(found.matters) * _distinct(found.compared) * sure * cases


def _distinct(compared: Any) -> float:
    if compared is None:
        return UNCOMPARED
    if compared.p is not None:
        return 1.0 if compared.p <= LEVEL else 0.0
    if compared.of is not None and compared.of < PEERS:
        return 0.0
    share = compared.below
    return UNCOMPARED if share is None else abs(2 * share - 1)
