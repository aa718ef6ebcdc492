"""Multiples by hand, and against pyxirr."""

import math

import pandas as pd
import pytest
import pyxirr

from clusterlab.invest import dpi, paid_in, rvpi, tvpi

FUND = pd.DataFrame(
    {
        "date": ["2015-01-02", "2016-01-04", "2017-06-30", "2018-06-29", "2018-12-31"],
        "kind": ["call", "call", "nav", "distribution", "nav"],
        "amount": [-60, -40, 95, 30, 120],
    }
)


def test_by_hand_and_beside_the_peer():
    assert paid_in(FUND) == 100
    assert (tvpi(FUND), dpi(FUND), rvpi(FUND)) == pytest.approx((1.5, 0.3, 1.2))
    assert tvpi(FUND) == pytest.approx(pyxirr.pe.tvpi([-60, -40, 30], nav=120))
    assert dpi(FUND) == pytest.approx(pyxirr.pe.dpi([-60, -40, 30]))


def test_total_loss_is_zero_and_nothing_paid_in_is_undefined():
    lost = FUND.iloc[[0, 4]].assign(amount=[-60.0, 0.0])
    assert (tvpi(lost), dpi(lost), rvpi(lost)) == (0, 0, 0)
    gift = pd.DataFrame({"date": ["2020-01-01"], "amount": [5]})
    assert paid_in(gift) == 0
    assert math.isnan(tvpi(gift))
    assert math.isnan(dpi(gift))
    assert math.isnan(rvpi(gift))


def test_reversed_signs_are_refused_not_a_negative_multiple():
    with pytest.raises(ValueError, match="a call is paid in: negative"):
        tvpi(FUND.assign(amount=-FUND["amount"]))
