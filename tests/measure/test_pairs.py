"""Totals and rules over pairs against the pairs themselves."""

import numpy as np
import pytest

from clusterlab.measure._pairs import (
    Selection,
    pair_distances,
    pair_total,
    pair_weights,
    quartiles,
    rule_of_thumb,
)


@pytest.mark.parametrize("weighting", ["none", "product", "sum"])
@pytest.mark.parametrize("across", [False, True])
def test_total_is_the_sum_of_pair_weights(weighting, across):
    random = np.random.default_rng(0)
    e, f = random.lognormal(0, 3, 20), random.lognormal(0, 3, 7)
    xy = random.normal(size=(27, 2))
    chosen = Selection(xy[:20], e, xy[20:] if across else None, f if across else None, weighting)
    weights = pair_weights(chosen)
    expected = chosen.pairs if weights is None else weights.sum()
    assert chosen.total() == pytest.approx(expected, rel=1e-12)
    assert pair_distances(chosen).size == chosen.pairs


def test_one_giant_does_not_swallow_the_rest():
    e = np.array([1e12, 1.0, 1.0])
    assert pair_total(e, None, "product") == 2e12 + 1
    assert pair_total(np.array([5.0, 0, 0]), None, "product") == 0


def test_rule_takes_the_smaller_spread():
    wide = np.array([0.0, 1, 2, 3, 4, 1000])
    assert rule_of_thumb(wide) == pytest.approx(0.9 * 2.5 / 1.34 * 6**-0.2)
    assert rule_of_thumb(np.array([3.0])) == 0


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6, 7, 50, 1001])
@pytest.mark.parametrize("ties", [False, True])
def test_quartiles_are_those_of_numpy(n, ties):
    for seed in range(20):
        random = np.random.default_rng(seed)
        values = random.integers(0, 5, n).astype(float) if ties else random.normal(size=n)
        assert quartiles(values) == tuple(np.quantile(values, [0.25, 0.75]))
