"""JSON of records: GeoJSON features, TopoJSON objects, or a plain list, to cells and shapes."""

import json
import math
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from shapely.geometry import shape

from ...load.geojson import DEGREES, positions_in, rings_closed
from ...model.problem import DataError, Problem, shown
from .encoding import to_text
from .header import clean_heading, distinct
from .note import Note, counted
from .raw import Raw
from .textual import cell_text
from .topology import geometries_of

SEPARATOR = " / "
RING = 4
PARTS = 4
"""A list of at most this many plain values becomes one column for each."""


def read_records(
    data: bytes, file: str, *, encoding: str | None = None, layer: str | None = None
) -> Raw:
    """Read a JSON file of records.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : str
        Its name in messages.
    encoding : str, optional
        As declared.
    layer : str, optional
        Object of a TopoJSON file that has several.

    Returns
    -------
    Raw
        Rows are numbered as features, from 1. A feature whose geometry is broken has none, and
        ``faulty`` says why.

    Raises
    ------
    DataError
        Where the file holds no records; it says what it holds.

    Notes
    -----
    The file is read as JSON by this function alone, so that no text in it can redirect a reader.
    """
    decoded = to_text(data, file, encoding=encoding)
    content = _json(decoded.text, file)
    said: dict[str, Any] = {"encoding": decoded.encoding}
    kind = content.get("type") if isinstance(content, dict) else None
    features: Sequence[Any]
    if kind == "FeatureCollection":
        features, crs = content.get("features") or [], _crs(content, file)
    elif kind == "Feature":
        features, crs = [content], _crs(content, file)
    elif kind == "Topology":
        name, features = geometries_of(content, file, layer=layer)
        said["layer"], crs = name, _crs(content, file)
    elif isinstance(content, list) and content and all(isinstance(row, dict) for row in content):
        return _plain(content, file, said, decoded.notes)
    else:
        raise DataError([Problem(file, 0, "", None, _holds(content))])
    if not features:
        raise DataError([Problem(file, 0, "", None, "features; there is not one")])
    properties = [_properties(feature) for feature in features]
    shapes, faulty, collapsed = _shapes(features)
    notes = list(decoded.notes)
    if collapsed:
        text = f"{counted(collapsed, 'outline')} had rings of fewer than four positions, which have"
        notes.append(
            Note("collapsed ring", f"{text} no area; those rings are left out", "", collapsed)
        )
    if faulty:
        first = next(iter(faulty))
        said_so = f"{counted(len(faulty), 'feature')} without a usable geometry; the first is"
        text = f"{said_so} feature {first + 1}: expected {faulty[first]}"
        notes.append(Note("geometry", text, count=len(faulty)))
    numbers = np.arange(1, len(features) + 1, dtype=np.int64)
    series = gpd.GeoSeries(shapes, crs=crs)
    cells = _cells(properties)
    return Raw(
        file, cells, numbers, said, tuple(notes), geometry=series, faulty=faulty, place="feature"
    )


def _json(text: str, file: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"column {error.colno} of line {error.lineno}"
        raise DataError([Problem(file, 0, "", None, f"JSON; {error.msg} at {where}")]) from None
    except RecursionError:
        expected = "JSON; the file is nested too deeply"
        raise DataError([Problem(file, 0, "", None, expected)]) from None


def _holds(content: Any) -> str:
    wanted = "GeoJSON, TopoJSON, or a list of records"
    if isinstance(content, dict):
        return f"{wanted}; the file holds an object with {', '.join(map(shown, list(content)[:6]))}"
    return f"{wanted}; the file holds {'an empty list' if content == [] else 'something else'}"


def _crs(content: dict[str, Any], file: str) -> Any:
    member = content.get("crs")
    if member is None:
        return None
    name = (member.get("properties") or {}).get("name") if isinstance(member, dict) else None
    if name in DEGREES:
        return pyproj.CRS("EPSG:4326")
    try:
        return pyproj.CRS.from_user_input(name)
    except pyproj.exceptions.CRSError:
        expected = "a reference system that is known"
        raise DataError([Problem(file, 0, "crs", name or member, expected)]) from None


def _properties(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _shapes(features: Sequence[Any]) -> tuple[np.ndarray, dict[int, str], int]:
    """Draw each feature; count those of which a part has no area."""
    collapsed = 0
    shapes = np.full(len(features), None, dtype=object)
    faulty: dict[int, str] = {}
    for at, feature in enumerate(features):
        drawn = feature.get("geometry") if isinstance(feature, dict) else None
        if drawn is None:
            continue
        wrong = _wrong(drawn)
        if not wrong:
            try:
                whole, dropped = _with_area(drawn)
                shapes[at] = shape(whole)
                collapsed += dropped > 0
            except (ValueError, TypeError, AttributeError, shapely.errors.ShapelyError):
                wrong = "a geometry with closed rings of four positions or more"
        if wrong:
            faulty[at] = wrong
    return shapes, faulty, collapsed


def _wrong(drawn: Any) -> str:
    kind = drawn.get("type") if isinstance(drawn, dict) else None
    if kind == "GeometryCollection":
        return "one geometry; this is a collection of several"
    if kind is None or "coordinates" not in drawn:
        return "a geometry with type and coordinates"
    for position in positions_in(drawn["coordinates"]):
        if position == []:
            continue
        if not isinstance(position, list) or len(position) not in {2, 3}:
            return f"positions of two numbers; one is {json.dumps(position, default=str)[:40]}"
        if any(type(part) not in {int, float} for part in position):
            return f"numbers as coordinates; one position is {json.dumps(position)[:40]}"
        if not all(math.isfinite(part) for part in position):
            return "finite coordinates"
    if kind in {"Polygon", "MultiPolygon"}:
        try:
            closed = rings_closed(drawn)
        except (IndexError, TypeError):
            return "a geometry with closed rings of four positions or more"
        if not closed:
            return "rings that end where they begin; one is open"
    return ""


def _with_area(drawn: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Leave rings out that simplification left without area, unless nothing would be left."""
    if drawn["type"] not in {"Polygon", "MultiPolygon"}:
        return drawn, 0
    polygons = drawn["coordinates"] if drawn["type"] == "MultiPolygon" else [drawn["coordinates"]]
    kept = [
        [ring for ring in polygon if len(ring) >= RING]
        for polygon in polygons
        if polygon and len(polygon[0]) >= RING
    ]
    dropped = sum(map(len, polygons)) - sum(map(len, kept))
    if not dropped or not kept:
        return drawn, 0
    return {"type": "MultiPolygon", "coordinates": kept}, dropped


def _plain(
    records: list[dict[str, Any]], file: str, said: dict[str, Any], notes: tuple[Note, ...]
) -> Raw:
    numbers = np.arange(1, len(records) + 1, dtype=np.int64)
    return Raw(file, _cells(records), numbers, said, notes, place="record")


def _cells(records: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Lay records out as columns; short lists and objects within them become several."""
    flat = [_flat(record) for record in records]
    names: dict[str, None] = {}
    for record in flat:
        names.update(dict.fromkeys(record))
    listed = list(names)
    headings = distinct([clean_heading(name) for name in listed])
    columns = {
        heading: pd.Series([cell_text(record.get(name)) for record in flat], dtype="str")
        for heading, name in zip(headings, listed, strict=True)
    }
    return pd.DataFrame(columns, index=range(len(records)))


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            for inner, part in value.items():
                made[f"{name}{SEPARATOR}{inner}"] = _leaf(part)
        elif isinstance(value, list) and len(value) <= PARTS:
            for place, part in enumerate(value, start=1):
                made[f"{name}{SEPARATOR}{place}"] = _leaf(part)
        else:
            made[name] = _leaf(value)
    return made


def _leaf(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
