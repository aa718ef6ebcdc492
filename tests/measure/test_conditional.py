"""Conditional permutation against every arrangement there is, and against a plain loop."""

from itertools import permutations as arrangements

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import sparse

from clusterlab.measure._conditional import exceedances, p_value, read_weights, row_standardised


def graph(size, seed, *, even):
    rng = np.random.default_rng(seed)
    dense = (rng.random((size, size)) < rng.uniform(0.1, 0.9)).astype(float)
    np.fill_diagonal(dense, 0)
    if even:
        dense *= rng.integers(1, 4, (size, 1))
    else:
        dense *= rng.uniform(0.5, 2, (size, size))
    return sparse.csr_array(dense)


@pytest.mark.parametrize("even", [True, False])
@settings(max_examples=40, deadline=None)
@given(size=st.integers(3, 30), seed=st.integers(0, 10**6), ties=st.booleans())
def test_counts_agree_with_a_plain_loop(even, size, seed, ties):
    weights = graph(size, seed, even=even)
    rng = np.random.default_rng(seed + 1)
    values = rng.integers(0, 3, size).astype(float) if ties else rng.normal(size=size)
    high, low = exceedances(values, weights, permutations=50, seed=seed)
    most = int(np.diff(weights.indptr).max(initial=0))
    rng = np.random.default_rng(seed)
    drawn = [rng.choice(size - 1, most, replace=False) for _ in range(50)] if most else []
    for i in range(size):
        own = weights.data[weights.indptr[i] : weights.indptr[i + 1]]
        if len(own) == 0:
            assert high[i] == low[i] == 0
            continue
        observed = weights[[i]] @ values
        sums = np.array(
            [own @ values[np.where(draw == i, size - 1, draw)[: len(own)]] for draw in drawn]
        )
        assert high[i] == (sums >= observed - 1e-9).sum()
        assert low[i] == (sums <= observed + 1e-9).sum()


@pytest.mark.parametrize("even", [True, False])
def test_chances_agree_with_every_arrangement(even):
    size, draws = 6, 20000
    weights = graph(size, 5, even=even)
    values = np.array([0.3, -1.2, 2.0, 0.7, -0.4, 0.7])
    high, _ = exceedances(values, weights, permutations=draws, seed=1)
    for i in range(size):
        others = [k for k in range(size) if k != i]
        own = weights[[i]].toarray().ravel()[others]
        if not own.any():
            continue
        observed = own @ values[others]
        sums = np.array([own @ values[list(order)] for order in arrangements(others)])
        chance = (sums >= observed - 1e-9).mean()
        error = np.sqrt(chance * (1 - chance) / draws)
        assert abs(high[i] / draws - chance) <= 4.5 * error + 1e-12


def test_the_seed_decides():
    weights, values = graph(20, 1, even=True), np.arange(20.0)
    one = exceedances(values, weights, permutations=99, seed=1)
    np.testing.assert_array_equal(one, exceedances(values, weights, permutations=99, seed=1))
    assert (one[0] != exceedances(values, weights, permutations=99, seed=2)[0]).any()


def test_weights_are_checked_and_lose_their_diagonal():
    with pytest.raises(ValueError, match=r"shape \(3, 3\) for 3 values, not \(2, 2\)"):
        read_weights(np.ones((2, 2)), 3)
    with pytest.raises(ValueError, match=r"zero or more\. The lowest given is -1"):
        read_weights(np.array([[0, -1], [1, 0]]), 2)
    matrix = row_standardised(read_weights(np.array([[5, 2, 2], [0, 1, 0], [1, 0, 0]]), 3))
    assert matrix.toarray().tolist() == [[0, 0.5, 0.5], [0, 0, 0], [1, 0, 0]]


def test_p_values_of_each_kind():
    high, low = np.array([0, 9, 5]), np.array([9, 0, 6])
    kinds = {"greater": [0.1, 1, 0.6], "less": [1, 0.1, 0.7], "directed": [0.1, 0.1, 0.6]}
    for kind, expected in kinds.items():
        found = p_value(high, low, permutations=9, alternative=kind)
        assert found.tolist() == pytest.approx(expected)
    both = p_value(high, low, permutations=9, alternative="two-sided")
    assert both.tolist() == pytest.approx([0.2, 0.2, 1])
    with pytest.raises(ValueError, match="alternative is 'upper'"):
        p_value(high, low, permutations=9, alternative="upper")
