"""Interchange: good sites for a p-median by swapping an open site for a closed one."""

import time

import numpy as np

from ._validation import Floats, Integers


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
    """Swap one open site for a closed one, the best swap first, until no swap helps."""
    sites = sites.copy()
    movable = ~np.isin(sites, fixed)
    rows = np.arange(len(cost))
    while True:
        open_costs = cost[:, sites]
        near = open_costs.argmin(axis=1)
        first = open_costs[rows, near]
        value = float(first.sum())
        if not movable.any() or len(sites) == cost.shape[1]:
            return sites, value
        if len(sites) > 1:
            second = np.partition(open_costs, 1, axis=1)[:, 1]
        else:
            second = np.full(len(cost), np.inf)
        # With j opened a row costs min(first, c_j), or min(second, c_j) when its site closes.
        # Rows sorted by their site, so that the loss of closing each is one sum over a slice.
        order = np.argsort(near, kind="stable")
        with_new = np.minimum(cost, first[:, None])
        gain = value - with_new.sum(axis=0)
        loss_rows = np.minimum(cost[order], second[order, None]) - with_new[order]
        used, begins = np.unique(near[order], return_index=True)
        loss = np.zeros((len(sites), cost.shape[1]))
        loss[used] = np.add.reduceat(loss_rows, begins, axis=0)
        change = loss - gain
        change[~movable] = np.inf
        change[:, sites] = np.inf
        out, new = divmod(int(change.argmin()), cost.shape[1])
        if change[out, new] >= -1e-10 * max(value, 1e-300):
            return sites, value
        sites[out] = new
