"""From the text of a cell to its value, or to what was expected instead."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..model.errors import CellError as CellError
from ..model.problem import UNSEEN, Problem
from .columns import UNDATED, Column
from .personal import personal_data

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
INTEGER = re.compile(r"[+-]?[0-9]+")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
MISSING_WORDS = frozenset({"-", "–", "—", "…", ".", "na", "n/a", "nan", "null", "none", "x", "*"})
FIRST_YEAR, LAST_YEAR = 1800, 2100


def parse(text: str, column: Column) -> Any:
    """Read one cell that is not empty.

    Parameters
    ----------
    text : str
        The cell as written.
    column : Column
        Its type; ranges and choices are left to the table's schema.

    Returns
    -------
    str, float, int, bool or datetime.date
        The value; text comes back NFC-normalised.

    Raises
    ------
    CellError
        Where the text cannot be read as the type.
    """
    match column.kind:
        case "number" | "longitude" | "latitude":
            return _number(text, column)
        case "integer":
            if not INTEGER.fullmatch(text):
                raise CellError(column.expected + _number_hint(text))
            return int(text)
        case "boolean":
            if text not in {"true", "false"}:
                raise CellError(column.expected)
            return text == "true"
        case "date":
            _date(text, column)
            return text
        case "issued":
            if text != UNDATED:
                _date(text, column)
            return text
        case "day":
            return _date(text, column)
        case _:
            return _text(text)


def to_series(
    cells: Sequence[Any], column: Column, *, lines: Sequence[int], file: str
) -> tuple[pd.Series, list[Problem]]:
    """Turn the cells of a column into a typed Series.

    Parameters
    ----------
    cells : sequence
        Text as written, where empty or None means missing; values other than text come from
        GeoJSON and must already have the type.
    column : Column
        Type and rule.
    lines : sequence of int
        The line, or feature, of each cell.
    file : str
        Name in messages.

    Returns
    -------
    series : Series, shape (rows,)
        Missing where the cell is empty or was refused.
    problems : list of Problem
        One for each refused cell and each empty cell of a required column.
    """
    seen: dict[Any, Any] = {}
    values: list[Any] = []
    problems: list[Problem] = []
    for cell, line in zip(cells, lines, strict=True):
        if cell is None or cell == "":
            values.append(None)
            if column.required:
                expected = f"{column.expected}; the cell is empty"
                problems.append(Problem(file, line, column.name, None, expected))
            continue
        key = (type(cell), cell) if isinstance(cell, (str, int, float)) else (type(cell), str(cell))
        if key not in seen:
            seen[key] = _value(cell, column)
        value = seen[key]
        if isinstance(value, CellError):
            kind = personal_data(cell) if isinstance(cell, str) else ""
            shown = None if kind else cell
            problems.append(Problem(file, line, column.name, shown, str(value)))
            value = None
        values.append(value)
    return typed(values, column), problems


def typed(values: Sequence[Any], column: Column) -> pd.Series:
    """Build the Series of a column from Python values.

    Parameters
    ----------
    values : sequence
        Values of the column's type, None where missing.
    column : Column
        The type.

    Returns
    -------
    Series
        str, float64, int64 (only without gaps), bool or boolean, or datetime64.
    """
    complete = all(value is not None for value in values)
    match column.kind:
        case "number" | "longitude" | "latitude":
            return pd.Series([np.nan if v is None else v for v in values], dtype="float64")
        case "integer":
            if column.required and complete:
                return pd.Series(values, dtype="int64")
            return pd.Series([np.nan if v is None else v for v in values], dtype="float64")
        case "boolean":
            return pd.Series(values, dtype="bool" if column.required and complete else "boolean")
        case "day":
            return pd.Series(
                pd.to_datetime(pd.Series(values, dtype="object")), dtype="datetime64[s]"
            )
        case _:
            return pd.Series(values, dtype="str")


def _value(cell: Any, column: Column) -> Any:
    try:
        if isinstance(cell, str):
            return parse(cell, column)
        if column.kind in {"number", "integer"} and type(cell) in {int, float}:
            return _number(repr(cell), column)
    except CellError as refused:
        return refused
    return CellError(column.expected + (" in quotes" if column.kind == "text" else ""))


def _number(text: str, column: Column) -> float:
    if not NUMBER.fullmatch(text):
        raise CellError(column.expected + _number_hint(text))
    value = float(text)
    if not math.isfinite(value):
        raise CellError(f"{column.expected} that is finite")
    return value


def _number_hint(text: str) -> str:
    plain = text.strip().lower()
    if plain in MISSING_WORDS or plain in {"비공개", "미상"}:
        return "; leave the cell empty where it is not known"
    if "inf" in plain:
        return " that is finite"
    narrow = unicodedata.normalize("NFKC", text)
    if narrow != text and NUMBER.fullmatch(narrow):
        return f" in plain digits, as {narrow}"
    if NUMBER.fullmatch(text.replace(",", "")):
        return f" without thousands separators, as {text.replace(',', '')}"
    if NUMBER.fullmatch(text.strip()):
        return " without spaces"
    if re.match(r"\s*[△▲−(]\s*[0-9]", text):
        return "; a negative number begins with -"
    if re.match(r"[+-]?[0-9][0-9.,]*\s*\D+$", text):
        return " without a unit"
    return ""


def _date(text: str, column: Column) -> dt.date:
    found = DATE.fullmatch(text)
    if not found or (column.kind == "day" and found[3] is None):
        raise CellError(column.expected)
    try:
        date = dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise CellError(f"{column.expected}; the calendar has no such day") from None
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise CellError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return date


def _text(text: str) -> str:
    if text != text.strip():
        raise CellError("text without spaces at its ends")
    if any(unicodedata.category(sign) in UNSEEN for sign in text):
        raise CellError("one line of text without control characters")
    if "\ufffd" in text:
        raise CellError("text that was read in its right encoding; this holds U+FFFD")
    kind = personal_data(text)
    if kind:
        raise CellError(
            f"no personal data; this cell holds what looks like a {kind}".replace("a e-", "an e-")
        )
    return unicodedata.normalize("NFC", text)
