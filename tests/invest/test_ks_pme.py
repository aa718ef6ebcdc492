"""Public market equivalents: an index fund scores one, and pyxirr agrees."""

import numpy as np
import pandas as pd
import pytest
import pyxirr
from hypothesis import given, settings, strategies as st

from clusterlab.invest import direct_alpha, ks_pme, pme_plus, xirr

DATES = pd.to_datetime(["2015-01-02", "2016-01-04", "2018-06-29", "2019-12-31", "2020-12-31"])
FUND = pd.DataFrame(
    {
        "date": DATES,
        "kind": ["call", "call", "distribution", "distribution", "nav"],
        "amount": [-60.0, -40.0, 30.0, 50.0, 80.0],
    }
)
INDEX = pd.Series([100.0, 93.0, 140.0, 138.0, 181.0], index=DATES)


def test_agrees_with_pyxirr_and_the_definition():
    peer = pyxirr.pe.ks_pme([-60, -40, 30, 50, 0], INDEX.tolist(), nav=80)
    assert ks_pme(FUND, INDEX) == pytest.approx(peer)
    by_hand = (30 / 140 + 50 / 138 + 80 / 181) / (60 / 100 + 40 / 93)
    assert ks_pme(FUND, INDEX) == pytest.approx(by_hand)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(50, 500), min_size=4, max_size=4),
    st.lists(st.floats(1, 100), min_size=3, max_size=3),
    st.lists(st.floats(0, 0.9), min_size=2, max_size=2),
)
def test_a_fund_that_holds_the_index_scores_one_and_no_alpha(levels, paid, sold):
    # Buy the index three times, sell a part of what is held twice, hold the rest.
    dates = pd.to_datetime(
        ["2015-01-02", "2016-01-04", "2017-01-04", "2018-06-29", "2019-12-31", "2020-12-31"]
    )
    index = pd.Series([100.0, *levels, 150.0], index=dates)
    units = sum(money / level for money, level in zip(paid, index.iloc[:3], strict=True))
    received = []
    for part, level in zip(sold, index.iloc[3:5], strict=True):
        received.append(part * units * level)
        units -= part * units
    flows = pd.DataFrame(
        {
            "date": dates,
            "kind": ["call"] * 3 + ["distribution"] * 2 + ["nav"],
            "amount": [*(-np.array(paid)), *received, units * 150.0],
        }
    )
    assert ks_pme(flows, index) == pytest.approx(1, rel=1e-12)
    assert direct_alpha(flows, index).quoted == pytest.approx(0, abs=1e-10)
    if sum(received) > 1e-3:
        ours, theirs = pme_plus(flows, index), xirr(flows)
        assert ours.roots == pytest.approx(theirs.roots, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_neither_scale_matters(money, level):
    scaled = ks_pme(FUND.assign(amount=FUND["amount"] * money), INDEX * level)
    assert scaled == pytest.approx(ks_pme(FUND, INDEX))


def test_nothing_paid_in_and_an_index_too_short():
    assert np.isnan(ks_pme(FUND.iloc[2:], INDEX))
    with pytest.raises(ValueError, match="no level for 2015-01-02"):
        ks_pme(FUND, INDEX.iloc[1:])
