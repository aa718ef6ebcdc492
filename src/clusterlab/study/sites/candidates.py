"""Candidates of a cluster: its plots, a planner's own list, or hexagons over its districts."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from ...load.columns import UNDATED
from ...load.organisations import district_of
from ...load.sites import read_sites
from ...measure.hexagons import hexagonal_grid
from ...model.said import Named, Word
from ...siting.candidates import (
    candidates_from_hexagons,
    candidates_from_parcels,
    candidates_from_sites,
)

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
        at least 10 are placed well enough or no district is drawn, hexagons otherwise.
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
    enough = len(near) >= ENOUGH_PLOTS or _drawn(place).empty
    return "parcels" if enough else "hexagons"


def candidate_table(
    place: Any,
    *,
    kind: str,
    sites: str = "",
    hexagon_side_m: float = 200.0,
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

    Returns
    -------
    GeoDataFrame, indexed by candidate_id, in `measure_crs`
        The columns of every table of candidates (`siting.candidates_from_parcels`), kind ("plot",
        "site", "total", "hexagon"), name (named late: `model.said`), source_id and any other
        column of the input; of plots also built_use, the use of most floor that stands. geometry
        is a point or a polygon, missing where no place is known.
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
        table["name"] = named(table)
    elif kind == "file":
        if not sites:
            raise ValueError("kind 'file' needs the path of a list of sites.")
        given = read_sites(sites, extent=tuple(place.meta["extent"]))
        attrs |= {"extra": given.attrs["extra"], "sha256": given.attrs["sha256"]}
        table = candidates_from_sites(given.to_crs(place.measure_crs))
        own = table["name"].fillna(pd.Series(table.index, index=table.index))
        table = table.assign(kind="site", name=[Named({"": str(x)}) for x in own], source_id=SITES)
    else:
        table = _hexagons(place, hexagon_side_m)
    if "district_id" in table:
        found = district_of(table.geometry.representative_point().to_crs(4326), place.districts)
        table["district_id"] = table["district_id"].where(table["district_id"].notna(), found)
    table.attrs = attrs
    return table


def named(rows: pd.DataFrame) -> "pd.Series[Any]":
    """Name rows late, from columns such as name_ko and name_en; by the label where none is known.

    Parameters
    ----------
    rows : DataFrame
        With a column ``name_<language>`` for each language of the data.

    Returns
    -------
    Series of Named

    Examples
    --------
    >>> rows = pd.DataFrame({"name_de": ["Hafen", None]}, index=["p1", "p2"])
    >>> named(rows).tolist()
    [Named(names={'de': 'Hafen', '': 'p1'}), Named(names={'': 'p2'})]
    """
    start = "name_"
    columns = [str(name) for name in rows.columns if str(name).startswith(start)]
    told = []
    for label, row in zip(rows.index, rows[columns].to_dict("records"), strict=True):
        known = {c.removeprefix(start): row[c] for c in columns if isinstance(row[c], str)}
        told.append(Named(known | {"": str(label)}))
    return pd.Series(told, index=rows.index, dtype="object")


def _drawn(place: Any) -> gpd.GeoDataFrame:
    """Give the planning districts that have an outline."""
    districts: gpd.GeoDataFrame = place.districts
    return districts[(districts["role"] == "district") & districts.geometry.notna()]


def _hexagons(place: Any, side_m: float) -> gpd.GeoDataFrame:
    drawn = _drawn(place)
    if drawn.empty:
        raise ValueError("Hexagons need a district with an outline. There is none.")
    metric = drawn.to_crs(place.measure_crs)
    # Whole cells over all the ground, so that the share inside the districts can be told.
    ground = shapely.box(*metric.total_bounds).buffer(3 * side_m, join_style="mitre")
    cells = hexagonal_grid(ground, side_m=side_m, crs=metric.crs)
    table = candidates_from_hexagons(cells[cells["share_inside"] > 1 - 1e-9], metric)
    # Numbered from north to south and west to east, so that a reader finds a cell on the map.
    middle = table.geometry.centroid
    spots = pd.DataFrame({"y": -middle.y.round(), "x": middle.x}, index=table.index)
    order = spots.sort_values(["y", "x"]).index
    number = pd.Series(range(1, len(order) + 1), index=order)
    names = [Word("siting.hexagon", {"number": int(number[cell])}) for cell in table.index]
    source = drawn.set_index("district_id")["source_id"]
    return table.assign(
        kind="hexagon",
        uncertainty_m=0.0,
        source_id=table["district_id"].map(source).to_numpy(),
        name=pd.Series(names, index=table.index, dtype="object"),
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


def described(place: Any, candidates: gpd.GeoDataFrame, *, sites: str) -> Any:
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
        place=place,
        slug=place.slug,
        name_ko=place.name_ko,
        name_en=place.name_en,
        as_of=place.as_of,
        meta=place.meta,
        sources=pd.concat([place.sources, pd.DataFrame([row])], ignore_index=True),
        districts=place.districts,
        names_in=place.names_in,
        hashes=dict(place.hashes) | {file: candidates.attrs["sha256"]},
    )
