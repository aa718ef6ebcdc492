"""The nation's venture money, against the published figures, series apart from series."""

import numpy as np
import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.study.money import venture_market as vm

SERIES = cl.load("osong").package.references["korea"].meta["venture_series"]


@pytest.fixture(scope="module")
def facts():
    place = cl.load("osong")
    return place.package.references["korea"].tables["facts"], place.package.tables["facts"]


@pytest.fixture(scope="module")
def market(facts):
    return vm.market(facts[0], series=SERIES)


def test_two_series_are_never_one(market):
    table = vm.supply(market, metric="new_investment", first_year=2014, last_year=2026)
    assert table.loc[2022].to_dict() == {"kvca": 67640, "mss_combined": 124706}
    assert table["kvca"].dropna().index.tolist() == [2018, 2019, 2021, 2022]
    assert table.attrs["breaks"] == {"kvca": [2021], "mss_combined": []}
    # Half years stay out of the years: 2025 is 136,244, its first half 57,380.
    assert table.loc[2025, "mss_combined"] == 136244
    half = vm.supply(market, metric="new_investment", first_year=2025, last_year=2025, period="H1")
    assert half["mss_combined"].tolist() == [57380]


def test_a_first_release_does_not_dispute_the_last(market):
    table = vm.supply(market, metric="fund_formation", first_year=2021, last_year=2025)
    assert table.loc[2024, "mss_combined"] == 106404
    assert "mss_combined_first_release" not in table


def test_bio_share_by_hand(market):
    table = vm.share(
        market,
        part="bio_medical_investment",
        whole="new_investment",
        first_year=2018,
        last_year=2024,
    )
    assert table.loc[2022, "kvca"] == pytest.approx(100 * 11058 / 67640)
    assert table.loc[2024, "mss_combined"] == pytest.approx(100 * 18368 / 119457)
    assert np.isnan(table.loc[2020, "kvca"])


def test_policy_finance_keeps_its_bases_apart(market):
    table = vm.policy_share(market)
    half = table[table["series"] == "all_venture_funds"].set_index("year")["share_pct"]
    assert half.to_dict() == {2022: 12.5, 2023: 14.4, 2024: 18.0, 2025: 16.1}
    assert half[2025] == pytest.approx(100 * 9935 / (9935 + 51746), abs=0.05)
    assert table.loc[table["series"] == "venture_funds", "share_pct"].tolist() == [25.3]


def test_regions_by_basis(facts):
    table = vm.regional_investment(pd.concat(facts))
    assert table.loc[("audit", "chungbuk", "2021"), ["amount", "share_pct"]].tolist() == [608, 0.9]
    assert table.loc[("portal", "nation", "2024-03"), "amount"] == 9820
    assert table.loc[("portal", "chungbuk", "2024-03"), "share_pct"] == pytest.approx(
        100 * 52 / 9820, abs=0.01
    )
    # Sums over several years are no year.
    assert not any("2020_2023" in area for area in table.index.get_level_values("area"))


def test_nothing_told_is_an_empty_table():
    none = pd.DataFrame(columns=["indicator", "value", "as_of", "unit", "confidence", "source_id"])
    market = vm.market(none, series=["a"])
    assert vm.supply(market, metric="x", first_year=2000, last_year=2020).empty
    assert vm.regional_investment(none).empty


def test_series_and_sectors_of_another_country_are_read_by_their_names():
    told = pd.DataFrame(
        [
            ("vc_evca_new_investment", 10.0, "2023"),
            ("vc_evca_early_new_investment", 4.0, "2023"),
            ("vc_evca_green_energy_investment", 3.0, "2023"),
            ("vc_other_new_investment", 9.0, "2023"),
        ],
        columns=["indicator", "value", "as_of"],
    ).assign(unit="million EUR", confidence="B", source_id="s")
    market = vm.market(told, series=["evca", "evca_early"])
    assert set(market["series"]) == {"evca", "evca_early"}
    assert vm.sectors(market) == ["green_energy"]
    table = vm.supply(market, metric=vm.NEW, first_year=0, last_year=9999)
    assert table.loc[2023].to_dict() == {"evca": 10.0, "evca_early": 4.0}
    assert table.attrs["unit"] == "million EUR"
