"""Sums over pairs in a window: the parts that the measures share."""

import numpy as np
import pytest
import shapely

from clusterlab.measure._second_order import cumulative_sum, far_share, kernel_sum

SQUARE = shapely.box(0, 0, 100, 100)
XY = np.array([[50.0, 50], [50, 60], [5, 5], [5, 8]])
EVERY = np.ones(4, dtype=bool)


def test_far_share_by_hand():
    border, size = np.array([10.0, 30, 50]), np.array([1.0, 2, 5])
    got = far_share(border, size, np.array([0.0, 10, 11, 50, 51]))
    np.testing.assert_allclose(got, [1, 1, 7 / 8, 5 / 8, np.nan])


def test_border_sum_by_hand():
    # At r = 3 all four count; at 10 the two in the corner are too near the border.
    got = cumulative_sum(
        SQUARE,
        XY,
        first=EVERY,
        second=EVERY,
        size=np.ones(4),
        grid=np.array([2.0, 3, 10]),
        correction="border",
    )
    assert got.tolist() == [0, 2, 4]


def test_weights_multiply():
    got = cumulative_sum(
        SQUARE,
        XY,
        first=EVERY,
        second=EVERY,
        size=np.array([2.0, 3, 5, 7]),
        grid=np.array([3.0, 10]),
        correction="none",
    )
    assert got.tolist() == [70, 82]


def test_kernel_sum_by_hand():
    got = kernel_sum(
        SQUARE, XY, chosen=EVERY, grid=np.array([3.0, 9, 20]), correction="none", half_width=2
    )
    assert got == pytest.approx([2 * 0.375, 2 * 0.375 * (1 - 0.25), 0])
