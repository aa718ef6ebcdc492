"""What the unit of a table says of its prices."""

import pytest

from clusterlab.study.prices import base_year, money_of, prices


@pytest.mark.parametrize(
    ("unit", "money", "year", "key"),
    [
        ("100 million KRW, chained 2020 prices", "100 million KRW", "2020", "prices.chained"),
        ("million EUR, constant 2015 prices", "million EUR", "2015", "prices.constant"),
        ("1000 EUR", "1000 EUR", "", "prices.unsaid"),
        ("", "", "", "prices.unsaid"),
    ],
)
def test_money_and_prices_are_told_apart(unit, money, year, key):
    assert (money_of(unit), base_year(unit), prices(unit).key) == (money, year, key)
