"""Units of money: of a cluster, readable at an axis, in the head of a table."""

import pandas as pd
import pytest

from clusterlab.model.said import Label, Word
from clusterlab.study.money import units


def test_a_cluster_without_a_declared_unit_counts_in_millions_of_its_currency(place):
    assert units.unit_of(place(), "deals.amount") == "million EUR"
    bare = place()
    bare.money_unit = lambda column: ""
    assert units.unit_of(bare) == "million EUR"


@pytest.mark.parametrize(
    ("largest", "unit", "like", "chosen"),
    [
        (124_706, "100 million KRW", "", "trillion KRW"),
        (9_999, "100 million KRW", "", "100 million KRW"),
        (12_000, "million EUR", "", "billion EUR"),
        (3_600, "EUR/m2", "million EUR", "EUR/m2"),
        (36_000, "EUR/m2", "million EUR", "thousand EUR/m2"),
        (3_600_000, "KRW/m2", "100 million KRW", "10 thousand KRW/m2"),
        (-2e9, "EUR", "", "million EUR"),
        (1e9, "persons", "", "persons"),
    ],
)
def test_amounts_stay_below_ten_thousand(largest, unit, like, chosen):
    factor, found = units.readable(largest, unit, like=like)
    assert found == chosen
    if found != unit:
        assert 1 <= abs(largest) * factor < 10_000
        assert factor == pytest.approx(units.ratio(unit, found))


def test_two_currencies_are_not_one():
    with pytest.raises(ValueError, match="'EUR' cannot be stated in 'KRW'"):
        units.ratio("EUR", "KRW")


def test_only_columns_of_money_bear_the_unit():
    table = units.headed(pd.DataFrame({"size": [1.0], "funds": [2]}), "million EUR", "size")
    head = Word(
        "column.in_unit", {"what": Label("column", "size"), "unit": Label("unit", "million EUR")}
    )
    assert list(table.columns) == [head, "funds"]
