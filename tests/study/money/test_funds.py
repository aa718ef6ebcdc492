"""Structure of funds, against the built-in tables added up by hand and against invented ones."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import funds_at
from clusterlab.model.reason import Reason
from clusterlab.study.money import funds as money


def test_incheon_by_hand(built_in):
    table = built_in["incheon"].package.tables["funds"]
    # BigWave 1: 60 of which 7 private; BigWave 2: 50, 10. Innovation 1 was last told of in 2021.
    listed = money.fund_list(funds_at(table, date="2026-01"))
    pooled = money.pooled_split(listed)
    assert pooled["size"] == (110, 110)
    assert pooled["share"] == pytest.approx((17 / 110, 17 / 110))
    assert pooled["leverage"] == pytest.approx((17 / 93, 17 / 93))
    # All three as told: 2021 and 2023 are not added up.
    assert money.dates_apart(money.fund_list(table)) == Reason(
        "sum_of_dates", first="2021-11", last="2023"
    )
    assert listed.loc["incheon-bigwave-1", "leverage_low"] == pytest.approx(7 / 53)
    totals = money.published_totals(built_in["incheon"].package.tables["funds"])
    assert totals.loc["incheon-bigwave", ["low", "as_of"]].tolist() == [10058, "2024-12"]


def test_disputed_figures_stay_a_range(korea_funds):
    listed = money.fund_list(korea_funds)
    # Fund 3: 400 + 320 in March 2025, 400 + 400 in October; fund 1: 600 + 900; fund 4: 400 + 400.
    assert listed.loc["kbio-3", ["leverage_low", "leverage_high"]].tolist() == [0.8, 1.0]
    assert listed.loc["kbio-2", ["size_low", "size_high"]].tolist() == [1116.3, 1566]
    # Funds 1 and 3 were told of two years apart: no one sum. As if of one date:
    assert np.isnan(money.pooled_split(listed)["leverage"]).all()
    pooled = money.pooled_split(listed.assign(seen="2025"))
    low = 900 + 720 * 320 / 720 + 400
    high = 900 + 800 * 400 / 800 + 400
    public_low, public_high = 600 + 720 * 0.5 + 400, 600 + 800 * (1 - 320 / 720) + 400
    assert pooled["leverage"] == pytest.approx((low / public_high, high / public_low))
    assert pooled["leverage"][0] <= 1620 / 1400 <= pooled["leverage"][1]


def test_investors_add_up_to_each_fund(built_in):
    for place in built_in.values():
        table = place.package.tables["funds"]
        split = money.by_investor(table)
        sizes = money.fund_list(table)["size_high"].reindex(split.index)
        assert split.sum(axis="columns").to_numpy() == pytest.approx(sizes.to_numpy())
        assert (split >= 0).all(axis=None)
    seoul = money.by_investor(built_in["magok"].package.tables["funds"]).loc["seoul-bio"]
    assert seoul[seoul > 0].to_dict() == pytest.approx(
        {"central_government": 168, "local_government": 252, "corporate": 201.6, "other": 8.4}
    )


def test_what_is_not_told_is_kept_apart(make_funds):
    split = money.by_investor(
        make_funds(
            {"fund_id": "a", "size": 100, "public": 60, "lp_policy_bank": 20},
            {"fund_id": "b", "size": 100, "public": 40, "private": 60, "lp_other": 10},
            {"fund_id": "c", "size": 100, "status": "plan"},
        )
    )
    assert split.loc["a", ["policy_bank", "public_untold", "untold"]].tolist() == [20, 40, 40]
    assert split.loc["b", ["private_untold", "other", "untold"]].tolist() == [50, 10, 0]
    assert "c" not in split.index


def test_investors_of_the_other_table_fill_gaps_only(make_funds):
    table = make_funds({"fund_id": "a", "size": 100, "lp_bank": 5})
    investors = pd.DataFrame(
        {
            "fund_id": "a", "as_of": "2024", "investor_kind": ["bank", "bank", "local_government"],
            "amount": [3.0, 4.0, np.nan], "share_pct": [np.nan, np.nan, 30.0],
        }
    )  # fmt: skip
    filled = money.with_investors(table, investors)
    assert filled[["lp_bank", "lp_local_government"]].iloc[0].tolist() == [5, 30]
    assert table["lp_local_government"].isna().all()


def test_years_cut_both_ends(make_funds):
    table = make_funds(
        {"fund_id": "a", "as_of": "2019-12"},
        {"fund_id": "b", "as_of": "2020"},
        {"fund_id": "c", "as_of": "2021-01-01"},
    )
    kept = money.within_years(table, first_year=2020, last_year=2020)
    assert kept["fund_id"].tolist() == ["b"]


def test_no_funds_no_numbers(make_funds):
    none = make_funds({"fund_id": "a"}).iloc[:0]
    pooled = money.pooled_split(money.fund_list(none))
    assert np.isnan([*pooled["size"], *pooled["share"], *pooled["leverage"]]).all()
    assert money.by_investor(none).empty and money.published_totals(none).empty


def test_one_fund_is_all_of_one_group(built_in):
    hhi = money.concentration(built_in["magok"].package.tables["funds"])
    assert hhi.loc[["gp", "vintage", "sector"], "high"].tolist() == [1, 1, 1]
    assert hhi.loc["stage", "reason"] == "no_group"
