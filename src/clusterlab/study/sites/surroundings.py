"""What candidates are measured to, and how far their criteria shift when places are displaced."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...load.organisations import organisations
from ...measure.cumulative_opportunities import cumulative_opportunities
from ...measure.gravity_access import gravity_access
from ...measure.mix_index import mix_index
from ...measure.nearest_distance import nearest_distance
from ...model.reason import Reason
from ..inventory import FIRMS

SUPPORT = ("incubator", "accelerator", "investor", "law", "accounting", "support")
ROLES = {
    "firm": FIRMS,
    "university": ("university",),
    "institute": ("institute",),
    "hospital": ("hospital",),
    "support": ("agency", *SUPPORT),
}
PLACED_SHARE = 0.5
"""Targets of which a smaller share is placed are not measured to: most would be missed."""
ROUND_NORMAL_95 = 2.4477
"""Radius, in standard deviations of each axis, that holds 95 % of a round normal scatter."""
OWN_DISTANCE_M = 100.0
"""Least distance at which jobs count in effective density [m]."""

Places: TypeAlias = gpd.GeoDataFrame
Targets = dict[str, Places]
Reasons = dict[str, Reason]
# From candidates as points, the places that they are measured to, and the reach [m], to one value
# for each candidate.
Measure = Callable[[Places, Places, float], "pd.Series[Any]"]


def nearest(points: Places, places: Places, _reach_m: float) -> "pd.Series[Any]":
    """Measure the way to the nearest place [m]."""
    return nearest_distance(points, places)["distance_m"]


def access(points: Places, places: Places, reach_m: float) -> "pd.Series[Any]":
    """Add up places, the nearer counting more: the pull falls to 1/e over the reach."""
    return gravity_access(points, places, scale=reach_m)


def within(mass: str | None = None) -> Measure:
    """Count what lies within reach: places, or what they hold of a column."""

    def measure(points: Places, places: Places, reach_m: float) -> "pd.Series[Any]":
        return cumulative_opportunities(points, places, within=reach_m, mass=mass)

    return measure


def jobs_density(points: Places, places: Places, _reach_m: float) -> "pd.Series[Any]":
    """Measure the effective density of jobs [persons/km]."""
    per_m = gravity_access(points, places, mass="employees", decay="power", least=OWN_DISTANCE_M)
    return per_m * 1000


def mix(points: Places, places: Places, reach_m: float) -> "pd.Series[Any]":
    """Measure how complete the community within reach is [0-1]."""
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


def plots_alike(points: Places, reach_m: float) -> "pd.Series[Any]":
    """Count the other plots within reach that admit the same industries."""
    found = pd.Series(np.nan, index=points.index)
    for _, group in points.groupby(points["allowed_industries"], sort=False):
        found[group.index] = cumulative_opportunities(group, group, within=reach_m) - 1
    return found


# Which column of a table tells its kinds.
KIND_COLUMNS = {"organisations": "type", "buildings": "use_class", "transit": "mode"}


@dataclass(frozen=True)
class Target:
    """What a criterion is measured to, and how.

    Parameters
    ----------
    table : {"organisations", "buildings", "transit"}
        Where the places stand.
    kinds : tuple of str
        Types of organisation, uses of buildings or modes of transit; all where it is empty.
    by : Measure
        The measure.
    known : str
        Column that has to be known for at least half of the places found; those without it are
        not measured to.
    """

    table: str
    kinds: tuple[str, ...] = ()
    by: Measure = field(kw_only=True)
    known: str = field(default="", kw_only=True)


TARGETS = {
    "station_m": Target("transit", by=nearest),
    "university_m": Target("organisations", ("university",), by=nearest),
    "hospital_m": Target("organisations", ("hospital",), by=nearest),
    "institute_access": Target("organisations", ("institute",), by=access),
    "support_access": Target("organisations", SUPPORT, by=access),
    "anchor_access": Target("organisations", ("anchor",), by=access),
    "firms_within": Target("organisations", FIRMS, by=within()),
    "mix": Target("organisations", by=mix),
    "jobs_within": Target("organisations", FIRMS, by=within("employees"), known="employees"),
    "effective_density": Target("organisations", FIRMS, by=jobs_density, known="employees"),
    "work_floor_within": Target(
        "buildings",
        ("office", "office_or_officetel", "research", "factory"),
        by=within("floor_area_m2"),
    ),
    "housing_floor_within": Target("buildings", ("housing",), by=within("floor_area_m2")),
}
"""What each criterion of the surroundings is measured to, and by which measure."""
AMONG_CANDIDATES = {"plots_alike_within": plots_alike}
"""Criteria that are measured between the candidates themselves."""


def find_targets(
    tables: Mapping[str, pd.DataFrame],
    *,
    crs: Any,
    max_uncertainty_m: float,
    wanted: Mapping[str, Target] = TARGETS,
) -> tuple[Targets, Reasons]:
    """Gather the places that each criterion measures to, where enough of them are placed.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        firms, universities, institutions, districts, transit and buildings.
    crs : CRS
        Metric reference system.
    max_uncertainty_m : float
        gpd.GeoDataFrame that may be further off are left out [m].
    wanted : mapping of str to Target
        What each criterion asks for.

    Returns
    -------
    targets : dict of str to GeoDataFrame
        By criterion, in `crs`.
    reasons : dict of str to Reason
        Why a criterion has no targets: there are none, fewer than half are placed, or what it
        adds up is known for fewer than half of those placed.
    """
    found = _found(tables, crs)
    targets: Targets = {}
    reasons: Reasons = {}
    for name, target in wanted.items():
        places = found[target.table]
        if target.kinds:
            places = places[places[KIND_COLUMNS[target.table]].isin(target.kinds)]
        # Stations are placed as they are published: nobody states how far they may be off.
        close = (
            places[places.geometry.notna()]
            if target.table == "transit"
            else _close(places, max_uncertainty_m)
        )
        reason = _too_few(target, len(close), len(places))
        if target.known:
            sure = close[close[target.known].notna()]
            if reason or 2 * len(sure) < len(close):
                reason = Reason("jobs_known_for_few", known=len(sure), of=len(close))
            close = sure
        if reason:
            reasons[name] = reason
        else:
            targets[name] = close
    _without_mix(wanted, targets, reasons)
    return targets, reasons


def _found(tables: Mapping[str, pd.DataFrame], crs: Any) -> dict[str, gpd.GeoDataFrame]:
    buildings = gpd.GeoDataFrame(tables["buildings"]).to_crs(crs)
    counted = buildings["counted"].fillna(value=False).astype(bool)
    return {
        "organisations": organisations(tables).to_crs(crs),
        "buildings": buildings[counted],
        "transit": gpd.GeoDataFrame(tables["transit"]).to_crs(crs),
    }


def _too_few(target: Target, placed: int, present: int) -> Reason | None:
    if not present:
        return Reason("no_buildings" if target.table == "buildings" else "no_target")
    if placed < max(1, PLACED_SHARE * present):
        return Reason("targets_not_placed", placed=placed, present=present)
    return None


def _without_mix(wanted: Mapping[str, Target], targets: Targets, reasons: Reasons) -> None:
    """Drop the mix where most of a role are not placed: it would look as if it were missing."""
    roles = {kind for name, kinds in ROLES.items() if name != "firm" for kind in kinds}
    for name, target in wanted.items():
        of_role = bool(target.kinds) and set(target.kinds) <= roles
        why = reasons.get(name)
        if why is not None and why.code == "targets_not_placed" and of_role and "mix" in targets:
            del targets["mix"]
            reasons["mix"] = why


def surroundings(
    points: gpd.GeoDataFrame,
    targets: Targets,
    *,
    reach_m: float,
    wanted: Mapping[str, Target] = TARGETS,
) -> pd.DataFrame:
    """Measure every criterion that hangs on where things are.

    Parameters
    ----------
    points : GeoDataFrame
        Candidates as points in metres; allowed_industries where plots are compared.
    targets : dict of str to GeoDataFrame
        As `find_targets` returns them.
    reach_m : float
        What counts as within reach, and the scale of access [m].
    wanted : mapping of str to Target
        As for `find_targets`: by which measure.

    Returns
    -------
    DataFrame, shape (candidates, criteria)
        A column for each criterion that has targets, in its unit.
    """
    found = {name: wanted[name].by(points, places, reach_m) for name, places in targets.items()}
    if "allowed_industries" in points and points["allowed_industries"].notna().any():
        found |= {name: by(points, reach_m) for name, by in AMONG_CANDIDATES.items()}
    return pd.DataFrame(found, index=points.index)


@dataclass(frozen=True, eq=False)
class Moved:
    """Criteria of candidates under displacements that each move all criteria together.

    Parameters
    ----------
    criteria : list of str
        Criteria that a displacement moves.
    candidates : Index
        The candidates.
    values : array, shape (draws, candidates, criteria)
        In the unit of each criterion.
    """

    criteria: list[str]
    candidates: pd.Index
    values: NDArray[np.float64]

    def __deepcopy__(self, memo: Any) -> "Moved":
        return self  # Tables copy their attrs often, and this never changes.

    def off(self, matrix: pd.DataFrame) -> NDArray[np.float64]:
        """Return how far each draw lies from the mean of the draws, shape (draws, *matrix.shape).

        Criteria that no displacement moves, and values that are not known, are off by nothing.
        """
        out = np.zeros((len(self.values), *matrix.shape))
        rows = self.candidates.get_indexer(matrix.index)
        for j, name in enumerate(matrix.columns):
            if name in self.criteria:
                values = self.values[:, rows, self.criteria.index(name)]
                out[:, :, j] = np.nan_to_num(values - values.mean(axis=0))
        return out


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
        stay within its uncertainty; points without one stay. ``attrs["moved"]``: the values in
        each draw, of shape (draws, candidates, criteria): one displacement moves all of them.
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
    table = pd.DataFrame(sd, index=points.index, columns=found[0].columns)
    table.attrs["moved"] = Moved(list(table.columns), points.index, values)
    return table


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
