"""Ratios added place by place; the loops over neighbours are tested in test_near."""

import numpy as np

from clusterlab.measure._compiled_near import _first_at, add_ratios


def test_places_without_neighbours_leave_both_sums():
    near = np.array([[1.0, 2], [0, 3], [4, 0]])
    against = np.array([[2.0, 4], [0, 6], [5, 0]])
    top, bottom = np.zeros(2), np.zeros(2)
    add_ratios(top, bottom, near, against, np.array([0.1, 0.2, np.nan]))
    np.testing.assert_allclose(top, [1 / 2 + 4 / 5, 2 / 4 + 3 / 6])
    assert np.isnan(bottom[0])
    np.testing.assert_allclose(bottom[1], 0.3)


def test_first_at_is_a_search_from_the_left():
    x = np.array([0.0, 1, 1, 1, 4, 9])
    for value in (-1, 0, 0.5, 1, 2, 9, 10):
        assert _first_at(x, 0, 6, value) == np.searchsorted(x, value)
        assert _first_at(x, 2, 4, value) == 2 + np.searchsorted(x[2:4], value)
