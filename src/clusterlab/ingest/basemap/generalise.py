"""Generalises a base map until it is light enough to lie in every page of a cluster."""

from collections.abc import Callable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

# What a step leaves out: offset of a line [m], area of a polygon [m²], length of a line [m].
_STEPS = (
    (4.0, 2_000.0, 80.0),
    (8.0, 5_000.0, 150.0),
    (15.0, 10_000.0, 250.0),
    (25.0, 20_000.0, 400.0),
    (40.0, 50_000.0, 700.0),
    (80.0, 150_000.0, 1_500.0),
    (160.0, 500_000.0, 4_000.0),
)
_PARALLEL_M = {"rail": 40.0, "metro": 40.0, "road": 30.0}
_LINES = frozenset({"water", "runway", *_PARALLEL_M})
_SAME_STATION_M = 400.0
_GRID_DEGREES = 1e-5


def generalised(
    table: gpd.GeoDataFrame,
    *,
    extent: Sequence[float],
    crs: str,
    fits: Callable[[gpd.GeoDataFrame], bool],
) -> tuple[gpd.GeoDataFrame, float]:
    """Cut, merge and simplify a base map by growing steps until it fits.

    Parameters
    ----------
    table : GeoDataFrame
        kind, name_ko, name_en, width_m, source_id, geometry.
    extent : sequence of float
        West, south, east and north edge of what is kept [degree].
    crs : str
        Reference system in metres.
    fits : callable
        Tells whether a table is light enough.

    Returns
    -------
    table : GeoDataFrame, in EPSG:4326
        Two tracks or carriageways that run side by side are one line; a station that is marked
        twice is one point.
    tolerance_m : float
        How far a line was moved at most [m], by Douglas and Peucker (1973).

    Raises
    ------
    ValueError
        It does not fit at the coarsest step.
    """
    frame = frame_of(extent)
    cut = table.assign(
        geometry=[_whole(shape, frame) for shape in table.to_crs("EPSG:4326").geometry]
    )
    metres = gpd.GeoDataFrame(cut[~cut.geometry.is_empty], crs="EPSG:4326").to_crs(crs)
    merged = _merged(metres)
    for tolerance, area, length in _STEPS:
        found = _simplified(merged, tolerance, area, length).to_crs("EPSG:4326")
        shapes = shapely.set_precision(found.geometry.to_numpy(), _GRID_DEGREES)
        # The grid may move an edge point just out of the frame.
        shapes = shapely.intersection(shapes, frame, grid_size=_GRID_DEGREES)
        found = found.set_geometry(gpd.GeoSeries(shapes, index=found.index, crs="EPSG:4326"))
        found = found[~found.geometry.is_empty].reset_index(drop=True)
        found = found.assign(geometry=[_plain(shape) for shape in found.geometry])
        if fits(found):
            return found, tolerance
    raise ValueError(
        "The base map stays too large at its coarsest; give fewer files or a smaller extent."
    )


def _whole(shape: Any, frame: Any) -> Any:
    return shapely.intersection(shapely.make_valid(shape), frame)


def _merged(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join what is one thing: parts of a line or an area by name; each station once."""
    rows: list[dict[str, Any]] = []
    columns = ["kind", "name_ko", "name_en", "width_m", "source_id"]
    keyed = table.assign(_key=range(len(table)))
    points = keyed.geometry.geom_type.isin(["Point", "MultiPoint"])
    rows += _single_points(keyed[points].drop(columns="_key"))
    drawn = keyed[~points]
    kept: dict[str, list[Any]] = {kind: [] for kind in _PARALLEL_M}
    # Named lines first, the longest first: an unnamed track beside a named one adds nothing.
    groups = []
    for values, group in drawn.groupby(columns, dropna=False, sort=True):
        shape = shapely.union_all(group.geometry.to_numpy())
        named = isinstance(values[1], str) or isinstance(values[2], str)
        groups.append((not named, -shapely.length(shape), values, shape))
    for _, _, values, shape in sorted(groups, key=lambda one: one[:2]):
        kind = str(values[0])
        for part, areal in ((_of(shape, 2), True), (_of(shape, 1), False)):
            line = part
            if not areal and not part.is_empty:
                line = shapely.line_merge(part)
                if kind in kept:
                    line = _apart(line, kept[kind], _PARALLEL_M[kind])
            if not line.is_empty and (areal or kind in _LINES):
                rows.append(dict(zip(columns, values, strict=True)) | {"geometry": line})
    return gpd.GeoDataFrame(
        rows, columns=[*columns, "geometry"], geometry="geometry", crs=table.crs
    )


def _single_points(points: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in points.to_dict("records"):
        at = row["geometry"].centroid
        name = row["name_ko"] if isinstance(row["name_ko"], str) else row["name_en"]
        again = any(
            one["_name"] == name
            and one["kind"] == row["kind"]
            and one["geometry"].distance(at) <= _SAME_STATION_M
            for one in rows
        )
        if isinstance(name, str) and not again:
            rows.append(row | {"geometry": at, "_name": name})
    return [{key: value for key, value in row.items() if key != "_name"} for row in rows]


def _apart(line: Any, kept: list[Any], near_m: float) -> Any:
    """Take from a line what runs beside a line that is kept, and keep the rest."""
    parts = []
    for part in sorted(shapely.get_parts(line), key=shapely.length, reverse=True):
        rest = part
        close = [one for one in kept if one.intersects(part)]
        if close:
            rest = shapely.difference(part, shapely.union_all(close))
        # What is left of a track that swings out and back is a sliver.
        long = [piece for piece in shapely.get_parts(rest) if piece.length > 3 * near_m]
        if long:
            parts += long
            kept.append(shapely.union_all(long).buffer(near_m))
    return (
        shapely.line_merge(shapely.MultiLineString(parts)) if parts else shapely.MultiLineString()
    )


def _simplified(
    table: gpd.GeoDataFrame, tolerance: float, area: float, length: float
) -> gpd.GeoDataFrame:
    shapes, keep = [], []
    for kind, shape in zip(table["kind"], table.geometry, strict=True):
        simple = shapely.simplify(shape, tolerance)
        if kind != "land":
            simple = _larger(simple, area, length)
        shapes.append(simple)
        keep.append(not simple.is_empty)
    simple_table = table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=table.crs))
    return simple_table[np.array(keep, dtype=bool)]


def _larger(shape: Any, area: float, length: float) -> Any:
    """Drop small parts of an area, its small holes, and short parts of a line."""
    parts = shapely.get_parts(shape)
    dimension = shapely.get_dimensions(shape)
    if dimension == 0:
        return shape
    if dimension == 1:
        return shapely.union_all(parts[shapely.length(parts) >= length])
    whole = [
        shapely.Polygon(
            part.exterior, [r for r in part.interiors if shapely.Polygon(r).area >= area]
        )
        for part in parts
        if part.area >= area
    ]
    return shapely.make_valid(shapely.MultiPolygon(whole)) if whole else shapely.MultiPolygon()


def _of(shape: Any, dimension: int) -> Any:
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == dimension])


def _plain(shape: Any) -> Any:
    """Give lines or polygons alone: a cut can leave single points."""
    if shape.geom_type != "GeometryCollection":
        return shape
    return _of(shape, int(shapely.get_dimensions(shape)))


def frame_of(extent: Sequence[float]) -> shapely.Polygon:
    """Draw an extent: west, south, east and north edge [degree]."""
    west, south, east, north = extent
    return shapely.box(west, south, east, north)


def distinct_ids(table: gpd.GeoDataFrame) -> list[str]:
    """Give each feature the name of its kind and a number: road-1, road-2, and so on."""
    order = table.groupby("kind").cumcount() + 1
    return [f"{kind}-{number}" for kind, number in zip(table["kind"], order, strict=True)]


def kinds_in(table: pd.DataFrame) -> str:
    """List the kinds of a base map with their numbers.

    Examples
    --------
    >>> kinds_in(pd.DataFrame({"kind": ["road", "water", "road"]}))
    'road 2, water 1'
    """
    counts = table["kind"].value_counts(sort=False).sort_index()
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())
