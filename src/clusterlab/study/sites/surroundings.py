"""What candidates are measured to, and how far their criteria shift when places are displaced."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...load.organisations import organisations
from ...measure.cumulative_opportunities import cumulative_opportunities
from ...measure.gravity_access import gravity_access
from ...measure.mix_index import mix_index
from ...measure.nearest_distance import nearest_distance
from ..inventory import FIRMS

SUPPORT = ("incubator", "accelerator", "investor", "law", "accounting", "support")
ROLES = {
    "firm": FIRMS,
    "university": ("university",),
    "institute": ("institute",),
    "hospital": ("hospital",),
    "support": ("agency", *SUPPORT),
}
KINDS = {
    "university_m": ("university",),
    "hospital_m": ("hospital",),
    "institute_access": ("institute",),
    "support_access": SUPPORT,
    "anchor_access": ("anchor",),
    "firms_within": FIRMS,
}
USES = {
    "work_floor_within": ("office", "office_or_officetel", "research", "factory"),
    "housing_floor_within": ("housing",),
}
PLACED_SHARE = 0.5
"""Targets of which a smaller share is placed are not measured to: most would be missed."""
ROUND_NORMAL_95 = 2.4477
"""Radius, in standard deviations of each axis, that holds 95 % of a round normal scatter."""
OWN_DISTANCE_M = 100.0
"""Least distance at which jobs count in effective density [m]."""

Targets = dict[str, gpd.GeoDataFrame]
Reasons = dict[str, dict[str, Any]]


def find_targets(
    tables: Mapping[str, pd.DataFrame], *, crs: Any, max_uncertainty_m: float
) -> tuple[Targets, Reasons]:
    """Gather the places that each criterion measures to, where enough of them are placed.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        firms, universities, institutions, districts, transit and buildings.
    crs : CRS
        Metric reference system.
    max_uncertainty_m : float
        Places that may be further off are left out [m].

    Returns
    -------
    targets : dict of str to GeoDataFrame
        By criterion, in `crs`.
    reasons : dict of str to dict
        Why a criterion has no targets: there are none, fewer than half are placed, or the jobs of
        fewer than half of the firms are known.
    """
    targets: Targets = {}
    reasons: Reasons = {}

    def take(name: str, found: gpd.GeoDataFrame, present: int, *, none: str = "no_target") -> None:
        if not present:
            reasons[name] = {"code": none}
        elif len(found) < max(1, PLACED_SHARE * present):
            code = "targets_not_placed"
            reasons[name] = {"code": code, "placed": len(found), "present": present}
        else:
            targets[name] = found

    everyone = organisations(tables).to_crs(crs)
    points = _close(everyone, max_uncertainty_m)
    stations = gpd.GeoDataFrame(tables["transit"]).to_crs(crs)
    take("station_m", stations[stations.geometry.notna()], len(stations))
    for name, kinds in KINDS.items():
        here = points[points["type"].isin(kinds)]
        take(name, here, int(everyone["type"].isin(kinds).sum()))
    take("mix", points, len(everyone))
    # A role of which most are not placed would look as if it were missing.
    for name in ("university_m", "hospital_m", "institute_access", "support_access"):
        if reasons.get(name, {}).get("code") == "targets_not_placed" and "mix" in targets:
            del targets["mix"]
            reasons["mix"] = reasons[name]
    firms = points[points["type"].isin(FIRMS)]
    jobs = firms[firms["employees"].notna()]
    if "firms_within" in targets and 2 * len(jobs) >= len(firms):
        targets |= {"jobs_within": jobs, "effective_density": jobs}
    else:
        reason = {"code": "jobs_known_for_few", "known": len(jobs), "of": len(firms)}
        reasons |= {"jobs_within": reason, "effective_density": reason}
    buildings = gpd.GeoDataFrame(tables["buildings"]).to_crs(crs)
    for name, uses in USES.items():
        some = buildings["counted"].fillna(value=False).astype(bool)
        stand = buildings[some & buildings["use_class"].isin(uses)]
        take(name, _close(stand, max_uncertainty_m), len(stand), none="no_buildings")
    return targets, reasons


def surroundings(points: gpd.GeoDataFrame, targets: Targets, *, reach_m: float) -> pd.DataFrame:
    """Measure every criterion that hangs on where things are.

    Parameters
    ----------
    points : GeoDataFrame
        Candidates as points in metres; allowed_industries where plots are compared.
    targets : dict of str to GeoDataFrame
        As `find_targets` returns them.
    reach_m : float
        What counts as within reach, and the scale of access [m].

    Returns
    -------
    DataFrame, shape (candidates, criteria)
        A column for each criterion that has targets, in its unit.
    """
    found: dict[str, pd.Series] = {}
    for name, places in targets.items():
        match name:
            case "station_m" | "university_m" | "hospital_m":
                found[name] = nearest_distance(points, places)["distance_m"]
            case "institute_access" | "support_access" | "anchor_access":
                found[name] = gravity_access(points, places, scale=reach_m)
            case "effective_density":
                per_m = gravity_access(
                    points, places, mass="employees", decay="power", least=OWN_DISTANCE_M
                )
                found[name] = per_m * 1000
            case "mix":
                found[name] = _mix(points, places, reach_m=reach_m)
            case _:
                mass = {"jobs_within": "employees", "firms_within": None}.get(name, "floor_area_m2")
                found[name] = cumulative_opportunities(points, places, within=reach_m, mass=mass)
    if "allowed_industries" in points and points["allowed_industries"].notna().any():
        found["plots_alike_within"] = _plots_alike(points, reach_m=reach_m)
    return pd.DataFrame(found, index=points.index)


def spread(
    points: gpd.GeoDataFrame, targets: Targets, *, reach_m: float, draws: int, seed: int
) -> pd.DataFrame:
    """Take the standard deviation of each criterion over displaced candidates and targets.

    Parameters
    ----------
    points, targets, reach_m
        As in `surroundings`; both bear uncertainty_m [m].
    draws : int
        Displacements; fewer than two give a table without columns.
    seed : int
        Their seed.

    Returns
    -------
    DataFrame, shape (candidates, criteria)
        In the unit of each criterion. Every point moves by a round normal error of which 95 %
        stay within its uncertainty; points without one stay.
    """
    if draws < 2:
        return pd.DataFrame(index=points.index)
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        moved = {name: displaced(places, rng) for name, places in targets.items()}
        found.append(surroundings(displaced(points, rng), moved, reach_m=reach_m))
    values = np.stack([one.to_numpy(dtype=np.float64) for one in found])
    # A candidate without a value in one draw has none in all.
    sd = values.std(axis=0, ddof=1)
    return pd.DataFrame(sd, index=points.index, columns=found[0].columns)


def displaced(table: gpd.GeoDataFrame, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Move each point at random, so that 95 % stay within their stated uncertainty.

    Parameters
    ----------
    table : GeoDataFrame
        Points in metres with uncertainty_m [m]; missing counts as 0.
    rng : Generator
        Where the steps come from.

    Returns
    -------
    GeoDataFrame
        A copy with other points.
    """
    off = pd.to_numeric(table["uncertainty_m"]).fillna(0.0).to_numpy(dtype=np.float64)
    step = rng.standard_normal((len(table), 2)) * (off / ROUND_NORMAL_95)[:, None]
    x, y = table.geometry.x.to_numpy(), table.geometry.y.to_numpy()
    moved = gpd.points_from_xy(x + step[:, 0], y + step[:, 1], crs=table.crs)
    return table.set_geometry(gpd.GeoSeries(moved, index=table.index))


def _close(table: gpd.GeoDataFrame, max_uncertainty_m: float) -> gpd.GeoDataFrame:
    near = table["uncertainty_m"].le(max_uncertainty_m)
    return table[table.geometry.notna() & near]


def _mix(points: gpd.GeoDataFrame, places: gpd.GeoDataFrame, *, reach_m: float) -> pd.Series:
    """Measure how complete the community within reach is."""
    community = pd.DataFrame(
        {
            role: cumulative_opportunities(
                points, places[places["type"].isin(kinds)], within=reach_m
            )
            for role, kinds in ROLES.items()
        }
    )
    if len(community) < 2:
        return pd.Series(np.nan, index=points.index)
    return mix_index(community, draws=1)["index"]


def _plots_alike(points: gpd.GeoDataFrame, *, reach_m: float) -> pd.Series:
    """Count the other plots within reach that admit the same industries."""
    found = pd.Series(np.nan, index=points.index)
    for _, group in points.groupby(points["allowed_industries"], sort=False):
        found[group.index] = cumulative_opportunities(group, group, within=reach_m) - 1
    return found
