"""H3 cells against the h3 package's own areas and against plain counting."""

import tracemalloc

import geopandas as gpd
import h3
import numpy as np
import pytest
import shapely

from clusterlab.measure import h3_density


@pytest.fixture
def firms() -> gpd.GeoDataFrame:
    rng = np.random.default_rng(3)
    place = gpd.points_from_xy(
        126.83 + rng.normal(0, 0.004, 200), 37.56 + rng.normal(0, 0.004, 200), crs=4326
    )
    return gpd.GeoDataFrame({"jobs": rng.integers(1, 9, 200)}, geometry=place).to_crs(5186)


def test_cells_hold_what_h3_says(firms: gpd.GeoDataFrame) -> None:
    table = h3_density(firms, resolution=9, weights="jobs")
    degrees = firms.to_crs(4326).geometry
    cells = [h3.latlng_to_cell(p.y, p.x, 9) for p in degrees]
    assert table["count"].to_dict() == {c: cells.count(c) for c in set(cells)}
    assert table["jobs"].sum() == firms["jobs"].sum()
    assert table.crs == firms.crs
    # The sphere of H3 and the ellipsoid of the CRS differ by less than a per cent here.
    areas = [h3.cell_area(cell, unit="m^2") / 1e4 for cell in table.index]
    np.testing.assert_allclose(table["area_ha"], areas, rtol=0.01)
    np.testing.assert_allclose(table["per_ha"] * table["area_ha"], table["count"])


def test_cells_fill_the_window(firms: gpd.GeoDataFrame) -> None:
    centre = firms.geometry.union_all().centroid
    window = centre.buffer(500)
    table = h3_density(firms, resolution=10, within=window)
    assert table["area_ha"].sum() == pytest.approx(window.area / 1e4, rel=1e-6)
    inside = firms.geometry.intersects(window)
    assert table["count"].sum() == inside.sum()
    assert table.attrs["outside"] == (~inside).sum()
    assert (table["count"] == 0).any()
    assert table["share_inside"].between(0, 1).all()


@pytest.mark.parametrize("resolution", [-1, 16, 9.5, True])
def test_resolutions_that_h3_has_not(firms: gpd.GeoDataFrame, resolution: float) -> None:
    with pytest.raises(ValueError, match="resolution must be"):
        h3_density(firms, resolution=resolution)


def test_degrees_are_refused(firms: gpd.GeoDataFrame) -> None:
    with pytest.raises(ValueError, match="metr"):
        h3_density(firms.to_crs(4326), resolution=9)


def test_no_points_but_a_window() -> None:
    empty = gpd.GeoDataFrame(geometry=gpd.GeoSeries([], crs=5186))
    window = shapely.Point(184_000, 551_000).buffer(300)
    assert h3_density(empty, resolution=10, within=window)["count"].sum() == 0


def test_memory_stays_below_twice_the_coordinates_and_a_number():
    xy = np.random.default_rng(0).uniform(0, 30_000, (2, 300_000)) + 200_000
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy), crs=5186)
    h3_density(points, resolution=7)
    tracemalloc.start()
    table = h3_density(points, resolution=7)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table["count"].sum() == 300_000
    # A point of the table takes at least 100 bytes; an id for each would take 60 more.
    assert most / 300_000 < 120
