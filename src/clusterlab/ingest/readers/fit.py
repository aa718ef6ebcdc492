"""A file and a mapping made into rows of a table, with an account of every row."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from ...load.columns import Column, Table
from ...load.schema import dtype
from ...model.problem import DataError, Problem
from .account import Account, side_table
from .agreement import check_mapping, drift_notes
from .codes import damage
from .convert import Converted, Settings, convert
from .crs_guess import DEGREES, Ground
from .keys import require, settle_keys
from .left_out import leave_out
from .mapping import Mapping
from .note import Note, counted
from .numbers import read_numbers
from .points_in import fill_points
from .raw import Raw


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: typed rows, what became of the others, and all that was noticed."""

    frame: pd.DataFrame
    rows: np.ndarray
    account: dict[str, Any]
    side: pd.DataFrame
    notes: tuple[Note, ...]
    crs: str = ""


def fit(
    raw: Raw,
    mapping: Mapping,
    *,
    ground: Ground | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Turn a file into rows of a table.

    Parameters
    ----------
    raw : Raw
        The file as read.
    mapping : Mapping
        Complete: without ``?``.
    ground : Ground, optional
        Where points may be, and known places.
    settings : Settings, optional
        Money units, the latest year, and what the whole file was searched for.

    Returns
    -------
    Reading
        Rows in the file's order. A row is refused where a cell that must be there is not, or
        holds what cannot be; a cell that may be empty is left empty where it cannot be read.

    Raises
    ------
    DataError
        Where the mapping does not fit the file, or the file as a whole is at fault.
    """
    record = mapping.record
    check_mapping(raw, mapping, record)
    notes = drift_notes(raw, mapping)
    account = Account(len(raw.cells))
    notes += leave_out(raw, mapping, account)
    places = np.flatnonzero(account.live)
    some = raw.cells if len(places) == len(raw.cells) else raw.cells.iloc[places]
    cells = some.reset_index(drop=True)
    used = settings or Settings(raw.file, mapping, raw.titles)
    columns: dict[str, Converted] = {}
    for column in record.columns:
        rule = mapping.columns.get(column.name)
        if rule is not None and column.kind not in {"longitude", "latitude"}:
            columns[column.name] = convert(cells, column, rule, used)
            notes += columns[column.name].notes
            account.add(columns[column.name].faults, places)
    frame = _frame(columns, mapping, record, len(places))
    geometry, crs = None, ""
    if record.has_points:
        crs = fill_points(raw, cells, places, frame, mapping, account, notes, ground)
    elif record.geometry:
        from .shapes import fit_shapes

        geometry, crs = fit_shapes(raw, places, mapping, record, account, notes, ground)
    _suppression(frame, columns, record)
    require(frame, record, places, account)
    settle_keys(raw, frame, record, places, account, mapping)
    live = account.live[places]
    typed = _typed(frame if live.all() else frame[live], record)
    notes += damage(raw.cells)
    notes += _dropped(raw, mapping)
    rows = raw.rows[places[live]]
    if record.has_points:
        typed = _placed(typed)
    elif geometry is not None:
        typed = gpd.GeoDataFrame(typed, geometry=gpd.GeoSeries(geometry[live], crs=DEGREES))
    said = {"rows": len(raw.cells) + len(raw.refused), **account.counts()}
    said["refused"] += len(raw.refused)
    reasons = account.reasons()
    for row in raw.refused:
        listed = reasons.setdefault("refused", {})
        listed[row.reason] = listed.get(row.reason, 0) + 1
    return Reading(
        typed, rows, said | {"reasons": reasons}, side_table(raw, account), tuple(notes), crs
    )


def _frame(
    columns: dict[str, Converted], mapping: Mapping, record: Table, count: int
) -> pd.DataFrame:
    made: dict[str, pd.Series] = {}
    same: dict[str, pa.Array] = {}
    for column in record.columns:
        name = column.name
        number = column.kind in {"number", "integer", "longitude", "latitude"}
        if name in columns:
            made[name] = columns[name].series
        else:
            constant = mapping.constants.get(name, "")
            if name == "source_id" and not constant and len(mapping.sources) == 1:
                constant = mapping.sources[0].get("name", "")
            if number:
                made[name] = _constant(constant, column, mapping, count=count)
                continue
            if constant not in same:
                same[constant] = pa.repeat(pa.scalar(constant, pa.large_string()), count)
            made[name] = pd.Series(same[constant], dtype="str")
    return pd.DataFrame(made, index=range(count))


def _constant(text: str, column: Column, mapping: Mapping, *, count: int) -> pd.Series:
    if not text:
        return pd.Series(np.full(count, np.nan))
    read = read_numbers(
        pd.Series([text], dtype="str"), column.name, minimum=column.minimum, maximum=column.maximum
    )
    if read.faults or np.isnan(read.numbers[0]):
        where = f"constants.{column.name}"
        raise DataError([Problem(mapping.file, 0, where, text, column.expected)])
    return pd.Series(np.full(count, read.numbers[0]))


def _suppression(frame: pd.DataFrame, columns: dict[str, Converted], record: Table) -> None:
    """Mark rows that hold a suppressed cell: by the table's own flag, or in its remark."""
    for name, column in columns.items():
        hit = column.suppressed
        if hit is None or not hit.any():
            continue
        if "suppressed" in record.names:
            frame["suppressed"] = frame["suppressed"].mask(hit, "true")
        elif "note" in record.names:
            said = f"{name} suppressed by the publisher"
            old = frame["note"]
            frame["note"] = old.mask(hit, (old + "; " + said).str.removeprefix("; "))


def _typed(frame: pd.DataFrame, record: Table) -> pd.DataFrame:
    made: dict[str, pd.Series] = {}
    for column in record.columns:
        values = frame[column.name].reset_index(drop=True)
        kind = dtype(column)
        if kind in {"bool", "boolean"}:
            values = values.map({"true": True, "false": False})
        elif kind == "datetime64[s]":
            values = pd.to_datetime(values.mask(values == ""))
        elif kind == "str":
            values = _with_gaps(values)
        made[column.name] = values
    types = {column.name: dtype(column) for column in record.columns}
    return pd.DataFrame(made).astype(types)


def _with_gaps(texts: pd.Series) -> pd.Series:
    """Make gaps of empty texts; a column that has none of them, or nothing else, is not copied."""
    empty = texts == ""
    if empty.all():
        return pd.Series(pa.nulls(len(texts), pa.large_string()), dtype="str")
    return texts.mask(empty) if empty.any() else texts


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    lon, lat = frame["lon"].to_numpy(), frame["lat"].to_numpy()
    spots = np.full(len(frame), None, dtype=object)
    there = np.isfinite(lon)
    with _uncollected():
        spots[there] = shapely.points(lon[there], lat[there])
    placed: pd.DataFrame = gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(spots, crs=DEGREES))
    return placed


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make many objects that refer to none without the collector walking them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _dropped(raw: Raw, mapping: Mapping) -> list[Note]:
    used = {name for rule in mapping.columns.values() for name in rule.headings}
    personal = raw.personal
    rest = [name for name in raw.headings if name not in used and name not in personal]
    notes = []
    if personal:
        said = (
            f"{counted(len(personal), 'column')} of personal data left out: {', '.join(personal)}"
        )
        notes.append(Note("personal", said, count=len(personal)))
    if rest:
        listed = ", ".join(rest[:12]) + (", …" if len(rest) > 12 else "")
        said = f"{counted(len(rest), 'column')} not read: {listed}"
        notes.append(Note("not read", said, count=len(rest)))
    return notes
