"""Locational Gini: how unequally an industry is spread against all jobs."""

import numpy as np
import pandas as pd

from ._shares import counts, ratio, told_empty


def locational_gini(employment: pd.DataFrame) -> pd.Series:
    r"""Give twice the area between the diagonal and an industry's Lorenz curve over regions.

    Regions are sorted by location quotient; the curve runs through the cumulated shares of all
    jobs :math:`X` and of the industry :math:`S`.

    .. math:: G_i = 1 - \sum_r x_r (S_r + S_{r-1})
        = \frac{1}{2} \sum_r \sum_q x_r x_q | LQ_{ri} - LQ_{qi} |

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more. Empty regions stay in, and change
        nothing, since they hold no share of the jobs.

    Returns
    -------
    Series, shape (industries,)
        From 0 (spread like all jobs) to 1 less the share of the region that holds it all [-].
        NaN for an industry without jobs.

    Notes
    -----
    Krugman's own version has half this value at most; the one in the R package REAT gives each
    region the same weight, and agrees where all regions are equally large.

    References
    ----------
    Krugman (1991), Geography and Trade, MIT Press.
    Kim (1995), Quarterly Journal of Economics 110: 881-908.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [20, 40]}, index=["Osong", "rest"])
    >>> locational_gini(jobs)
    bio     0.250000
    food    0.166667
    Name: locational_gini, dtype: float64
    """
    values = counts(employment)
    # One industry a row, so that each is sorted and summed where it lies.
    table = np.ascontiguousarray(values[values.sum(axis=1) > 0].T)
    area = ratio(table.sum(axis=0), table.sum())
    shares = ratio(table, table.sum(axis=1, keepdims=True))
    # Regions of one quotient lie on one line of the curve, in whatever order.
    order = np.argsort(ratio(shares, area), axis=1)
    lorenz = np.cumsum(np.take_along_axis(shares, order, axis=1), axis=1)
    height = lorenz.copy()
    height[:, 1:] += lorenz[:, :-1]
    height *= area[order]
    index = 1 - height.sum(axis=1)
    # An industry spread exactly like all jobs may end a rounding error below 0.
    index = np.where(table.sum(axis=1) > 0, np.maximum(index, 0.0), np.nan)
    return told_empty(
        pd.Series(index, index=employment.columns, name="locational_gini"), employment
    )
