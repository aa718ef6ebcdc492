"""Local expansion against the kernel itself."""

import numpy as np
import pytest

from clusterlab.measure._smoothing import kernel, moments, node_count, smooth, smooth_many

GRID = np.array([0.0, 1, 50, 300, 900, 1500])


@pytest.mark.parametrize("cumulative", [False, True])
@pytest.mark.parametrize("h", [2.0, 60.0, 4000.0])
def test_expansion_is_the_sum(h, cumulative):
    random = np.random.default_rng(0)
    distance, weight = random.uniform(0, 2000, 500), random.lognormal(0, 1, 500)
    expected = [weight @ kernel(distance, at=float(d), h=h, cumulative=cumulative) for d in GRID]
    collected = moments(distance, weight, h=h, nodes=node_count(GRID, h))
    options = {"grid": GRID, "h": h, "cumulative": cumulative}
    np.testing.assert_allclose(smooth(collected, **options), expected, rtol=1e-9, atol=1e-11)
    many = smooth_many(np.stack([collected, 2 * collected]), **options)
    np.testing.assert_allclose(many[0], expected, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(many[1], 2 * many[0])


def test_kernel_is_a_density_on_the_half_line():
    d = np.linspace(0, 500, 5001)
    values = [kernel(np.array([30.0]), at=float(x), h=40.0, cumulative=False)[0] for x in d]
    assert np.trapezoid(values, d) == pytest.approx(1, rel=1e-9)
    assert kernel(np.array([30.0]), at=500.0, h=40.0, cumulative=True)[0] == pytest.approx(1)
