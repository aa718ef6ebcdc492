"""Randomisation inference: a treatment assigned anew, and the test turned into an interval."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

# Assignments of the treatment looked at: all of them where there are no more.
ASSIGNMENTS = 999
# Share of a statistic within which two of them are the same.
TIE = 1e-9


@dataclass(frozen=True)
class Verdict:
    """p [0-1], interval and standard error [unit of the outcome], NaN where there is none."""

    p_value: float
    low: float
    high: float
    standard_error: float
    assignments: int


NOTHING = Verdict(np.nan, np.nan, np.nan, np.nan, 0)


def assign(starts: Array, groups: Whole, *, seed: int) -> Array:
    """Assign the beginnings of units anew.

    Clusters whose units all begin together exchange their beginnings. Where a unit begins apart
    from its cluster, whole clusters of one size exchange what their units have, and units of a
    cluster exchange within it: a cluster is never torn apart.

    Parameters
    ----------
    starts : array, shape (units,)
        First period under treatment, NaN where never.
    groups : array of int, shape (units,)
        The cluster of each unit.
    seed : int
        Of the draws.

    Returns
    -------
    array, shape (assignments, units)
        The observed one first; every one where one beginning allows at most 1,000, else the
        observed and 999 drawn.
    """
    codes, places = np.unique(groups, return_inverse=True)
    of_group = np.array([starts[places == k][0] for k in range(len(codes))])
    if np.array_equal(of_group[places], starts, equal_nan=True):
        return _exchange(of_group, seed)[:, places]
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(places == k) for k in range(len(codes))]
    sizes = np.array([len(own) for own in members])
    every = np.tile(starts, (ASSIGNMENTS + 1, 1))
    for row in every[1:]:
        giver = np.arange(len(codes))
        for size in np.unique(sizes):
            giver[sizes == size] = rng.permutation(giver[sizes == size])
        for own, given in zip(members, giver, strict=True):
            row[own] = starts[rng.permutation(members[given])]
    return every


def _exchange(starts: Array, seed: int) -> Array:
    """Exchange beginnings between all who have one or none."""
    known, counts = np.unique(starts[~np.isnan(starts)], return_counts=True)
    if len(known) == 1 and comb(len(starts), int(counts[0])) <= ASSIGNMENTS + 1:
        observed = tuple(np.flatnonzero(~np.isnan(starts)).tolist())
        all_of = combinations(range(len(starts)), int(counts[0]))
        chosen = [observed, *(one for one in all_of if one != observed)]
        every = np.full((len(chosen), len(starts)), np.nan)
        np.put_along_axis(every, np.array(chosen), known[0], axis=1)
        return every
    rng = np.random.default_rng(seed)
    return np.array([starts, *(rng.permutation(starts) for _ in range(ASSIGNMENTS))])


def invert(values: Array, shifts: Array, *, confidence: float) -> Verdict:
    """Turn the statistics of all assignments into p, interval and standard error.

    Parameters
    ----------
    values : array, shape (assignments,)
        The statistic of the outcomes, linear in them; that of the observed assignment first.
    shifts : array, shape (assignments,)
        The same of an effect of one [unit of the outcome], the largest in size first. NaN in
        either where an assignment has no statistic, which then counts as extreme.
    confidence : float
        Of the interval [0-1].

    Returns
    -------
    Verdict
        An effect b lies in the interval where outcomes less b have p above 1 - confidence; p is
        that of b = 0, so that the two agree. NaN where the assignments are too few for any b to
        lie outside.
    """
    number, scale = len(values), float(shifts[0])
    if not (np.isfinite(values[0]) and np.isfinite(scale) and abs(scale) > TIE):
        return NOTHING
    void = ~np.isfinite(values) | ~np.isfinite(shifts)
    spread = float(np.nanmax(np.abs(values)))
    as_large = void | (np.abs(values) >= abs(values[0]) - TIE * spread)
    p_value = float(as_large.mean())
    with np.errstate(divide="ignore", invalid="ignore"):
        one = (values[0] - values) / (scale - shifts)
        other = (values[0] + values) / (scale + shifts)
    # The assignment observed, its mirror, and any without a statistic hold every b.
    void |= np.minimum(abs(scale - shifts), abs(scale + shifts)) <= TIE * abs(scale)
    low = np.sort(np.where(void, -np.inf, np.minimum(one, other)))
    high = np.sort(np.where(void, np.inf, np.maximum(one, other)))[::-1]
    outside = int((1 - confidence) * number + 1e-9)
    bounds = float(low[outside]), float(high[outside])
    if not np.isfinite(bounds).all():
        bounds = np.nan, np.nan
    left = values - values[0] / scale * shifts
    error = float(np.nanstd(left)) / abs(scale)
    whole = error > TIE * spread / abs(scale)
    return Verdict(p_value, *bounds, error if whole else np.nan, number)
