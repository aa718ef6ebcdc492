"""A column of numbers: clean and odd cells alike, as one amount would be read."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.ingest.readers.amounts import read_amount
from clusterlab.ingest.readers.numbers import read_numbers
from clusterlab.ingest.readers.units import parse_unit


def column(*cells: str) -> pd.Series:
    return pd.Series(list(cells), dtype="str")


def test_missing_and_suppressed_are_kept_apart_and_counted() -> None:
    read = read_numbers(column("3", "X", "-", "", "*", "0"), "jobs")
    assert np.array_equal(read.numbers, [3, np.nan, np.nan, np.nan, np.nan, 0], equal_nan=True)
    assert read.suppressed.tolist() == [False, True, False, False, True, False]
    assert read.missing == 2
    said = [str(note) for note in read.notes]
    assert said[0].startswith("column jobs: 2 cells suppressed by the publisher; not 0")
    assert said[1].startswith("column jobs: 2 cells without a value; not 0")


def test_units_are_converted_exactly_and_told() -> None:
    read = read_numbers(
        column("41,300", "39500"), "size", unit=parse_unit("만원"), target=parse_unit("억원")
    )
    assert read.numbers.tolist() == [4.13, 3.95]
    assert any("read in 만원, kept in 억원" in str(note) for note in read.notes)


@pytest.mark.parametrize("bad", ["inf", "1e400", "-inf"])
def test_infinity_refuses_its_row(bad: str) -> None:
    read = read_numbers(column("1", bad), "jobs")
    assert [(f.at, f.expected, f.refuses_row) for f in read.faults] == [
        (1, "a number that is finite", True)
    ]
    assert math.isnan(read.numbers[1])


def test_unreadable_cells_are_listed_and_left_empty() -> None:
    read = read_numbers(column("1", "열두 명"), "jobs")
    assert [(f.at, f.value, f.refuses_row) for f in read.faults] == [(1, "열두 명", False)]


def test_a_number_out_of_range_refuses_its_row() -> None:
    read = read_numbers(column("-3", "5", "200"), "share", minimum=0, maximum=100)
    assert [(f.at, f.value) for f in read.faults] == [(0, "-3"), (2, "200")]


def test_more_words_may_mean_missing() -> None:
    read = read_numbers(column("모름", "2"), "jobs", missing_words=frozenset({"모름"}))
    assert read.missing == 1 and not read.faults


def test_an_empty_column_has_no_faults() -> None:
    assert read_numbers(column(), "jobs").numbers.tolist() == []


CELLS = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.floats(-1e9, 1e9, allow_nan=False).map(repr),
    st.sampled_from(["", "-", "X", "△12", "(3)", "１２", "많음", "3.5억", "1e400", " 7 ", "1,23"]),
)


@given(st.lists(CELLS, max_size=12))
def test_a_column_agrees_with_each_of_its_cells(cells: list[str]) -> None:
    read = read_numbers(column(*cells), "jobs")
    for place, cell in enumerate(cells):
        amount = read_amount(cell)
        value = read.numbers[place]
        if amount.value is None:
            assert math.isnan(value)
        else:
            assert value == float(amount.value)
        assert bool(read.suppressed[place]) == (amount.state == "suppressed")
