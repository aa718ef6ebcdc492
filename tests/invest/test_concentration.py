"""Herfindahl-Hirschman index and its exact range, against brute force."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.invest import fund_concentration
from clusterlab.invest.concentration import hhi_range

ROWS = pd.DataFrame(
    [
        ("a", "A", 2023, 100.0, "2023"),
        ("a", "A", 2023, 200.0, "2024"),
        ("b", "B", 2023, 300.0, "2024"),
        ("c", "A", 2024, 100.0, "2024"),
        ("d", None, 2024, 400.0, "2024"),
        ("e", "B", 2024, None, "2024"),
    ],
    columns=["fund_id", "gp", "vintage", "size", "as_of"],
).assign(name="F", kind="fund", status="closed", source_id="s")


def test_by_hand():
    table = fund_concentration(ROWS, by=["gp", "vintage"])
    # A holds 200 to 300 beside 300 of B; equal shares are the least concentrated.
    assert table.loc["gp", ["low", "high"]].tolist() == pytest.approx([0.5, 0.4**2 + 0.6**2])
    assert table.loc["gp", "latest"] == pytest.approx(0.5)
    assert table.loc["gp", "unknown_pct"] == pytest.approx(40)
    assert table.loc["vintage", "unknown_pct"] == 0
    assert table.loc["vintage", ["groups", "funds"]].tolist() == [2, 4]


def test_nothing_known_has_a_reason():
    assert fund_concentration(ROWS, by=["sector"]).loc["sector", "reason"] == "no_group"
    unsized = ROWS.assign(size=np.nan)
    assert fund_concentration(unsized, by=["gp"]).loc["gp", "reason"] == "no_size"
    with pytest.raises(ValueError, match="'region'"):
        fund_concentration(ROWS, by=["region"])


ranges = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None)
@given(ranges, st.integers(0, 2**32 - 1))
def test_no_choice_within_the_ranges_leaves_the_bounds(ends, seed):
    low = np.array([min(pair) for pair in ends]).round(3)
    high = np.array([max(pair) for pair in ends]).round(3) + 0.01
    least, greatest = hhi_range(low, high)
    draws = np.random.default_rng(seed).uniform(low, high, (500, len(low)))
    # The common level that the bound rests on is tried among the draws, fine enough to be near.
    levels = np.geomspace(0.001, high.max(), 4000)[:, None]
    draws = np.vstack([draws, np.clip(levels, low, high)])
    shares = draws / draws.sum(axis=1, keepdims=True)
    hhi = (shares**2).sum(axis=1)
    assert least <= hhi.min() + 1e-9
    assert least >= hhi.min() - 1e-2
    assert greatest >= hhi.max() - 1e-9
    assert 1 / len(low) - 1e-12 <= least <= greatest <= 1


def test_the_common_level_may_lie_below_every_least_size():
    low, high = np.array([5.0, 0, 0]), np.array([5.0, 4.9, 0.5])
    least, _ = hhi_range(low, high)
    fine = np.array([[5.0, x, 0.5] for x in np.linspace(4, 4.9, 9001)])
    shares = fine / fine.sum(axis=1, keepdims=True)
    assert least == pytest.approx((shares**2).sum(axis=1).min(), abs=1e-9)


def test_too_many_in_dispute():
    with pytest.raises(ValueError, match="17 groups are in dispute"):
        hhi_range(np.ones(17), np.full(17, 2.0))


def test_a_group_that_may_hold_nothing():
    assert hhi_range(np.array([0.0, 1.0]), np.array([1.0, 1.0])) == pytest.approx((0.5, 1.0))
