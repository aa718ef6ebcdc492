"""Shared checks: each refusal is one line that names the value and the rule."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.measure import _validation as check


def make(geometry, crs=5186):
    return gpd.GeoDataFrame({"type": ["bio"] * len(geometry)}, geometry=list(geometry), crs=crs)


def refused(message, call, *args, **kwargs):
    with pytest.raises(ValueError, match=message) as caught:
        call(*args, **kwargs)
    assert "\n" not in str(caught.value)


def test_coordinates_are_those_given():
    points = make([shapely.Point(1, 2), shapely.Point(3, 4)])
    assert check.coordinates(points).tolist() == [[1, 2], [3, 4]]
    assert check.coordinates(points.iloc[:0]).shape == (0, 2)


@pytest.mark.parametrize("missing", [None, shapely.Point()])
def test_missing_places_are_refused(missing):
    points = make([shapely.Point(1, 2), missing])
    refused("1 of 2 have none", check.coordinates, points)


def test_other_shapes_are_refused():
    points = make([shapely.Point(1, 2), shapely.box(0, 0, 1, 1)])
    refused("Row 1 is a Polygon", check.coordinates, points)
    refused("finite coordinates. Row 0", check.coordinates, make([shapely.Point(np.inf, 1)]))


def test_crs():
    point = [shapely.Point(1, 2)]
    assert check.metric_crs(make(point, 5179)).to_epsg() == 5179
    refused("has no CRS", check.metric_crs, make(point, None))
    refused("EPSG:4326, which is not in metres", check.metric_crs, make(point, 4326))
    refused("web Mercator", check.metric_crs, make(point, 3857))
    refused("EPSG:2272, which is not in metres", check.metric_crs, make(point, 2272))  # feet
    refused("It is a list", check.metric_crs, point)


@pytest.mark.parametrize(
    ("grid", "message"),
    [
        ([], "list of distances"),
        ([[1, 2]], "Its shape is"),
        ([1, np.nan], "finite"),
        ([-2, 1], "lowest given is -2"),
        ([1, 3, 3], "3 is followed by 3"),
        ([1, 3, 2], "3 is followed by 2"),
    ],
)
def test_distances(grid, message):
    refused(message, check.distance_grid, grid)
    assert check.distance_grid([0, 1.5]).tolist() == [0, 1.5]


def test_windows():
    crs = make([shapely.Point(0, 0)]).crs
    box = shapely.box(0, 0, 1, 1)
    assert check.window_polygon(gpd.GeoSeries([box, None], crs=5186), crs=crs).area == 1
    refused("has no CRS", check.window_polygon, gpd.GeoSeries([box]), crs=crs)
    bow = shapely.Polygon([(0, 0), (2, 1), (2, 0), (0, 2)])
    refused("Self-intersection", check.window_polygon, bow, crs=crs)
    refused("It is a Point", check.window_polygon, shapely.Point(0, 0), crs=crs)
    refused("It is a list", check.window_polygon, [box], crs=crs)
    check.inside(box, np.array([[1 + 1e-8, 0.5]]))
    refused("1 of 2 lie outside", check.inside, box, np.array([[0.1, 0.1], [1.1, 0.5]]))
