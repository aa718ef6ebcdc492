"""Hoover index: the share of an industry that would have to move to be spread like all jobs."""

import numpy as np
import pandas as pd

from ._shares import counts, ratio, told_empty


def hoover(employment: pd.DataFrame) -> pd.Series:
    r"""Halve the sum of how far an industry's regional shares depart from those of all jobs.

    .. math:: H_i = \frac{1}{2} \sum_r | s_{ri} - x_r |

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more. Empty regions stay in.

    Returns
    -------
    Series, shape (industries,)
        From 0 (spread like all jobs) to below 1 [-]; half of `krugman_concentration`. NaN for an
        industry without jobs.

    References
    ----------
    Hoover (1936), Review of Economics and Statistics 18: 162-171.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [20, 40]}, index=["Osong", "rest"])
    >>> hoover(jobs)
    bio     0.250000
    food    0.166667
    Name: hoover, dtype: float64
    """
    values = counts(employment)
    shares = ratio(values, values.sum(axis=0))
    area = ratio(values.sum(axis=1), values.sum())
    index = np.abs(shares - area[:, None]).sum(axis=0) / 2
    found = pd.Series(index, index=employment.columns, name="hoover")
    # A sum over no region is no 0: nothing was measured.
    return told_empty(found.where(values.sum(axis=0) > 0), employment)
