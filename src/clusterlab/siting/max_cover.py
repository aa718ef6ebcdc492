"""Maximal covering: k facilities within whose radius most demand lies."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp

from ..model.checks import positive
from ._highs import minimise, relaxed
from ._interchange import greedy, improve
from ._lagrangian import Bound, lagrangian_bound
from ._validation import Floats, Integers, Mask
from .placement import Placement, check_demand, check_number, found, nearest_assignment
from .set_cover import minimal_sets


def max_cover(
    cost: pd.DataFrame,
    weights: pd.Series | Sequence[float] | None = None,
    *,
    k: int,
    radius: float,
    fixed: Sequence[Any] = (),
    time_limit_s: float = 30.0,
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
        reach, demand.weights, number, fixed=demand.fixed, time_limit_s=time_limit_s
    )
    return found(
        demand,
        sites,
        objective=low,
        bound=high,
        assignment=nearest_assignment(demand, sites, within=radius),
    )


def covering(
    reach: Mask, weights: Floats, k: int, *, fixed: Integers, time_limit_s: float
) -> tuple[Integers, float, float]:
    """Find k columns that reach much weight, that weight, and an upper bound of it."""
    deadline = time.monotonic() + positive(time_limit_s, "time_limit_s")
    held = reach[:, fixed].any(axis=1)
    free = np.setdiff1d(np.arange(reach.shape[1]), fixed)
    rows, gathered = _alike(reach[np.ix_(~held, free)], weights[~held])
    # A candidate whose demand points are all among those of another is never needed.
    useful = np.flatnonzero(minimal_sets(~rows.T)) if len(rows) else np.arange(0)
    number = min(k - len(fixed), len(useful))
    low = high = 0.0
    opened = np.arange(0)
    if number:
        best, low, high = _best(rows[:, useful], gathered, number, deadline)
        opened = free[useful[best]]
    # What the fixed sites hold counts as well; sites that add nothing make up the number.
    sites = np.concatenate([fixed, opened])
    rest = np.setdiff1d(free, opened)[: k - len(sites)]
    base = float(weights[held].sum())
    return np.concatenate([sites, rest]), base + low, base + max(low, high)


def _best(rows: Mask, weights: Floats, k: int, deadline: float) -> tuple[Integers, float, float]:
    """Solve the covering of what is left: swaps, a bound, and HiGHS for what that leaves open."""
    none = np.arange(0)
    # Weight left out, by column: a p-median whose costs are 0 and the weight.
    missed = np.where(rows, 0.0, weights[:, None])
    total = float(weights.sum())
    # Sums of whole weights differ by 1 or not at all.
    whole = bool((weights == np.round(weights)).all()) and total < 2**50
    step = 1 - 1e-6 if whole else 0.0
    bound, likely = _relaxation(rows, weights, k, deadline)
    sites, left = improve(missed, likely, fixed=none)
    if left - bound.value > max(step, 1e-9 * left):
        other, worth = improve(missed, greedy(missed, k, fixed=none), fixed=none)
        if worth < left:
            sites, left = other, worth
    low = bound.value
    if left - low > max(step, 1e-9 * left) and time.monotonic() < deadline:
        keep = np.union1d(bound.useful(left, fixed=none)[0], sites)
        fewer, gathered = _alike(rows[:, keep], weights)
        costs, table, row_lower, row_upper = _model(fewer, gathered, k)
        solved = minimise(
            costs,
            table,
            row_lower=row_lower,
            row_upper=row_upper,
            integer=np.arange(len(costs)) < len(keep),
            start=_start(fewer, np.searchsorted(keep, sites)),
            time_limit_s=deadline - time.monotonic(),
            abs_gap=max(step, 1e-9),
            plain_search=True,
        )
        if len(solved.point):
            other = keep[np.flatnonzero(solved.point[: len(keep)] > 0.5)]
            worth = float(missed[:, other].min(axis=1).sum())
            if worth < left:
                sites, left = other, worth
        # The model counts what is reached, below zero. What was struck off is no better than
        # the choice known before, so that the bound of the rest is at most what is left now.
        low = max(low, min(total + solved.bound, left))
    if whole:
        low = np.ceil(low - 1e-6)
    return sites, total - left, total - min(max(low, 0.0), left)


def _relaxation(rows: Mask, weights: Floats, k: int, deadline: float) -> tuple[Bound, Integers]:
    """Bound the weight left out from below by parts of sites, and name the k likeliest sites."""
    costs, table, row_lower, row_upper = _model(rows, weights, k)
    # At most half of the time: a bound found step by step costs less where a model is huge.
    found_in_time = relaxed(
        costs,
        table,
        row_lower=row_lower,
        row_upper=row_upper,
        time_limit_s=(deadline - time.monotonic()) / 2,
    )
    if found_in_time is None:
        missed = np.where(rows, 0.0, weights[:, None])
        sites = greedy(missed, k, fixed=np.arange(0))
        bound = lagrangian_bound(
            missed,
            k,
            fixed=np.arange(0),
            target=float(missed[:, sites].min(axis=1).sum()),
            deadline=deadline,
            keep=int(rows.sum(axis=1).max()) + 1,
        )
        return bound, bound.sites
    point, duals = found_in_time
    # Whatever the multipliers are, the bound holds; near the optimum it is tight.
    multipliers = np.clip(duals[: len(rows)], 0, weights)
    reduced: Floats = -(multipliers @ rows.astype(np.float64))
    chosen = np.argsort(reduced, kind="stable")[:k]
    value = float(multipliers.sum() + reduced[chosen].sum())
    likely = np.argsort(-point[: rows.shape[1]], kind="stable")[:k]
    return Bound(value, multipliers, reduced, chosen), likely


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


def _start(rows: Mask, sites: Integers) -> Floats:
    opened = np.zeros(rows.shape[1])
    opened[sites] = 1
    return np.concatenate([opened, rows[:, sites].any(axis=1).astype(np.float64)])
