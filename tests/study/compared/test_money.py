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
    # Magok: Seoul Bio Fund alone, 630 of which 210 are private (mt-2016-07-25).
    magok = table.loc["magok"]
    assert (magok["funds"], magok["known"], magok["size_low"]) == (1, 1, 630)
    assert magok["private_low_share"] == pytest.approx(210 / 630)
    assert magok["leverage_high"] == pytest.approx(210 / 420)
    # Osong: 110 + 500 + 300; 60 of the last must go to Chungbuk, the rest is not told.
    osong = table.loc["osong"]
    assert osong["size_high"] == 910
    assert pd.isna(osong["leverage_low"])
    assert osong["bound_low_share"] == pytest.approx(60 / 910)
    assert osong["bound_high_share"] == pytest.approx((110 + 500 + 60) / 910)
    assert osong["funds_per_firm_low"] == pytest.approx(910 / 74)


def test_amounts_bear_the_unit_of_their_package(pair):
    found = money.funds(pair)
    unit = pair.clusters[0].money_unit("funds.size")
    size = found.said[0].values["names"].parts[0].values["size"]
    assert (size.value, size.unit) == ((630, 630), unit)
    units = {column.measure: column.unit for column in found.columns}
    assert units["money_size_low"] == units["money_funds_per_firm_high"] == unit
    assert units["money_leverage_low"] == "per_public"
    assert units["money_bound_high_share"] == "1"


def test_those_without_a_known_split_are_named(pair):
    (why,) = [one for one in money.private(pair).said if not hasattr(one, "key")]
    assert [label.code for label in why["names"].parts] == ["osong"]


def test_each_cluster_is_counted_in_its_own_money(pair, monkeypatch):
    def unit_of(cluster, column):
        return "million EUR" if cluster.slug == "osong" else ""

    monkeypatch.setattr(type(pair.clusters[0]), "money_unit", unit_of)
    found = money.funds(pair)
    sizes = {column.unit: column for column in found.columns if column.measure == "money_size_low"}
    assert sizes["million EUR"].values.to_dict() == {"osong": 910}
    assert sizes["money"].values.to_dict() == {"magok": 630}
    shown = [part.values["size"] for part in found.said[0].values["names"].parts]
    assert (shown[0], shown[1].unit) == ((630, 630), "million EUR")
