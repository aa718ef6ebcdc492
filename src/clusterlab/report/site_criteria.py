"""Criteria of candidates: what each is near, what stands on it and round it, and how sure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..load.organisations import organisations
from ..measure.cumulative_opportunities import cumulative_opportunities
from ..measure.gravity_access import gravity_access
from ..measure.mix_index import mix_index
from ..measure.nearest_distance import nearest_distance
from ..measure.occupancy import occupancy
from ..siting.criteria import Criterion
from ..siting.floor_slack import floor_slack
from ..siting.weights import equal_weights
from .inventory import FIRMS

# In the order in which a report lists them; a planner's own columns follow.
CRITERIA = (
    Criterion(name="station_m", direction="cost", unit="m"),
    Criterion(name="university_m", direction="cost", unit="m"),
    Criterion(name="hospital_m", direction="cost", unit="m"),
    Criterion(name="institute_access", unit="places"),
    Criterion(name="support_access", unit="places"),
    Criterion(name="anchor_access", unit="places"),
    Criterion(name="firms_within", unit="firms"),
    Criterion(name="jobs_within", unit="persons"),
    Criterion(name="effective_density", unit="jobs_per_km"),
    Criterion(name="mix", unit="1"),
    Criterion(name="work_floor_within", unit="m2"),
    Criterion(name="housing_floor_within", unit="m2"),
    Criterion(name="plots_alike_within", unit="plots"),
    Criterion(name="operating_share", unit="1"),
    Criterion(name="slack_m2", unit="m2"),
    Criterion(name="price_m2", direction="cost", unit="won_per_m2"),
    Criterion(name="area_m2", unit="m2"),
)
SUPPORT = ("incubator", "accelerator", "investor", "law", "accounting", "support")
ROLES = {
    "firm": FIRMS,
    "university": ("university",),
    "institute": ("institute",),
    "hospital": ("hospital",),
    "support": ("agency", *SUPPORT),
}
WORK = ("office", "office_or_officetel", "research", "factory")
HOUSING = ("housing",)
KNOWN_SHARE = 0.5
"""A criterion known for a smaller share of candidates, or of its targets, is left out."""
ROUND_NORMAL_95 = 2.4477
"""Radius, in standard deviations of each axis, that holds 95 % of a round normal scatter."""
OWN_DISTANCE_M = 100.0
"""Least distance at which jobs count in effective density [m]."""


def criteria_matrix(
    place: Any,
    candidates: gpd.GeoDataFrame,
    *,
    tables: Mapping[str, pd.DataFrame] | None = None,
    max_uncertainty_m: float = 300.0,
    reach_m: float = 800.0,
    directions: Mapping[str, str] | None = None,
    displacements: int = 40,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure every criterion that the data support, for candidates whose place is known.

    Parameters
    ----------
    place : Cluster
        Tables, `measure_crs` and complexes are taken from it.
    candidates : GeoDataFrame
        As `sites.candidate_table` returns them; those without a place, or placed worse than
        `max_uncertainty_m`, get no row.
    tables : mapping of str to DataFrame, optional
        Tables that stand in for the cluster's own, such as those of a scenario.
    max_uncertainty_m : float
        Places that may be further off are not measured to [m].
    reach_m : float
        What counts as within reach, and the distance over which the pull of a place falls to 1/e
        in the criteria of access [m].
    directions : mapping, optional
        "benefit", "cost" or a number (the best value) by criterion, where the planner sees it
        otherwise; a planner's own columns are benefits unless it says so.
    displacements : int
        Draws of displaced places that the spread of a criterion is taken from; 0 for none.
    seed : int
        Seed of the displacements.

    Returns
    -------
    DataFrame, shape (candidates placed, criteria)
        A criterion is a column only where at least half of the places that it asks for are placed
        and at least half of the candidates have a value, and where no earlier one is the same
        throughout. ``attrs``: criteria, a list of
        `siting.Criterion` in the order of the columns; uncertainty, a DataFrame of the same shape
        with the standard deviation that the stated uncertainty of coordinates and figures gives
        (every place displaced at random, so that 95 % stay within their uncertainty);
        sources, source ids by criterion; reasons, why each criterion left out is left out.

    Raises
    ------
    ValueError
        A direction for a criterion that there is not, or one that cannot be read.

    Notes
    -----
    Every figure comes from `measure` or `siting.floor_slack`. Where sources give two limits of
    the floor-area ratio, the slack is the middle of both, and half their distance its range.
    """
    from .sites import placed

    own = dict(place.tables) | dict(tables or {})
    here = placed(_renewed(candidates, own), max_uncertainty_m=max_uncertainty_m)
    extra = [Criterion(name=name) for name in candidates.attrs.get("extra", [])]
    wanted = directions or {}
    declared = [
        directed(one, wanted[one.name]) if one.name in wanted else one
        for one in (*CRITERIA, *extra)
    ]
    _check_directions(wanted, [one.name for one in declared])
    world = _World(own, place, max_uncertainty_m=max_uncertainty_m)
    reasons = dict(world.reasons)
    points = gpd.GeoDataFrame(
        {"uncertainty_m": pd.to_numeric(here["uncertainty_m"]).astype("float64")},
        geometry=here.geometry.representative_point(),
        crs=here.crs,
    )
    near = _near(points, world, here, reach_m=reach_m)
    rng = np.random.default_rng(seed)
    spread = _spread(points, world, here, reach_m=reach_m, draws=displacements, rng=rng)
    figures, figure_sd, figure_reasons = _figures(here, own)
    reasons |= figure_reasons
    for name in candidates.attrs.get("extra", []):
        figures[name] = pd.to_numeric(here[name]).astype("float64")
    both = pd.concat([near, figures], axis=1)
    sd = pd.concat([spread, figure_sd], axis=1)
    kept: list[Criterion] = []
    for one in declared:
        if one.name not in both:
            reasons.setdefault(one.name, {"code": "no_data"})
            continue
        known = int(both[one.name].notna().sum())
        if not len(both) or known < max(2, KNOWN_SHARE * len(both)):
            reasons[one.name] = {"code": "known_for_few", "known": known, "of": len(both)}
            continue
        twin = next((k.name for k in kept if both[k.name].equals(both[one.name])), None)
        if twin:
            reasons[one.name] = {"code": "same_as_criterion", "criterion": twin}
            continue
        reasons.pop(one.name, None)
        kept.append(one)
    names = [one.name for one in kept]
    matrix = both[names].astype("float64")
    matrix.attrs = {
        "criteria": kept,
        "uncertainty": sd.reindex(columns=names).fillna(0.0),
        "sources": {name: _sources(name, world, here) for name in names},
        "reasons": reasons,
    }
    return matrix


def default_weights(matrix: pd.DataFrame) -> pd.Series:
    """Weigh all criteria alike, for want of a planner's own weights.

    Parameters
    ----------
    matrix : DataFrame
        As `criteria_matrix` returns it.

    Returns
    -------
    Series
        Weights [-], which sum to 1.
    """
    return equal_weights(list(matrix.columns))


class _World:
    """The places that candidates are measured to, and why some are not."""

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], place: Any, *, max_uncertainty_m: float
    ) -> None:
        crs = place.measure_crs
        everyone = organisations(tables).to_crs(crs)
        near = everyone.geometry.notna() & (everyone["uncertainty_m"] <= max_uncertainty_m)
        self.points = everyone[near]
        self.reasons: dict[str, dict[str, Any]] = {}
        self.targets: dict[str, gpd.GeoDataFrame] = {}
        stations = gpd.GeoDataFrame(tables["transit"]).to_crs(crs)
        self._take("station_m", stations[stations.geometry.notna()], len(stations))
        for name, kinds in {
            "university_m": ("university",),
            "hospital_m": ("hospital",),
            "institute_access": ("institute",),
            "support_access": SUPPORT,
            "anchor_access": ("anchor",),
            "firms_within": FIRMS,
        }.items():
            present = int(everyone["type"].isin(kinds).sum())
            self._take(name, self.points[self.points["type"].isin(kinds)], present)
        self._take("mix", self.points, len(everyone))
        # A role of which most are not placed would look as if it were missing.
        thin = [name for name in ("institute_access", "support_access") if name in self.reasons]
        if thin and "mix" in self.targets:
            del self.targets["mix"]
            self.reasons["mix"] = self.reasons[thin[0]]
        firms = self.points[self.points["type"].isin(FIRMS)]
        jobs = firms[firms["employees"].notna()]
        if 2 * len(jobs) >= len(firms) and "firms_within" in self.targets:
            self.targets |= {"jobs_within": jobs, "effective_density": jobs}
        else:
            reason = {"code": "jobs_known_for_few", "known": len(jobs), "of": len(firms)}
            self.reasons |= {"jobs_within": reason, "effective_density": reason}
        buildings = gpd.GeoDataFrame(tables["buildings"]).to_crs(crs)
        for name, uses in {"work_floor_within": WORK, "housing_floor_within": HOUSING}.items():
            some = buildings["counted"] & buildings["use_class"].isin(uses)
            stand = buildings[some.fillna(value=False).astype(bool)]
            close = stand.geometry.notna() & (stand["uncertainty_m"] <= max_uncertainty_m)
            self._take(name, stand[close], len(stand), none="no_buildings")

    def _take(
        self, name: str, found: gpd.GeoDataFrame, present: int, *, none: str = "no_target"
    ) -> None:
        if not present:
            self.reasons[name] = {"code": none}
        elif len(found) < max(1, KNOWN_SHARE * present):
            code = {"code": "targets_not_placed", "placed": len(found), "present": present}
            self.reasons[name] = code
        else:
            self.targets[name] = found


def _near(
    points: gpd.GeoDataFrame, world: _World, here: gpd.GeoDataFrame, *, reach_m: float
) -> pd.DataFrame:
    """Measure every criterion that hangs on where things are."""
    found: dict[str, pd.Series] = {}
    for name, targets in world.targets.items():
        match name:
            case "station_m" | "university_m" | "hospital_m":
                found[name] = nearest_distance(points, targets)["distance_m"]
            case "institute_access" | "support_access" | "anchor_access":
                found[name] = gravity_access(points, targets, scale=reach_m)
            case "effective_density":
                raised = gravity_access(
                    points, targets, mass="employees", decay="power", least=OWN_DISTANCE_M
                )
                found[name] = raised * 1000
            case "mix":
                found[name] = _mix(points, targets, reach_m=reach_m)
            case _:
                mass = {"jobs_within": "employees", "firms_within": None}.get(name, "floor_area_m2")
                found[name] = cumulative_opportunities(points, targets, within=reach_m, mass=mass)
    alike = _plots_alike(points, here, reach_m=reach_m)
    if alike is not None:
        found["plots_alike_within"] = alike
    return pd.DataFrame(found, index=points.index)


def _mix(points: gpd.GeoDataFrame, targets: gpd.GeoDataFrame, *, reach_m: float) -> pd.Series:
    """Measure how complete the community within reach is."""
    community = pd.DataFrame(
        {
            role: cumulative_opportunities(
                points, targets[targets["type"].isin(kinds)], within=reach_m
            )
            for role, kinds in ROLES.items()
        }
    )
    if len(community) < 2:
        return pd.Series(np.nan, index=points.index)
    return mix_index(community, draws=1)["index"]


def _plots_alike(
    points: gpd.GeoDataFrame, here: gpd.GeoDataFrame, *, reach_m: float
) -> pd.Series | None:
    """Count the other plots within reach that admit the same industries."""
    if "allowed_industries" not in here or here["allowed_industries"].isna().all():
        return None
    found = pd.Series(np.nan, index=points.index)
    for _, group in points.groupby(here["allowed_industries"], sort=False):
        found[group.index] = cumulative_opportunities(group, group, within=reach_m) - 1
    return found


def _spread(
    points: gpd.GeoDataFrame,
    world: _World,
    here: gpd.GeoDataFrame,
    *,
    reach_m: float,
    draws: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Take the standard deviation of each criterion over displaced candidates and targets."""
    if draws < 2:
        return pd.DataFrame(index=points.index)
    targets, found = dict(world.targets), []
    for _ in range(draws):
        world.targets = {name: _displaced(table, rng) for name, table in targets.items()}
        found.append(_near(_displaced(points, rng), world, here, reach_m=reach_m))
    world.targets = targets
    values = np.stack([one.to_numpy(dtype=np.float64) for one in found])
    # A candidate without a value in one draw has none in all.
    sd = values.std(axis=0, ddof=1)
    return pd.DataFrame(sd, index=points.index, columns=found[0].columns)


def _displaced(table: gpd.GeoDataFrame, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Move each point at random, so that 95 % stay within their stated uncertainty."""
    off = pd.to_numeric(table["uncertainty_m"]).fillna(0.0).to_numpy(dtype=np.float64)
    step = rng.standard_normal((len(table), 2)) * (off / ROUND_NORMAL_95)[:, None]
    x, y = table.geometry.x.to_numpy(), table.geometry.y.to_numpy()
    moved = gpd.points_from_xy(x + step[:, 0], y + step[:, 1], crs=table.crs)
    return table.set_geometry(gpd.GeoSeries(moved, index=table.index))


def _figures(
    here: gpd.GeoDataFrame, tables: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, dict[str, Any]]]:
    """Take what is known of each plot itself, with the range where sources disagree."""
    plain = pd.DataFrame(here.drop(columns="geometry"))
    plain.attrs = {}
    hexagons = here.attrs.get("kind") == "hexagons"
    values, sd = pd.DataFrame(index=here.index), pd.DataFrame(index=here.index)
    reasons: dict[str, dict[str, Any]] = {}
    low = floor_slack(plain)["slack_m2"]
    high = low
    if "far_limit_high_pct" in plain:
        limit = plain["far_limit_high_pct"].fillna(plain["far_limit_pct"])
        high = floor_slack(plain.assign(far_limit_pct=limit))["slack_m2"]
    values["slack_m2"] = (low + high) / 2
    sd["slack_m2"] = (high - low) / np.sqrt(12)
    values["price_m2"] = pd.to_numeric(plain["price_m2"])
    if not hexagons:
        values["area_m2"] = pd.to_numeric(plain["area_m2"])
    else:
        reasons["area_m2"] = {"code": "cells_alike"}
    if "complex_id" in plain and not tables["complexes"].empty:
        share = occupancy(tables["complexes"])["operating_share"]
        values["operating_share"] = plain["complex_id"].map(share)
    return values.astype("float64"), sd.astype("float64"), reasons


def _renewed(candidates: gpd.GeoDataFrame, tables: Mapping[str, pd.DataFrame]) -> gpd.GeoDataFrame:
    """Give plots the rules that the table of parcels has now, such as under a scenario."""
    if candidates.attrs.get("kind") != "parcels":
        return candidates
    parcels = tables["parcels"].set_index("parcel_id")
    out = candidates.copy()
    for name in ("allowed_industries", "far_limit_pct", "bcr_limit_pct"):
        out[name] = parcels[name].reindex(out.index)
    changed = out["far_limit_pct"].ne(candidates["far_limit_pct"]) & out["far_limit_pct"].notna()
    if "far_limit_high_pct" in out:
        # A limit that a scenario sets is one limit: what sources disputed is past.
        out["far_limit_high_pct"] = out["far_limit_high_pct"].mask(changed)
    return out


def directed(one: Criterion, given: str) -> Criterion:
    """Turn a criterion as the planner sees it.

    Parameters
    ----------
    one : Criterion
        As declared.
    given : str
        "benefit", "cost", or the best value as a number.

    Returns
    -------
    Criterion

    Raises
    ------
    ValueError
        What is neither.

    Examples
    --------
    >>> directed(Criterion(name="slope"), "cost").direction, directed(CRITERIA[0], "400").target
    ('cost', 400.0)
    """
    if given in {"benefit", "cost"}:
        return replace(one, direction=given, target=None)
    try:
        target = float(given)
    except ValueError:
        raise ValueError(f"{given!r} must be benefit, cost or a number, the best value") from None
    return replace(one, direction="target", target=target)


def _check_directions(directions: Mapping[str, str], known: list[str]) -> None:
    for name in directions:
        if name not in known:
            raise ValueError(f"directions names {name!r}. The criteria are {', '.join(known)}.")


def _sources(name: str, world: _World, here: gpd.GeoDataFrame) -> list[str]:
    """List the sources of a criterion: of the candidates, and of what they are measured to."""
    tables = [here]
    if name in world.targets:
        tables.append(world.targets[name])
    ids = [source for table in tables for source in table["source_id"].dropna().unique()]
    return list(dict.fromkeys(str(source) for source in ids))
