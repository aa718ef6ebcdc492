"""p-centre: k facilities that bring the largest cost of reaching one to its least."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..model.checks import positive
from ._validation import Floats, Integers
from .placement import (
    Demand,
    Placement,
    check_demand,
    check_number,
    found,
    named,
    nearest_assignment,
    not_served,
)
from .set_cover import cover


def p_center(
    cost: pd.DataFrame,
    *,
    k: int,
    fixed: Sequence[Any] = (),
    time_limit_s: float = 30.0,
) -> Placement:
    r"""Place k facilities so that :math:`\max_i \min_{j \in S} c_{ij}` is least.

    Parameters
    ----------
    cost : DataFrame, shape (demand, candidates)
        Cost, distance or time, zero or more; infinite where a candidate cannot serve.
    k : int
        Facilities, the fixed ones among them.
    fixed : sequence
        Candidates that are already there.
    time_limit_s : float
        Seconds after which the best so far comes back with its gap.

    Returns
    -------
    Placement
        objective is the largest cost of any demand point. Infeasible where a demand point reaches
        no candidate, or where k sites cannot reach all of them.

    Raises
    ------
    ValueError
        k above the number of candidates or below that of the fixed ones, or a missing or negative
        cost.

    Notes
    -----
    The answer is one of the costs in the table: they are halved again and again, asking each time
    whether k sites cover all demand points within that cost.

    References
    ----------
    Hakimi (1965), Operations Research 13: 462-475. Minieka (1970), SIAM Review 12: 138-139.

    Examples
    --------
    >>> km = pd.DataFrame([[0, 5, 9], [5, 0, 4], [9, 4, 0]], list("abc"), list("ABC"), dtype=float)
    >>> best = p_center(km, k=1)
    >>> best.sites, best.objective, best.status
    (('B',), 5.0, 'optimal')
    """
    demand = check_demand(cost, None, fixed)
    number = check_number(k, demand)
    deadline = time.monotonic() + positive(time_limit_s, "time_limit_s")
    lonely = ~np.isfinite(demand.cost).any(axis=1)
    if lonely.any():
        points = named(demand.points, lonely)
        return not_served(demand, points, {"code": "no_candidate_reaches", "points": len(points)})
    sites = _farthest_first(demand.cost, number, demand.fixed)
    levels = np.unique(demand.cost[np.isfinite(demand.cost)])
    # No level below `low` can serve all; at `high` the sites known do.
    low = int(np.searchsorted(levels, demand.cost.min(axis=1).max()))
    high = int(np.searchsorted(levels, _radius(demand.cost, sites)))
    needed = 0
    if high == len(levels):
        sites, needed = _ask(demand, number, levels[-1], deadline, sites)
        if needed > number:
            missed = named(demand.points, ~np.isfinite(demand.cost[:, sites]).any(axis=1))
            reason = {"code": "too_few_sites", "sites": number, "needed_at_least": needed}
            return not_served(demand, missed, reason)
        reached = _radius(demand.cost, sites)
        if not np.isfinite(reached):
            missed = named(demand.points, ~np.isfinite(demand.cost[:, sites]).any(axis=1))
            reason = {"code": "time", "sites": number, "time_limit_s": time_limit_s}
            return not_served(demand, missed, reason, status="not_found")
        high = int(np.searchsorted(levels, reached))
    floor = low
    while low < high and time.monotonic() < deadline:
        middle = (low + high) // 2
        better, needed = _ask(demand, number, levels[middle], deadline, sites)
        radius = _radius(demand.cost, better)
        if radius <= levels[middle]:
            sites, high = better, int(np.searchsorted(levels, radius))
        elif needed > number:
            low = floor = middle + 1
        else:  # neither shown nor refuted in the time: try higher, yet keep the proved floor
            low = middle + 1
    return found(
        demand,
        sites,
        objective=_radius(demand.cost, sites),
        bound=float(levels[min(floor, high)]),
        assignment=nearest_assignment(demand, sites),
    )


def _radius(cost: Floats, sites: Integers) -> float:
    return float(cost[:, sites].min(axis=1).max())


def _farthest_first(cost: Floats, k: int, fixed: Integers) -> Integers:
    """Open, again and again, the best site for the demand point that is served worst."""
    sites = [int(j) for j in fixed]
    if not sites:
        sites = [int(cost.max(axis=0).argmin())]
    while len(sites) < k:
        worst = int(cost[:, sites].min(axis=1).argmax())
        order = np.argsort(cost[worst], kind="stable")
        sites.append(int(order[~np.isin(order, sites)][0]))
    return np.array(sites, dtype=np.int64)


def _ask(
    demand: Demand, k: int, radius: float, deadline: float, sites: Integers
) -> tuple[Integers, int]:
    """Ask for k sites within a radius of all; else return those given and how many are needed."""
    reach = demand.cost <= radius
    solved = cover(
        reach, demand.fixed, time_limit_s=max(deadline - time.monotonic(), 0.05), enough=k
    )
    needed = k + 1 if solved.status == "infeasible" else 0
    if not len(solved.point):
        return sites, needed
    opened = np.flatnonzero(solved.point > 0.5)
    others = np.setdiff1d(np.arange(reach.shape[1]), opened)
    return np.concatenate([opened, others[: k - len(opened)]]), needed
