"""Places the index's points on a map of the country, from what the shared packages hold."""

import csv
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..load import catalog

HEIGHT, WIDEST, NARROWEST, EDGE = 330.0, 460.0, 180.0, 10.0
# Points nearer than this [px] are one, so that thousands of places stay a map.
MERGED = 13.0
NAMED = 12
SPAN = 70.0
M_PER_DEGREE = 111_320.0

Points = Sequence[tuple[float, float]]


def chart(places: Sequence[Mapping[str, Any]], folders: Sequence[Path] | None = None) -> Any:
    """Lay out the map.

    Parameters
    ----------
    places : sequence of mapping
        slug, name, and lon and lat [degree] where these are known.
    folders : sequence of Path, optional
        Shared packages that may know the country; the built-in ones where not given.

    Returns
    -------
    dict or None
        width, height, regions (x, y, radius of circles as large as each region), outline (a path,
        empty where no package has one), dots (x, y, r, members: places by position, name of a
        place that stands alone among few) and source (publisher and date of the base). None where
        no place has coordinates.
    """
    known = [(i, (p["lon"], p["lat"])) for i, p in enumerate(places) if _located(p)]
    if not known:
        return None
    points = [point for _, point in known]
    regions, rings, source = _base(_references() if folders is None else folders, points)
    middles = [region[:2] for region in regions]
    corners = [point for ring in rings for point in ring]
    project, width, scale = _projection([*points, *middles, *corners])
    dots = list(_merged([(i, project(*point)) for i, point in known]))
    named = len(known) <= NAMED
    for dot in dots:
        alone = len(dot["members"]) == 1
        dot["name"] = places[dot["members"][0]]["name"] if named and alone else ""
        # A name stands to the right, unless the edge or a neighbour's name would be there.
        near = [o for o in dots if o is not dot and abs(o["y"] - dot["y"]) < MERGED + 2]
        east = any(0 <= o["x"] - dot["x"] < SPAN for o in near)
        west = any(0 < dot["x"] - o["x"] < SPAN for o in near)
        dot["left"] = dot["x"] > width * 0.75 or (east and not west)
    return {
        "width": round(width),
        "height": round(HEIGHT),
        "regions": [(*project(x, y), round(radius * scale, 1)) for x, y, radius in regions],
        "outline": "".join(_path([project(*point) for point in ring]) for ring in rings),
        "dots": dots,
        "source": source,
    }


def _located(place: Mapping[str, Any]) -> bool:
    lon, lat = place.get("lon"), place.get("lat")
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return False
    return abs(lon) <= 180 and abs(lat) < 85


def _references() -> list[Path]:
    own = set(catalog.clusters()["slug"])
    return [catalog.data_folder() / slug for slug in catalog.packages() if slug not in own]


def _base(folders: Sequence[Path], points: Points) -> tuple[list[Any], list[Any], str]:
    """Read the regions and outlines of the first package in whose country a place lies."""
    for folder in folders:
        regions, sources = _regions(folder / "regions.csv")
        if not regions:
            continue
        west, east = min(r[0] for r in regions), max(r[0] for r in regions)
        south, north = min(r[1] for r in regions), max(r[1] for r in regions)
        if any(west <= x <= east and south <= y <= north for x, y in points):
            rings = [ring for path in sorted(folder.glob("*.geojson")) for ring in _rings(path)]
            return ([] if rings else regions), rings, _told(folder, sources)
    return [], [], ""


def _regions(path: Path) -> tuple[list[tuple[float, float, float]], str]:
    """Read middle [degree] and radius [degree of latitude] of the regions of the finest level."""
    if not path.is_file():
        return [], ""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("lon") and row.get("area_m2")]
    levels = Counter(row.get("level", "") for row in rows)
    finest = max(levels, key=lambda level: levels[level], default="")
    kept = [row for row in rows if row.get("level", "") == finest]
    return [
        (
            float(row["lon"]),
            float(row["lat"]),
            math.sqrt(float(row["area_m2"]) / math.pi) / M_PER_DEGREE,
        )
        for row in kept
    ], kept[0].get("source_id", "") if kept else ""


def _rings(path: Path) -> Iterator[list[tuple[float, float]]]:
    for feature in json.loads(path.read_text(encoding="utf-8")).get("features", []):
        shape = feature.get("geometry") or {}
        corners = shape.get("coordinates") or []
        parts = {"Polygon": [corners], "MultiPolygon": corners}
        for polygon in parts.get(str(shape.get("type")), []):
            yield [(float(x), float(y)) for x, y, *_ in polygon[0]]


def _told(folder: Path, source_id: str) -> str:
    listed = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["sources"]
    found = next((one for one in listed if one.get("name") == source_id), None)
    return f"{found['publisher']}, {found['date']}" if found else ""


def _projection(points: Points) -> tuple[Any, float, float]:
    """Give the way from degrees to px, the width, and px for a degree of latitude."""
    south, north = min(y for _, y in points), max(y for _, y in points)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    # A place alone is shown in half a degree of ground.
    high, wide = max(north - south, 0.5), max((east - west) * narrowing, 0.5)
    scale = min((HEIGHT - 2 * EDGE) / high, (WIDEST - 2 * EDGE) / wide)
    width = max(wide * scale + 2 * EDGE, NARROWEST)
    x0, y0 = (west + east) / 2, (south + north) / 2

    def project(lon: float, lat: float) -> tuple[float, float]:
        x = width / 2 + (lon - x0) * narrowing * scale
        return round(x, 1), round(HEIGHT / 2 - (lat - y0) * scale, 1)

    return project, width, scale


def _merged(points: Sequence[tuple[int, tuple[float, float]]]) -> Iterator[dict[str, Any]]:
    """Gather the points of each square of the map into one at their middle."""
    squares: dict[tuple[int, int], list[tuple[int, tuple[float, float]]]] = {}
    for one in points:
        x, y = one[1]
        squares.setdefault((int(x // MERGED), int(y // MERGED)), []).append(one)
    for held in squares.values():
        yield {
            "x": round(sum(point[0] for _, point in held) / len(held), 1),
            "y": round(sum(point[1] for _, point in held) / len(held), 1),
            "r": round(min(5 + 1.2 * math.log2(len(held)), MERGED), 1),
            "members": [place for place, _ in held],
        }


def _path(points: Points) -> str:
    """Write a ring, without points less than a pixel from the one before."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= 1:
            kept.append(point)
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in kept) + "Z"
