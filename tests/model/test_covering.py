"""The covering of points by polygons against GEOS asked point by point, borders included."""

import tracemalloc

import numpy as np
import pytest
import shapely
from hypothesis import given, settings, strategies as st

from clusterlab.model.covering import BORDER, border_grid, covering, near_border


def bent(count, seed, size=1000.0):
    """Split a square among polygons with winding borders, shared by their neighbours."""
    rng = np.random.default_rng(seed)
    seeds = shapely.MultiPoint(rng.uniform(0, size, (count, 2)))
    box = shapely.box(0, 0, size, size)
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=box))
    cells = shapely.segmentize(shapely.intersection(cells, box), size / 40)

    def bend(xy):
        x, y = xy.T
        return np.column_stack([x + 9 * np.sin(y / 17), y + 9 * np.cos(x / 23)])

    return shapely.transform(cells, bend)


def one_by_one(outlines, x, y):
    """The first polygon that covers each point, asked of GEOS for each pair."""
    found = np.full(len(x), -1)
    for k in range(len(outlines) - 1, -1, -1):
        if outlines[k] is not None:
            found[shapely.intersects_xy(outlines[k], x, y)] = k
    return found


def with_borders(outlines, n, seed):
    """Random points, and points on corners and edges of the polygons, and none."""
    rng = np.random.default_rng(seed)
    corners = shapely.get_coordinates(outlines)
    picked = corners[rng.integers(0, len(corners), n // 4)]
    edges = (corners[:-1] + corners[1:]) / 2
    xy = np.vstack(
        [rng.uniform(-60, 1060, (n, 2)), picked, edges[rng.integers(0, len(edges), n // 4)]]
    )
    xy = np.vstack([xy, [[np.nan, np.nan]]])
    return np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1])


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 60), fine=st.integers(1, 20_000))
def test_grid_and_single_tests_agree_with_geos(seed, count, fine):
    outlines = bent(count, seed)
    x, y = with_borders(outlines, 600, seed)
    expected = one_by_one(outlines, x, y)
    np.testing.assert_array_equal(covering(outlines, x, y), expected)
    grid = border_grid(outlines, points=fine)
    np.testing.assert_array_equal(covering(outlines, x, y, grid=grid), expected)


def test_many_points_take_the_grid_and_mismatch_nowhere():
    outlines = bent(80, 3)
    x, y = with_borders(outlines, 40_000, 4)
    np.testing.assert_array_equal(covering(outlines, x, y), one_by_one(outlines, x, y))


def test_lattice_points_on_straight_borders_belong_to_the_first():
    # Every border lies on round numbers, as do the points: nothing but ties.
    boxes = [shapely.box(i, j, i + 2, j + 2) for i in range(0, 10, 2) for j in range(0, 10, 2)]
    outlines = np.array(boxes[::-1], dtype=object)
    across, up = (axis.ravel().astype(float) for axis in np.mgrid[-1:12, -1:12])
    expected = one_by_one(outlines, across, up)
    for points in (1, 100, 25_000):
        grid = border_grid(outlines, points=points)
        np.testing.assert_array_equal(covering(outlines, across, up, grid=grid), expected)


def test_overlaps_holes_parts_and_missing_outlines():
    ring = shapely.Point(500, 500).buffer(400).difference(shapely.Point(500, 500).buffer(200))
    two = shapely.MultiPolygon([shapely.box(0, 0, 90, 90), shapely.box(900, 900, 1000, 1000)])
    outlines = np.array([None, two, ring, shapely.Polygon(), shapely.box(0, 0, 600, 600)])
    x, y = np.random.default_rng(0).uniform(-50, 1050, (2, 30_000))
    np.testing.assert_array_equal(covering(outlines, x, y), one_by_one(outlines, x, y))
    assert (covering(outlines[[0, 3]], x, y) == -1).all()
    assert (covering(outlines[:0], x, y) == -1).all()


def test_most_cells_of_a_fine_grid_need_no_test():
    outlines = bent(20, 1)
    codes = border_grid(outlines, points=500_000).codes
    assert 0.001 < (codes == BORDER).mean() < 0.05


@pytest.mark.parametrize("points", [500, 50_000])
def test_points_said_to_be_far_from_borders_are(points):
    outlines = bent(15, 2)
    x, y = np.random.default_rng(5).uniform(0, 1000, (2, 2000))
    reach = np.random.default_rng(6).uniform(0, 80, 2000)
    lines = shapely.union_all(shapely.boundary(outlines))
    away = shapely.distance(lines, shapely.points(x, y))
    marked = near_border(border_grid(outlines, points=points), x, y, reach)
    assert marked[away <= reach].all()
    if points > 10_000:
        assert marked.mean() < (away <= reach + 20).mean()


def test_memory_grows_with_points_and_not_with_polygons():
    x, y = np.random.default_rng(0).uniform(0, 1000, (2, 400_000))

    def most(count):
        outlines = bent(count, 1)
        tracemalloc.start()
        covering(outlines, x, y)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak / len(x)

    # An array of points x polygons would take 100 and 900 bytes a point.
    assert most(100) < 75
    assert most(900) < 75
