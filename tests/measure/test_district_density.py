"""Counts and jobs per hectare on a drawing small enough to count by eye."""

import tracemalloc

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from clusterlab.measure import district_density


@pytest.fixture
def districts():
    return gpd.GeoDataFrame(
        {
            "district_id": ["b", "a", "all", "lost"],
            "role": ["district", "district", "whole", "district"],
            "official_area_m2": [np.nan, 50_000, np.nan, 20_000],
        },
        geometry=[
            shapely.box(100, 0, 200, 100),
            shapely.box(0, 0, 100, 100),
            shapely.box(0, 0, 200, 100),
            None,
        ],
        crs=5186,
        index=[7, 3, 5, 9],
    )


@pytest.fixture
def points():
    return gpd.GeoDataFrame(
        {"employees": [10, np.nan, 4, np.nan, 8]},
        geometry=gpd.points_from_xy([10, 100, 100, 150, 999], [10, 50, 60, 50, 0]),
        crs=5186,
    )


def test_counts_areas_and_the_border_rule(districts, points):
    got = district_density(districts, points)
    assert got.index.tolist() == [7, 3, 5, 9]
    # Both points on the border belong to "a", the smaller id; "all" is counted on its own.
    assert got["count"].tolist()[:3] == [1, 3, 4]
    assert got["area_ha"].tolist() == [1, 5, 2, 2]
    assert got["area_basis"].tolist() == ["drawn", "official", "drawn", "official"]
    assert got["drawn_ha"].tolist()[:3] == [1, 1, 2]
    assert got["per_ha"].tolist()[:3] == [1, 3 / 5, 2]
    assert got.loc[9, ["count", "per_ha"]].isna().all()
    assert got["reason"].isna().tolist() == [True, True, True, False]
    assert got.loc[9, "reason"] == "no_outline"


def test_jobs_count_only_what_is_known(districts, points):
    got = district_density(districts, points, weights="employees")
    assert got["jobs_known"].tolist()[:3] == [0, 2, 2]
    assert np.isnan(got.loc[7, "jobs"])
    assert got.loc[7, "reason"] == "no_known_jobs"
    assert got.loc[3, ["jobs", "jobs_per_ha"]].tolist() == [14, 14 / 5]


def test_an_empty_district_has_no_organisation_and_no_job(districts, points):
    got = district_density(districts, points.iloc[:1], weights="employees")
    assert got.loc[7, ["count", "per_ha", "jobs"]].tolist() == [0, 0, 0]


def test_districts_in_degrees_are_brought_to_the_points(districts, points):
    there = districts.to_crs(4326)
    got = district_density(there, points)
    np.testing.assert_allclose(got["drawn_ha"].iloc[:3], [1, 1, 2], rtol=1e-6)


def test_arguments_are_not_changed(districts, points):
    before = districts.copy(), points.copy()
    district_density(districts, points, weights="employees")
    pd.testing.assert_frame_equal(pd.DataFrame(districts), pd.DataFrame(before[0]))
    pd.testing.assert_frame_equal(pd.DataFrame(points), pd.DataFrame(before[1]))


def test_bad_input_is_refused(districts, points):
    with pytest.raises(ValueError, match="not in metres"):
        district_density(districts, points.set_crs(4326, allow_override=True))
    with pytest.raises(ValueError, match="'a' is not"):
        district_density(districts.assign(district_id="a"), points)
    bow = districts.set_geometry([shapely.Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])] * 4)
    with pytest.raises(ValueError, match="Self-intersection"):
        district_density(bow.set_crs(5186), points)
    with pytest.raises(ValueError, match="lowest given is -1"):
        district_density(districts, points.assign(employees=-1), weights="employees")


def test_many_points_in_many_districts_take_no_array_of_both():
    rng = np.random.default_rng(5)
    seeds = shapely.MultiPoint(rng.uniform(0, 9000, (400, 2)))
    shapes = shapely.get_parts(shapely.voronoi_polygons(seeds))
    districts = gpd.GeoDataFrame(
        {"district_id": [f"{k:03d}" for k in rng.permutation(400)]}, geometry=shapes, crs=5186
    )
    xy = rng.uniform(0, 9000, (2, 100_000))
    corners = shapely.get_coordinates(shapes).T
    xy[:, : corners.shape[1]] = corners
    points = gpd.GeoDataFrame(
        {"jobs": rng.integers(0, 99, 100_000)}, geometry=gpd.points_from_xy(*xy), crs=5186
    )
    tracemalloc.start()
    got = district_density(districts, points, weights="jobs").set_index("district_id")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # 400 flags a point would be 400 bytes.
    assert most / 100_000 < 250
    free = np.ones(100_000, dtype=bool)
    for name, shape in sorted(zip(districts["district_id"], shapes, strict=True)):
        mine = free & shapely.intersects_xy(shape, *xy)
        free &= ~mine
        assert got.loc[name, "count"] == mine.sum()
        assert got.loc[name, "jobs"] == points["jobs"][mine].sum()
