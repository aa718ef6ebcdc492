"""Money of clusters side by side, against the sources."""

import pandas as pd
import pytest

from clusterlab.study.compared import money


def test_national_funds_are_left_out(pair):
    funds = money.regional_funds(pair)
    national = set(pair.clusters[0].package.references["korea"].tables["funds"]["name"])
    assert not national & set(funds.index)


def test_money_rows_by_hand(pair):
    table = money.money_rows(pair)
    # Magok: Seoul Bio Fund alone, formed in 2011 for ten years, last told of in 2016-07.
    magok = table.loc["magok"]
    assert magok[["funds", "ended", "not_confirmed", "known"]].tolist() == [0, 1, 0, 0]
    assert magok[["size_low", "private_low_share", "leverage_high"]].isna().all()
    # Osong: 110 ran until 2013, 500 was last told of in 2010; of 300, 60 must go to Chungbuk.
    osong = table.loc["osong"]
    assert osong[["funds", "ended", "not_confirmed"]].tolist() == [1, 1, 1]
    assert osong["size_high"] == 300
    assert pd.isna(osong["leverage_low"])
    assert osong["bound_low_share"] == osong["bound_high_share"] == pytest.approx(60 / 300)
    assert osong["funds_per_firm_low"] == pytest.approx(300 / 74)


def test_amounts_bear_the_unit_of_their_package(pair):
    found = money.funds(pair)
    unit = pair.clusters[0].money_unit("funds.size")
    first, second = found.said[0].values["names"].parts
    assert (first.key, second.key) == ("money_row_none", "money_row")
    size = second.values["size"]
    assert (size.value, size.unit) == ((300, 300), unit)
    units = {column.measure: column.unit for column in found.columns}
    assert units["money_size_low"] == units["money_funds_per_firm_high"] == unit
    assert units["money_leverage_low"] == "per_public"
    assert units["money_bound_high_share"] == "1"


def test_those_without_a_known_split_are_named(pair):
    why = money.private(pair).reason
    assert why.code == "left_out_funds"
    assert [label.code for label in why["names"].parts] == ["magok", "osong"]


def test_each_cluster_is_counted_in_its_own_money(pair, monkeypatch):
    def unit_of(cluster, column):
        return "million EUR" if cluster.slug == "osong" else ""

    monkeypatch.setattr(type(pair.clusters[0]), "money_unit", unit_of)
    found = money.funds(pair)
    sizes = {column.unit: column for column in found.columns if column.measure == "money_size_low"}
    assert sizes["million EUR"].values.to_dict() == {"osong": 300}
    assert sizes["money"].values.isna().to_dict() == {"magok": True}
    shown = [part.values["size"] for part in found.said[0].values["names"].parts]
    assert shown[1].unit == "million EUR"
