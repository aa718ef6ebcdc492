"""A table of plants from outside a cluster folder, held against its rules like any other."""

from pathlib import Path

import geopandas as gpd

from .columns import Table, may, need
from .own_table import read_own_table

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
    sheet, sha256 = read_own_table(path, PLANTS, of="plants")
    frame = gpd.GeoDataFrame(sheet.frame)
    frame.attrs["sha256"] = sha256
    return frame
