"""Neighbour weights against libpysal and distances taken one by one."""

import geopandas as gpd
import numpy as np
import pytest
from libpysal import graph
from shapely import box

from clusterlab.measure import neighbour_weights


@pytest.fixture
def squares():
    cells = [box(x, y, x + 1, y + 1) for y in range(4) for x in range(5)]
    return gpd.GeoDataFrame(geometry=cells, crs=5186)


@pytest.fixture
def points():
    rng = np.random.default_rng(0)
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*rng.uniform(0, 100, (2, 60))), crs=5186)


@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_contiguity_agrees_with_libpysal(squares, rule):
    found = neighbour_weights(squares, rule=rule).toarray()
    expected = graph.Graph.build_contiguity(squares, rook=rule == "rook").sparse.toarray()
    np.testing.assert_array_equal(found, expected)


def test_nearest_agrees_with_libpysal(points):
    found = neighbour_weights(points, rule="nearest", nearest=4).toarray()
    expected = graph.Graph.build_knn(points, k=4).sparse.toarray()
    np.testing.assert_array_equal(found, expected)


def test_nearest_on_a_grid_takes_ties_in_order(squares):
    found = neighbour_weights(squares, rule="nearest", nearest=3).toarray()
    xy = [(k % 5, k // 5) for k in range(20)]
    for row, (x, y) in enumerate(xy):
        order = sorted((np.hypot(a - x, b - y), k) for k, (a, b) in enumerate(xy) if k != row)
        assert sorted(np.flatnonzero(found[row])) == sorted(k for _, k in order[:3])


def test_distance_counts_the_radius_itself():
    row = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 0.3, 0.9], [0, 0, 0]), crs=5186)
    found = neighbour_weights(row, rule="distance", radius_m=0.6).toarray()
    assert found.tolist() == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]


def test_coincident_points_have_others_as_nearest():
    same = gpd.GeoDataFrame(geometry=gpd.points_from_xy([5] * 4, [5] * 4), crs=5186)
    found = neighbour_weights(same, rule="nearest", nearest=2)
    assert found.toarray().tolist() == [[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [1, 1, 0, 0]]


def test_bad_options_are_refused(points):
    with pytest.raises(ValueError, match="needs nearest"):
        neighbour_weights(points, rule="nearest")
    with pytest.raises(ValueError, match=r"below the number of places \(60\), not 60"):
        neighbour_weights(points, rule="nearest", nearest=60)
    with pytest.raises(ValueError, match="needs radius_m"):
        neighbour_weights(points, rule="distance")
    with pytest.raises(ValueError, match="Did you mean 'queen'"):
        neighbour_weights(points, rule="queens")
    with pytest.raises(ValueError, match="not in metres"):
        neighbour_weights(points.to_crs(4326), rule="distance", radius_m=5)
