"""Coverage of a list, against the definition of its interval and simulated lists."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from clusterlab.measure import list_coverage


def test_the_ends_are_the_chances_at_which_the_list_is_just_not_ruled_out():
    row = list_coverage(pd.Series({"a": 7}), pd.Series({"a": 20}), level=0.9).loc["a"]
    assert row["coverage"] == 0.35
    assert stats.binom.sf(6, 20, row["low"]) == pytest.approx(0.05)
    assert stats.binom.cdf(7, 20, row["high"]) == pytest.approx(0.05)


def test_without_a_register_or_with_one_that_counts_less_there_is_no_share():
    table = list_coverage(pd.Series({"a": 7, "b": 7, "c": 7}), pd.Series({"b": 5, "c": 0.0}))
    assert table[["coverage", "low", "high"]].isna().all(axis=None)
    assert [reason.code for reason in table["reason"]] == [
        "coverage_unknown", "register_narrower", "coverage_unknown",
    ]  # fmt: skip
    assert table.loc["b", "reason"] == {"code": "register_narrower", "listed": 7, "registered": 5}


def test_nothing_listed_and_everything_listed_reach_the_ends():
    table = list_coverage(pd.Series({"none": 0, "all": 9}), pd.Series({"none": 9, "all": 9}))
    assert table.loc["none", "low"] == 0
    assert table.loc["all", "high"] == 1


@pytest.mark.parametrize(("total", "chance"), [(30, 0.2), (199, 0.58), (60, 0.95)])
def test_the_interval_holds_the_true_chance_at_least_as_often_as_it_says(total, chance):
    lists = pd.Series(np.random.default_rng(5).binomial(total, chance, size=4000))
    table = list_coverage(lists, pd.Series(total, index=lists.index))
    assert ((table["low"] <= chance) & (chance <= table["high"])).mean() >= 0.89


def test_broken_counts_are_refused():
    with pytest.raises(ValueError, match="whole numbers"):
        list_coverage(pd.Series([1.5]), pd.Series([3]))
    with pytest.raises(ValueError, match="level"):
        list_coverage(pd.Series([1]), pd.Series([3]), level=1)
