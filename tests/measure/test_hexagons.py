"""The honeycomb: whole, anchored, clipped, and each point in the cell that covers it."""

import tracemalloc

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings, strategies as st

from clusterlab.measure import hexagon_density, hexagonal_grid


def make(n=300, seed=0):
    xy = np.random.default_rng(seed).uniform(0, 3000, (n, 2)) + np.array([180_000, 550_000])
    return gpd.GeoDataFrame(
        {"employees": np.arange(n, dtype=float)}, geometry=gpd.points_from_xy(*xy.T), crs=5186
    )


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999), side=st.floats(20, 2000))
def test_each_point_lies_in_its_cell(seed, side):
    points = make(40, seed)
    got = hexagon_density(points, side_m=side)
    held = gpd.sjoin(points, got[["geometry"]].set_geometry(got.buffer(1e-6 * side)))
    assert got["count"].sum() == 40
    counts = held.groupby("hexagon_id").size()
    assert (counts.reindex(got.index) >= got["count"]).all()
    np.testing.assert_allclose(got["area_ha"], 1.5 * np.sqrt(3) * side**2 / 1e4)
    np.testing.assert_allclose(got["per_ha"], got["count"] / got.area * 1e4)


def test_grid_covers_its_window_once():
    window = shapely.Polygon([(0, 0), (900, 100), (700, 800), (100, 650)])
    grid = hexagonal_grid(window, side_m=60, crs=5186)
    assert grid.area.sum() == pytest.approx(window.area)
    assert grid.union_all().symmetric_difference(window).area < 1e-3
    assert grid.index.is_unique
    np.testing.assert_allclose(grid["area_ha"], grid.area / 1e4)
    assert grid["share_inside"].between(0, 1).all()
    assert grid["share_inside"].max() == pytest.approx(1)


def test_ids_stay_whatever_the_data():
    points = make()
    whole = hexagon_density(points, side_m=150)
    part = hexagon_density(points.iloc[:50], side_m=150)
    assert part.index.isin(whole.index).all()
    assert (part.geometry.geom_equals_exact(whole.geometry.loc[part.index], 0)).all()


def test_window_clips_cells_and_points():
    points = make()
    x, y = 180_000, 550_000
    window = gpd.GeoSeries([shapely.box(x, y, x + 1500, y + 3000)], crs=5186)
    got = hexagon_density(points, side_m=200, within=window.to_crs(4326), weights="employees")
    west = points.geometry.x <= x + 1500
    assert got["count"].sum() == west.sum()
    assert got["jobs"].sum() == points.loc[west, "employees"].sum()
    assert got.attrs["outside"] == (~west).sum()
    assert (got["count"] == 0).any()
    assert got["area_ha"].sum() == pytest.approx(450, rel=1e-6)


def test_unknown_jobs_are_not_zero():
    points = make(3).assign(employees=[np.nan, 5, np.nan])
    got = hexagon_density(points, side_m=1, weights="employees")
    assert got["jobs"].isna().sum() == 2
    assert got["jobs_known"].sum() == 1


def test_no_points_in_a_window():
    window = shapely.box(0, 0, 1000, 1000)
    got = hexagon_density(make(5).iloc[:0], side_m=200, within=window)
    assert got["count"].sum() == 0
    assert len(got) > 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"side_m": 0}, "side_m must be above zero"),
        ({"side_m": 0.1, "within": shapely.box(0, 0, 1e5, 1e5)}, "side_m must be larger"),
        ({"within": shapely.Point(0, 0)}, "within must be a polygon"),
    ],
)
def test_bad_options_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        hexagon_density(make(5), **{"side_m": 100, **change})
    with pytest.raises(ValueError, match="bare polygon needs crs"):
        hexagonal_grid(shapely.box(0, 0, 1, 1), side_m=1)


def test_memory_stays_below_twice_the_coordinates_and_a_number():
    xy = np.random.default_rng(0).uniform(0, 30_000, (2, 300_000)) + 200_000
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy), crs=5186)
    hexagon_density(points, side_m=500)
    tracemalloc.start()
    table = hexagon_density(points, side_m=500)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table["count"].sum() == 300_000
    # A point of the table takes at least 100 bytes; an id for each would take 60 more.
    assert most / 300_000 < 120
