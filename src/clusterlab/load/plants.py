"""A table of plants from outside a cluster folder, held against its rules like any other."""

from pathlib import Path

import geopandas as gpd

from .columns import Table, may, need
from .folder import digest
from .problem import DataError, Problem, sort_problems
from .relations import row_problems
from .sheet import read_sheet

PLANTS = Table(
    "plants",
    (
        need("plant_id"),
        need("region"),
        need("industry"),
        may("employees", "number", unit="persons", minimum=0),
        need("lon", "longitude", unit="degree"),
        need("lat", "latitude", unit="degree"),
    ),
    key=("plant_id",),
    required=True,
)
"""What a table of plants holds; jobs may be missing where they are not known."""


def read_plants(path: str | Path) -> gpd.GeoDataFrame:
    """Read a table of plants strictly.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8 with the columns plant_id, region, industry, employees [persons], lon and
        lat [degree].

    Returns
    -------
    GeoDataFrame, in EPSG:4326
        The columns above. ``attrs["sha256"]`` names the file's bytes.

    Raises
    ------
    DataError
        Lists every problem of the file.
    """
    file = Path(path)
    if not file.is_file():
        raise DataError([Problem(file.name, 0, "", None, "a file of plants; there is none")])
    data = file.read_bytes()
    sheet = read_sheet(data, PLANTS, file.name)
    problems = [*sheet.problems, *row_problems(sheet, PLANTS, file.name)]
    if problems:
        raise DataError(sort_problems(problems))
    frame = gpd.GeoDataFrame(sheet.frame)
    frame.attrs["sha256"] = digest(data)
    return frame
