"""Placing: where a shared facility is nearest to most, and how firmly that holds."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...model.reason import Reason
from ...model.scenario import Scenario
from ...siting.max_cover import max_cover
from ...siting.p_center import p_center
from ...siting.p_median import p_median
from .told import name_of

# Which regions want the facility is not known: each of these stands for it in its way.
WEIGHTS = ("all", "making", "knowing")


def placing(
    scenario: Scenario,
    place: Any,
    *,
    level: str,
    radius_km: float,
    k: int,
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Place one facility and k of them among the candidates, for several ideas of demand.

    Parameters
    ----------
    scenario : Scenario
        Its candidates; those fixed are there already.
    place : Cluster
        regions and industries: demand is value added by region.
    level : str
        Level of the regions.
    radius_km : float
        Straight line that counts as reached [km].
    k : int
        Facilities in the second question, the fixed ones among them.
    draws : int
        Random places of the candidates within their uncertainty.
    seed : int
        Seed of these.

    Returns
    -------
    DataFrame, indexed by candidate
        name (Named), fixed, uncertainty_km; mean_km_<w>: mean straight line to the demand of
        weights w (`WEIGHTS`); covered_<w>: share within the radius [0-1]; farthest_km;
        best_share: share of all draws and weights in which it is nearest alone; added_share: the
        same for the best one beside the fixed. ``attrs``: best (by
        question), year, regions, radius_km, k, source_ids, reason.

    Notes
    -----
    Each draw moves every candidate within a circle of its uncertainty and picks one idea of
    demand. Straight lines between middles: no roads, no travel time.
    """
    columns = ["candidate", "name", "fixed", "uncertainty_km"]
    nothing = pd.DataFrame(columns=columns).set_index("candidate")
    demand, year, cited = _demand(place, level)
    if not scenario.candidates or demand.empty:
        nothing.attrs["reason"] = Reason("no_region_demand")
        return nothing
    rows = pd.DataFrame(scenario.candidates)
    ids = rows["id"].tolist()
    points = gpd.GeoSeries(gpd.points_from_xy(rows["lon"], rows["lat"]), crs=4326)
    points = points.to_crs(place.national_crs)
    xy = np.column_stack([points.x, points.y])
    there = np.column_stack([demand["x"], demand["y"]])
    uncertain = np.array([float(row.get("uncertainty_m", 0)) for row in scenario.candidates])
    fixed = pd.Series([row.get("fixed", False) for row in scenario.candidates], index=rows.index)
    cost = _cost(there, xy, demand.index, ids)
    table = pd.DataFrame(
        {
            "name": [name_of(row) for row in scenario.candidates],
            "fixed": fixed.to_numpy(),
            "uncertainty_km": uncertain / 1000,
        },
        index=pd.Index(ids, name="candidate"),
    )
    for name in WEIGHTS:
        weights = demand[name]
        table[f"mean_km_{name}"] = cost.mul(weights, axis=0).sum() / weights.sum()
        table[f"covered_{name}"] = (cost <= radius_km).mul(weights, axis=0).sum() / weights.sum()
    table["farthest_km"] = cost.max()
    kept = [i for i, is_fixed in zip(ids, fixed, strict=True) if is_fixed]
    number = max(k, len(kept) + 1)
    table["best_share"], table["added_share"] = _robust(
        there, xy, demand, uncertain, fixed.to_numpy(), draws=draws, seed=seed
    )
    best = {}
    for name in WEIGHTS:
        best[f"one_{name}"] = p_median(cost, demand[name], k=1).sites
        best[f"beside_{name}"] = p_median(cost, demand[name], k=number, fixed=kept).sites
        best[f"cover_{name}"] = max_cover(
            cost, demand[name], k=number, radius=radius_km, fixed=kept
        ).sites
    best["centre"] = p_center(cost, k=number, fixed=kept).sites
    listed = [source for row in scenario.candidates for source in row.get("sources", [])]
    table.attrs = {
        "best": best,
        "year": year,
        "regions": len(demand),
        "radius_km": radius_km,
        "k": number,
        "draws": draws,
        "source_ids": list(dict.fromkeys([*cited, *listed])),
    }
    return table


def _demand(place: Any, level: str) -> tuple[pd.DataFrame, int, list[str]]:
    """Give the middle of each region and what stands for its demand."""
    regions, rows = place.regions, place.industries
    rows = rows[(rows["level"] == level) & rows["value_added"].notna()]
    rows = rows[
        ~rows["industry"].isin(place.industry_totals) & rows["region"].isin(set(regions["region"]))
    ]
    if rows.empty:
        return pd.DataFrame(), 0, []
    counted = rows.groupby("year")["region"].nunique()
    year = int(counted[counted == counted.max()].index.max())
    rows = rows[rows["year"] == year]
    wide = rows.pivot_table(index="region", columns="industry", values="value_added", aggfunc="sum")
    wide = wide.clip(lower=0).fillna(0.0)
    points = gpd.GeoSeries(
        gpd.points_from_xy(regions["lon"], regions["lat"]), index=regions["region"], crs=4326
    ).to_crs(place.national_crs)
    demand = pd.DataFrame({"x": points.x, "y": points.y}).loc[wide.index]
    demand["all"] = wide.sum(axis=1)
    groups = place.country.get("industry_groups", {})
    for name in WEIGHTS[1:]:
        # Where the country does not say which industries these are, all stand for them.
        named = [code for code in groups.get(name, ()) if code in wide.columns]
        demand[name] = wide[named or list(wide.columns)].sum(axis=1)
    cited = [*sorted(set(rows["source_id"])), *sorted(set(regions["source_id"]))]
    return demand, year, cited


def _cost(there: Any, xy: Any, index: pd.Index, ids: list[str]) -> pd.DataFrame:
    apart = np.hypot(
        there[:, 0][:, None] - xy[:, 0][None, :], there[:, 1][:, None] - xy[:, 1][None, :]
    )
    return pd.DataFrame(apart / 1000, index=index, columns=ids)


def _robust(
    there: Any, xy: Any, demand: pd.DataFrame, uncertain: Any, fixed: Any, *, draws: int, seed: int
) -> tuple[Any, Any]:
    """Move the candidates about and count how often each is nearest, alone and beside the fixed."""
    rng = np.random.default_rng(seed)
    ideas = [demand[name].to_numpy() / demand[name].sum() for name in WEIGHTS]
    wins, added = np.zeros(len(xy)), np.zeros(len(xy))
    for _ in range(draws):
        angle = rng.uniform(0, 2 * np.pi, len(xy))
        # Evenly over the circle, not over its radius.
        away = uncertain * np.sqrt(rng.uniform(0, 1, len(xy)))
        at = xy + np.column_stack([away * np.cos(angle), away * np.sin(angle)])
        apart = np.hypot(there[:, [0]] - at[:, 0], there[:, [1]] - at[:, 1])
        weights = ideas[rng.integers(len(ideas))]
        wins[int(np.argmin(weights @ apart))] += 1
        if fixed.any() and not fixed.all():
            served = apart[:, fixed].min(axis=1)
            total = weights @ np.minimum(served[:, None], apart)
            added[int(np.argmin(np.where(fixed, np.inf, total)))] += 1
    return wins / draws, added / draws
