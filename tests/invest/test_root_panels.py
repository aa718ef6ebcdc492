"""Roots between two ends: clusters of them, touches, and curves that pass by."""

import numpy as np
import pytest

from clusterlab.invest._root_batches import Sums
from clusterlab.invest._root_panels import separate


def apart(roots, low, high, step=1.0):
    """Brackets of a polynomial in the growth of a step whose logarithmic roots are given."""
    coefficients = np.poly(np.exp(np.array(roots) * -step))[::-1]
    times = np.arange(len(coefficients)) * step
    sums = Sums(times[None], coefficients[None] / np.abs(coefficients).max())
    ends = np.array([low]), np.array([high])
    rows = np.array([0])
    signs = [sums.signs(rows, end).astype(int) for end in ends]
    return separate(sums, rows, *ends, *signs)


@pytest.mark.parametrize("gap", [1e-1, 1e-2, 1e-4, 2e-6])
def test_two_roots_near_each_other_are_set_apart(gap):
    found = apart([0.3, 0.3 + gap], -2.0, 2.0)
    assert len(found.rows) == 2
    assert len(found.touching) == 0
    order = np.argsort(found.low)
    for place, root in zip(order, (0.3, 0.3 + gap), strict=True):
        assert found.low[place] - gap / 4 <= root <= found.high[place] + gap / 4


def test_a_double_root_touches():
    found = apart([0.3, 0.3], -2.0, 2.0)
    assert len(found.rows) == 0
    assert len(found.touching) == 1
    assert found.touch_low[0] <= 0.3 + 1e-6
    assert found.touch_high[0] >= 0.3 - 1e-6


def test_a_double_root_on_the_border_of_two_panels_is_told_once():
    for low, high in ((-1.0, 1.6), (0.0, 0.6), (0.15, 0.45)):
        found = apart([0.3, 0.3], low, high)
        assert (len(found.rows), len(found.touching)) == (0, 1)
        found = apart([0.3], low, high)
        assert (len(found.rows), len(found.touching)) == (1, 0)


def test_a_triple_root_crosses_once_and_five_near_ones_five_times():
    assert len(apart([0.3, 0.3, 0.3], -2.0, 2.0).rows) == 1
    found = apart([0.1, 0.2, 0.3, 0.4, 0.5], -2.0, 2.0)
    assert len(found.rows) == 5
    assert len(found.touching) == 0


def test_a_curve_that_passes_by_leaves_nothing():
    parabola = Sums(np.arange(3.0)[None], np.array([[1.0, -2.0, 1.0 + 1e-11]]))
    ends = np.array([-2.0]), np.array([2.0]), np.array([1]), np.array([1])
    found = separate(parabola, np.array([0]), *ends)
    assert len(found.rows) == len(found.touching) == 0


def test_rows_and_wide_ranges_do_not_mix():
    """Two rows, one of them over thousands of logarithms."""
    times = np.array([[0.0, 1.0, 2.0], [0.0, 1 / 365, 2 / 365]])
    coefficients = np.array([[2.0, -3.0, 1.0], [2.0, -3.0, 1.0]])
    sums, rows = Sums(times, coefficients), np.array([0, 1])
    found = separate(
        sums, rows, np.array([-2.0, -900.0]), np.array([2.0, 900.0]), np.ones(2), np.ones(2)
    )
    # The roots are growths of 1/2 and 1 a step: s = 0 and s = ± log 2 a step.
    assert sorted(found.rows.tolist()) == [0, 0, 1, 1]
    for row, scale in ((0, 1.0), (1, 365.0)):
        mine = found.rows == row
        for root in (0.0, -np.log(2) * scale):
            inside = (found.low[mine] <= root + 1e-9) & (found.high[mine] >= root - 1e-9)
            assert inside.any(), (row, root)
