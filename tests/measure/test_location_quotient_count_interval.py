"""Exact intervals beside scipy's, and how often they hold the truth."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from clusterlab.measure import location_quotient, location_quotient_count_interval


def test_the_limits_are_those_of_a_peer():
    counts = pd.DataFrame(np.random.default_rng(1).integers(0, 9, (5, 3)))
    found = location_quotient_count_interval(counts, confidence=0.9)
    for (r, i), row in found.iterrows():
        n, share = int(counts[i].sum()), counts.loc[r].sum() / counts.to_numpy().sum()
        ends = binomtest(int(counts.loc[r, i]), n).proportion_ci(0.9, method="exact")
        assert row["low"] == pytest.approx(ends.low / share)
        assert row["high"] == pytest.approx(ends.high / share)
    lq = location_quotient(counts.astype(float)).to_numpy().ravel()
    np.testing.assert_allclose(found["observed"], lq)


@pytest.mark.parametrize("few", [0.5, 3.0, 12.0])
def test_the_interval_holds_the_truth_as_often_as_stated_or_more(few: float):
    random = np.random.default_rng(3)
    rate = np.full((12, 8), 60.0)
    rate[0, 0], rate[1:, 0] = few, 4.0
    truth = rate[0, 0] / rate[:, 0].sum() / (rate[0].sum() / rate.sum())
    held = []
    for _ in range(1000):
        found = location_quotient_count_interval(pd.DataFrame(random.poisson(rate)))
        held.append(found["low"].iloc[0] <= truth <= found["high"].iloc[0])
    # 936 of 1,000 lie two standard errors below 95 %.
    assert np.mean(held) >= 0.936


def test_nothing_known_is_no_number_and_no_count_ends_above_0():
    counts = pd.DataFrame({"bio": [0, 4], "none": [0, 0], "food": [3.0, np.nan]}, index=["A", "B"])
    found = location_quotient_count_interval(counts)
    assert found.loc[("A", "bio"), "low"] == 0 < found.loc[("A", "bio"), "high"]
    assert found.loc[("B", "bio"), "high"] == pytest.approx(7 / 4)
    ends = ["observed", "low", "high"]
    for pair in (("A", "none"), ("B", "none"), ("B", "food")):
        assert found.loc[pair, ends].isna().all()


@pytest.mark.parametrize("wrong", [-1.0, 0.5, np.inf])
def test_what_is_no_count_is_refused(wrong: float):
    with pytest.raises(ValueError, match="whole numbers"):
        location_quotient_count_interval(pd.DataFrame({"bio": [1.0, wrong]}))
