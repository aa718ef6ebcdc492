"""Reads the features of a base map from the files that people have of the ground."""

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyarrow import ArrowException
from shapely.ops import polygonize

from ...model.problem import DataError, Problem
from .generalise import frame_of
from .kinds import kind_of, names_of, other_tags, width_of

OSM_LICENCE, OSM_PUBLISHER = "ODbL 1.0", "© OpenStreetMap contributors"
_OSM_LAYERS = ("lines", "multipolygons", "points")
_FORMS = ".geojson, .json, .shp, .gpkg, .parquet, .osm or .osm.pbf"


@dataclass(frozen=True)
class Features:
    """What one file gives to a base map.

    Parameters
    ----------
    table : GeoDataFrame, in EPSG:4326
        kind, name_ko, name_en, width_m [m], geometry.
    publisher, licence, date : str
        Said by the file itself; empty where it does not say.
    """

    table: gpd.GeoDataFrame
    publisher: str = ""
    licence: str = ""
    date: str = ""


def read_features(file: Path, *, extent: Sequence[float]) -> Features:
    """Read what a base map needs from a file.

    Parameters
    ----------
    file : Path
        GeoJSON, the answer of Overpass (``out geom``), a shapefile, a GeoPackage, GeoParquet, or
        an extract of OpenStreetMap (.osm, .osm.pbf).
    extent : sequence of float
        West, south, east and north edge of what is wanted [degree].

    Raises
    ------
    DataError
        The file is not there, cannot be read, does not say where it lies, or holds nothing that a
        base map shows.
    """
    if not file.is_file():
        raise DataError([Problem(str(file), 0, "", None, "a file; there is none of that name")])
    try:
        read = _read(file, tuple(extent))
    except (pyogrio.errors.DataSourceError, ArrowException, OSError, ValueError) as error:
        told = " ".join(str(error).split())[:80]
        raise _refused(file, f"a file that can be read ({told})") from None
    if read.table.empty:
        raise _refused(
            file, "water, green, roads, rail, stations or names within the cluster's extent"
        )
    return read


def _refused(file: Path, expected: str) -> DataError:
    return DataError([Problem(file.name, 0, "", None, expected)])


def _read(file: Path, extent: tuple[float, ...]) -> Features:
    name = file.name.lower()
    if name.endswith((".osm", ".osm.pbf", ".pbf")):
        return _from_osm(file, extent)
    if name.endswith((".json", ".geojson")):
        return _from_json(file, extent)
    if name.endswith((".shp", ".gpkg")):
        layers = [str(layer) for layer in pyogrio.list_layers(file)[:, 0]]
        frames = [_ogr(file, layer) for layer in layers]
        read = [frame for frame in frames if isinstance(frame, gpd.GeoDataFrame)]
        tables = [_picked(frame, file, extent) for frame in read]
        from_osm = any("osm_id" in frame for frame in read)
        return Features(_joined(tables), *((OSM_PUBLISHER, OSM_LICENCE) if from_osm else ()))
    if name.endswith((".parquet", ".geoparquet")):
        frame = gpd.read_parquet(file)
        return Features(_picked(frame, file, extent), *_overture(frame))
    raise _refused(file, f"one of {_FORMS}")


def _ogr(file: Path, layer: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return pyogrio.read_dataframe(file, layer=layer, on_invalid="ignore")


def _from_osm(file: Path, extent: tuple[float, ...]) -> Features:
    tables = []
    for layer in _OSM_LAYERS:
        frame = _ogr(file, layer)
        if isinstance(frame, gpd.GeoDataFrame) and len(frame):
            tables.append(_picked(frame, file, extent))
    return Features(_joined(tables), OSM_PUBLISHER, OSM_LICENCE)


def _from_json(file: Path, extent: tuple[float, ...]) -> Features:
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise _refused(file, "GeoJSON; the file is nested too deeply") from None
    if not isinstance(content, dict):
        raise _refused(file, "GeoJSON with a FeatureCollection")
    stamp = str((content.get("osm3s") or {}).get("timestamp_osm_base") or content.get("timestamp"))
    date = stamp[:10] if stamp[:4].isdigit() else ""
    if isinstance(content.get("elements"), list):
        drawn_rows = [_overpass(one) for one in content["elements"] if isinstance(one, dict)]
        known = [row for row in drawn_rows if row is not None]
        return Features(_table(known, extent), OSM_PUBLISHER, OSM_LICENCE, date)
    features = content.get("features")
    if not isinstance(features, list):
        raise _refused(file, "GeoJSON with a FeatureCollection, or the elements of Overpass")
    rows: list[tuple[dict[str, Any], Any]] = []
    for feature in features:
        tags = feature.get("properties") or {}
        nested = tags.get("tags")
        drawn = feature.get("geometry")
        if drawn:
            shape = shapely.geometry.shape(drawn)
            rows.append((tags | nested if isinstance(nested, dict) else tags, shape))
    crs = ((content.get("crs") or {}).get("properties") or {}).get("name", "EPSG:4326")
    placed = gpd.GeoSeries([shape for _, shape in rows], crs=crs).to_crs("EPSG:4326")
    table = _table([(tags, at) for (tags, _), at in zip(rows, placed, strict=True)], extent)
    told = str(content.get("copyright") or content.get("attribution") or "")
    from_osm = "openstreetmap" in told.lower() or any("@id" in tags for tags, _ in rows)
    return Features(table, *((OSM_PUBLISHER, OSM_LICENCE) if from_osm else ("", "")), date)


def _overpass(element: Mapping[str, Any]) -> tuple[dict[str, Any], Any] | None:
    """Draw an element of Overpass; None where it has no tags or no geometry."""
    tags = dict(element.get("tags") or {})
    if not tags:
        return None
    if element.get("type") == "node":
        return tags, shapely.Point(element["lon"], element["lat"])
    if element.get("type") == "way":
        line = _line(element.get("geometry"))
        closed = line is not None and line.is_closed and kind_of(tags) in {"water", "green"}
        return None if line is None else (tags, shapely.Polygon(line) if closed else line)
    parts = [
        line
        for member in element.get("members") or []
        if member.get("role") != "inner" and (line := _line(member.get("geometry"))) is not None
    ]
    if not parts:
        return None
    areas = list(polygonize(shapely.union_all(parts)))
    return tags, shapely.MultiPolygon(areas) if areas else shapely.MultiLineString(parts)


def _line(places: Any) -> shapely.LineString | None:
    known = [(one["lon"], one["lat"]) for one in places or [] if one]
    return shapely.LineString(known) if len(known) > 1 else None


def _picked(frame: gpd.GeoDataFrame, file: Path, extent: tuple[float, ...]) -> gpd.GeoDataFrame:
    if frame.crs is None:
        raise _refused(file, "a reference system (a .prj beside the shapefile)")
    placed = frame.to_crs("EPSG:4326")
    near = placed[placed.geometry.intersects(frame_of(extent)).to_numpy()]
    plain = pd.DataFrame(near.drop(columns=near.geometry.name))
    rows: list[tuple[dict[str, Any], Any]] = [
        ({str(key): value for key, value in row.items() if value is not None}, shape)
        for row, shape in zip(plain.to_dict("records"), near.geometry, strict=True)
    ]
    told: list[tuple[Mapping[str, Any], Any]] = [
        (other_tags(tags.get("other_tags")) | tags, shape) for tags, shape in rows
    ]
    return _table(told, extent)


def _table(
    rows: Sequence[tuple[Mapping[str, Any], Any]], extent: Sequence[float]
) -> gpd.GeoDataFrame:
    """Keep the rows that a base map shows within the extent."""
    frame = frame_of(extent)
    found: dict[str, list[Any]] = {
        name: [] for name in ("kind", "name_ko", "name_en", "width_m", "geometry")
    }
    for tags, shape in rows:
        kind = kind_of(tags)
        if kind is None or shape is None or shape.is_empty or not shape.intersects(frame):
            continue
        # A station or a place is a name at a point, however it was drawn.
        drawn = shape.representative_point() if kind in {"station", "place"} else shape
        values = (kind, *names_of(tags), width_of(tags), drawn)
        for name, value in zip(found, values, strict=True):
            found[name].append(value)
    return gpd.GeoDataFrame(found, geometry="geometry", crs="EPSG:4326")


def _joined(tables: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    full = [table for table in tables if len(table)]
    return (
        gpd.GeoDataFrame(pd.concat(full, ignore_index=True)) if full else _table([], (0, 0, 1, 1))
    )


def _overture(frame: gpd.GeoDataFrame) -> tuple[str, str]:
    """Name who made a table of Overture Maps: its rows say which data they are from."""
    if "sources" not in frame:
        return "", ""
    named = {
        str(one.get("dataset"))
        for row in frame["sources"]
        if row is not None
        for one in row
        if isinstance(one, dict) and one.get("dataset")
    }
    if "OpenStreetMap" in named:
        return f"{OSM_PUBLISHER}; Overture Maps Foundation", OSM_LICENCE
    return "Overture Maps Foundation", "CDLA Permissive 2.0"
