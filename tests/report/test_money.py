"""Structure of funds, against the built-in tables added up by hand and against invented ones."""

import numpy as np
import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.report import money

AMOUNTS = [
    "size", "public", "private", "lp_central_government", "lp_policy_bank", "lp_local_government",
    "lp_bank", "lp_corporate", "lp_gp", "lp_other", "invested", "bound",
]  # fmt: skip


def funds(*rows):
    base = {
        "kind": "fund", "scope": "here", "gp": "g", "vintage": 2020.0, "stage": None,
        "sector": "bio", "status": "closed", "as_of": "2024", "source_id": "s",
    } | dict.fromkeys(AMOUNTS, np.nan)  # fmt: skip
    table = pd.DataFrame([base | {"name": row["fund_id"]} | row for row in rows])
    return table.astype(dict.fromkeys(AMOUNTS, float))


@pytest.fixture(scope="module")
def places():
    return {name: cl.load(name) for name in ("magok", "incheon", "osong")}


@pytest.fixture(scope="module")
def national(places):
    return places["osong"].package.references["korea"].tables["funds"]


def test_incheon_by_hand(places):
    listed = money.fund_list(places["incheon"].package.tables["funds"])
    # BigWave 1: 60 of which 7 private; BigWave 2: 50, 10; Innovation 1: 100, 4.
    pooled = money.pooled_split(listed)
    assert pooled["size"] == (210, 210)
    assert pooled["share"] == pytest.approx((21 / 210, 21 / 210))
    assert pooled["leverage"] == pytest.approx((21 / 189, 21 / 189))
    assert listed.loc["incheon-bigwave-1", "leverage_low"] == pytest.approx(7 / 53)
    totals = money.published_totals(places["incheon"].package.tables["funds"])
    assert totals.loc["incheon-bigwave", ["low", "as_of"]].tolist() == [10058, "2024-12"]


def test_disputed_figures_stay_a_range(national):
    listed = money.fund_list(national)
    # Fund 3: 400 + 320 in March 2025, 400 + 400 in October; fund 1: 600 + 900; fund 4: 400 + 400.
    assert listed.loc["kbio-3", ["leverage_low", "leverage_high"]].tolist() == [0.8, 1.0]
    assert listed.loc["kbio-2", ["size_low", "size_high"]].tolist() == [1116.3, 1566]
    pooled = money.pooled_split(listed)
    low = 900 + 720 * 320 / 720 + 400
    high = 900 + 800 * 400 / 800 + 400
    public_low, public_high = 600 + 720 * 0.5 + 400, 600 + 800 * (1 - 320 / 720) + 400
    assert pooled["leverage"] == pytest.approx((low / public_high, high / public_low))
    assert pooled["leverage"][0] <= 1620 / 1400 <= pooled["leverage"][1]


def test_mega_fund_against_its_target_by_hand(national):
    found = money.against_targets(national)
    table = found["kbio-target"]
    assert table.attrs["by"] == "funds"
    # 1,500 + 1,566 + 800 + 800 of 10,000; the trade paper's total of October 2025 is the same.
    assert table["high"].iloc[-1] == 1500 + 1566 + 800 + 800 == 4666
    assert table["high_pct"].iloc[-1] == pytest.approx(46.66)
    assert table["high_pct"].iloc[0] == pytest.approx(11.163)


def test_a_total_alone_counts_toward_its_target(places):
    table = money.against_targets(places["incheon"].package.tables["funds"])
    assert table["incheon-innovation-programme"]["low_pct"].tolist() == pytest.approx([69.25])
    assert table["incheon-innovation-programme"].attrs["by"] == "total"
    seoul = money.against_targets(places["magok"].package.tables["funds"])
    assert seoul["seoul-vision-2030-target"]["low_pct"].iloc[-1] == pytest.approx(53.292)


def test_investors_add_up_to_each_fund(places):
    for place in places.values():
        table = place.package.tables["funds"]
        split = money.by_investor(table)
        sizes = money.fund_list(table)["size_high"].reindex(split.index)
        assert split.sum(axis="columns").to_numpy() == pytest.approx(sizes.to_numpy())
        assert (split >= 0).all(axis=None)
    seoul = money.by_investor(places["magok"].package.tables["funds"]).loc["seoul-bio"]
    assert seoul[seoul > 0].to_dict() == pytest.approx(
        {"central_government": 168, "local_government": 252, "corporate": 201.6, "other": 8.4}
    )


def test_what_is_not_told_is_kept_apart():
    split = money.by_investor(
        funds(
            {"fund_id": "a", "size": 100, "public": 60, "lp_policy_bank": 20},
            {"fund_id": "b", "size": 100, "public": 40, "private": 60, "lp_other": 10},
            {"fund_id": "c", "size": 100, "status": "plan"},
        )
    )
    assert split.loc["a", ["policy_bank", "public_untold", "untold"]].tolist() == [20, 40, 40]
    assert split.loc["b", ["private_untold", "other", "untold"]].tolist() == [50, 10, 0]
    assert "c" not in split.index


def test_investors_of_the_other_table_fill_gaps_only():
    table = funds({"fund_id": "a", "size": 100, "lp_bank": 5})
    investors = pd.DataFrame(
        {
            "fund_id": "a", "as_of": "2024", "investor_kind": ["bank", "bank", "local_government"],
            "amount": [3.0, 4.0, np.nan], "share_pct": [np.nan, np.nan, 30.0],
        }
    )  # fmt: skip
    filled = money.with_investors(table, investors)
    assert filled[["lp_bank", "lp_local_government"]].iloc[0].tolist() == [5, 30]
    assert table["lp_local_government"].isna().all()


def test_bound_and_left(places):
    bound = money.bound_to_region(places["incheon"].package.tables["funds"])
    assert bound.loc["incheon-bigwave", "bound_share"] == pytest.approx(1200 / 10058)
    osong = money.mandate(places["osong"].package.tables["funds"]).loc["share"]
    assert osong["low"] == pytest.approx(60 / 910)
    assert osong["high"] == pytest.approx(670 / 910)
    left = money.left_to_invest(places["magok"].package.tables["funds"])
    assert left.loc["seoul-bio", "left"] == 36


def test_years_cut_both_ends():
    table = funds(
        {"fund_id": "a", "as_of": "2019-12"},
        {"fund_id": "b", "as_of": "2020"},
        {"fund_id": "c", "as_of": "2021-01-01"},
    )
    kept = money.within_years(table, first_year=2020, last_year=2020)
    assert kept["fund_id"].tolist() == ["b"]


def test_each_firm_and_job_by_hand(places):
    found = money.counts(places["osong"])
    listed = places["osong"].organisations()["type"].isin(cl.report.FIRMS).sum()
    assert found["firms"] == (listed, 74)
    assert found["jobs"] == (6305, 6305)
    table = money.intensity(places["osong"].package.tables["funds"], found)
    assert table.loc["per_job", "high"] == pytest.approx(910 / 6305)
    assert table.loc["per_firm", "low"] == pytest.approx(910 / 74)
    songdo = money.counts(places["incheon"])
    assert songdo["jobs"] == (5000, 6000)


def test_without_counts_there_is_a_reason():
    table = money.intensity(
        funds({"fund_id": "a", "size": 1}), {"firms": (np.nan, np.nan), "jobs": (np.nan, np.nan)}
    )
    assert table.loc["per_job", "reason"] == "no_jobs"
    assert table.loc[["per_firm", "per_job"], ["low", "high"]].isna().all(axis=None)


def test_no_funds_no_numbers():
    none = funds({"fund_id": "a"}).iloc[:0]
    pooled = money.pooled_split(money.fund_list(none))
    assert np.isnan([*pooled["size"], *pooled["share"], *pooled["leverage"]]).all()
    assert money.by_investor(none).empty and money.published_totals(none).empty
    assert money.against_targets(none) == {}


def test_one_fund_is_all_of_one_group(places):
    hhi = money.concentration(places["magok"].package.tables["funds"])
    assert hhi.loc[["gp", "vintage", "sector"], "high"].tolist() == [1, 1, 1]
    assert hhi.loc["stage", "reason"] == "no_group"
