"""Numbers as readers see them."""

import math
import pickle

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.model.numbers import (
    MISSING,
    Carried,
    area,
    carried,
    columns,
    is_missing,
    number,
    percent,
    span,
    style,
    written,
)


@pytest.mark.parametrize("value", [None, math.nan, pd.NA, pd.NaT, math.inf])
def test_nothing_is_a_dash(value):
    assert written(value) == MISSING


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_written_number_is_near_the_number(value):
    read = float(written(value).replace(",", "").replace("−", "-"))
    assert math.isclose(read, value, rel_tol=0.06, abs_tol=1e-300)
    assert "nan" not in written(value)


def test_styles_stand_in_the_table_of_columns():
    names = ["operating_share", "change_pct", "area_m2", "p_value", "year", "hhi", "no_such_share"]
    assert [style(name) for name in names] == [
        "percent", "one", "whole", "chance", "year", "plain", "plain",
    ]  # fmt: skip
    assert set(columns().values()) <= {"plain", "percent", "one", "whole", "chance", "year"}
    assert written(2026, "year") == "2026"


def test_a_span_of_one_number_is_one_number():
    assert span((1.0, 1.04), "whole") == "1"
    assert span((0.5, 0.6), "percent") == "50%–60%"


def test_text_is_not_missing():
    assert not is_missing("")
    assert not is_missing(0)


def test_a_range_without_ends_is_missing_and_one_with_an_end_is_not():
    assert is_missing((math.nan, math.nan))
    assert not is_missing((math.nan, 3.0))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (-0.001, 1, "0.0"),
        (-1234.5, 1, "−1,234.5"),
        (1e6, 0, "1,000,000"),
        (2.345, 2, f"{2.345:.2f}"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals=decimals) == text


@pytest.mark.parametrize("missing", [None, math.nan, math.inf])
def test_missing_is_a_dash_everywhere(missing: float | None) -> None:
    assert number(missing) == percent(missing) == area(missing) == MISSING


def test_area_changes_unit_at_one_hectare() -> None:
    assert area(9_999) == "9,999 m²"
    assert area(10_000) == "1.0 ha"


@pytest.mark.parametrize("count", [1, 2, 7, 39, 106, 5000])
@pytest.mark.parametrize("value", [0.00907, 0.568, 3.2, 481.0, 0.999])
def test_a_number_from_a_count_has_no_digit_finer_than_its_error(value, count):
    text = carried(value, count)
    step = 10.0 ** -len(text.partition(".")[2])
    error = value / math.sqrt(count)
    assert "." not in text or step > error / 10 * (1 - 1e-9)
    assert abs(float(text.replace(",", "")) - value) <= error / 2 * (1 + 1e-9)


def test_a_carried_number_stays_a_number_and_is_written_by_its_count():
    one = Carried(0.0091, 1)
    assert (one * 2, written(one), written(Carried(0.5, 0))) == (0.0182, "0.009", MISSING)
    assert pickle.loads(pickle.dumps(one)).count == 1


def test_percentages_carry_no_false_decimals():
    shares = (1.0, 0.24, 0.2468, 0.0)
    assert [written(x, "percent") for x in shares] == [
        "100%",
        "24%",
        "24.7%",
        "0%",
    ]
    # Nearly all is not all, and hardly any is not none.
    assert [written(x, "percent") for x in (0.9999, 0.0001)] == [">99.9%", "<0.1%"]
