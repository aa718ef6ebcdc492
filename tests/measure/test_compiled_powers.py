"""Vectors of powers against numpy."""

import numpy as np
from numba import njit

from clusterlab.measure._compiled_powers import SPARE, add_powers, find_nodes


@njit
def _add(sums, start, weight, offset):
    add_powers(sums, start, weight, offset, 2)
    add_powers(sums, start + 8, weight, offset, 1)


def test_powers_are_added_where_they_belong():
    sums = np.arange(14.0)
    _add(sums, 1, 3.0, -0.25)
    expected = np.arange(14.0)
    expected[1:9] += 3 * (-0.25) ** np.arange(8)
    expected[9:13] += 3 * (-0.25) ** np.arange(4)
    np.testing.assert_allclose(sums, expected, rtol=1e-15)


def test_nodes_and_offsets_give_the_distance_back():
    random = np.random.default_rng(0)
    x, y = random.uniform(-50, 50, (2, 300))
    node, offset = np.empty(300, dtype=np.int32), np.empty(300)
    find_nodes(node, offset, x, y, 3.0, -4.0, 2.0, 90)
    d = np.hypot(x - 3, y + 4) * 2
    near = node < 90
    assert near.sum() > 50
    assert (d[near] < 90).all()
    assert (d[~near] >= 89.5).all()
    assert (node[~near] < 90 + SPARE).all()
    np.testing.assert_allclose((node + offset)[near], d[near], rtol=1e-12)
    assert (abs(offset) <= 0.5 + 1e-12).all()
