"""A list of sites that a planner brings: where each lies, and any figure known of it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd

from ..model.problem import DataError, Problem, sort_problems
from .columns import Column, Table, may, need
from .coordinates import WORLD, Extent
from .decimal_comma import with_commas
from .folder import digest
from .own_table import read_bytes
from .personal import names_a_person
from .relations import row_problems
from .sheet import read_sheet
from .text import decode

KNOWN = (
    need("site_id"),
    may("name"),
    may("zone"),
    may("allowed_industries"),
    may("uncertainty_m", "number", unit="m", minimum=0),
    may("area_m2", "number", unit="m2", minimum=0),
    may("far_limit_pct", "number", unit="%", minimum=0),
    may("floor_built_m2", "number", unit="m2", minimum=0),
    may("price_m2", "number", minimum=0),
)
POINT = (
    need("lon", "longitude", unit="degree"),
    need("lat", "latitude", unit="degree"),
)
OTHERS_MOST = 30
"""So many columns of a planner's own may stand beside those that are known."""


def read_sites(
    path: str | Path, *, extent: Extent = WORLD, decimal: str | None = None
) -> gpd.GeoDataFrame:
    """Read a list of sites strictly.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8, with commas, semicolons or tabs between fields, with site_id, lon and lat
        [degree], or GeoJSON in EPSG:4326 with site_id and points or polygons. name, zone,
        allowed_industries, uncertainty_m, area_m2, far_limit_pct, floor_built_m2 and
        price_m2 are known; every other column holds numbers.
    extent : tuple of float
        West, south, east and north edge of where sites may be [degree].
    decimal : {",", "."}, optional
        What parts decimals where semicolons or tabs part the fields; told from the file if not
        given.

    Returns
    -------
    GeoDataFrame, in EPSG:4326
        One row a site. ``attrs``: sha256 of the file's bytes; extra, the names of the columns of
        the planner's own, in the order of the file.

    Raises
    ------
    DataError
        Lists every problem of the file.
    """
    file = Path(path)
    given = read_bytes(file, of="sites")
    drawn = file.suffix.lower() in {".geojson", ".json"}
    data = given if drawn else with_commas(given, file.name, decimal=decimal)
    extra = _extra(data, file.name, drawn=drawn)
    if len(extra) > OTHERS_MOST:
        told = f"at most {OTHERS_MOST} columns of your own; there are {len(extra)}"
        raise DataError([Problem(file.name, 1, "", None, told)])
    table = Table(
        "sites",
        (*KNOWN, *(() if drawn else POINT), *(Column(name, "number") for name in extra)),
        key=("site_id",),
        format="geojson" if drawn else "csv",
        geometry=("Point", "Polygon", "MultiPolygon") if drawn else (),
        required=True,
    )
    sheet = read_sheet(data, table, file.name, extent=extent)
    # A place that a planner points at is exact unless the file says otherwise.
    problems = [problem for problem in sheet.problems if not _uncertainty_left_out(problem)]
    problems += row_problems(sheet, table, file.name)
    if problems:
        raise DataError(sort_problems(problems))
    frame = gpd.GeoDataFrame(sheet.frame)
    frame["uncertainty_m"] = frame["uncertainty_m"].fillna(0.0)
    frame.attrs = {"sha256": digest(given), "extra": extra}
    return frame


def _extra(data: bytes, file: str, *, drawn: bool) -> list[str]:
    """Name the columns that are not known; what cannot be read is reported by the reader itself."""
    text, problems = decode(data, file)
    if problems:
        return []
    names: list[Any] = []
    if drawn:
        try:
            features = json.loads(text)["features"]
            names = [name for feature in features for name in feature["properties"]]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return []
    else:
        try:
            names = next(csv.reader(io.StringIO(text, newline="")), [])
        except csv.Error:
            return []
    if len(names) == 1 and any(sign in names[0] for sign in "\t;|"):
        return []
    taken = {column.name for column in (*KNOWN, *POINT)}
    return [
        name
        for name in dict.fromkeys(names)
        if name and name not in taken and not names_a_person(name)
    ]


def _uncertainty_left_out(problem: Problem) -> bool:
    return problem.column == "uncertainty_m" and problem.value is None
