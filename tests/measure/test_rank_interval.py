"""Rank intervals: certain where one place beats another in everything."""

import numpy as np
import pytest

from clusterlab.measure._rank_interval import rank_interval


def test_who_is_better_in_everything_is_always_first():
    scores = np.array([[0.1, 0.2, 0.3], [0.9, 0.8, 0.7], [0.5, 0.5, 0.5]])
    table = rank_interval(scores, draws=500, seed=0)
    assert table.to_numpy().tolist() == [[3, 3, 3], [1, 1, 1], [2, 2, 2]]


def test_opposites_may_each_be_first():
    table = rank_interval(np.array([[1.0, 0.0], [0.0, 1.0]]), draws=500, seed=0)
    assert table["rank"].tolist() == [1, 1]
    assert table[["rank_low", "rank_high"]].to_numpy().tolist() == [[1, 2], [1, 2]]


def test_interval_holds_the_share_it_says():
    # Row 0 beats row 1 when the first weight is above 0.2, which four draws in five are.
    scores = np.array([[1.0, 0.0], [0.0, 0.25]])
    wide = rank_interval(scores, draws=5000, seed=1, level=0.9)
    narrow = rank_interval(scores, draws=5000, seed=1, level=0.5)
    assert wide.iloc[0].tolist() == [1, 1, 2]
    assert narrow.iloc[0].tolist() == [1, 1, 1]


def test_order_of_rows_is_of_no_matter_and_ties_share():
    rng = np.random.default_rng(2)
    scores = rng.random((9, 4))
    one = rank_interval(scores, draws=99, seed=3)
    two = rank_interval(scores[::-1], draws=99, seed=3)
    np.testing.assert_array_equal(one, two[::-1])
    assert rank_interval(np.ones((3, 2)), draws=9, seed=0)["rank_high"].tolist() == [1, 1, 1]


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (1, 1)])
def test_degenerate_tables(shape):
    assert rank_interval(np.zeros(shape), draws=9, seed=0).shape == (shape[0], 3)
