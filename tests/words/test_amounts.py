"""Money as readers of each language write it."""

import math

import pytest

from clusterlab.words.amounts import amount, unit_name


@pytest.mark.parametrize(
    ("value", "unit", "ko", "en"),
    [
        (1, "100 million KRW", "1억원", "KRW 100 m"),
        (4.5, "100 million KRW", "4.5억원", "KRW 450 m"),
        (10_000, "100 million KRW", "1조원", "KRW 1 tn"),
        (-1_115_188, "KRW/m2", "−112만원/m²", "KRW −1.12 m/m²"),
        (10_058, "100 million KRW", "1.01조원", "KRW 1.01 tn"),
        (63, "million EUR", "6,300만 EUR", "EUR 63 m"),
        (0, "USD", "0 USD", "USD 0"),
    ],
)
def test_amounts(value: float, unit: str, ko: str, en: str) -> None:
    assert amount(value, unit, "ko") == ko
    assert amount(value, unit, "en") == en


def test_a_range_is_written_once_where_its_ends_are_alike() -> None:
    assert amount((3.0, 3.0), "million EUR", "en") == "EUR 3 m"
    assert amount((math.nan, 3.0), "million EUR", "en") == "EUR ––3 m"
    assert amount((math.nan, None), "million EUR", "en") == "–"


def test_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="not a unit of money"):
        amount(3, "persons", "ko")


def test_units_are_named_for_each_language_and_currency() -> None:
    assert unit_name("KRW/m2/year", "ko") == "원/m²·년"
    assert unit_name("billion EUR", "ko") == "십억 EUR"
    assert unit_name("thousand EUR/m2", "en") == "thousand EUR/m²"
    with pytest.raises(ValueError, match="not a unit of money"):
        unit_name("m2", "en")
