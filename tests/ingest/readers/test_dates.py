"""Dates in the ways people write them stay as exact as they are."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.ingest.readers.dates import read_date, read_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-06-01", "2023-06-01"),
        ("2023. 6. 1.", "2023-06-01"),
        ("2023.6.1", "2023-06-01"),
        ("2023/06/01", "2023-06-01"),
        ("20230601", "2023-06-01"),
        ("202306", "2023-06"),
        ("2023", "2023"),
        ("2023년 6월", "2023-06"),
        ("2023년 6월 1일", "2023-06-01"),
        ("2023-06-01 00:00:00", "2023-06-01"),
        ("23.6.1", "2023-06-01"),
        ("98.12.31", "1998-12-31"),
        ("45078", "2023-06-01"),
        ("２０２３", "2023"),
    ],
)
def test_each_habit_is_read(text: str, date: str) -> None:
    assert read_date(text, last_year=2026)[0] == date


@pytest.mark.parametrize("text", ["", "-", "미상", "0000-00-00", "00000000"])
def test_no_date_is_no_fault(text: str) -> None:
    assert read_date(text, last_year=2026) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("06/01/2023", "a date such as"),
        ("2023-02-30", "a day of the calendar"),
        ("2050-01-01", "a year from 1800 to 2026"),
        ("1066", "a year from 1800 to 2026"),
        ("언젠가", "a date such as"),
    ],
)
def test_a_wrong_date_says_what_was_expected(text: str, expected: str) -> None:
    assert expected in read_date(text, last_year=2026)[2]


def test_a_column_tells_habits_and_lists_faults() -> None:
    cells = pd.Series(["23.6.1", "45078", "언젠가", "2020"], dtype="str")
    read = read_dates(cells, "since", last_year=2026)
    assert read.series.tolist() == ["2023-06-01", "2023-06-01", "", "2020"]
    assert [(fault.at, fault.value) for fault in read.faults] == [(2, "언젠가")]
    assert "23.6.1 → 2023-06-01" in str(read.notes[0])
    assert "a day number of Excel" in str(read.notes[1])


def test_a_whole_day_may_be_asked_for() -> None:
    read = read_dates(pd.Series(["2020-01", "2020-01-02"]), "date", last_year=2026, whole_day=True)
    assert [fault.expected for fault in read.faults] == ["a whole day such as 2023-06-01"]


@given(
    st.dates(
        min_value=pd.Timestamp("1800-01-01").date(), max_value=pd.Timestamp("2100-12-31").date()
    )
)
def test_every_day_reads_back(day: object) -> None:
    text = str(day)
    year, month, date = text.split("-")
    for written in (text, text.replace("-", ""), f"{year}. {int(month)}. {int(date)}."):
        assert read_date(written, last_year=2100)[0] == text
