"""One table of a folder from its bytes to a typed frame, with every problem in it."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from ..model.problem import Problem, meant
from .cells import to_series, typed
from .columns import Table
from .coordinates import WORLD, Extent
from .geojson import split_features
from .points import point_problems
from .rows import split_rows
from .schema import dtype, failures
from .text import decode

DEGREES_CRS = "EPSG:4326"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read: its frame, the line of each row, what is wrong, the columns in the file."""

    frame: pd.DataFrame
    lines: list[int]
    problems: list[Problem]
    columns: tuple[str, ...] = ()


def read_sheet(data: bytes, table: Table, file: str, *, extent: Extent = WORLD) -> Sheet:
    """Read a table strictly.

    Parameters
    ----------
    data : bytes
        The whole file.
    table : Table
        The record of the registry.
    file : str
        Name in messages.
    extent : tuple of float
        West, south, east and north edge of where points may be [degree].

    Returns
    -------
    Sheet
        The frame has all columns of the registry, a GeoDataFrame in EPSG:4326 where rows are
        placed. An empty cell is missing; no other text is. A frame with problems is not for use.
    """
    text, problems = decode(data, file)
    if problems:
        return Sheet(empty_frame(table), [], problems)
    geometry: list[Any] | None = None
    cells: dict[str, list[Any]]
    if table.format == "geojson":
        features, problems = split_features(text, table, file, extent=extent)
        cells, lines, geometry = features.cells, features.numbers, features.geometry
    else:
        rows, problems = split_rows(text, table, file)
        cells, lines = dict(rows.cells), rows.lines
    frame, wrong = sheet_frame(cells, table, lines=lines, file=file)
    problems += wrong
    if table.has_points:
        graded = "uncertainty_m" in table.names
        problems += point_problems(cells, lines=lines, file=file, extent=extent, graded=graded)
    if table.required and not lines and not problems:
        problems.append(Problem(file, 0, "", None, "at least one row"))
    return Sheet(_placed(frame, table, geometry), lines, problems, tuple(cells))


def sheet_frame(
    cells: dict[str, list[Any]], table: Table, *, lines: list[int], file: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Type the columns of a table and hold them against its rules.

    Parameters
    ----------
    cells : dict
        Cells of each column that is there.
    table : Table
        The record.
    lines : list of int
        Line, or feature, of each row.
    file : str
        Name in messages.

    Returns
    -------
    frame : DataFrame
        All columns of the registry in its order.
    problems : list of Problem
        Cells of a wrong type, out of range, or not among the choices.
    """
    problems: list[Problem] = []
    series: dict[str, pd.Series] = {}
    gapless: list[str] = []
    looked_at: list[pd.DataFrame] = []
    for column in table.columns:
        name = column.name
        if name not in cells:
            series[name] = typed([None] * len(lines), column)
            continue
        series[name], wrong = to_series(cells[name], column, lines=lines, file=file)
        problems += wrong
        if wrong and column.required:
            # A cell that was refused leaves a gap, which must not be told a second time.
            looked_at.append(series[name].dropna().to_frame(name).astype({name: dtype(column)}))
        else:
            gapless.append(name)
    frame = pd.DataFrame(series)
    for part in [frame[gapless], *looked_at]:
        found = failures(part, table)
        for name, row in zip(found["column"], found["index"], strict=True):
            column, cell = table.column(name), cells[name][row]
            near = meant(cell, column.choices) if isinstance(cell, str) else ""
            problems.append(Problem(file, lines[row], name, cell, column.expected + near))
    return frame, problems


def empty_frame(table: Table) -> pd.DataFrame:
    """Make the frame of a table without rows.

    Parameters
    ----------
    table : Table
        The record.

    Returns
    -------
    DataFrame or GeoDataFrame
        Typed columns, no rows.
    """
    frame = pd.DataFrame({column.name: typed([], column) for column in table.columns})
    return _placed(frame, table, [] if table.geometry else None)


def _placed(frame: pd.DataFrame, table: Table, geometry: list[Any] | None) -> pd.DataFrame:
    if geometry is None and not table.has_points:
        return frame
    if geometry is None:
        geometry = [
            shapely.Point(lon, lat) if lon == lon and lat == lat else None  # NaN is not itself
            for lon, lat in zip(frame["lon"], frame["lat"], strict=True)
        ]
    placed: pd.DataFrame = gpd.GeoDataFrame(
        frame, geometry=gpd.GeoSeries(geometry, crs=DEGREES_CRS)
    )
    return placed
