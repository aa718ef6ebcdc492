"""p-median: k facilities that bring the weighted cost of reaching them to its least."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp

from ..model.checks import positive
from ._highs import Solved, minimise
from ._interchange import greedy, improve, interchange
from ._lagrangian import Bound, lagrangian_bound
from ._validation import Floats, Integers
from .placement import (
    PROVED,
    Demand,
    Placement,
    check_demand,
    check_number,
    found,
    named,
    nearest_assignment,
    not_served,
    relative_gap,
)
from .set_cover import cover

# Pairs of demand and candidate beyond which an exact model takes longer than it can prove.
MOST_PAIRS = 400_000


def p_median(
    cost: pd.DataFrame,
    weights: pd.Series | Sequence[float] | None = None,
    *,
    k: int,
    fixed: Sequence[Any] = (),
    time_limit_s: float = 10.0,
    stop_gap: float = 0.0,
    starts: int = 5,
    seed: int = 0,
) -> Placement:
    r"""Place k facilities so that :math:`\sum_i w_i \min_{j \in S} c_{ij}` is least.

    Parameters
    ----------
    cost : DataFrame, shape (demand, candidates)
        Cost, distance or time, zero or more; infinite where a candidate cannot serve.
    weights : Series or sequence, shape (demand,), optional
        Jobs, people or runs at each demand point, zero or more; ones when not given.
    k : int
        Facilities, the fixed ones among them.
    fixed : sequence
        Candidates that are already there.
    time_limit_s : float
        Seconds after which the best so far comes back with its gap.
    stop_gap : float
        Gap at which to stop; 0 goes on until proved or out of time.
    starts : int
        Starts of the interchange.
    seed : int
        Seed of the random starts.

    Returns
    -------
    Placement
        objective is the weighted sum of costs. Infeasible where a demand point reaches no
        candidate, or where k sites cannot reach all of them.

    Raises
    ------
    ValueError
        k above the number of candidates or below that of the fixed ones, a missing or negative
        cost, or unusable weights.

    Notes
    -----
    Swaps give sites, a Lagrangian gives the bound. Sites and pairs that the bound rules out of any
    better choice are struck off, and HiGHS settles what is left, if it is small enough. A demand
    point of weight 0 must be reached all the same.

    References
    ----------
    Hakimi (1964), Operations Research 12: 450-459. Teitz & Bart (1968), Operations Research 16:
    955-961.

    Examples
    --------
    >>> km = pd.DataFrame([[0, 5, 9], [5, 0, 4], [9, 4, 0]], list("abc"), list("ABC"), dtype=float)
    >>> best = p_median(km, [10, 1, 8], k=2)
    >>> best.sites, best.objective, best.status
    (('A', 'C'), 4.0, 'optimal')
    """
    demand = check_demand(cost, weights, fixed)
    number = check_number(k, demand)
    deadline = time.monotonic() + positive(time_limit_s, "time_limit_s")
    weighted, barrier = weighted_costs(demand)
    if barrier is not None:
        refused = _unreached(demand, number, deadline)
        if refused is not None:
            return refused
    sites, value, bound = median(
        weighted,
        number,
        fixed=demand.fixed,
        starts=starts,
        seed=seed,
        deadline=deadline,
        stop_gap=stop_gap,
        first=_reaching(demand, number, deadline) if barrier is not None else None,
    )
    if barrier is not None and value >= barrier:
        missed = named(demand.points, ~np.isfinite(demand.cost[:, sites]).any(axis=1))
        reason = {"code": "time", "sites": number, "time_limit_s": time_limit_s}
        return not_served(demand, missed, reason, status="not_found")
    return found(
        demand,
        sites,
        objective=value,
        bound=bound,
        assignment=nearest_assignment(demand, sites),
    )


def weighted_costs(demand: Demand) -> tuple[Floats, float | None]:
    """Return weights times costs, with what cannot be reached dearer than all else together.

    Returns
    -------
    array, float or None
        Weighted costs, finite; the least total that leaves some demand point unserved, or None
        where every candidate reaches every demand point.
    """
    reached = np.isfinite(demand.cost)
    weighted = demand.weights[:, None] * np.where(reached, demand.cost, 0)
    if reached.all():
        return weighted, None
    barrier = float(weighted.max(axis=1).sum()) + 1.0
    return np.where(reached, weighted, barrier), barrier


def median(
    cost: Floats,
    k: int,
    *,
    fixed: Integers,
    starts: int,
    seed: int,
    deadline: float,
    stop_gap: float,
    first: Integers | None = None,
) -> tuple[Integers, float, float]:
    """Find k columns with a small sum of row minima, that sum, and a lower bound of it."""
    enough = max(stop_gap, PROVED)
    begin = greedy(cost, k, fixed=fixed) if first is None else first
    sites, value = improve(cost, begin, fixed=fixed)

    def better(opened: Integers) -> float:
        """Swap on from the sites that the bound would open: often better than what is known."""
        nonlocal sites, value
        other, worth = improve(cost, opened, fixed=fixed)
        if worth < value:
            sites, value = other, worth
        return worth

    bound = lagrangian_bound(
        cost,
        k,
        fixed=fixed,
        target=value,
        deadline=deadline,
        stop_gap=enough,
        better=better,
    )
    better(bound.sites)
    if relative_gap(value, bound.value) > enough:
        other, worth = interchange(
            cost, k, fixed=fixed, starts=starts, seed=seed, deadline=deadline
        )
        if worth < value:
            sites, value = other, worth
    low = bound.value
    if relative_gap(value, low) > enough and time.monotonic() < deadline:
        sites, value, low = _settle(cost, k, fixed, sites, value, bound, deadline)
    return sites, value, min(low, value)


def _settle(
    cost: Floats,
    k: int,
    fixed: Integers,
    sites: Integers,
    value: float,
    bound: Bound,
    deadline: float,
) -> tuple[Integers, float, float]:
    """Strike off what the bound rules out and let HiGHS settle the rest."""
    slack = value - bound.value + 1e-9 * max(abs(value), 1)
    useful, extra = bound.useful(value, fixed=fixed)
    useful = np.union1d(useful, sites)
    over = np.maximum(cost[:, useful] - bound.multipliers[:, None], 0) + extra[useful]
    pairs = over <= slack
    # The known choice must fit the model that is left, to begin from.
    at = np.searchsorted(useful, sites)
    own = at[cost[:, sites].argmin(axis=1)]
    pairs[np.arange(len(cost)), own] = True
    if int(pairs.sum()) > MOST_PAIRS:
        return sites, value, bound.value
    solved = _exact(cost[:, useful], pairs, k, np.searchsorted(useful, fixed), at, own, deadline)
    low = max(bound.value, solved.bound)
    if not len(solved.point):
        return sites, value, bound.value if solved.status == "infeasible" else low
    other = useful[np.flatnonzero(solved.point[: len(useful)] > 0.5)]
    worth = float(cost[:, other].min(axis=1).sum())
    if worth < value:
        sites, value = other, worth
    # What was struck off is no better than `value`; a solved rest proves it.
    return sites, value, value if solved.status == "optimal" else min(low, value)


def _exact(
    cost: Floats,
    pairs: np.ndarray[Any, np.dtype[np.bool_]],
    k: int,
    fixed: Integers,
    start_sites: Integers,
    start_pairs: Integers,
    deadline: float,
) -> Solved:
    """Solve the p-median over the pairs given: y_j opens a site, x_ij serves i from j."""
    count, width = cost.shape
    row, col = np.nonzero(pairs)
    arcs = len(row)
    x = width + np.arange(arcs)
    ones = np.ones(arcs)
    served = sp.csr_array((ones, (row, x)), shape=(count, width + arcs))
    linked = sp.csr_array(
        (np.concatenate([ones, -ones]), (np.tile(np.arange(arcs), 2), np.concatenate([x, col]))),
        shape=(arcs, width + arcs),
    )
    opened = sp.csr_array(
        (np.ones(width), (np.zeros(width, dtype=np.int64), np.arange(width))),
        shape=(1, width + arcs),
    )
    lower = np.zeros(width + arcs)
    lower[fixed] = 1
    start = np.zeros(width + arcs)
    start[start_sites] = 1
    start[width:][start_pairs[row] == col] = 1
    return minimise(
        np.concatenate([np.zeros(width), cost[row, col]]),
        sp.csr_array(sp.vstack([served, linked, opened])),
        row_lower=np.concatenate([np.ones(count), np.full(arcs, -np.inf), [k]]),
        row_upper=np.concatenate([np.ones(count), np.zeros(arcs), [k]]),
        integer=np.arange(width + arcs) < width,
        lower=lower,
        start=start,
        time_limit_s=deadline - time.monotonic(),
    )


def _unreached(demand: Demand, k: int, deadline: float) -> Placement | None:
    """Say which demand points nothing reaches, or that k sites are too few to reach all."""
    reached = np.isfinite(demand.cost)
    lonely = ~reached.any(axis=1)
    if lonely.any():
        points = named(demand.points, lonely)
        return not_served(demand, points, {"code": "no_candidate_reaches", "points": len(points)})
    least = cover(reached, demand.fixed, time_limit_s=deadline - time.monotonic())
    if np.ceil(least.bound - 1e-6) > k:
        return not_served(demand, *_too_few(demand, reached, k, least.bound))
    return None


def _too_few(
    demand: Demand, reached: np.ndarray[Any, np.dtype[np.bool_]], k: int, least: float
) -> tuple[list[Any], dict[str, Any]]:
    """Name the demand points that k sites, chosen to reach most, still leave out."""
    best = greedy(np.where(reached, 0.0, 1.0), k, fixed=demand.fixed)
    missed = named(demand.points, ~reached[:, best].any(axis=1))
    return missed, {
        "code": "too_few_sites",
        "sites": k,
        "needed_at_least": int(np.ceil(least - 1e-6)),
    }


def _reaching(demand: Demand, k: int, deadline: float) -> Integers | None:
    """Find k sites that together reach all demand points, if the cover that is least is known."""
    solved = cover(np.isfinite(demand.cost), demand.fixed, time_limit_s=deadline - time.monotonic())
    if not len(solved.point):
        return None
    sites = np.flatnonzero(solved.point > 0.5)
    if len(sites) > k:
        return None
    others = np.setdiff1d(np.arange(demand.cost.shape[1]), sites)
    return np.concatenate([sites, others[: k - len(sites)]])
