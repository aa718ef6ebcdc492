"""Structure of funds: ranges, reasons, and rows that must not count."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab import invest
from clusterlab.invest import leverage, private_share


def fund(**values):
    fixed = {
        "fund_id": "f",
        "name": "F",
        "kind": "fund",
        "scope": "national",
        "status": "closed",
        "as_of": "2025",
        "source_id": "s",
    }
    return {**fixed, **values}


def test_sources_that_disagree_give_a_range():
    rows = pd.DataFrame(
        [
            fund(size=720, public=400, private=320, as_of="2025-03", source_id="b"),
            fund(size=800, public=400, private=400, as_of="2025-10", source_id="a"),
        ]
    )
    share, lever = private_share(rows).loc["f"], leverage(rows).loc["f"]
    assert share[["low", "high", "latest"]].tolist() == pytest.approx([320 / 720, 0.5, 0.5])
    assert lever[["low", "high", "latest"]].tolist() == pytest.approx([0.8, 1, 1])
    assert (share["rows"], share["as_of"], share["source_ids"]) == (2, "2025-10", "a;b")


def test_investors_of_unknown_kind_widen_the_range():
    # Seoul Bio Fund: 168 + 252 public, 201.6 corporate, 8.4 other, 630 in all.
    row = fund(
        size=630,
        lp_central_government=168,
        lp_local_government=252,
        lp_corporate=201.6,
        lp_other=8.4,
    )
    share = private_share(pd.DataFrame([row])).loc["f"]
    assert share["low"] == pytest.approx(201.6 / 630)
    assert share["high"] == pytest.approx(210 / 630)
    assert np.isnan(share["latest"])
    lever = leverage(pd.DataFrame([row])).loc["f"]
    assert lever["low"] == pytest.approx(201.6 / 428.4)
    assert lever["high"] == pytest.approx(210 / 420)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"size": 36857, "lp_local_government": 1751}, "split_unknown"),
        ({"size": 500}, "split_unknown"),
        ({"lp_local_government": 53, "lp_gp": 7}, "no_size"),
        ({"size": 0, "public": 0, "private": 0}, "no_size"),
        ({"size": 100, "public": 80, "private": 40}, "parts_exceed_size"),
        ({"size": 100, "public": 50, "private": 50, "status": "target"}, "not_in_place"),
    ],
)
def test_an_unknown_split_says_why(values, reason):
    share = private_share(pd.DataFrame([fund(**values)])).loc["f"]
    assert share["reason"] == reason
    assert share[["low", "high", "latest"]].isna().all()
    assert share["rows"] == 0


def test_no_public_money_has_a_share_but_no_leverage():
    rows = pd.DataFrame([fund(size=100, public=0, private=100)])
    assert private_share(rows).loc["f", "latest"] == 1
    assert leverage(rows).loc["f", "reason"] == "no_public_money"
    assert np.isnan(leverage(rows).loc["f", "high"])


def test_plans_count_only_when_asked_for():
    rows = pd.DataFrame(
        [
            fund(size=100, public=90, private=10, status="plan", as_of="2020"),
            fund(size=100, public=50, private=50, status="operating", as_of="2024"),
        ]
    )
    assert private_share(rows).loc["f", "low"] == 0.5
    assert private_share(rows, include=["plan", "operating"]).loc["f", "low"] == pytest.approx(0.1)


def test_one_stated_total_leaves_the_rest_to_the_other_side():
    assert leverage(pd.DataFrame([fund(size=1500, public=600)])).loc["f", "latest"] == 1.5
    assert leverage(pd.DataFrame([fund(size=1500, private=900)])).loc["f", "latest"] == 1.5


def test_empty_cells_of_every_kind_are_unknown():
    rows = pd.DataFrame([fund(size=100.0, public=60.0, private=40.0, lp_bank=pd.NA, lp_gp=None)])
    assert private_share(rows.astype({"size": "Float64"})).loc["f", "latest"] == pytest.approx(0.4)


@given(
    st.lists(
        st.tuples(st.floats(1, 1e4), st.floats(0, 1e4), st.floats(0, 900)), min_size=1, max_size=5
    )
)
def test_share_and_leverage_tell_the_same(parts):
    rows = pd.DataFrame(
        [
            fund(
                size=public + private + other,
                lp_policy_bank=public,
                lp_bank=private,
                lp_other=other,
                as_of=str(k),
            )
            for k, (public, private, other) in enumerate(parts)
        ]
    )
    share = private_share(rows, max_unknown_pct=100).loc["f"]
    lever = leverage(rows, max_unknown_pct=100).loc["f"]
    assert 0 <= share["low"] <= share["high"] <= 1
    assert lever["low"] == pytest.approx(share["low"] / (1 - share["low"]), rel=1e-6, abs=1e-9)
    assert lever["high"] == pytest.approx(share["high"] / (1 - share["high"]), rel=1e-6, abs=1e-9)


def test_negative_money_and_a_wild_limit_are_refused():
    with pytest.raises(ValueError, match="public of 'f' must be zero or more, not -1"):
        private_share(pd.DataFrame([fund(size=10, public=-1)]))
    with pytest.raises(ValueError, match="max_unknown_pct must be from 0 to 100, not 200"):
        private_share(pd.DataFrame([fund(size=10)]), max_unknown_pct=200)


def test_no_funds_is_an_empty_table():
    assert private_share(pd.DataFrame(columns=["fund_id", "status", "name"])).empty


def test_the_room_hands_names_on():
    assert set(dir(invest)) >= {"leverage", "private_share"}
    with pytest.raises(AttributeError, match="no attribute 'irr'"):
        _ = invest.irr
