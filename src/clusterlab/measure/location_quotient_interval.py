"""Interval of the location quotient: how much hangs on which plants happen to be there."""

import numpy as np
import pandas as pd

from ._plants import read_plants
from ._shares import FloatArray, ratio


def location_quotient_interval(
    plants: pd.DataFrame, *, confidence: float = 0.95, draws: int = 999, seed: int = 0
) -> pd.DataFrame:
    r"""Give a percentile interval of each location quotient by drawing plants again.

    In each draw, as many plants as there are are drawn with replacement from all of them, and
    every quotient is worked out anew.

    Parameters
    ----------
    plants : DataFrame
        One row for each plant, with the columns region, industry and employees.
    confidence : float
        Share of the draws that the interval holds.
    draws : int
        Number of draws.
    seed : int
        Start of the random numbers; the same seed gives the same interval.

    Returns
    -------
    DataFrame, indexed by region and industry, for all pairs of both
        plants: how many; observed, low, high: the quotient and its interval [-]; drawn: share of
        the draws in which the quotient was defined, which are those the interval rests on.

    Notes
    -----
    A pair without plants keeps 0 in every draw: the interval says nothing about plants that might
    have come. With few plants the interval is rough.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, Chapman & Hall.

    Examples
    --------
    >>> sites = pd.DataFrame({"region": ["A"] * 4 + ["B"] * 6, "employees": 10,
    ...                       "industry": ["bio"] * 3 + ["food"] * 6 + ["bio"]})
    >>> table = location_quotient_interval(sites, draws=199)
    >>> table.loc[("A", "bio"), ["plants", "observed"]].tolist()
    [3.0, 1.875]
    >>> bool(table.loc[("A", "bio"), "low"] < 1.875 < table.loc[("A", "bio"), "high"])
    True
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}.")
    if draws < 1:
        raise ValueError(f"draws must be 1 or more, not {draws}.")
    sites = read_plants(plants, None)
    shape = (len(sites.regions), len(sites.industries))
    cell = sites.region * shape[1] + sites.industry
    rng = np.random.default_rng(seed)
    drawn = np.empty((draws, shape[0] * shape[1]))
    number = len(cell)
    for draw in range(draws):
        picked = rng.integers(0, number, number)
        jobs = np.bincount(cell[picked], weights=sites.workers[picked], minlength=drawn.shape[1])
        drawn[draw] = _quotient(np.asarray(jobs.reshape(shape), dtype=np.float64)).ravel()
    defined = ~np.isnan(drawn)
    tail = (1 - confidence) / 2
    limits = np.full((2, drawn.shape[1]), np.nan)
    some = defined.any(axis=0)
    limits[:, some] = np.nanquantile(drawn[:, some], [tail, 1 - tail], axis=0)
    return pd.DataFrame(
        {
            "plants": np.bincount(cell, minlength=shape[0] * shape[1]),
            "observed": _quotient(sites.table()).ravel(),
            "low": limits[0],
            "high": limits[1],
            "drawn": defined.mean(axis=0),
        },
        index=pd.MultiIndex.from_product([sites.regions, sites.industries]),
    )


def _quotient(jobs: FloatArray) -> FloatArray:
    """Location quotient of a regions × industries array."""
    expected = np.outer(jobs.sum(axis=1), jobs.sum(axis=0))
    return ratio(jobs * jobs.sum(), expected)
