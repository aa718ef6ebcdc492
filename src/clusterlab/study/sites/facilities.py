"""Where k shared facilities would serve most: demand, costs and the answers side by side."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist

from ...model.reason import Reason
from ...siting.coverage_curve import coverage_curve
from ...siting.max_cover import max_cover
from ...siting.p_median import p_median
from ...siting.placement import Placement
from ..inventory import FIRMS
from .surroundings import SUPPORT

LEAST_DEMAND = 10
"""Places to be served below which nothing is placed."""
EXISTING = "existing:"


def demand_points(place: Any, *, max_uncertainty_m: float) -> gpd.GeoDataFrame:
    """Gather those who would use a shared facility, by where they are.

    Parameters
    ----------
    place : Cluster
        Its present firms, or its plots where most firms are not placed.
    max_uncertainty_m : float
        Places that may be further off are left out [m].

    Returns
    -------
    GeoDataFrame, in `measure_crs`
        One row a spot: weight (firms or plots there), source_id, geometry. ``attrs``: of ("firms"
        or "plots"), placed, present; reason where there are fewer than 10 places.
    """
    everyone = place.organisations()
    firms = everyone[everyone["type"].isin(FIRMS)]
    near = firms[firms.geometry.notna() & (firms["uncertainty_m"] <= max_uncertainty_m)]
    of, present = "firms", len(firms)
    if len(near) < LEAST_DEMAND or 2 * len(near) < present:
        plots = place.parcels[place.parcels["kind"] == "plot"].to_crs(place.measure_crs)
        close = plots.geometry.notna() & (plots["uncertainty_m"] <= max_uncertainty_m)
        of, present, near = "plots", len(plots), plots[close]
    spots = pd.DataFrame(
        {
            "x": near.geometry.x.round(1),
            "y": near.geometry.y.round(1),
            "source_id": near["source_id"],
        }
    )
    grouped = spots.groupby(["x", "y"], sort=True)["source_id"].agg(["size", "first"]).reset_index()
    table = gpd.GeoDataFrame(
        {"weight": grouped["size"].astype("float64"), "source_id": grouped["first"]},
        geometry=gpd.points_from_xy(grouped["x"], grouped["y"]),
        crs=place.measure_crs,
    )
    table.attrs = {"of": of, "placed": len(near), "present": present}
    if len(near) < LEAST_DEMAND:
        table.attrs["reason"] = Reason("too_few_points", n=len(near), minimum=LEAST_DEMAND)
    return table


def existing_services(place: Any, *, max_uncertainty_m: float) -> gpd.GeoDataFrame:
    """List the support services that are there and placed, indexed by ``existing:<id>``.

    Parameters
    ----------
    place : Cluster
        Its institutions are asked.
    max_uncertainty_m : float
        Places that may be further off are left out [m].

    Returns
    -------
    GeoDataFrame, in `measure_crs`
    """
    points = place.points(max_uncertainty_m=max_uncertainty_m)
    found = points[points["type"].isin(SUPPORT)]
    index = pd.Index([f"{EXISTING}{one}" for one in found["organisation_id"]])
    return found.set_index(index)


def cost_table(
    demand: gpd.GeoDataFrame, candidates: gpd.GeoDataFrame, existing: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Measure straight lines from each place of demand to each candidate and existing service.

    Parameters
    ----------
    demand, candidates, existing : GeoDataFrame
        In one metric CRS; of polygons a point inside is taken.

    Returns
    -------
    DataFrame, shape (demand, existing and candidates)
        Distances [m].
    """
    sites = pd.concat([existing.geometry, candidates.geometry.representative_point()], axis="index")
    ends = np.column_stack([sites.x, sites.y])
    starts = np.column_stack([demand.geometry.x, demand.geometry.y])
    return pd.DataFrame(cdist(starts, ends), index=demand.index, columns=sites.index)


def placements(
    cost: pd.DataFrame,
    weights: pd.Series,
    *,
    facilities: int,
    reach_m: float,
    time_limit_s: float = 10.0,
    seed: int = 0,
) -> Mapping[str, Placement]:
    """Place new facilities so that all are near, and so that most are within reach.

    Parameters
    ----------
    cost : DataFrame, shape (demand, existing and candidates)
        Distances [m]; columns that begin with "existing:" are open already.
    weights : Series, shape (demand,)
        Firms or plots at each place.
    facilities : int
        New ones.
    reach_m : float
        What counts as within reach [m].
    time_limit_s : float
        Seconds for each question.
    seed : int
        Seed of the p-median's random starts.

    Returns
    -------
    mapping
        p_median and max_cover.
    """
    fixed = _fixed(cost)
    k = len(fixed) + facilities
    return {
        "p_median": p_median(cost, weights, k=k, fixed=fixed, time_limit_s=time_limit_s, seed=seed),
        "max_cover": max_cover(
            cost, weights, k=k, radius=reach_m, fixed=fixed, time_limit_s=time_limit_s
        ),
    }


def curve(
    cost: pd.DataFrame,
    weights: pd.Series,
    *,
    facilities_max: int,
    reach_m: float,
    time_limit_s: float = 5.0,
) -> pd.DataFrame:
    """Say how much each further facility brings within reach.

    Parameters
    ----------
    cost, weights, reach_m, time_limit_s
        As in `placements`.
    facilities_max : int
        Most new ones.

    Returns
    -------
    DataFrame, indexed by `facilities` (new ones)
        As `siting.coverage_curve`; the row of 0 shows what exists, where anything does, and the
        last row the least number that reaches the most.
    """
    fixed = _fixed(cost)
    most = min(len(fixed) + facilities_max, cost.shape[1])
    found = coverage_curve(
        cost, weights, radius=reach_m, k_max=most, fixed=fixed, time_limit_s=time_limit_s
    )
    found.index = pd.Index(found.index - len(fixed), name="facilities")
    # Beyond the most that any number reaches, more facilities add nothing.
    full = found["covered"] >= found["covered"].max() - 1e-9
    steps: pd.DataFrame = found[~full.shift(fill_value=False).cummax()]
    return steps


def placed_table(
    found: Mapping[str, Placement], candidates: gpd.GeoDataFrame, *, weights: pd.Series
) -> pd.DataFrame:
    """List the sites that each answer opens, and whom each serves.

    Parameters
    ----------
    found : mapping
        As `placements` returns it.
    candidates : GeoDataFrame
        With name.
    weights : Series, shape (demand,)
        Firms or plots at each place.

    Returns
    -------
    DataFrame, indexed by `question`
        name, served (weight for which it is the nearest open one, within reach for max_cover),
        mean_m: mean distance of those [m]; new sites only, most served first.
    """
    rows = []
    for question, answer in found.items():
        served = answer.assignment.assign(weight=weights.to_numpy())
        for site in answer.sites:
            if str(site).startswith(EXISTING):
                continue
            mine = served[served["site"] == site]
            total = float(mine["weight"].sum())
            mean = float((mine["cost"] * mine["weight"]).sum() / total) if total else np.nan
            name = candidates["name"][site]
            rows.append({"question": question, "name": name, "served": total, "mean_m": mean})
    table = pd.DataFrame(rows, columns=["question", "name", "served", "mean_m"])
    order = {question: place for place, question in enumerate(found)}
    table["order"] = table["question"].map(order)
    table = table.sort_values(["order", "served"], ascending=[True, False], kind="stable")
    return table.drop(columns="order").set_index("question")


def _fixed(cost: pd.DataFrame) -> list[Any]:
    return [name for name in cost.columns if str(name).startswith(EXISTING)]
