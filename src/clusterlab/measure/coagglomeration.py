"""Coagglomeration: which industries seek the same regions."""

from typing import Literal

import numpy as np
import pandas as pd

from ..model.reason import Reason
from ._memory import refuse_square
from ._shares import choice, counts, ratio


def coagglomeration(
    employment: pd.DataFrame, *, area: Literal["total", "mean"] = "total"
) -> pd.DataFrame:
    r"""Give the covariance of every two industries' regional shares, scaled.

    .. math:: \gamma_{ij} = \frac{\sum_r (s_{ri} - x_r)(s_{rj} - x_r)}{1 - \sum_r x_r^2}

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more. Empty regions stay in.
    area : {"total", "mean"}
        :math:`x_r` is the region's share of all jobs, or the mean of the industries' shares.

    Returns
    -------
    DataFrame, shape (industries, industries)
        Symmetric [-]; above 0 the two lie together more than all jobs do. The diagonal is the
        raw concentration :math:`G_i / (1 - \sum x^2)`, plant sizes not taken out. NaN for an
        industry without jobs, and everywhere if one region holds all
        jobs, as `attrs["reason"]` then says.

    Raises
    ------
    ValueError
        industries x industries are too many numbers to hold.

    Notes
    -----
    Unlike concentration, it needs no correction for plant sizes, since no plant is in both. With
    ``area="total"`` the sum over pairs, weighted by industry size, is 0.

    References
    ----------
    Ellison, Glaeser & Kerr (2010), American Economic Review 100: 1195-1213.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "drugs": [20, 0], "food": [20, 40]})
    >>> coagglomeration(jobs).round(3)
             bio  drugs   food
    bio    0.114  0.286 -0.171
    drugs  0.286  0.714 -0.429
    food  -0.171 -0.429  0.257
    """
    values = counts(employment)
    refuse_square(values.shape[1], "industries")
    shares = ratio(values, values.sum(axis=0))
    some = values.sum(axis=0) > 0
    if choice("area", area, ("total", "mean")) == "total":
        x = ratio(values.sum(axis=1), values.sum())
    else:
        x = ratio(shares[:, some].sum(axis=1), some.sum())
    free = 1 - np.square(x).sum() if (x > 0).sum() > 1 else np.nan
    apart = (shares - x[:, None]) / np.sqrt(free)
    # NumPy knows the product of an array with its own transpose to be symmetric, and halves it.
    matrix = apart.T @ apart
    if not len(values):
        matrix[:] = np.nan
    # Nobody else holds the matrix: a copy would cost a third of the time.
    table = pd.DataFrame(matrix, index=employment.columns, columns=employment.columns, copy=False)
    if np.isnan(free):
        code = "one_region" if some.any() else "empty_table"
        table.attrs["reason"] = Reason(code, regions=len(values))
    return table
