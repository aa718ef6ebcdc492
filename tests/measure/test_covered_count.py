"""Numbers behind a listed count, against urns with a known content."""

from math import comb

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import covered_count


def test_the_ends_are_those_that_counting_all_draws_gives():
    row = covered_count(pd.Series([3]), listed=5, registered=12, level=0.8).loc[0]
    kept = []
    for there in range(3, 11):
        ways = [comb(there, x) * comb(12 - there, 5 - x) / comb(12, 5) for x in range(6)]
        if sum(ways[3:]) > 0.1 and sum(ways[:4]) > 0.1:
            kept.append(there)
    assert (row["low"], row["high"]) == (min(kept), max(kept))
    assert row["estimate"] == 3 * 12 / 5


@pytest.mark.parametrize("share", [0.05, 0.3, 0.9])
def test_the_interval_holds_the_truth_at_least_as_often_as_it_says(share):
    total, listed = 199, 99
    there = round(share * total)
    drawn = np.random.default_rng(3).hypergeometric(there, total - there, listed, size=1500)
    seen = pd.Series(np.unique(drawn))
    table = covered_count(seen, listed=listed, registered=total).set_index("count")
    rows = table.loc[drawn]
    assert ((rows["low"] <= there) & (there <= rows["high"])).mean() >= 0.9


def test_a_list_that_is_the_register_gives_the_count_itself():
    table = covered_count(pd.Series({"a": 4, "b": 6}), listed=10, registered=10)
    assert table["low"].tolist() == table["high"].tolist() == [4, 6]


def test_without_a_register_nothing_is_estimated_and_the_reason_stays():
    table = covered_count(pd.Series([4.0]), listed=10, registered=float("nan"))
    assert table[["estimate", "low", "high"]].isna().all(axis=None)
    assert table.attrs["reason"] == {"code": "coverage_unknown", "listed": 10}
    less = covered_count(pd.Series([4.0]), listed=10, registered=8).attrs["reason"]
    assert less.code == "register_narrower"
    assert covered_count(pd.Series([np.nan]), listed=2, registered=3)["low"].isna().all()
    with pytest.raises(ValueError, match="more than"):
        covered_count(pd.Series([4]), listed=3, registered=9)
