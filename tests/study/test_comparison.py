"""Clusters side by side, against the clusters' own tables."""

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.study import comparison

NAMES = ("magok", "osong")


@pytest.fixture(scope="module")
def places() -> list:
    return [cl.load(name) for name in NAMES]


def test_sizes_count_the_present_ones(places):
    table = comparison.sizes(places, max_uncertainty_m=300)
    assert table["present"].tolist() == [len(place.organisations()) for place in places]
    assert table["placed"].tolist() == [len(place.points()) for place in places]


def test_no_density_where_most_are_not_placed(places):
    table = comparison.densities(places, max_uncertainty_m=300)
    assert table.loc["magok", "per_ha"].notna().all()
    assert table.loc["osong", "per_ha"].isna().all()


def test_complexes_agree_with_the_published_counts(places):
    table = comparison.complexes(places)
    rows = places[0].complexes.set_index("complex_id").loc[places[0].meta["complexes"]]
    row = rows.iloc[0]
    assert table.loc[row["name"], "operating_share"] == row["operating"] / row["tenants"]


def test_quotients_have_a_column_for_each_cluster(places):
    table = comparison.quotients(places, level="sigungu", value="value_added", year=2022)
    assert table.columns.tolist() == list(NAMES)
    assert (table > 0).all(axis=None)
    assert table.attrs["krugman"].between(0, 2).all()


def test_too_few_firms_have_no_median(places):
    table = comparison.medians(
        places, kinds={"university": ["university"]}, max_uncertainty_m=300, minimum=10
    )
    assert table.loc["magok"].notna().all()
    assert table.loc["osong"].isna().all()


def test_national_funds_are_left_out(places):
    funds = comparison.regional_funds(places)
    national = set(places[0].package.references["korea"].tables["funds"]["name"])
    assert not national & set(funds.index)


def test_money_rows_by_hand(places):
    table = comparison.money_rows(places)
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


def test_only_complete_measures_are_ranked():
    table = pd.DataFrame({"a": [3.0, 1.0, 3.0], "b": [1.0, None, 2.0]}, index=list("xyz"))
    assert comparison.ranks(table).to_dict("list") == {"a": [1, 3, 1]}
    assert comparison.ranks(table, largest_first=False).to_dict("list") == {"a": [2, 1, 2]}


def test_the_community_of_each_cluster_is_counted_and_filled():
    found = comparison.community([cl.load("osong"), cl.load("incheon")], seed=1)
    assert found.index.tolist() == ["osong", "incheon"]
    assert found["firm"].tolist() == [14, 364]
    # Songdo has no hospital on the list, and one role cannot stand for another.
    assert found.loc["incheon", ["hospital", "index"]].tolist() == [0, 0]
    assert found.loc["osong", "index"] > 0
    assert (found["rank_low"] <= found["rank_high"]).all()
