"""A cell is read as its type or refused with what was expected; nothing is guessed."""

import datetime as dt
import unicodedata
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.load.cells import CellError, parse, to_series, typed
from clusterlab.load.columns import Column

NUMBER = Column("n", "number", minimum=0)
INTEGER = Column("n", "integer")
TEXT = Column("t")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_is_the_number_read(value: float) -> None:
    assert parse(repr(value), NUMBER) == value


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_written_is_the_one_read(value: int) -> None:
    assert parse(str(value), INTEGER) == value


@given(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_written_is_the_day_read(value: dt.date) -> None:
    assert parse(value.isoformat(), Column("d", "day")) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,234", "a number of 0 or more without thousands separators, as 1234"),
        ("１２", "a number of 0 or more in plain digits, as 12"),
        ("3.5억", "a number of 0 or more without a unit"),
        ("45%", "without a unit"),
        ("inf", "a number of 0 or more that is finite"),
        ("1e400", "that is finite"),
        ("NaN", "leave the cell empty where it is not known"),
        ("-", "leave the cell empty"),
        ("비공개", "leave the cell empty"),
        (" 5", "without spaces"),
        ("△1", "a negative number begins with -"),
        ("(1)", "a negative number begins with -"),
        ("0x10", "a number of 0 or more"),
        ("1_000", "a number of 0 or more"),
        ("٣", "a number of 0 or more"),
    ],
)
def test_what_is_no_number_is_refused_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(CellError) as caught:
        parse(text, NUMBER)
    assert hint in str(caught.value)


@pytest.mark.parametrize("text", ["2.0", "1e3", "ten"])
def test_a_whole_number_has_no_point(text: str) -> None:
    with pytest.raises(CellError, match="a whole number"):
        parse(text, INTEGER)


@pytest.mark.parametrize("text", ["2024", "2024-06", "2024-02-29"])
def test_dates_stay_as_exact_as_written(text: str) -> None:
    assert parse(text, Column("d", "date")) == text


@pytest.mark.parametrize(
    "text",
    ["20240601", "2024. 6. 1.", "24-06-01", "2024-13", "2023-02-29", "2024년", "45078", "1066"],
)
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(CellError, match=r"a date as 2024|a year from 1800"):
        parse(text, Column("d", "date"))


def test_a_day_needs_all_its_parts() -> None:
    with pytest.raises(CellError, match="a day as 2024-06-30"):
        parse("2024-06", Column("d", "day"))


@pytest.mark.parametrize("text", ["NA", "None", "null", "nan", "NULL", "01110", "TRUE"])
def test_words_that_look_missing_stay_text(text: str) -> None:
    series, problems = to_series([text], TEXT, lines=[2], file="f.csv")
    assert (series.tolist(), problems) == ([text], [])


def test_names_are_composed_so_that_they_join() -> None:
    decomposed = unicodedata.normalize("NFD", "서울")
    assert decomposed != "서울"
    assert parse(decomposed, TEXT) == "서울"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\nlines", "one line of text without control characters"),
        ("\u202egpj.exe", "one line of text"),
        (" name", "text without spaces at its ends"),
        ("\ufffd\ufffd", "read in its right encoding"),
    ],
)
def test_unfit_text_is_refused(text: str, expected: str) -> None:
    with pytest.raises(CellError, match=expected):
        parse(text, TEXT)


def test_personal_data_are_refused_and_not_repeated() -> None:
    series, problems = to_series(["900101-1234567"], TEXT, lines=[7], file="f.csv")
    assert series.isna().all()
    assert str(problems[0]) == (
        "f.csv: row 7: column t: expected no personal data; this cell holds what looks like a "
        "resident registration number"
    )
    (number,) = to_series(["010-1234-5678"], NUMBER, lines=[7], file="f.csv")[1]
    assert "1234" not in str(number)


def test_only_an_empty_cell_is_missing() -> None:
    series, problems = to_series(["", "1"], NUMBER, lines=[2, 3], file="f.csv")
    assert problems == []
    assert np.isnan(series[0]) and series[1] == 1
    needed = Column("n", "number", required=True)
    _, problems = to_series(["", "1"], needed, lines=[2, 3], file="f.csv")
    assert [str(problem) for problem in problems] == [
        "f.csv: row 2: column n: expected a number; the cell is empty"
    ]


@pytest.mark.parametrize(
    ("column", "values", "dtype"),
    [
        (Column("a", "integer", required=True), [1, 2], "int64"),
        (Column("a", "integer"), [1, None], "float64"),
        (Column("a", "boolean", required=True), [True, False], "bool"),
        (Column("a", "boolean"), [True, None], "boolean"),
        (Column("a", "day"), [dt.date(2024, 1, 2), None], "datetime64[s]"),
        (Column("a"), ["x", None], "str"),
        (Column("a"), [None, None], "str"),
        (Column("a", "number"), [], "float64"),
    ],
)
def test_types_of_columns(column: Column, values: list[Any], dtype: str) -> None:
    series = typed(values, column)
    assert series.dtype == dtype
    assert series.isna().tolist() == [value is None for value in values]
    assert series.dropna().tolist() == [
        pd.Timestamp(value) if isinstance(value, dt.date) else value
        for value in values
        if value is not None
    ]


@pytest.mark.parametrize(
    ("cell", "column", "expected"),
    [
        (5, TEXT, "text in quotes"),
        ("5", NUMBER, None),
        (True, NUMBER, "a number of 0 or more"),
        ([1], TEXT, "text in quotes"),
        (float("nan"), NUMBER, "leave the cell empty"),
    ],
)
def test_cells_of_geojson_come_with_a_type(cell: Any, column: Column, expected: str | None) -> None:
    _, problems = to_series([cell], column, lines=[1], file="d.geojson")
    if expected is None:
        assert problems == []
    else:
        assert expected in str(problems[0])
