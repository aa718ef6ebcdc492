"""Further questions of where facilities go: the farthest, all within reach, and limited room."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...model.reason import Reason
from ...siting.capacitated_p_median import capacitated_p_median
from ...siting.p_center import p_center
from ...siting.placement import Placement
from ...siting.set_cover import set_cover
from .facilities import EXISTING


def other_placements(
    cost: pd.DataFrame,
    weights: pd.Series,
    *,
    facilities: int,
    reach_m: float,
    capacity: float = 0.0,
    time_limit_s: float = 10.0,
) -> Mapping[str, Placement]:
    """Place facilities for the farthest, for all within reach, and with limited room.

    Parameters
    ----------
    cost : DataFrame, shape (demand, existing and candidates)
        Distances [m]; columns that begin with "existing:" are open already.
    weights : Series, shape (demand,)
        Firms or plots at each place.
    facilities : int
        New ones; the set covering finds its own number.
    reach_m : float
        What counts as within reach [m].
    capacity : float
        Most firms or plots that one facility serves; 0 where there is no limit.
    time_limit_s : float
        Seconds for each question.

    Returns
    -------
    mapping
        p_center, set_cover and, where a capacity is given, capacitated_p_median.
    """
    fixed = [name for name in cost.columns if str(name).startswith(EXISTING)]
    k = len(fixed) + facilities
    found = {
        "p_center": p_center(cost, k=k, fixed=fixed, time_limit_s=time_limit_s),
        "set_cover": set_cover(cost, radius=reach_m, fixed=fixed, time_limit_s=time_limit_s),
    }
    if capacity > 0:
        found["capacitated_p_median"] = _with_room(
            cost, weights, k=k, fixed=fixed, capacity=capacity, time_limit_s=time_limit_s
        )
    return found


def _with_room(
    cost: pd.DataFrame,
    weights: pd.Series,
    *,
    k: int,
    fixed: list[Any],
    capacity: float,
    time_limit_s: float,
) -> Placement:
    """Solve the capacitated p-median; too little room for the demand is an answer as well."""
    total = float(weights.sum())
    if k * capacity < total:
        reason = dict(Reason("capacity_below_demand", sites=k, room=k * capacity, need=total))
        none = pd.DataFrame({"site": None, "cost": np.nan}, index=cost.index)
        points = tuple(cost.index)
        return Placement((), np.nan, np.nan, np.nan, "infeasible", none, reason, points)
    room = pd.Series(float(capacity), index=cost.columns)
    return capacitated_p_median(cost, weights, room, k=k, fixed=fixed, time_limit_s=time_limit_s)


def model_table(found: Mapping[str, Placement], *, weights: pd.Series) -> pd.DataFrame:
    """Set the answers side by side, one row a question.

    Parameters
    ----------
    found : mapping
        Placements by question.
    weights : Series, shape (demand,)
        Firms or plots at each place.

    Returns
    -------
    DataFrame, indexed by `question`
        facilities (new ones), objective, best_bound, gap_share [-], status, unserved (firms
        or plots); missing where there is no answer. ``attrs["reasons"]``: why there is none.
    """
    rows = {}
    for question, answer in found.items():
        new = sum(not str(site).startswith(EXISTING) for site in answer.sites)
        rows[question] = {
            "facilities": float(new) if answer.sites else np.nan,
            "objective": answer.objective,
            "best_bound": answer.bound,
            "gap_share": answer.gap,
            "status": answer.status,
            "unserved": float(weights.reindex(list(answer.unserved)).sum()),
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("question")
    table.attrs["reasons"] = [answer.reason for answer in found.values() if answer.reason]
    return table


def beyond_reach(
    found: Placement, cost: pd.DataFrame, weights: pd.Series, candidates: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Name the places that nothing reaches by the site that is nearest to each.

    Parameters
    ----------
    found : Placement
        An answer with `unserved` places.
    cost, weights
        As in `other_placements`.
    candidates : GeoDataFrame
        With name.

    Returns
    -------
    DataFrame, indexed by `name` (the nearest site)
        unserved (firms or plots there), distance_m; the farthest first.
    """
    away = cost.loc[list(found.unserved)]
    names = candidates["name"].to_dict()
    nearest = [names.get(site, str(site).removeprefix(EXISTING)) for site in away.idxmin(axis=1)]
    return pd.DataFrame(
        {
            "unserved": weights.reindex(away.index).to_numpy(),
            "distance_m": away.min(axis=1).to_numpy(),
        },
        index=pd.Index(nearest, name="name"),
    ).sort_values("distance_m", ascending=False, kind="stable")
