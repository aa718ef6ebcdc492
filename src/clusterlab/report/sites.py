"""Candidates of a cluster: its plots, a planner's own list, or hexagons; and which stay."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pandas as pd

from ..load.columns import UNDATED
from ..load.organisations import district_of
from ..load.sites import read_sites
from ..measure.hexagons import hexagonal_grid
from ..siting.candidates import (
    candidates_from_hexagons,
    candidates_from_parcels,
    candidates_from_sites,
)
from ..siting.industry_codes import admits
from ..siting.screen import Rule, screen
from . import wording
from .site_criteria import CRITERIA, criteria_matrix, default_weights

__all__ = [
    "CRITERIA",
    "candidate_table",
    "choose_kind",
    "criteria_matrix",
    "default_weights",
    "placed",
    "screened",
    "study",
]

KINDS = ("parcels", "hexagons", "file")
SITES = "sites"
"""Source id of a planner's own list."""
ENOUGH_PLOTS = 10
"""Placed plots below which plots are listed, and hexagons are compared."""


def choose_kind(place: Any, *, kind: str, sites: str, max_uncertainty_m: float) -> str:
    """Choose what is compared where the planner leaves it open.

    Parameters
    ----------
    place : Cluster
        Its parcels are counted.
    kind : str
        "parcels", "hexagons" or "file"; empty to choose: the file where one is given, plots where
        at least 10 are placed well enough, hexagons otherwise.
    sites : str
        Path of the planner's list, or an empty text.
    max_uncertainty_m : float
        How far a plot may be off [m].

    Returns
    -------
    str
        One of the three.
    """
    if kind:
        return kind
    if sites:
        return "file"
    plots = place.parcels
    near = plots[(plots["kind"] == "plot") & (plots["uncertainty_m"] <= max_uncertainty_m)]
    return "parcels" if len(near) >= ENOUGH_PLOTS else "hexagons"


def candidate_table(
    place: Any,
    *,
    kind: str,
    sites: str = "",
    hexagon_side_m: float = 200.0,
    lang: str = "ko",
) -> gpd.GeoDataFrame:
    """Put the candidates of one kind in one table.

    Parameters
    ----------
    place : Cluster
        Parcels, districts, `measure_crs` and `extent` are taken from it.
    kind : {"parcels", "hexagons", "file"}
        Plots of the cluster, cells clipped to its districts, or the list at `sites`.
    sites : str
        Path of a list of sites (`load.sites`); for kind "file".
    hexagon_side_m : float
        Side of a cell [m]; for kind "hexagons".
    lang : str
        Language of the column name.

    Returns
    -------
    GeoDataFrame, indexed by candidate_id, in `measure_crs`
        The columns of every table of candidates (`siting.candidates_from_parcels`), kind ("plot",
        "site", "total", "hexagon"), name_ko, name_en, name, source_id and any other column of the
        input; of plots also built_use, the use of most floor that stands. geometry is a point or
        a polygon, missing where no place is known.
        ``attrs``: kind; extra, the planner's own columns; sha256 and file of the list.

    Raises
    ------
    ValueError
        An unknown kind, no list for "file", or no district with an outline for "hexagons".
    DataError
        Lists every problem of the list.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}. It is {kind!r}.")
    attrs: dict[str, Any] = {"kind": kind, "extra": []}
    if kind == "parcels":
        table = candidates_from_parcels(place.parcels.to_crs(place.measure_crs))
        table["kind"] = table["kind"].fillna("plot")
        table["built_use"] = _built_use(place.buildings).reindex(table.index)
    elif kind == "file":
        if not sites:
            raise ValueError("kind 'file' needs the path of a list of sites.")
        given = read_sites(sites, extent=tuple(place.meta["extent"]))
        attrs |= {"extra": given.attrs["extra"], "sha256": given.attrs["sha256"]}
        table = candidates_from_sites(given.to_crs(place.measure_crs))
        named = table["name"].fillna(pd.Series(table.index, index=table.index))
        table = table.assign(kind="site", name_ko=named, name_en=named, source_id=SITES)
    else:
        table = _hexagons(place, hexagon_side_m)
    if "district_id" in table:
        found = district_of(table.geometry.representative_point().to_crs(4326), place.districts)
        table["district_id"] = table["district_id"].where(table["district_id"].notna(), found)
    first, other = (f"name_{lang}", "name_en" if lang == "ko" else "name_ko")
    table["name"] = table[first].fillna(table[other]).fillna(pd.Series(table.index, table.index))
    table.attrs = attrs
    return table


def _hexagons(place: Any, side_m: float) -> gpd.GeoDataFrame:
    districts = place.districts
    drawn = districts[(districts["role"] == "district") & districts.geometry.notna()]
    if drawn.empty:
        raise ValueError("Hexagons need a district with an outline. There is none.")
    metric = drawn.to_crs(place.measure_crs)
    table = candidates_from_hexagons(hexagonal_grid(metric, side_m=side_m), metric)
    # Numbered from north to south and west to east, so that a reader finds a cell on the map.
    middle = table.geometry.centroid
    spots = pd.DataFrame({"y": -middle.y.round(), "x": middle.x}, index=table.index)
    order = spots.sort_values(["y", "x"]).index
    number = pd.Series(range(1, len(order) + 1), index=order)
    names = {
        f"name_{lang}": [
            wording.say("siting.hexagon", lang, number=int(number[cell])) for cell in table.index
        ]
        for lang in wording.LANGUAGES
    }
    source = drawn.set_index("district_id")["source_id"]
    return table.assign(
        kind="hexagon",
        uncertainty_m=0.0,
        source_id=table["district_id"].map(source).to_numpy(),
        **names,
    )


def _built_use(buildings: pd.DataFrame) -> pd.Series:
    """Find the use that holds most floor on each parcel; the first by name where equal."""
    counted = buildings[buildings["counted"].fillna(value=False).astype(bool)]
    floor = counted.groupby(["parcel_id", "use_class"])["floor_area_m2"].sum().reset_index()
    floor = floor.sort_values(["floor_area_m2", "use_class"], ascending=[False, True])
    return floor.drop_duplicates("parcel_id").set_index("parcel_id")["use_class"]


def placed(candidates: gpd.GeoDataFrame, *, max_uncertainty_m: float) -> gpd.GeoDataFrame:
    """Keep the candidates whose place is known well enough to measure distances.

    Parameters
    ----------
    candidates : GeoDataFrame
        As `candidate_table` returns them.
    max_uncertainty_m : float
        How far they may be off [m].

    Returns
    -------
    GeoDataFrame
        Same columns and attrs.
    """
    known = candidates.geometry.notna() & ~candidates.geometry.is_empty
    near = pd.to_numeric(candidates["uncertainty_m"]).le(max_uncertainty_m).fillna(value=False)
    return candidates[known & near]


def screened(
    candidates: gpd.GeoDataFrame,
    matrix: pd.DataFrame,
    *,
    max_uncertainty_m: float,
    zones: Sequence[str] = (),
    industry: str = "",
    uses: Sequence[str] = (),
    not_built: Sequence[str] = (),
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
    unknown: str = "exclude",
) -> pd.DataFrame:
    """Say which candidates stay, and which rule leaves out each of the others.

    Parameters
    ----------
    candidates : GeoDataFrame
        As `candidate_table` returns them.
    matrix : DataFrame
        As `criteria_matrix` returns it; its columns can be asked for in `at_least` and `at_most`.
    max_uncertainty_m : float
        How far a candidate may be off [m].
    zones, uses : sequence of str
        Zones and states of use that pass; any where empty.
    not_built : sequence of str
        Uses, such as "housing", of which no plot may hold most of its floor; a plot of which that
        is not known stays.
    industry : str
        Industry code that the plot must admit. A code that is not on a list known to be partial
        (allowed_complete false) counts as not known.
    at_least, at_most : mapping of str to float
        Lowest and highest value of a criterion or of a column of numbers [its unit].
    unknown : {"exclude", "keep"}
        What becomes of a candidate whose zone, industries, use or number is not known.

    Returns
    -------
    DataFrame, indexed by candidate_id
        As `siting.screen` returns it. Rules that always hold: placed (within
        `max_uncertainty_m`), single (a plot, not a sum or a site that overlaps plots), district
        (inside a planning district, or part of an industrial complex; not asked of a planner's own
        list).
    """
    numbers = [name for name in matrix.columns if name not in candidates.columns]
    table = pd.DataFrame(candidates.drop(columns="geometry"))
    table.attrs = {}
    plain = pd.DataFrame(matrix[numbers])
    plain.attrs = {}
    table = table.join(plain)
    table["off_m"] = pd.to_numeric(table["uncertainty_m"]).where(candidates.geometry.notna())
    rules = [
        Rule(name="placed", column="off_m", at_most=max_uncertainty_m),
        Rule(name="single", column="kind", one_of=("plot", "site", "hexagon")
             if candidates.attrs.get("kind") == "file" else ("plot", "hexagon")),
    ]  # fmt: skip
    if candidates.attrs.get("kind") != "file":
        inside = table["district_id"].notna()
        if "complex_id" in table:
            inside |= table["complex_id"].notna()
        table["inside"] = inside.map({True: "true", False: "false"})
        rules.append(Rule(name="district", column="inside", flag=True))
    if zones:
        rules.append(Rule(name="zone", column="zone", one_of=tuple(zones), unknown=unknown))
    if not_built and "built_use" in table:
        others = sorted(set(table["built_use"].dropna()) - set(not_built))
        rules.append(Rule(name="built", column="built_use", one_of=others, unknown="keep"))
    if uses:
        rules.append(Rule(name="use", column="use_status", one_of=tuple(uses), unknown=unknown))
    if industry:
        table["admitted"] = admitted(table, industry)
        rules.append(Rule(name="industry", column="admitted", flag=True, unknown=unknown))
    for name, value in (at_least or {}).items():
        rule = Rule(name=f"at_least:{name}", column=name, at_least=value, unknown=unknown)
        rules.append(rule)
    for name, value in (at_most or {}).items():
        rules.append(Rule(name=f"at_most:{name}", column=name, at_most=value, unknown=unknown))
    return screen(table, rules)


def admitted(candidates: pd.DataFrame, industry: str) -> pd.Series:
    """Say of each candidate whether it admits an industry, as far as that is known.

    Parameters
    ----------
    candidates : DataFrame
        allowed_industries, and allowed_complete where it is known.
    industry : str
        A code.

    Returns
    -------
    Series of str
        "true", "false", or missing where no list is known, or a partial one does not name it.
    """
    found: list[str | None] = []
    whole = (
        candidates["allowed_complete"].fillna(value=True)
        if "allowed_complete" in candidates
        else pd.Series(True, index=candidates.index)
    )
    for text, complete in zip(candidates["allowed_industries"], whole, strict=True):
        if pd.isna(text) or not str(text).strip():
            found.append(None)
        elif admits(str(text), industry):
            found.append("true")
        else:
            found.append("false" if complete else None)
    return pd.Series(found, index=candidates.index, dtype="object")


def study(place: Any, candidates: gpd.GeoDataFrame, *, sites: str) -> Any:
    """Give what a page is opened on: the cluster, and the planner's file where there is one.

    Parameters
    ----------
    place : Cluster
        Returned as it is where no file is compared.
    candidates : GeoDataFrame
        As `candidate_table` returns them.
    sites : str
        Path of the file.

    Returns
    -------
    Described
        As a cluster, with the file among its sources and hashes.
    """
    if candidates.attrs.get("kind") != "file":
        return place
    file = Path(sites).name
    row = {
        "source_id": SITES,
        "title": file,
        "path": "",
        "publisher": "이용자 자료 (user's own table)",
        "date": UNDATED,
        "licence": "미표시 (none stated)",
        "kind": "file",
    }
    return SimpleNamespace(
        slug=place.slug,
        name_ko=place.name_ko,
        name_en=place.name_en,
        as_of=place.as_of,
        meta=place.meta,
        sources=pd.concat([place.sources, pd.DataFrame([row])], ignore_index=True),
        districts=place.districts,
        hashes=dict(place.hashes) | {file: candidates.attrs["sha256"]},
    )
