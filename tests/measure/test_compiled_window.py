"""Compiled sums over a window against numpy's."""

import numpy as np
import pytest
import shapely

from clusterlab.measure import _second_order
from clusterlab.measure._second_order import cumulative_sum

GRID = np.array([0.0, 7, 20, 20.5, 90])
SQUARE = shapely.box(0, 0, 200, 100)
HOLED = SQUARE.difference(shapely.box(50, 20, 80, 70)).difference(
    shapely.Polygon([(150, 0), (200, 0), (200, 60)])
)


@pytest.mark.parametrize("correction", ["none", "translation", "isotropic", "border"])
@pytest.mark.parametrize("window", [SQUARE, HOLED], ids=["square", "holed"])
@pytest.mark.parametrize("lattice", [False, True])
def test_same_sums(window, correction, lattice, monkeypatch):
    random = np.random.default_rng(1)
    xy = random.uniform(0, 1, (150, 2)) * [200, 100]
    if lattice:
        xy = np.round(xy / 10) * 10  # corners, tangents, twins
    xy = xy[shapely.intersects_xy(window, *xy.T)]
    kind = random.integers(0, 3, len(xy))
    options = {
        "first": kind < 2,
        "second": kind > 0,
        "size": random.lognormal(0, 1, len(xy)),
        "grid": GRID,
        "correction": correction,
    }
    plain = cumulative_sum(window, xy, **options)
    monkeypatch.setattr(_second_order, "PLAIN_POINTS", 0)
    np.testing.assert_allclose(cumulative_sum(window, xy, **options), plain, rtol=1e-9)


def test_a_single_distance_of_zero(monkeypatch):
    monkeypatch.setattr(_second_order, "PLAIN_POINTS", 0)
    every = np.ones(3, dtype=bool)
    xy = np.array([[1.0, 1], [1, 1], [2, 2]])
    options = {"first": every, "second": every, "size": np.ones(3), "grid": np.array([0.0])}
    assert cumulative_sum(SQUARE, xy, correction="none", **options).tolist() == [2]
