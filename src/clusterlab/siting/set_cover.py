"""Set covering: the fewest facilities that reach every demand point within a radius."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp

from ..model.checks import positive
from ._highs import Solved, minimise
from ._validation import Floats, Integers, Mask
from .placement import Placement, check_demand, found, named, nearest_assignment, not_served


def set_cover(
    cost: pd.DataFrame,
    *,
    radius: float,
    fixed: Sequence[Any] = (),
    time_limit_s: float = 30.0,
) -> Placement:
    r"""Place the fewest facilities so that each demand point has one within the radius.

    .. math:: \min \sum_j y_j \quad \text{so that} \quad \sum_{j: c_{ij} \le r} y_j \ge 1

    Parameters
    ----------
    cost : DataFrame, shape (demand, candidates)
        Cost, distance or time, zero or more; infinite where a candidate cannot serve.
    radius : float
        Largest cost that counts as reached [unit of cost]; itself included.
    fixed : sequence
        Candidates that are already there; they count.
    time_limit_s : float
        Seconds after which the best so far comes back with its gap.

    Returns
    -------
    Placement
        objective is the number of facilities; each demand point is assigned to the cheapest.
        Infeasible where a demand point has no candidate within the radius: see unserved.

    Raises
    ------
    ValueError
        A radius of zero or less, a missing or negative cost, or an unknown fixed site.

    References
    ----------
    Toregas, Swain, ReVelle & Bergman (1971), Operations Research 19: 1363-1373.

    Examples
    --------
    >>> km = pd.DataFrame([[0, 5, 9], [5, 0, 4], [9, 4, 0]], list("abc"), list("ABC"), dtype=float)
    >>> set_cover(km, radius=5).sites
    ('B',)
    >>> set_cover(km + 1, radius=0.5).reason
    {'code': 'no_candidate_within_radius', 'points': 3, 'radius': 0.5}
    """
    demand = check_demand(cost, None, fixed)
    reach = demand.cost <= positive(radius, "radius")
    lonely = ~reach.any(axis=1)
    if lonely.any():
        points = named(demand.points, lonely)
        reason = {"code": "no_candidate_within_radius", "points": len(points), "radius": radius}
        return not_served(demand, points, reason)
    solved = cover(reach, demand.fixed, time_limit_s=time_limit_s)
    sites = np.flatnonzero(solved.point > 0.5)
    return found(
        demand,
        sites,
        objective=float(len(sites)),
        # Facilities are whole, and so is the least number of them.
        bound=float(np.ceil(solved.bound - 1e-6)),
        assignment=nearest_assignment(demand, sites, within=radius),
    )


def cover(
    reach: Mask, fixed: Integers, *, time_limit_s: float, enough: int | None = None
) -> Solved:
    """Solve the set covering of rows by columns; every row must have a column.

    Parameters
    ----------
    reach : array of bool, shape (demand, candidates)
        Which column covers which row.
    fixed : array of int
        Columns that are open.
    time_limit_s : float
        Seconds after which the best so far comes back.
    enough : int, optional
        Ask only whether this many columns can do: any such cover ends the search, and status
        "infeasible" says that there is none.

    Returns
    -------
    Solved
        Which columns are open, their number, and a lower bound of it.
    """
    width = reach.shape[1]
    started = time.monotonic()
    start = _greedy_cover(reach, fixed)
    rows, columns = _reduced(reach, fixed)
    count = float(len(fixed))
    if enough is not None and start.sum() <= enough:
        return Solved("feasible", start, float(start.sum()), count)
    if not len(rows):
        return Solved("optimal", start, count, count)
    table = sp.csr_array(reach[np.ix_(rows, columns)].astype(np.float64))
    low, high = np.ones(len(rows)), np.full(len(rows), np.inf)
    if enough is not None:
        everything = sp.csr_array(np.ones((1, len(columns))))
        table = sp.csr_array(sp.vstack([table, everything]))
        low, high = np.append(low, 0), np.append(high, enough - count)
    solved = minimise(
        np.ones(len(columns)),
        table,
        row_lower=low,
        row_upper=high,
        integer=np.ones(len(columns), dtype=np.bool_),
        start=_greedy_cover(reach[np.ix_(rows, columns)], fixed[:0]) if enough is None else None,
        time_limit_s=time_limit_s - (time.monotonic() - started),
        enough=None if enough is None else enough - count,
    )
    bound = count + max(solved.bound, 1.0)
    if len(solved.point):
        opened = np.zeros(width)
        opened[fixed] = 1
        opened[columns[solved.point > 0.5]] = 1
        return Solved(solved.status, opened, float(opened.sum()), bound)
    if enough is not None:
        return Solved(solved.status, solved.point, np.nan, bound)
    # Out of time before the solver took up even the greedy cover.
    return Solved("feasible", start, float(start.sum()), bound)


def _reduced(reach: Mask, fixed: Integers) -> tuple[Integers, Integers]:
    """Leave out rows that are covered with another one, and columns that another one replaces.

    Returns
    -------
    array of int, array of int
        Rows to be covered and columns to cover them with.
    """
    rows = np.flatnonzero(~reach[:, fixed].any(axis=1))
    columns = np.setdiff1d(np.arange(reach.shape[1]), fixed)
    for _ in range(10):
        before = len(rows) + len(columns)
        # A row whose columns include all those of another is covered whenever that one is.
        rows = rows[minimal_sets(reach[np.ix_(rows, columns)])]
        # A column whose rows are all among those of another is never needed.
        columns = columns[minimal_sets(~reach[np.ix_(rows, columns)].T)]
        if len(rows) + len(columns) == before:
            break
    return rows, columns


def minimal_sets(sets: Mask) -> Mask:
    """Mark the sets (rows of a table of members) that include no other one; of equals the first."""
    members = sets.astype(np.float32)
    sizes = members.sum(axis=1)
    # Whole numbers below 2**24 are exact in single precision.
    includes = members @ members.T == sizes[None, :]
    equal = includes & includes.T
    first = np.tril(np.ones_like(equal), -1)
    keep: Mask = ~((includes & ~equal) | (equal & first)).any(axis=1)
    return keep


def _greedy_cover(reach: Mask, fixed: Integers) -> Floats:
    """Open the column that reaches most of what is left, until nothing is."""
    opened = np.zeros(reach.shape[1])
    opened[fixed] = 1
    left = ~reach[:, fixed].any(axis=1)
    while left.any():
        best = int(reach[left].sum(axis=0).argmax())
        opened[best] = 1
        left &= ~reach[:, best]
    return opened
