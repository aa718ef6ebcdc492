"""Symmetric location quotient: the location quotient brought between -1 and 1."""

import pandas as pd

from .location_quotient import location_quotient


def symmetric_location_quotient(
    employment: pd.DataFrame, *, reference: pd.Series | None = None
) -> pd.DataFrame:
    r"""Map the location quotient so that twice and half the average lie equally far from 0.

    .. math:: SLQ_{ri} = \frac{LQ_{ri} - 1}{LQ_{ri} + 1}

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    reference : Series, shape (industries,), optional
        Counts of the whole area by industry; the sum of the regions if not given.

    Returns
    -------
    DataFrame, shape (regions, industries)
        From -1 (industry absent) over 0 (area average) to below 1 [-]. NaN where the location
        quotient is.

    References
    ----------
    Dalum, Laursen & Villumsen (1998), International Review of Applied Economics 12: 423-443.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [20, 40]}, index=["Osong", "rest"])
    >>> symmetric_location_quotient(jobs).round(3)
             bio   food
    Osong  0.200 -0.200
    rest  -0.333  0.143
    """
    quotient = location_quotient(employment, reference=reference)
    found = (quotient - 1) / (quotient + 1)
    found.attrs = dict(quotient.attrs)
    return found
