"""A file of known places, read for its addresses and its points, whatever its headings are."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from ..readers.headings import headings, plain_heading
from ..reading import read_table

ADDRESS, LOT = "address", "lot_address"


def read_known(path: str | Path, *, encoding: str | None = None) -> pd.DataFrame:
    """Read a located table to match addresses against.

    Parameters
    ----------
    path : str or Path
        Any file that ``read_table`` reads, with a column of addresses, and longitude and
        latitude or geometry.
    encoding : str or None
        As declared; detected where it is not.

    Returns
    -------
    DataFrame
        Columns address, lot_address, lon, lat [degree], and uncertainty_m and location_basis
        where the file has them. Where it has several columns of addresses, the first of the
        dictionary of headings that is filled is the address, and the next the other one.

    Raises
    ------
    ValueError
        Where the file has no addresses or no points; its columns are listed.
    DataError
        Where it cannot be read.
    """
    frame = read_table(path, encoding=encoding)
    names = {plain_heading(str(name)): str(name) for name in frame.columns}
    addresses = _named(names, (ADDRESS, "road_address", LOT, *_known("address")))
    lon, lat = _named(names, ("lon", *_known("lon"))), _named(names, ("lat", *_known("lat")))
    listed = ", ".join(str(name) for name in frame.columns)
    if not addresses:
        raise ValueError(f"{Path(path).name}: no column of addresses. Its columns are {listed}.")
    if isinstance(frame, gpd.GeoDataFrame) and not (lon and lat):
        points = frame.geometry.to_crs("EPSG:4326").representative_point()
        places = {"lon": points.x, "lat": points.y}
    elif lon and lat:
        places = {"lon": _numbers(frame, lon[0]), "lat": _numbers(frame, lat[0])}
    else:
        raise ValueError(
            f"{Path(path).name}: no longitude and latitude in degrees. Its columns are {listed}."
        )
    table = pd.DataFrame(frame)
    made = pd.DataFrame(
        {ADDRESS: table[addresses[0]], LOT: table[addresses[1]] if addresses[1:] else None} | places
    )
    beyond = made["lon"][made["lon"].abs() > 180]
    if len(beyond):
        value = f"{beyond.iloc[0]:.10g}"
        raise ValueError(f"{Path(path).name}: degrees were expected; a longitude is {value}.")
    for name in ("uncertainty_m", "location_basis"):
        if name in table.columns:
            made[name] = table[name]
    return made


def _known(column: str) -> tuple[str, ...]:
    """List the headings that the dictionary knows for a column, of whichever table."""
    return tuple(dict.fromkeys(h.heading for h in headings() if h.column == column))


def _named(names: dict[str, str], wanted: tuple[str, ...]) -> list[str]:
    plain = dict.fromkeys(plain_heading(name) for name in wanted)
    return [names[name] for name in plain if name in names]


def _numbers(frame: pd.DataFrame, name: str) -> pd.Series:
    numbers: pd.Series = pd.to_numeric(frame[name], errors="coerce")
    return numbers
