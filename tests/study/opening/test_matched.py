"""Complexes among their like, against ranks and intervals worked out otherwise."""

import numpy as np
import pandas as pd
import pytest
from town_fixtures import town

from clusterlab.study.opening import matched


def complexes(n=14):
    sizes = [100.0, 50.0, 200.0, 49.0, 201.0, *[100.0] * (n - 5)]
    return pd.DataFrame(
        {
            "complex_id": [f"c{i}" for i in range(n)], "name": [f"C{i}" for i in range(n)],
            "kind": ["a"] * (n - 1) + ["b"], "count_as_complex": True,
            "industrial_area_m2": sizes, "for_sale_area_m2": 100.0, "sold_area_m2": 90.0,
            "tenants": 200.0, "operating": [100.0] + [180.0] * (n - 1), "as_of": "2025-09",
            "source_id": "s4",
        }
    )  # fmt: skip


def test_peers_are_of_the_kind_and_within_twice_the_size():
    found = matched.peers(complexes().set_index("complex_id"), "c0")
    assert found.index.tolist() == ["c0", "c1", "c2", *[f"c{i}" for i in range(5, 13)]]


def test_the_rank_among_peers_and_too_few_of_them():
    where = {"complexes": ["c0"]}
    found = matched.matched(town(complexes=complexes(), meta=where))
    (told,) = found.said
    assert (told.values["rank"], told.values["of"], told.values["range"]) == (11, 11, (11, 11))
    few = matched.matched(town(complexes=complexes(10), meta=where))
    assert few.reason == {"code": "few_peers", "peers": 6, "minimum": 10, "times": 2}


def test_the_interval_holds_the_true_rank_at_least_as_often_as_it_says():
    rng = np.random.default_rng(4)
    chance, tenants = np.linspace(0.95, 0.6, 15), rng.integers(30, 200, size=15)
    order = np.array([7, *range(7), *range(8, 15)])
    held = 0
    for _ in range(300):
        seen = rng.binomial(tenants, chance[order])
        rank, low, high = matched.rank_with_interval(seen, tenants)
        assert low <= rank <= high
        held += low <= 8 <= high
    assert held / 300 >= 0.9


def test_equal_shares_share_the_best_rank():
    assert matched.rank_with_interval([5, 5, 5], [10, 10, 10])[0] == 1
    assert matched.rank_with_interval([0, 90], [100, 100]) == pytest.approx((2, 2, 2))
