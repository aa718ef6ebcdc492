"""Mass of a kernel inside a window against closed forms and a fine lattice."""

import numpy as np
import pytest
import shapely
from scipy.stats import norm

from clusterlab.measure import _kernel_mass
from clusterlab.measure._kernel_mass import kernel_mass

SQUARE = shapely.box(0, 0, 100, 60)


@pytest.mark.parametrize("h", [3.0, 25.0, 400.0])
def test_rectangle_in_closed_form(h, monkeypatch):
    xy = np.random.default_rng(0).uniform(0, 1, (40, 2)) * [100, 60]
    xy = np.vstack([xy, [[0, 0], [50, 0], [100, 30], [100, 60]]])
    expected = np.prod(
        [norm.cdf(side, xy[:, k], h) - norm.cdf(0, xy[:, k], h) for k, side in ((0, 100), (1, 60))],
        axis=0,
    )
    np.testing.assert_allclose(kernel_mass(SQUARE, xy, h), expected, rtol=1e-11)
    monkeypatch.setattr(_kernel_mass, "BLOCK", 10)
    np.testing.assert_allclose(kernel_mass(SQUARE, xy, h), expected, rtol=1e-11)


def test_any_polygon_against_a_lattice():
    window = shapely.Polygon([(0, 0), (100, 10), (60, 50), (110, 120), (20, 90)]).difference(
        shapely.box(30, 30, 45, 60)
    )
    xy, h = np.array([[20.0, 20], [58, 50], [50, 95], [30, 30]]), 18.0
    step = 0.1
    lattice = np.arange(-60, 200, step)
    x, y = np.meshgrid(lattice + step / 3, lattice + step / 7)  # off every edge
    held = shapely.contains_xy(window, x, y)
    for place, got in zip(xy, kernel_mass(window, xy, h), strict=True):
        kernel = np.exp(-0.5 * ((x - place[0]) ** 2 + (y - place[1]) ** 2) / h**2)
        assert got == pytest.approx(kernel[held].sum() * step**2 / (2 * np.pi * h * h), abs=5e-4)
