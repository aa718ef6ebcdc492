"""Numbers as written for readers."""

import math

import pytest

from clusterlab.draw.numbers import MISSING, area, money, number, percent


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
    assert number(missing) == percent(missing) == area(missing) == money(missing, "ko") == MISSING


@pytest.mark.parametrize(
    ("value", "ko", "en"),
    [
        (1, "1억원", "KRW 0.1 bn"),
        (4.5, "4.5억원", "KRW 0.5 bn"),
        (9999, "9,999억원", "KRW 999.9 bn"),
        (10_000, "1.0조원", "KRW 1.0 tn"),
    ],
)
def test_money(value: float, ko: str, en: str) -> None:
    assert money(value, "ko") == ko
    assert money(value, "en") == en


def test_other_currencies_keep_their_code() -> None:
    assert money(120, "ko", currency="EUR") == "120억 EUR"


def test_area_changes_unit_at_one_hectare() -> None:
    assert area(9_999) == "9,999 m²"
    assert area(10_000) == "1.0 ha"
