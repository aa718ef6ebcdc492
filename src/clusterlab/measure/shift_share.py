"""Shift-share: how much of a region's growth is the nation's, its industries', and its own."""

import numpy as np
import pandas as pd

from ._shares import counts, ratio


def shift_share(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    r"""Split each region's change into national, industry-mix and regional parts.

    .. math:: \Delta x_r = \sum_i x_{ri} g + \sum_i x_{ri} (g_i - g)
        + \sum_i \left( x'_{ri} - x_{ri} (1 + g_i) \right)

    with g the growth rate of the whole area and :math:`g_i` that of industry i in it.

    Parameters
    ----------
    before, after : DataFrame, shape (regions, industries)
        The same count at two dates, with the same regions and industries in any order.

    Returns
    -------
    DataFrame, indexed by region
        before, after, change and its parts national, mix and regional, in the unit given; they
        add up to the change. All parts are NaN where the whole area had nothing before.

    Raises
    ------
    ValueError
        The tables name different regions or industries.

    Notes
    -----
    An industry that was nowhere before has no growth rate; what it adds is regional.

    References
    ----------
    Dunn (1960), Papers in Regional Science 6: 97-112.

    Examples
    --------
    >>> old = pd.DataFrame({"bio": [10, 10], "food": [40, 40]}, index=["Osong", "rest"])
    >>> new = pd.DataFrame({"bio": [30, 10], "food": [40, 40]}, index=["Osong", "rest"])
    >>> shift_share(old, new)
           before  after  change  national  mix  regional
    Osong    50.0   70.0    20.0      10.0  0.0      10.0
    rest     50.0   50.0     0.0      10.0  0.0     -10.0
    """
    old = counts(before, name="before")
    for kind, ours, theirs in (
        ("regions", before.index, after.index),
        ("industries", before.columns, after.columns),
    ):
        odd = ours.symmetric_difference(theirs)
        if len(odd):
            raise ValueError(
                f"before and after must name the same {kind}; {odd.tolist()[0]!r} is in one."
            )
    new = counts(after.reindex(index=before.index, columns=before.columns), name="after")
    growth = ratio(new.sum(), old.sum()) - 1
    by_industry = ratio(new.sum(axis=0), old.sum(axis=0)) - 1
    expected = np.where(np.isnan(by_industry), 0.0, old * (1 + by_industry))
    size = old.sum(axis=1)
    parts = pd.DataFrame(
        {
            "before": size,
            "after": new.sum(axis=1),
            "change": new.sum(axis=1) - size,
            "national": size * growth,
            "mix": expected.sum(axis=1) - size * (1 + growth),
            "regional": (new - expected).sum(axis=1),
        },
        index=before.index,
    )
    if old.sum() == 0:
        parts[["national", "mix", "regional"]] = np.nan
    return parts
