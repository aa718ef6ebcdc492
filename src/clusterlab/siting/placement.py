"""Placement: where facilities go, how good that is, and how sure that nothing is better."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..model.checks import listed, nearest, whole_number
from ._validation import Floats, Integers, table_values

# Relative gap below which rounding, not choice, is what is left.
PROVED = 1e-9


@dataclass(frozen=True)
class Placement:
    """The answer to a question of where to place facilities.

    Attributes
    ----------
    sites : tuple
        Columns of the cost table that are open, in its order; empty when infeasible.
    objective : float
        What these sites reach; NaN when there are none.
    bound : float
        No choice of sites can do better than this; NaN when infeasible.
    gap : float
        ``|objective - bound| / |objective|`` [-]; 0 when both are 0, NaN when infeasible.
    status : {"optimal", "feasible", "infeasible", "not_found"}
        optimal: proved; feasible: within `gap` of the best; infeasible: no choice serves all, see
        `unserved` and `reason`; not_found: none was found in the time, though there may be one.
    assignment : DataFrame, indexed by demand point
        site that serves it (missing where none does) and cost.
    reason : dict
        Why there is no answer: a code and its numbers; empty otherwise.
    unserved : tuple
        Demand points that no choice, or not this one, can serve.
    """

    sites: tuple[Any, ...]
    objective: float
    bound: float
    gap: float
    status: str
    assignment: pd.DataFrame
    reason: dict[str, Any] = field(default_factory=dict)
    unserved: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Demand:
    """Checked input: costs, shape (demand, candidates); weights; positions of the fixed sites."""

    cost: Floats
    weights: Floats
    fixed: Integers
    points: pd.Index
    candidates: pd.Index


def check_demand(
    cost: pd.DataFrame, weights: pd.Series | Sequence[float] | Floats | None, fixed: Sequence[Any]
) -> Demand:
    """Check the table of costs, the weights of its rows, and the sites that are already there."""
    values = table_values(cost, "cost", infinite=True)
    if values.min() < 0:
        raise ValueError(f"cost must be zero or more. The lowest value is {values.min():g}.")
    if weights is None:
        numbers = np.ones(len(values))
    else:
        if isinstance(weights, pd.Series):
            if not weights.index.is_unique or set(weights.index) != set(cost.index):
                raise ValueError("weights must be given once for each demand point of cost.")
            weights = weights.reindex(cost.index)
        numbers = np.asarray(weights, dtype=np.float64)
        if numbers.shape != (len(values),):
            raise ValueError(
                f"weights must be {len(values)} values, one for each demand point. "
                f"Their shape is {numbers.shape}."
            )
    if not np.isfinite(numbers).all() or numbers.min() < 0:
        at = int(np.flatnonzero(~(np.isfinite(numbers) & (numbers >= 0)))[0])
        raise ValueError(
            f"weights must be zero or more. That of {cost.index[at]!r} is {numbers[at]:g}."
        )
    places = []
    for site in fixed:
        if site not in cost.columns:
            raise ValueError(
                f"fixed names an unknown candidate {site!r}. The candidates are "
                f"{listed(cost.columns)}.{nearest(site, cost.columns)}"
            )
        places.append(int(np.flatnonzero(cost.columns == site)[0]))
    return Demand(
        values, numbers, np.unique(np.array(places, dtype=np.int64)), cost.index, cost.columns
    )


def check_number(k: int, demand: Demand) -> int:
    """Return the number of facilities, made sure to hold the fixed ones and to find sites."""
    number = whole_number(k, "k", minimum=1)
    if number > demand.cost.shape[1]:
        raise ValueError(
            f"k must not exceed the number of candidates, {demand.cost.shape[1]}. It is {number}."
        )
    if number < len(demand.fixed):
        raise ValueError(
            f"k counts the fixed sites, {len(demand.fixed)}, and must not be less. It is {number}."
        )
    return number


def relative_gap(objective: float, bound: float) -> float:
    """Return the distance of the objective from its bound, as a share of the objective."""
    apart = abs(objective - bound)
    return 0.0 if apart == 0 else apart / max(abs(objective), 1e-300)


def named(points: pd.Index, which: Any) -> list[Any]:
    """List the names that a mask picks."""
    return [points[int(i)] for i in np.flatnonzero(which)]


def nearest_assignment(demand: Demand, sites: Integers, *, within: float = np.inf) -> pd.DataFrame:
    """Assign each demand point to its cheapest open site; to none beyond `within`."""
    costs = demand.cost[:, sites]
    at = costs.argmin(axis=1)
    least = costs[np.arange(len(at)), at]
    served = np.isfinite(least) & (least <= within)
    return assignment_table(demand, np.where(served, sites[at], -1))


def assignment_table(demand: Demand, site_of: Integers) -> pd.DataFrame:
    """Write the site (by position, -1 for none) that serves each demand point, and its cost."""
    served = site_of >= 0
    cost = np.where(served, demand.cost[np.arange(len(site_of)), site_of], np.nan)
    names = pd.Series(demand.candidates).reindex(site_of).where(served)
    return pd.DataFrame({"site": names.to_numpy(), "cost": cost}, index=demand.points)


def found(
    demand: Demand,
    sites: Integers,
    *,
    objective: float,
    bound: float,
    assignment: pd.DataFrame,
) -> Placement:
    """Make a Placement of sites that serve; "optimal" only when the gap is nil."""
    gap = relative_gap(objective, bound)
    proved = gap <= PROVED or abs(objective - bound) <= PROVED
    return Placement(
        sites=tuple(demand.candidates[int(j)] for j in np.sort(sites)),
        objective=objective,
        bound=objective if proved else bound,
        gap=0.0 if proved else gap,
        status="optimal" if proved else "feasible",
        assignment=assignment,
        unserved=tuple(named(demand.points, assignment["site"].isna().to_numpy())),
    )


def not_served(
    demand: Demand, unserved: Sequence[Any], reason: dict[str, Any], *, status: str = "infeasible"
) -> Placement:
    """Make a Placement that says which demand points cannot be served, and why."""
    return Placement(
        sites=(),
        objective=np.nan,
        bound=np.nan,
        gap=np.nan,
        status=status,
        assignment=assignment_table(demand, np.full(len(demand.points), -1)),
        reason=reason,
        unserved=tuple(unserved),
    )
