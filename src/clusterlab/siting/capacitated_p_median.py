"""Capacitated p-median: k facilities that cost least to reach and hold what is sent to them."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp

from ..model.checks import positive
from ._highs import Solved, minimise
from ._interchange import greedy, improve
from ._lagrangian import lagrangian_bound
from ._validation import Floats, Integers, Mask
from .p_median import weighted_costs
from .placement import (
    Demand,
    Placement,
    assignment_table,
    check_demand,
    check_number,
    found,
    named,
    not_served,
)

# Pairs of demand and candidate beyond which only the cheapest of each demand point are weighed.
MOST_PAIRS = 60_000


def capacitated_p_median(
    cost: pd.DataFrame,
    weights: pd.Series | Sequence[float],
    capacity: pd.Series | Sequence[float],
    *,
    k: int,
    fixed: Sequence[Any] = (),
    time_limit_s: float = 30.0,
) -> Placement:
    r"""Place k facilities and send each demand point to one of them, none above its capacity.

    .. math:: \min \sum_{ij} w_i c_{ij} x_{ij} \quad \text{so that} \quad \sum_j x_{ij} = 1, \;
        \sum_i w_i x_{ij} \le q_j y_j, \; \sum_j y_j = k, \; x, y \in \{0, 1\}

    Parameters
    ----------
    cost : DataFrame, shape (demand, candidates)
        Cost, distance or time, zero or more; infinite where a candidate cannot serve.
    weights : Series or sequence, shape (demand,)
        Demand at each point [unit of capacity], zero or more.
    capacity : Series or sequence, shape (candidates,)
        What each candidate can hold, zero or more.
    k : int
        Facilities, the fixed ones among them.
    fixed : sequence
        Candidates that are already there.
    time_limit_s : float
        Seconds after which the best so far comes back with its gap.

    Returns
    -------
    Placement
        objective is the weighted sum of costs. "infeasible" when no choice serves all: unserved
        names points that nothing reaches or holds. "not_found" when the time ran out before a
        choice was met, which does not say that there is none.

    Raises
    ------
    ValueError
        The k largest capacities together are below the demand, and what `p_median` refuses.

    Notes
    -----
    A demand point is not split. HiGHS solves the model as it stands; above some 60,000 pairs only
    the cheapest candidates of each demand point are weighed, and the bound is that of the p-median
    without capacities, which is true and may be wide.

    References
    ----------
    Mulvey & Beck (1984), European Journal of Operational Research 18: 339-348.

    Examples
    --------
    >>> km = pd.DataFrame([[0, 5, 9], [5, 0, 4], [9, 4, 0]], list("abc"), list("ABC"), dtype=float)
    >>> tight = capacitated_p_median(km, [2, 2, 2], [4, 2, 2], k=2)
    >>> tight.sites, tight.objective, tight.assignment["site"].tolist()
    (('A', 'C'), 10.0, ['A', 'A', 'C'])
    """
    demand = check_demand(cost, weights, fixed)
    number = check_number(k, demand)
    room = _capacities(capacity, demand, number)
    deadline = time.monotonic() + positive(time_limit_s, "time_limit_s")
    fits = np.isfinite(demand.cost) & (demand.weights[:, None] <= room[None, :])
    if not fits.any(axis=1).all():
        points = named(demand.points, ~fits.any(axis=1))
        return not_served(demand, points, {"code": "no_candidate_holds", "points": len(points)})
    weighted, _ = weighted_costs(demand)
    none = demand.fixed
    begin, value = improve(weighted, greedy(weighted, number, fixed=none), fixed=none)
    first = _fill(demand, room, begin, fits)
    target = value if first is None else float(weighted[np.arange(len(first)), first].sum())
    low = lagrangian_bound(weighted, number, fixed=none, target=target, deadline=deadline).value
    pairs, whole = _pairs(weighted, fits, first)
    solved = _exact(demand, weighted, room, pairs, number, begin, first, deadline)
    if solved.status == "infeasible" and whole:
        reason = {"code": "capacities_do_not_fit", "sites": number}
        return not_served(demand, list(demand.points), reason)
    chosen = first
    if len(solved.point):
        row, col = np.nonzero(pairs)
        taken = solved.point[len(room) :] > 0.5
        chosen = np.empty(len(weighted), dtype=np.int64)
        chosen[row[taken]] = col[taken]
    if chosen is None:
        reason = {"code": "time", "sites": number, "time_limit_s": time_limit_s}
        return not_served(demand, list(demand.points), reason, status="not_found")
    objective = float(weighted[np.arange(len(chosen)), chosen].sum())
    bound = max(low, solved.bound) if whole else low
    if whole and solved.status == "optimal":
        bound = objective
    return found(
        demand,
        _opened(chosen, begin, solved, number, demand),
        objective=objective,
        bound=min(bound, objective),
        assignment=assignment_table(demand, chosen),
    )


def _capacities(capacity: pd.Series | Sequence[float], demand: Demand, k: int) -> Floats:
    """Check capacities, and that k sites can hold the demand at all."""
    if isinstance(capacity, pd.Series):
        if not capacity.index.is_unique or set(capacity.index) != set(demand.candidates):
            raise ValueError("capacity must be given once for each candidate of cost.")
        capacity = capacity.reindex(demand.candidates)
    room: Floats = np.asarray(capacity, dtype=np.float64)
    if room.shape != demand.candidates.shape:
        raise ValueError(
            f"capacity must be {len(demand.candidates)} values, one for each candidate. "
            f"Its shape is {room.shape}."
        )
    if np.isnan(room).any() or room.min() < 0:
        raise ValueError(f"capacity must be zero or more. The lowest given is {room.min():g}.")
    others = np.sort(np.delete(room, demand.fixed))[::-1]
    most = float(room[demand.fixed].sum() + others[: k - len(demand.fixed)].sum())
    total = float(demand.weights.sum())
    if most < total:
        raise ValueError(
            f"capacity must reach the demand, {total:g}. The most that k = {k} sites hold is "
            f"{most:g}."
        )
    return room


def _fill(demand: Demand, room: Floats, sites: Integers, fits: Mask) -> Integers | None:
    """Send demand points, those with most to lose first, to the cheapest open site with room."""
    left = room.copy()
    costs = np.where(fits[:, sites], demand.cost[:, sites] * demand.weights[:, None], np.inf)
    ordered = np.sort(costs, axis=1)
    regret = ordered[:, 1] - ordered[:, 0] if costs.shape[1] > 1 else demand.weights
    regret = np.where(np.isnan(regret), np.inf, regret)
    chosen = np.full(len(costs), -1, dtype=np.int64)
    for i in np.lexsort((-regret, -demand.weights)):
        open_costs = np.where(left[sites] >= demand.weights[i], costs[i], np.inf)
        at = int(open_costs.argmin())
        if not np.isfinite(open_costs[at]):
            return None
        chosen[i] = sites[at]
        left[sites[at]] -= demand.weights[i]
    return chosen


def _pairs(weighted: Floats, fits: Mask, first: Integers | None) -> tuple[Mask, bool]:
    """Choose the pairs that the model weighs, and tell whether they are all there are."""
    if int(fits.sum()) <= MOST_PAIRS:
        return fits, True
    keep = max(2, MOST_PAIRS // len(weighted))
    cheap = np.argsort(np.where(fits, weighted, np.inf), axis=1)[:, :keep]
    pairs = np.zeros_like(fits)
    np.put_along_axis(pairs, cheap, True, axis=1)
    pairs &= fits
    if first is not None:
        pairs[np.arange(len(first)), first] = True
    return pairs, False


def _exact(
    demand: Demand,
    weighted: Floats,
    room: Floats,
    pairs: Mask,
    k: int,
    sites: Integers,
    first: Integers | None,
    deadline: float,
) -> Solved:
    """Hand the model over: y_j opens a site, x_ij sends i to j."""
    count, width = pairs.shape
    row, col = np.nonzero(pairs)
    arcs = len(row)
    x = width + np.arange(arcs)
    ones, shape = np.ones(arcs), width + arcs
    served = sp.csr_array((ones, (row, x)), shape=(count, shape))
    held = sp.csr_array(
        (
            np.concatenate([demand.weights[row], -np.minimum(room, demand.weights.sum())]),
            (np.concatenate([col, np.arange(width)]), np.concatenate([x, np.arange(width)])),
        ),
        shape=(width, shape),
    )
    # Implied by the capacities, yet without these the bound is far too low.
    linked = sp.csr_array(
        (np.concatenate([ones, -ones]), (np.tile(np.arange(arcs), 2), np.concatenate([x, col]))),
        shape=(arcs, shape),
    )
    opened = sp.csr_array(np.concatenate([np.ones(width), np.zeros(arcs)])[None, :])
    lower = np.zeros(shape)
    lower[demand.fixed] = 1
    start = None
    if first is not None:
        start = np.zeros(shape)
        start[sites] = 1
        start[width:][first[row] == col] = 1
    return minimise(
        np.concatenate([np.zeros(width), weighted[row, col]]),
        sp.csr_array(sp.vstack([served, held, linked, opened])),
        row_lower=np.concatenate([np.ones(count), np.full(width + arcs, -np.inf), [k]]),
        row_upper=np.concatenate([np.ones(count), np.zeros(width + arcs), [k]]),
        integer=np.ones(shape, dtype=np.bool_),
        lower=lower,
        start=start,
        time_limit_s=deadline - time.monotonic(),
    )


def _opened(chosen: Integers, begin: Integers, solved: Solved, k: int, demand: Demand) -> Integers:
    """List the open sites: those that serve, the fixed ones, and idle ones to make up k."""
    known = np.flatnonzero(solved.point[: len(demand.candidates)] > 0.5)
    if len(known) == k:
        return known
    used = np.union1d(chosen, demand.fixed)
    return np.concatenate([used, np.setdiff1d(begin, used)])[:k]
