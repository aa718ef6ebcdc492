"""Maximal covering: k facilities within whose radius most demand lies."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp

from ._highs import minimise
from ._interchange import improve, interchange
from ._lagrangian import lagrangian_bound
from ._validation import Floats, Integers, Mask, positive
from .placement import Placement, check_demand, check_number, found, nearest_assignment


def max_cover(
    cost: pd.DataFrame,
    weights: pd.Series | Sequence[float] | None = None,
    *,
    k: int,
    radius: float,
    fixed: Sequence[Any] = (),
    time_limit_s: float = 30.0,
    seed: int = 0,
) -> Placement:
    r"""Place k facilities so that the weight of the demand points within the radius is greatest.

    .. math:: \max \sum_i w_i z_i \quad \text{so that} \quad
        z_i \le \sum_{j: c_{ij} \le r} y_j, \; \sum_j y_j = k

    Parameters
    ----------
    cost : DataFrame, shape (demand, candidates)
        Cost, distance or time, zero or more; infinite where a candidate cannot serve.
    weights : Series or sequence, shape (demand,), optional
        Jobs, people or runs at each demand point, zero or more; ones when not given.
    k : int
        Facilities, the fixed ones among them.
    radius : float
        Largest cost that counts as reached [unit of cost]; itself included.
    fixed : sequence
        Candidates that are already there.
    time_limit_s : float
        Seconds after which the best so far comes back with its gap.
    seed : int
        Seed of the swaps' random starts.

    Returns
    -------
    Placement
        objective is the weight reached, bound what no choice can exceed. unserved names the
        demand points beyond the radius; there is always an answer.

    Raises
    ------
    ValueError
        k above the number of candidates or below that of the fixed ones, a radius of zero or
        less, a missing or negative cost, or unusable weights.

    References
    ----------
    Church & ReVelle (1974), Papers of the Regional Science Association 32: 101-118.

    Examples
    --------
    >>> km = pd.DataFrame([[0, 5, 9], [5, 0, 4], [9, 4, 0]], list("abc"), list("ABC"), dtype=float)
    >>> best = max_cover(km, [10, 1, 8], k=1, radius=4)
    >>> best.sites, best.objective, best.unserved
    (('A',), 10.0, ('b', 'c'))
    """
    demand = check_demand(cost, weights, fixed)
    number = check_number(k, demand)
    reach = demand.cost <= positive(radius, "radius")
    sites, low, high = covering(
        reach, demand.weights, number, fixed=demand.fixed, time_limit_s=time_limit_s, seed=seed
    )
    return found(
        demand,
        sites,
        objective=low,
        bound=high,
        assignment=nearest_assignment(demand, sites, within=radius),
    )


def covering(
    reach: Mask, weights: Floats, k: int, *, fixed: Integers, time_limit_s: float, seed: int
) -> tuple[Integers, float, float]:
    """Find k columns that reach much weight, that weight, and an upper bound of it."""
    deadline = time.monotonic() + positive(time_limit_s, "time_limit_s")
    total = float(weights.sum())
    rows, gathered = _alike(reach, weights)
    # Weight left out, by column: a p-median whose costs are 0 and the weight.
    missed = np.where(rows, 0.0, gathered[:, None]) if len(rows) else np.zeros((1, reach.shape[1]))
    sites, left = interchange(missed, k, fixed=fixed, starts=3, seed=seed, deadline=deadline)
    left_at_least = 0.0
    if left > 0:
        bound = lagrangian_bound(
            missed, k, fixed=fixed, target=left, deadline=deadline, iterations=60
        )
        left_at_least = max(bound.value, 0.0)
        other, worth = improve(missed, bound.sites, fixed=fixed)
        if worth < left:
            sites, left = other, worth
    if left > left_at_least * (1 + 1e-9) and time.monotonic() < deadline:
        costs, table, row_lower, row_upper = _model(rows, gathered, k)
        solved = minimise(
            costs,
            table,
            row_lower=row_lower,
            row_upper=row_upper,
            integer=np.arange(reach.shape[1] + len(rows)) < reach.shape[1],
            lower=_fixed_open(fixed, reach.shape[1], len(rows)),
            start=_start(rows, sites),
            time_limit_s=deadline - time.monotonic(),
        )
        # The model counts what is reached, below zero; the bound turns into one of what is left.
        left_at_least = max(left_at_least, float(gathered.sum()) + solved.bound)
        if len(solved.point):
            other = np.flatnonzero(solved.point[: reach.shape[1]] > 0.5)
            worth = float(missed[:, other].min(axis=1).sum())
            if worth < left:
                sites, left = other, worth
    covered = float(weights[reach[:, sites].any(axis=1)].sum())
    never = total - float(gathered.sum())
    return sites, covered, max(covered, total - never - left_at_least)


def _alike(reach: Mask, weights: Floats) -> tuple[Mask, Floats]:
    """Gather demand points that the same candidates reach; leave out what none reaches."""
    worth = (weights > 0) & reach.any(axis=1)
    rows = reach[worth]
    if not len(rows):
        return rows, weights[:0]
    _, first, group = np.unique(
        np.packbits(rows, axis=1), axis=0, return_index=True, return_inverse=True
    )
    gathered: Floats = np.zeros(len(first))
    np.add.at(gathered, group.ravel(), weights[worth])
    return rows[first], gathered


def _model(rows: Mask, weights: Floats, k: int) -> tuple[Floats, sp.csr_array, Floats, Floats]:
    """Write the model as costs, rows and their bounds: first the sites, then what is reached."""
    count, width = rows.shape
    links = sp.hstack([sp.csr_array(rows.astype(np.float64)), -sp.eye_array(count)])
    opened = sp.csr_array(np.concatenate([np.ones(width), np.zeros(count)])[None, :])
    return (
        np.concatenate([np.zeros(width), -weights]),
        sp.csr_array(sp.vstack([links, opened])),
        np.concatenate([np.zeros(count), [k]]),
        np.concatenate([np.full(count, np.inf), [k]]),
    )


def _fixed_open(fixed: Integers, width: int, count: int) -> Floats:
    lower = np.zeros(width + count)
    lower[fixed] = 1
    return lower


def _start(rows: Mask, sites: Integers) -> Floats:
    opened = np.zeros(rows.shape[1])
    opened[sites] = 1
    return np.concatenate([opened, rows[:, sites].any(axis=1).astype(np.float64)])
