"""A GeoJSON layer read strictly: its text, its features, its geometry, its coordinates."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from ..model.problem import Problem, meant
from .columns import Table
from .coordinates import WORLD, Extent, misplaced
from .personal import names_a_person

DEGREES = frozenset(
    {
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "OGC:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
    }
)


@dataclass(frozen=True, slots=True)
class Features:
    """A layer taken apart: cells of each known property, a geometry and a number of each row."""

    cells: dict[str, list[Any]]
    geometry: list[BaseGeometry | None]
    numbers: list[int]


def split_features(
    text: str, table: Table, file: str, *, extent: Extent = WORLD
) -> tuple[Features, list[Problem]]:
    """Take a GeoJSON text apart.

    Parameters
    ----------
    text : str
        The decoded file.
    table : Table
        The properties and the geometry types that are known.
    file : str
        Name in messages.
    extent : tuple of float
        West, south, east and north edge of where points may be [degree].

    Returns
    -------
    features : Features
        Geometry is None where it is null or broken.
    problems : list of Problem
        Numbered by feature, from 1.

    Notes
    -----
    Only JSON is understood, so that a file that redirects a reader elsewhere stays unread.
    """
    collection, problems = _collection(text, file)
    cells: dict[str, list[Any]] = {name: [] for name in table.names}
    geometry: list[BaseGeometry | None] = []
    numbers: list[int] = []
    present: set[str] = set()
    for number, feature in enumerate(collection, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            problems.append(Problem(file, number, "", None, "a Feature with properties"))
            continue
        for name in properties:
            if names_a_person(name):
                problems.append(Problem(file, number, name, None, "no personal data"))
            elif name not in table.names:
                left = [known for known in table.names if known not in properties]
                expected = f"only properties of the table {table.name}{meant(name, left)}"
                problems.append(Problem(file, number, name, None, expected))
        present |= properties.keys()
        for name in table.names:
            cells[name].append(properties.get(name))
        drawn = feature.get("geometry")
        made, wrong = _geometry(drawn, table, extent=extent)
        if drawn is None and properties.get("precision") == "none":
            wrong = ""
        if wrong:
            problems.append(Problem(file, number, "geometry", None, wrong))
        geometry.append(made)
        numbers.append(number)
    known = {
        name: values
        for name, values in cells.items()
        if name in present or table.column(name).required
    }
    return Features(known, geometry, numbers), problems


def _collection(text: str, file: str) -> tuple[Sequence[Any], list[Problem]]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        expected = f"GeoJSON; {error.msg} at column {error.colno}"
        return [], [Problem(file, 0, "", None, f"{expected} of line {error.lineno}")]
    except RecursionError:
        return [], [Problem(file, 0, "", None, "GeoJSON; the file is nested too deeply")]
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        return [], [Problem(file, 0, "", None, "GeoJSON with a FeatureCollection")]
    crs = content.get("crs")
    if crs is None:
        return features, []
    name = (crs.get("properties") or {}).get("name") if isinstance(crs, dict) else None
    if name in DEGREES:
        return features, []
    expected = "coordinates in EPSG:4326; reproject the layer and leave crs out"
    return features, [Problem(file, 0, "crs", name or crs, expected)]


def _geometry(drawn: Any, table: Table, *, extent: Extent) -> tuple[BaseGeometry | None, str]:
    wanted = " or ".join(table.geometry)
    if drawn is None:
        return None, f"a {wanted}; the geometry is null"
    kind = drawn.get("type") if isinstance(drawn, dict) else None
    if kind not in table.geometry:
        return None, f"a {wanted}; the geometry is {kind}"
    positions = list(positions_in(drawn.get("coordinates")))
    for position in positions:
        wrong = _wrong_position(position, extent=extent)
        if wrong:
            return None, wrong
    if not positions:
        return None, f"a {wanted}; the geometry is empty"
    try:
        made = shape(drawn)
    except (ValueError, TypeError, AttributeError, shapely.errors.ShapelyError):
        return None, f"a {wanted} with closed rings of four positions or more"
    if not rings_closed(drawn):
        return None, f"a {wanted} whose rings end where they begin"
    if not made.is_valid:
        return None, f"a valid {wanted}; {shapely.is_valid_reason(made)}"
    return made, ""


def positions_in(coordinates: Any) -> Iterator[Any]:
    """Walk to the innermost lists, whatever their depth.

    Parameters
    ----------
    coordinates : list
        Of a geometry.

    Yields
    ------
    list
        A position, or whatever stands where one should.
    """
    nested = isinstance(coordinates, list) and (
        not coordinates or any(isinstance(part, list) for part in coordinates)
    )
    if not nested:
        yield coordinates
        return
    for part in coordinates:
        yield from positions_in(part)


def _wrong_position(position: Any, *, extent: Extent) -> str:
    if not isinstance(position, list) or len(position) not in {2, 3}:
        return f"positions of two numbers; one is {json.dumps(position, default=str)[:40]}"
    if any(type(part) not in {int, float} for part in position):
        return f"numbers as coordinates; one position is {json.dumps(position)[:40]}"
    lon, lat = float(position[0]), float(position[1])
    wrong = misplaced(lon, lat, extent=extent)
    if not wrong or not math.isfinite(lon) or not math.isfinite(lat):
        return wrong
    return f"{wrong} (x={lon:g}, y={lat:g})"


def rings_closed(drawn: dict[str, Any]) -> bool:
    """Tell whether each ring of a polygon ends where it begins.

    Parameters
    ----------
    drawn : dict
        A geometry of GeoJSON.

    Returns
    -------
    bool
        False where one is open; what is no polygon has no rings.
    """
    if drawn["type"] not in {"Polygon", "MultiPolygon"}:
        return True
    polygons = drawn["coordinates"] if drawn["type"] == "MultiPolygon" else [drawn["coordinates"]]
    return all(ring[0] == ring[-1] for polygon in polygons for ring in polygon)
