"""Tests of the area that each point lies in."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, strategies as st

from clusterlab.load.areas import area_of

GRID = gpd.GeoDataFrame(
    {"dong_code": ["22", "11", "33", "44"]},
    geometry=[
        shapely.box(0, 0, 10, 10),
        shapely.box(10, 0, 20, 10),
        shapely.box(0, 10, 10, 20),
        None,
    ],
    crs="EPSG:5186",
)


@given(
    st.lists(
        st.tuples(st.integers(-5, 25), st.integers(-5, 25)).map(lambda xy: shapely.Point(*xy)),
        min_size=1,
        max_size=30,
    )
)
def test_each_point_belongs_to_the_smallest_id_that_covers_it(points: list[shapely.Point]) -> None:
    found = area_of(gpd.GeoSeries(points, crs="EPSG:5186"), GRID, key="dong_code")
    for point, name in zip(points, found, strict=True):
        covering = [
            row.dong_code
            for row in GRID.itertuples()
            if row.geometry is not None and row.geometry.covers(point)
        ]
        assert name == min(covering) if covering else name is np.nan or name != name


def test_what_has_no_place_lies_nowhere_and_the_index_stays() -> None:
    points = gpd.GeoSeries([None, shapely.Point(5, 5)], index=["a", "b"], crs="EPSG:5186")
    found = area_of(points, GRID, key="dong_code")
    assert found.isna().tolist() == [True, False]
    assert found["b"] == "22"


def test_two_reference_systems_are_refused() -> None:
    points = gpd.GeoSeries([shapely.Point(127, 37)], crs="EPSG:4326")
    with pytest.raises(ValueError, match="EPSG:4326 and areas in EPSG:5186"):
        area_of(points, GRID, key="dong_code")


def test_a_wrong_key_is_named() -> None:
    with pytest.raises(ValueError, match=r'"dong_cod" .did you mean "dong_code"'):
        area_of(gpd.GeoSeries([], crs="EPSG:5186"), GRID, key="dong_cod")
