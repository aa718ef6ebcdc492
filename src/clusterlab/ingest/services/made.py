"""From fetched rows to a table of the registry: mapped, within the extent, in its columns."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from ...load.columns import Table
from ...load.coordinates import Extent, misplaced
from ...load.tables import table
from ..korea.extent import KOREA
from .fetch import Fetched
from .records import Cut, DataSet, Made

KIND = "public data service"
LONGEST_ID = 80
METRIC = "EPSG:5186"
OUTSIDE = "outside the extent of the cluster"


def source_id(data_set: DataSet, parameters: Mapping[str, str]) -> str:
    """Name the source of a fetch: the data set and what narrowed it down.

    Parameters
    ----------
    data_set : DataSet
        What was fetched.
    parameters : mapping
        As checked; those left at their default are no part of the name.

    Returns
    -------
    str
        Such as ``semas-stores-11500603``.
    """
    defaults = {record.name: record.default for record in data_set.parameters}
    said = [value for name, value in parameters.items() if value != defaults.get(name)]
    whole = "-".join([data_set.name, *said])
    plain = re.sub(r"[^\w.]+", "-", whole).strip("-")
    if len(plain) > LONGEST_ID:
        plain = f"{plain[:60].strip('-')}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
    return plain


def source(fetched: Fetched) -> dict[str, str]:
    """Declare the source of a fetch, as datapackage.json lists it.

    Parameters
    ----------
    fetched : Fetched
        What came.

    Returns
    -------
    dict
        name, title, path, publisher, date (of the fetch), licence and kind.
    """
    data_set, copy = fetched.data_set, fetched.copy
    said = ", ".join(f"{name} {value}" for name, value in fetched.parameters.items())
    partial = f"; partial: {len(copy.rows):,} of {copy.total:,} rows" if fetched.is_partial else ""
    return {
        "name": source_id(data_set, fetched.parameters),
        "title": f"{data_set.title}{f' ({said})' if said else ''}{partial}",
        "path": data_set.documentation,
        "publisher": data_set.publisher,
        "date": copy.fetched.isoformat(),
        "licence": data_set.licence,
        "kind": KIND,
    }


def raw_frame(fetched: Fetched) -> pd.DataFrame:
    """Lay fetched rows out as a frame.

    Parameters
    ----------
    fetched : Fetched
        What came.

    Returns
    -------
    DataFrame
        Text under Korean headings, in the order of the service.
    """
    return pd.DataFrame(
        list(fetched.copy.rows), columns=list(fetched.data_set.headings), dtype="object"
    )


def make_table(
    fetched: Fetched,
    *,
    wanted: str = "",
    extent: Extent = KOREA,
    districts: gpd.GeoDataFrame | None = None,
    measure_crs: str = METRIC,
) -> Made:
    """Make the table that a data set fills.

    Parameters
    ----------
    fetched : Fetched
        What came.
    wanted : str
        Name of the table that the user asked for; any by default.
    extent : tuple of float
        Where points may be [degree].
    districts : GeoDataFrame, optional
        The cluster's, for data that are cut by them.
    measure_crs : str
        The cluster's metric reference system.

    Returns
    -------
    Made
        Text cells in the columns of the registry; geometry where the table has it. Rows that lie
        outside the extent are among those left out.

    Raises
    ------
    ValueError
        Where the data set fills no table, or another than was asked for, or no row is left.
    """
    data_set = fetched.data_set
    record = filled(data_set, wanted)
    cut = Cut(
        source_id(data_set, fetched.parameters),
        fetched.copy.fetched.isoformat(),
        fetched.parameters,
        districts,
        measure_crs,
    )
    if data_set.make is None:
        raise ValueError(_fills_none(data_set))
    made = data_set.make(raw_frame(fetched), cut)
    inside = _inside(made.frame, record, extent)
    beyond = made.frame.index[[not each for each in inside]]
    outside = pd.Series(OUTSIDE, index=beyond, dtype="str")
    made = Made(made.frame[inside].reset_index(drop=True), pd.concat([made.left_out, outside]))
    if made.frame.empty:
        counted = ", ".join(f"{count:,} {reason}" for reason, count in made.reasons.items())
        raise ValueError(
            f"{data_set.name}: of {len(fetched.copy.rows):,} rows none is left for "
            f"{record.path}{f': {counted}' if counted else ''}"
        )
    return Made(_in_columns(made.frame, record), made.left_out)


def filled(data_set: DataSet, wanted: str = "") -> Table:
    """Find the table that a data set fills.

    Parameters
    ----------
    data_set : DataSet
        The record.
    wanted : str
        The table that the user asked for.

    Returns
    -------
    Table
        The record of the registry.

    Raises
    ------
    ValueError
        Where there is none, or it is another.
    """
    if not data_set.table:
        raise ValueError(_fills_none(data_set))
    if wanted and wanted != data_set.table:
        raise ValueError(f"{data_set.name} fills the table {data_set.table}, not {wanted}")
    return table(data_set.table)


def _fills_none(data_set: DataSet) -> str:
    return f"{data_set.name} fills no table of a cluster: write its rows to a file with --out"


def _inside(frame: pd.DataFrame, record: Table, extent: Extent) -> list[bool]:
    if isinstance(frame, gpd.GeoDataFrame):
        west, south, east, north = extent
        return [
            drawn is not None
            and bool(
                west <= drawn.bounds[0]
                and south <= drawn.bounds[1]
                and drawn.bounds[2] <= east
                and drawn.bounds[3] <= north
            )
            for drawn in frame.geometry
        ]
    if not record.has_points or "lon" not in frame:
        return [True] * len(frame)
    return [
        not lon or not misplaced(float(lon), float(lat), extent=extent)
        for lon, lat in zip(frame["lon"], frame["lat"], strict=True)
    ]


def _in_columns(frame: pd.DataFrame, record: Table) -> pd.DataFrame:
    """Keep columns that the registry has, in its order; a gap is an empty text."""
    columns = {
        column.name: [_cell(value) for value in frame[column.name]]
        if column.name in frame
        else [""] * len(frame)
        for column in record.columns
        if column.name in frame or column.required
    }
    made = pd.DataFrame(columns, dtype="object")
    if isinstance(frame, gpd.GeoDataFrame):
        made = gpd.GeoDataFrame(made, geometry=list(frame.geometry), crs="EPSG:4326")
    return made


def _cell(value: Any) -> str:
    return "" if value is None or value != value else str(value)
