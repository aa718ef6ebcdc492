"""Columns of coordinates: those of the points, and the same refusals as elsewhere."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.measure._places import columns_xy


def frame(*geometry, crs=5186):
    return gpd.GeoDataFrame(geometry=list(geometry), crs=crs)


def test_columns_are_the_coordinates():
    xy = np.random.default_rng(0).uniform(0, 9, (50, 2))
    x, y = columns_xy(gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186))
    np.testing.assert_array_equal(np.column_stack([x, y]), xy)
    assert [len(axis) for axis in columns_xy(frame().set_crs(5186, allow_override=True))] == [0, 0]


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (frame(shapely.Point(0, 0), None), "1 of 2 have none"),
        (frame(shapely.Point()), "1 of 1 have none"),
        (frame(shapely.box(0, 0, 1, 1)), "Row 0 is a Polygon"),
        (frame(shapely.Point(np.inf, 0)), "finite coordinates. Row 0 has not"),
        (frame(shapely.Point(0, 0), crs=4326), "sites is in EPSG:4326"),
    ],
)
def test_rows_that_are_no_points_are_named(points, message):
    with pytest.raises(ValueError, match=message):
        columns_xy(points, "sites")
