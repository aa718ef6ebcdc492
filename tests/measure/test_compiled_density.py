"""Gaussian sums with a cut kernel against the sum over all."""

import numpy as np
import pytest

from clusterlab.measure._compiled_density import gaussian_sums


@pytest.mark.parametrize("h", [2000.0, 150.0, 8.0, 0.5])
def test_equals_the_sum_over_all(h):
    random = np.random.default_rng(5)
    crowd = random.normal(500, 60, (200, 2))
    xy = np.vstack([crowd, random.uniform(0, 3000, (60, 2)), crowd[:3], [[4000.0, -900.0]]])
    square = ((xy[:, None] - xy) ** 2).sum(axis=2)
    kernel = np.exp(-0.5 * square / h**2)
    np.fill_diagonal(kernel, 0.0)
    expected = kernel.sum(axis=1)
    got = gaussian_sums(xy, h)
    np.testing.assert_allclose(got, expected, rtol=1e-11)
    # Where all others are out of reach of floating point, nothing is made up.
    np.testing.assert_array_equal(got == 0, expected == 0)


def test_far_points_are_not_lost_to_the_cut():
    xy = np.array([[0.0, 0], [12, 0], [12, 1]])  # twelve bandwidths away
    expected = np.exp(-72.0) + np.exp(-72.5)
    assert gaussian_sums(xy, 1.0)[0] == pytest.approx(expected, rel=1e-12)
