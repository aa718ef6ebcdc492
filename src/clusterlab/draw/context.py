"""The ground below the data: land, water, green, roads, rail and the names that make it known."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import geopandas as gpd
import shapely

from . import palette
from .payload import in_degrees, need_columns, number_of, records, rings, text_of

_SCALE = 100_000
"""Places are whole parts of a degree: about a metre."""
_NAMED_LINES = ("water", "road", "rail", "metro")


def context(
    table: gpd.GeoDataFrame,
    *,
    lang: str,
    places: gpd.GeoDataFrame | None = None,
    stations: gpd.GeoDataFrame | None = None,
) -> dict[str, Any]:
    """Write the ground as one layer.

    Parameters
    ----------
    table : GeoDataFrame
        kind (as `palette.GROUND` names them, station or place), name_ko, name_en, width_m [m].
        Lines with a width are drawn as wide as they are said to be; others at a width on paper.
    lang : str
        ``"ko"`` or ``"en"``.
    places : GeoDataFrame, optional
        Outlines whose names are written in their middle: name_ko, name_en.
    stations : GeoDataFrame, optional
        Stations drawn by a layer of their own; those of the same name are left out here.

    Returns
    -------
    dict
        areas (kind, rings), lines (kind, width, corners) and labels (kind, place, text); each
        corner is the step from the one before.
    """
    need_columns(table, ["kind", "name_ko"], name="context")
    known = in_degrees(table, name="context")
    order = {kind: place for place, kind in enumerate(palette.GROUND)}
    ground = sorted(
        (row for row in records(known) if row["kind"] in order),
        key=lambda row: order[row["kind"]],
    )
    found: dict[str, list[Any]] = {"areas": [], "lines": []}
    for row in ground:
        for shape in shapely.get_parts(row["geometry"]):
            if isinstance(shape, shapely.Polygon):
                found["areas"].append([row["kind"], [_steps(r) for r in rings(shape)[0]]])
            elif isinstance(shape, shapely.LineString):
                places_on = [[y, x] for x, y in shape.coords]
                found["lines"].append([row["kind"], number_of(row, "width_m"), _steps(places_on)])
    drawn = set() if stations is None else {_bare(n) for n in stations["name_ko"].dropna()}
    return {
        "kind": "context",
        "style": {kind: list(style) for kind, style in palette.GROUND.items()},
        **found,
        "labels": _labels(records(known), places, drawn, lang),
    }


def has_land(table: gpd.GeoDataFrame | None) -> bool:
    """Tell whether the ground itself is known, so that outlines need no fill."""
    return table is not None and bool((table["kind"] == "land").any())


def _labels(
    rows: Sequence[dict[Any, Any]],
    places: gpd.GeoDataFrame | None,
    drawn: set[str],
    lang: str,
) -> list[list[Any]]:
    """Name what is drawn, the most needed first: of names that would overlap the map keeps one."""
    found: list[list[Any]] = []
    for row in rows:
        name = _name(row, lang)
        if row["kind"] == "station" and name and _bare(str(row["name_ko"])) not in drawn:
            found.append(["station", *_at(row["geometry"]), name])
    areas = [] if places is None else records(in_degrees(places, name="dongs"))
    for row in areas:
        name = _name(row, lang)
        if name and row["geometry"] is not None:
            found.append(["place", *_at(row["geometry"].representative_point()), name])
    named = {text for _, _, _, text in found}
    for row in rows:
        name = _name(row, lang)
        if row["kind"] == "place" and name and name not in named:
            found.append(["place", *_at(row["geometry"]), name])
    for kind in _NAMED_LINES:
        for row in rows:
            name = _name(row, lang)
            if row["kind"] == kind and name:
                found.append([kind, *_at(_middle(row["geometry"])), name])
    runways = {_name(row, lang): row["geometry"] for row in rows if row["kind"] == "runway"}
    found += [["runway", *_at(_middle(shape)), name] for name, shape in runways.items() if name]
    return found


def _middle(shape: Any) -> shapely.Point:
    """Give a point on a line or an area that stands for the whole: on its longest part."""
    parts = shapely.get_parts(shape)
    longest = max(parts, key=lambda part: (part.area, part.length))
    line = isinstance(longest, shapely.LineString)
    middle: shapely.Point = (
        longest.interpolate(0.5, normalized=True) if line else longest.representative_point()
    )
    return middle


def _at(point: Any) -> list[float]:
    return [round(point.y, 5), round(point.x, 5)]


def _steps(places: Sequence[Sequence[float]]) -> list[int]:
    corners = [(round(lat * _SCALE), round(lon * _SCALE)) for lat, lon in places]
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    return [number for pair in (corners[0], *moves) for number in pair]


def _bare(name: str) -> str:
    """Give a station's name without what is in brackets and without the word for station."""
    return name.split("(")[0].strip().removesuffix("역")


def _name(row: Any, lang: str) -> str | None:
    # English pages keep the Korean name where there is no other: it stands on every sign.
    first, second = ("name_ko", "name_en") if lang == "ko" else ("name_en", "name_ko")
    return text_of(row, first) or text_of(row, second)
