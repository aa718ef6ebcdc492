"""Assignments: every way where they are few, drawn ones else; and the interval they give."""

import numpy as np

from clusterlab.invest._reassignment import assign, invert


def test_every_way_stands_once_with_the_observed_first():
    starts = np.array([np.nan, 5.0, np.nan, 5.0, np.nan])
    every = assign(starts, np.arange(5), seed=0)
    np.testing.assert_array_equal(every[0], starts)
    assert len({tuple(row) for row in np.isnan(every).tolist()}) == len(every) == 10


def test_drawn_assignments_keep_the_beginnings_and_follow_the_seed():
    starts = np.array([2.0] * 3 + [4.0] * 3 + [np.nan] * 20)
    every = assign(starts, np.arange(26), seed=1)
    assert every.shape == (1000, 26)
    np.testing.assert_array_equal(every[0], starts)
    np.testing.assert_array_equal(np.sort(every, axis=1), np.tile(np.sort(starts), (1000, 1)))
    np.testing.assert_array_equal(every, assign(starts, np.arange(26), seed=1))


def test_the_interval_is_every_effect_that_the_test_does_not_reject():
    rng = np.random.default_rng(4)
    every = ~np.isnan(assign(np.array([1.0] * 4 + [np.nan] * 5), np.arange(9), seed=0))
    gap = every / 4 - ~every / 5
    values = rng.normal(size=9)
    shifts = gap @ every[0].astype(float)
    found = invert(gap @ values, shifts, confidence=0.9)
    grid = np.linspace(-6, 6, 4001)
    left = np.abs((gap @ values)[:, None] - shifts[:, None] * grid)
    kept = grid[(left >= left[0] - 1e-12).mean(axis=0) > 0.1]
    assert abs(kept.min() - found.low) < 0.004
    assert abs(kept.max() - found.high) < 0.004
    assert len(kept) == round((kept.max() - kept.min()) / (grid[1] - grid[0])) + 1


def test_too_few_ways_leave_no_interval_and_no_effect_leaves_nothing():
    values, shifts = np.array([2.0, 1.0, -1.0]), np.array([1.0, -0.5, -0.5])
    assert np.isnan(invert(values, shifts, confidence=0.95).low)
    assert invert(values, shifts, confidence=0.95).p_value == 1 / 3
    assert np.isnan(invert(values, np.zeros(3), confidence=0.95).p_value)
