"""A file and a mapping made into rows of a table, with an account of every row."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from ..columns import Column, Table
from ..personal import is_business_number
from ..problem import DataError, Problem, meant
from ..schema import dtype
from .account import Account, side_table
from .codes import damage
from .convert import Converted, Settings, convert
from .crs_guess import DEGREES, Ground
from .fault import Fault
from .mapping import FILL_IN, Mapping, Rule
from .note import Note, counted
from .numbers import read_numbers
from .places import COARSE_DECIMALS, decimals, declared_crs, place
from .raw import Raw
from .scan import text_array
from .totals import footnotes, parent_rows, sum_rows

NAME_COLUMNS = ("name_ko", "name")


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
    _check_mapping(raw, mapping, record)
    notes = _drift(raw, mapping)
    account = Account(len(raw.cells))
    notes += _leave_out(raw, mapping, account)
    places = np.flatnonzero(account.live)
    cells = raw.cells.iloc[places].reset_index(drop=True)
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
        crs = _points(raw, cells, places, frame, mapping, account, notes, ground)
    elif record.geometry:
        from .shapes import fit_shapes

        geometry, crs = fit_shapes(raw, places, mapping, record, account, notes, ground)
    _suppression(frame, columns, record)
    _require(frame, record, places, account)
    _repeated(raw, frame, record, places, account, mapping)
    live = account.live[places]
    typed = _typed(frame[live], record)
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


def _check_mapping(raw: Raw, mapping: Mapping, record: Table) -> None:
    problems: list[Problem] = []
    headings = raw.headings
    for filled, rule in mapping.columns.items():
        for heading in rule.headings:
            if heading not in headings:
                near = meant(heading, headings)
                made_for = " The mapping was made for other headings." if mapping.headings else ""
                listed = ", ".join(headings[:12]) + (", …" if len(headings) > 12 else "")
                expected = f"this heading for {filled}{near}; there are {listed}.{made_for}"
                problems.append(Problem(raw.file, 0, heading, None, expected))
    for filled, rule in mapping.columns.items():
        if any(map(is_business_number, rule.headings)):
            # Ten digits are soon found again from a hash of them, so none is made either.
            expected = 'another heading, such as { hash = ["업체명", "주소"] } for an id'
            problems.append(Problem(mapping.file, 0, f"columns.{filled}", None, expected))
    for name, value in mapping.constants.items():
        if value == FILL_IN:
            expected = f"a value for {record.name}.{name} (--set {name}=…, or in a mapping)"
            problems.append(Problem(mapping.file, 0, f"constants.{name}", None, expected))
    for name, listed_values in mapping.meanings.items():
        for word, value in listed_values.items():
            if value == FILL_IN:
                expected = f"one of {', '.join(record.column(name).choices)} in the place of ?"
                problems.append(Problem(mapping.file, 0, f"values.{name}", word, expected))
    located = {"lon", "lat"} if raw.geometry is not None else set()
    for column in record.columns:
        name = column.name
        if not column.required or name in mapping.columns or name in mapping.constants:
            continue
        if name == "location_basis" and not located and "lon" not in mapping.columns:
            continue
        if name in located or (name == "source_id" and len(mapping.sources) == 1):
            continue
        expected = f"a heading or a constant for it; the file has {', '.join(headings[:12])}"
        problems.append(Problem(mapping.file, 0, name, None, expected))
    if problems:
        raise DataError(problems)


def _drift(raw: Raw, mapping: Mapping) -> list[Note]:
    if not mapping.headings:
        return []
    new = [name for name in raw.headings if name not in mapping.headings]
    gone = [name for name in mapping.headings if name not in raw.cells]
    notes = []
    if new:
        said = "headings are new since the mapping was made; they are not read"
        notes.append(Note("drift", said, "", len(new), tuple(new[:3])))
    if gone:
        said = "headings are gone since the mapping was made; none of them is used"
        notes.append(Note("drift", said, "", len(gone), tuple(gone[:3])))
    return notes


def _leave_out(raw: Raw, mapping: Mapping, account: Account) -> list[Note]:
    """Set rows aside by rule: remarks, empty rows, sums, parents, and what the mapping names."""
    cells = raw.cells
    notes: list[Note] = []
    account.set_aside(_empty_rows(cells), "an empty row")
    groups = footnotes(cells)
    if mapping.read.get("totals", "leave out") == "leave out":
        kept = {
            rule.headings[0]: {word.lower() for word in mapping.meanings.get(column, {})}
            for column, rule in mapping.columns.items()
        }
        groups += sum_rows(cells, kept=kept)
    if mapping.read.get("parents", "leave out") == "leave out":
        groups += parent_rows(cells)
    for group in groups:
        account.set_aside(group.places, group.reason)
        said = f"{counted(len(group.places), 'row')} left out: {group.reason}"
        notes.append(Note("left out", said, count=len(group.places)))
    for wanted, part in ((True, mapping.keep), (False, mapping.leave_out)):
        for heading, words in part.items():
            if heading not in cells:
                where = "keep" if wanted else "leave_out"
                expected = f"a heading of the file{meant(heading, raw.headings)}"
                raise DataError([Problem(mapping.file, 0, where, heading, expected)])
            column = cells[heading].str.strip()
            hit = (column != "") & (column != "-") if "*" in words else column.isin(words)
            out = np.flatnonzero(hit.to_numpy() != wanted)
            rule = "is not" if wanted else "is"
            shown = "filled" if "*" in words else " or ".join(words)
            account.set_aside(out, f"{heading} {rule} {shown}, as the mapping says")
    return notes


def _empty_rows(cells: pd.DataFrame) -> np.ndarray:
    """Find the rows without anything; a column is only looked at where the others were empty."""
    left = np.arange(len(cells))
    for name in cells:
        part = text_array(cells[name]).take(pa.array(left))
        blank = pc.equal(pc.utf8_trim_whitespace(part), "")
        left = left[np.asarray(blank)]
        if not len(left):
            break
    return left


def _frame(
    columns: dict[str, Converted], mapping: Mapping, record: Table, count: int
) -> pd.DataFrame:
    made: dict[str, pd.Series] = {}
    for column in record.columns:
        name = column.name
        number = column.kind in {"number", "integer", "longitude", "latitude"}
        if name in columns:
            made[name] = columns[name].series
        else:
            constant = mapping.constants.get(name, "")
            if name == "source_id" and not constant and len(mapping.sources) == 1:
                constant = mapping.sources[0].get("name", "")
            made[name] = _constant(constant, column, mapping, number=number, count=count)
    return pd.DataFrame(made, index=range(count))


def _constant(
    text: str, column: Column, mapping: Mapping, *, number: bool, count: int
) -> pd.Series:
    if not number:
        return pd.Series(pa.repeat(pa.scalar(text, pa.large_string()), count), dtype="str")
    if not text:
        return pd.Series(np.full(count, np.nan))
    read = read_numbers(
        pd.Series([text], dtype="str"), column.name, minimum=column.minimum, maximum=column.maximum
    )
    if read.faults or np.isnan(read.numbers[0]):
        where = f"constants.{column.name}"
        raise DataError([Problem(mapping.file, 0, where, text, column.expected)])
    return pd.Series(np.full(count, read.numbers[0]))


def _points(
    raw: Raw,
    cells: pd.DataFrame,
    places: np.ndarray,
    frame: pd.DataFrame,
    mapping: Mapping,
    account: Account,
    notes: list[Note],
    ground: Ground | None,
) -> str:
    """Fill lon and lat, from two headings or the file's own points."""
    rules = mapping.columns
    coarse_m = 0.0
    if {"lon", "lat"} <= rules.keys():
        pair = (rules["lon"].headings[0], rules["lat"].headings[0])
        read = [read_numbers(cells[name], name) for name in pair]
        for part in read:
            account.add(part.faults, places)
        x, y = read[0].numbers, read[1].numbers
        coarse_m = _rounding_m(cells, pair, x)
    elif raw.geometry is not None:
        pair = ("x", "y")
        shapes = raw.geometry.to_numpy()[places]
        empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
        spots = np.where(empty, None, shapely.point_on_surface(shapes))
        x, y = shapely.get_x(spots), shapely.get_y(spots)
        broken = [at for at, place_ in enumerate(places) if int(place_) in raw.faulty]
        account.add(
            [Fault(at, "geometry", "", raw.faulty[int(places[at])], False) for at in broken], places
        )
        if (shapely.get_dimensions(shapes[~empty]) > 0).any():
            notes.append(Note("points", "shapes are read as a point on each of them"))
    else:
        frame["location_basis"] = "none" if "location_basis" in frame else ""
        return ""
    name = next((name for name in NAME_COLUMNS if name in frame), None)
    crs, stated = mapping.read.get("crs"), raw.crs
    placed = place(
        x,
        y,
        raw.file,
        columns=pair,
        crs=declared_crs(crs, raw.file) if crs else None,
        stated=None if stated is None else declared_crs(stated.to_string(), raw.file),
        swap=bool(mapping.read.get("swap", False)),
        ground=ground,
        names=frame[name] if name else None,
    )
    account.add(placed.faults, places)
    notes += placed.notes
    frame["lon"], frame["lat"] = placed.lon, placed.lat
    nowhere = np.isnan(placed.lon)
    if "location_basis" in frame:
        frame["location_basis"] = frame["location_basis"].mask(nowhere, "none")
    if "uncertainty_m" in frame:
        frame["uncertainty_m"] = frame["uncertainty_m"].mask(nowhere)
        if coarse_m > 0:
            finer = frame["uncertainty_m"] < coarse_m
            frame["uncertainty_m"] = frame["uncertainty_m"].mask(finer, coarse_m)
            said = (
                f"coordinates are rounded to about {coarse_m:,.0f} m; no point is surer than that"
            )
            notes.append(Note("rounded", said, ", ".join(pair), int(finer.sum())))
    return placed.crs


def _rounding_m(cells: pd.DataFrame, pair: tuple[str, str], x: np.ndarray) -> float:
    known = x[np.isfinite(x)]
    if not len(known) or (np.abs(known) > 180).any():
        return 0.0
    places = min(decimals(cells[name]) for name in pair)
    return round(111_320 / 10**places) if places < COARSE_DECIMALS else 0.0


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


def _require(frame: pd.DataFrame, record: Table, places: np.ndarray, account: Account) -> None:
    for column in record.columns:
        if column.required:
            values = frame[column.name]
            gap = values.isna() if values.dtype.kind == "f" else values == ""
            account.refuse(
                places[np.flatnonzero(gap)],
                f"expected {column.expected}; there is none",
                column=column.name,
            )
    if record.any_of:
        empty = (
            frame[list(record.any_of)]
            .apply(lambda part: part.isna() if part.dtype.kind == "f" else part == "")
            .all(axis="columns")
        )
        if "suppressed" in frame:
            empty &= frame["suppressed"] != "true"
        reason = f"expected a value in one of {', '.join(record.any_of)}"
        account.refuse(places[np.flatnonzero(empty)], reason)


def _repeated(
    raw: Raw,
    frame: pd.DataFrame,
    record: Table,
    places: np.ndarray,
    account: Account,
    mapping: Mapping,
) -> None:
    """Deal with keys that stand more than once, by the rule that the mapping names."""
    if not record.key:
        return
    live = account.live[places]
    used = frame[live]
    key = list(record.key)
    if len(key) == 1 and pc.count_distinct(text_array(used[key[0]])).as_py() == len(used):
        return
    twice = used.duplicated(key, keep=False)
    if not twice.any():
        return
    rule = mapping.read.get("duplicates", "refuse")
    alike = used.duplicated(list(used), keep="first")
    spots = places[np.flatnonzero(live)]
    name = ", ".join(key)
    account.set_aside(spots[np.flatnonzero(alike)], f"a repeat of a row with the same {name}")
    rest = used[~alike]
    left = rest.duplicated(key, keep=False)
    if not left.any():
        return
    spots = spots[np.flatnonzero(~alike.to_numpy())]
    if rule == "refuse":
        ids = rest.loc[left, key].astype(str).agg(", ".join, axis="columns")
        many = ids.nunique()
        named = next((part for part in NAME_COLUMNS if part in rest), "")
        made = mapping.columns.get(key[0], Rule(())).how == "hash"
        told = rest.loc[left, named] if made and named else ids
        shown = "; ".join(dict.fromkeys(told.astype(str)))
        rows = ", ".join(str(raw.rows[at]) for at in spots[np.flatnonzero(left)][:6])
        expected = (
            f"each key once; {counted(many, 'key stands', 'keys stand')} with different rows: "
            f"{shown[:120]} "
            f'(rows {rows}). Name the rule: duplicates = "first" or "last"'
        )
        raise DataError([Problem(raw.file, 0, name, None, expected)])
    other = rest.duplicated(key, keep="first" if rule == "first" else "last")
    reason = f"the key stands more than once; the {rule} row is kept, as the mapping says"
    account.set_aside(spots[np.flatnonzero(other)], reason)


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
            values = values.mask(values == "")
        made[column.name] = values
    types = {column.name: dtype(column) for column in record.columns}
    return pd.DataFrame(made).astype(types)


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    lon, lat = frame["lon"].to_numpy(), frame["lat"].to_numpy()
    spots = np.full(len(frame), None, dtype=object)
    there = np.isfinite(lon)
    spots[there] = shapely.points(lon[there], lat[there])
    placed: pd.DataFrame = gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(spots, crs=DEGREES))
    return placed


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
