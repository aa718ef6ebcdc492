"""Rates of return against published examples, known roots, peers and bisection in 60 digits."""

from decimal import Decimal, localcontext

import numpy as np
import numpy_financial as npf
import pandas as pd
import pytest
import pyxirr
from hypothesis import given, settings, strategies as st

from clusterlab.invest import xirr, xnpv
from clusterlab.invest.rate import rate_of

DATES = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]
MICROSOFT = pd.DataFrame({"date": DATES, "amount": [-10_000, 2750, 4250, 3250, 2750]})


def yearly(*amounts, first="2001-01-01"):
    """Flows exactly 365 days apart, whatever leap days lie between."""
    dates = pd.Timestamp(first) + pd.to_timedelta(np.arange(len(amounts)) * 365, unit="D")
    return pd.DataFrame({"date": dates, "amount": amounts})


def bisected(flows, low, high):
    """Root between two rates by bisection on the definition, in 60 digits."""
    days = (pd.to_datetime(flows["date"]) - pd.to_datetime(flows["date"]).iloc[0]).dt.days
    with localcontext() as context:
        context.prec = 60
        terms = [
            (Decimal(int(d)) / 365, Decimal(float(a)))
            for d, a in zip(days, flows["amount"], strict=True)
        ]

        def worth(rate):
            log = (1 + rate).ln()
            return sum(amount * (-log * years).exp() for years, amount in terms)

        low, high = Decimal(low), Decimal(high)
        below = worth(low) > 0
        assert below != (worth(high) > 0)
        for _ in range(80):
            middle = (low + high) / 2
            if (worth(middle) > 0) == below:
                low = middle
            else:
                high = middle
        return float(low)


def test_microsoft_example():
    assert xirr(MICROSOFT).quoted == pytest.approx(0.373362535, abs=5e-9)
    assert xirr(MICROSOFT).roots == pytest.approx([bisected(MICROSOFT, 0, 1)], rel=1e-13)


def test_numpy_financial_examples():
    for amounts, published in (
        ([-100, 39, 59, 55, 20], 0.28095),
        ([-100, 0, 0, 74], -0.0955),
        ([-100, 100, 0, -7], -0.0833),
        ([-100, 100, 0, 7], 0.06206),
        ([-5, 10.5, 1, -8, 1], 0.0886),
    ):
        ours = xirr(yearly(*amounts))
        assert ours.quoted == pytest.approx(published, abs=6e-5)
        assert ours.quoted == pytest.approx(npf.irr(amounts), abs=1e-9)


def test_three_roots_where_the_peer_tells_one():
    amounts = -1000 * np.poly([1.1, 1.2, 1.3])
    ours = xirr(yearly(*amounts))
    assert ours.roots == pytest.approx([0.1, 0.2, 0.3], abs=1e-10)
    assert ours.quoted == pytest.approx(0.1)
    assert isinstance(pyxirr.xirr(yearly(*amounts)), float)
    for root, (low, high) in zip(
        ours.roots, [("0.05", "0.15"), ("0.15", "0.25"), ("0.25", "0.35")], strict=True
    ):
        assert root == pytest.approx(bisected(yearly(*amounts), low, high), abs=1e-10)


def test_leap_years_count_in_days():
    flows = pd.DataFrame({"date": ["2024-01-01", "2025-01-01"], "amount": [-100, 110]})
    assert xirr(flows).quoted == pytest.approx(1.1 ** (365 / 366) - 1, rel=1e-13)
    flows["date"] = ["2023-01-01", "2024-01-01"]
    assert xirr(flows).quoted == pytest.approx(0.1, rel=1e-13)
    flows["date"] = ["2024-02-29", "2028-02-29"]
    assert xirr(flows).quoted == pytest.approx(1.1 ** (365 / 1461) - 1, rel=1e-13)


def test_total_loss_and_single_flow_have_a_reason():
    lost = pd.DataFrame(
        {"date": ["2020-01-01", "2024-01-01"], "kind": ["call", "nav"], "amount": [-100, 0]}
    )
    assert xirr(lost).reason["code"] == "total_loss"
    assert xirr(yearly(-100)).reason["code"] == "no_sign_change"
    with pytest.raises(pyxirr.InvalidPaymentsError):
        pyxirr.xirr(yearly(-100))


def test_nearly_total_loss_is_a_rate():
    flows = yearly(-1e9, 1.0)
    assert xirr(flows).quoted == pytest.approx(-1 + 1e-9, abs=1e-15)


def test_flows_of_one_day_are_added_up():
    flows = pd.DataFrame(
        {"date": ["2021-01-01", "2021-01-01", "2022-01-01"], "amount": [-150, 50, 120]}
    )
    assert xirr(flows).roots == pytest.approx([0.2])


amounts = st.lists(
    st.floats(-1000, 1000).filter(lambda a: abs(a) > 1), min_size=2, max_size=8, unique=True
)


@settings(max_examples=60, deadline=None)
@given(amounts, st.lists(st.integers(20, 900), min_size=8, max_size=8), st.floats(1e-6, 1e9))
def test_scaling_changes_nothing_and_every_root_is_one(values, gaps, scale):
    days = np.cumsum([0, *gaps])[: len(values)]
    dates = pd.Timestamp("2005-02-28") + pd.to_timedelta(days, unit="D")
    flows = pd.DataFrame({"date": dates, "amount": values})
    one, other = xirr(flows), xirr(flows.assign(amount=flows["amount"] * scale))
    assert one.roots == pytest.approx(other.roots, rel=1e-6, abs=1e-6)
    for root in one.roots:
        # Change of sign around the root, or a curve that touches zero there.
        terms = (flows["amount"] * (1 + root) ** (-days / 365)).abs()
        # Near a total loss a double cannot hold the rate any closer.
        grain = 2**-52 * (terms * days / 365).sum() / (1 + root)
        assert abs(xnpv(flows, root)) <= 1e-6 * terms.sum() + grain


@settings(max_examples=60, deadline=None)
@given(amounts, st.lists(st.integers(20, 900), min_size=8, max_size=8))
def test_the_peer_and_our_own_search_agree(values, gaps):
    days = np.cumsum([0, *gaps])[: len(values)].astype(float)
    conventional = -np.abs(np.array(values))
    conventional[1:] *= -1
    dates = pd.Timestamp("2005-02-28") + pd.to_timedelta(days, unit="D")
    ours = rate_of(days / 365, conventional)
    peer = xirr(pd.DataFrame({"date": dates, "amount": conventional}))
    assert ours.roots == pytest.approx(peer.roots, rel=1e-9, abs=1e-11)


def test_names_stay_functions_though_files_bear_them():
    from importlib import import_module

    from clusterlab import invest

    for name in ("direct_alpha", "ks_pme", "performance", "pacing", "xirr", "xnpv"):
        import_module(f"clusterlab.invest.{name}")
        assert callable(getattr(invest, name)), name
    with pytest.raises(AttributeError, match="no attribute 'irr'"):
        _ = invest.irr
