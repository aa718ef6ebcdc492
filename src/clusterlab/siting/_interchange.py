"""Interchange: good sites for a p-median by swapping an open site for a closed one."""

import time

import numpy as np

from ._validation import Floats, Integers

# Rows valued together: what they need fits into the cache of a processor.
_ROWS = 128


def interchange(
    cost: Floats, k: int, *, fixed: Integers, starts: int, seed: int, deadline: float
) -> tuple[Integers, float]:
    """Find k columns that make the sum of row minima small, from random starts.

    Each start is improved by the best swap of one open
    site (not a fixed one) for a closed one until no swap helps (Teitz & Bart 1968; all swaps are
    valued at once, as Whitaker 1983 does).

    Parameters
    ----------
    cost : array, shape (demand, candidates)
        Weighted cost, finite.
    k : int
        Number of open sites, the fixed ones among them.
    fixed : array of int
        Columns that stay open.
    starts : int
        Number of starts.
    seed : int
        Seed of the random starts.
    deadline : float
        `time.monotonic()` after which no further start is made.

    Returns
    -------
    array of int, float
        Open columns and their sum of row minima.
    """
    rng = np.random.default_rng(seed)
    closed = np.setdiff1d(np.arange(cost.shape[1]), fixed)
    best, least = fixed, np.inf
    for number in range(starts):
        if number and time.monotonic() > deadline:
            break
        drawn = rng.choice(closed, k - len(fixed), replace=False)
        sites, value = improve(cost, np.concatenate([fixed, drawn]), fixed=fixed)
        if value < least - 1e-12 * abs(value):
            best, least = sites, value
    return np.sort(best), least


def greedy(cost: Floats, k: int, *, fixed: Integers) -> Integers:
    """Open the site that saves most, one after the other."""
    sites = [int(j) for j in fixed]
    least = cost[:, sites].min(axis=1) if sites else np.full(len(cost), np.inf)
    while len(sites) < k:
        totals = np.minimum(cost, least[:, None]).sum(axis=0)
        totals[sites] = np.inf
        sites.append(int(totals.argmin()))
        least = np.minimum(least, cost[:, sites[-1]])
    return np.array(sites, dtype=np.int64)


def improve(cost: Floats, sites: Integers, *, fixed: Integers) -> tuple[Integers, float]:
    """Swap one open site for a closed one, the best swap first, until no swap helps.

    What a row adds to the worth of each swap changes only where the swap changes its nearest or
    second nearest site, so that after the first swap few rows are looked at (Resende & Werneck
    2007, European Journal of Operational Research 174: 54-68).
    """
    sites = sites.copy()
    width = cost.shape[1]
    movable = ~np.isin(sites, fixed)
    near, first, second = _nearest(cost, sites)
    if not movable.any() or len(sites) == width:
        return sites, float(first.sum())
    value = most = float(first.sum())
    loss, gain = _worths(cost, near, first, second, len(sites))
    fresh = True
    while True:
        change = loss - gain
        change[~movable] = np.inf
        change[:, sites] = np.inf
        out, new = divmod(int(change.argmin()), width)
        least = 1e-10 * max(value, 1e-300)
        if change[out, new] < -least:
            swapped = sites.copy()
            swapped[out] = new
            after = _nearest(cost, swapped)
            worth = float(after[1].sum())
            if worth < value:
                moved = (near != after[0]) | (first != after[1]) | (second != after[2])
                rows = np.flatnonzero(moved)
                _add(loss, gain, cost, rows, near, first, second, sign=-1)
                _add(loss, gain, cost, rows, *after, sign=1)
                sites, (near, first, second), value = swapped, after, worth
                fresh = False
                continue
        # Sums kept up from far dearer choices hide what a cheap one could still save.
        if fresh or value > 1e-3 * most:
            return sites, value
        loss, gain = _worths(cost, near, first, second, len(sites))
        fresh, most = True, value


def _worths(
    cost: Floats, near: Integers, first: Floats, second: Floats, open_sites: int
) -> tuple[Floats, Floats]:
    """Sum what closing each open site loses beside opening each column, and what that gains."""
    loss, gain = np.zeros((open_sites, cost.shape[1])), np.zeros(cost.shape[1])
    for begin in range(0, len(cost), _ROWS):
        rows = np.arange(begin, min(begin + _ROWS, len(cost)))
        _add(loss, gain, cost, rows, near, first, second, sign=1)
    return loss, gain


def _nearest(cost: Floats, sites: Integers) -> tuple[Integers, Floats, Floats]:
    """Place of each row's nearest open site, its cost, and that of the second nearest."""
    open_costs = cost[:, sites]
    near = open_costs.argmin(axis=1)
    first = open_costs[np.arange(len(cost)), near]
    if len(sites) > 1:
        return near, first, np.partition(open_costs, 1, axis=1)[:, 1]
    return near, first, np.full(len(cost), np.inf)


def _add(
    loss: Floats,
    gain: Floats,
    cost: Floats,
    rows: Integers,
    near: Integers,
    first: Floats,
    second: Floats,
    *,
    sign: int,
) -> None:
    """Add what rows lose where their site closes, and gain where another opens, or take it off."""
    if not len(rows):
        return
    # Rows sorted by their site, so that the loss of closing each is one sum over a slice.
    rows = rows[np.argsort(near[rows], kind="stable")]
    given = cost[rows]
    # With j opened a row costs min(first, c_j), or min(second, c_j) when its site closes.
    with_new = np.minimum(given, first[rows, None])
    gain += sign * (first[rows].sum() - with_new.sum(axis=0))
    np.minimum(given, second[rows, None], out=given)
    given -= with_new
    used, begins = np.unique(near[rows], return_index=True)
    loss[used] += sign * np.add.reduceat(given, begins, axis=0)
