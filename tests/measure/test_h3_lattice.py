"""The lattice of H3 against H3 itself, all over the world and on its borders."""

import h3.api.basic_int as h3
import numpy as np
import pytest
from pyproj import CRS

from clusterlab.measure import _h3_lattice
from clusterlab.measure._h3_lattice import Lattice, h3_cells

WORLD = CRS.from_epsg(4326)


def asked(lon, lat, resolution):
    pairs = zip(lat.tolist(), lon.tolist(), strict=True)
    return np.array([h3.latlng_to_cell(*pair, resolution) for pair in pairs], dtype=np.uint64)


def check(lon, lat, resolution):
    # Read as degrees with longitude first, whatever the axes of the system.
    cells, place = h3_cells(lon, lat, WORLD, resolution)
    np.testing.assert_array_equal(cells[place], asked(lon, lat, resolution))
    assert (np.diff(cells.astype(np.int64)) > 0).all()
    assert set(place.tolist()) == set(range(len(cells)))


@pytest.mark.parametrize("resolution", range(16))
def test_random_places_of_the_world(resolution):
    rng = np.random.default_rng(resolution)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, 3000)))
    check(rng.uniform(-180, 180, 3000), lat, resolution)


@pytest.mark.parametrize("resolution", range(16))
def test_crowds_in_korea_and_about_a_pentagon(resolution):
    rng = np.random.default_rng(resolution)
    width = 120 / np.sqrt(7) ** resolution
    pentagon = h3.cell_to_latlng(h3.get_pentagons(resolution)[3])
    for lat, lon in ((37.56, 126.83), (36.35, 127.38), pentagon):
        spread = np.clip(rng.normal(0, width, (2, 2000)), -30, 30)
        check(lon + spread[0], lat + spread[1], resolution)


@pytest.mark.parametrize("resolution", [0, 1, 4, 7, 8, 11, 15])
def test_corners_and_middles_of_sides_are_those_of_h3(resolution):
    centre = h3.latlng_to_cell(37.56, 126.83, resolution)
    corners = [c for cell in h3.grid_disk(centre, 4) for c in h3.cell_to_boundary(cell)]
    lat, lon = np.array(corners).T
    check(lon, lat, resolution)
    check((lon[1:] + lon[:-1]) / 2, (lat[1:] + lat[:-1]) / 2, resolution)


def test_hardly_any_place_is_left_to_h3():
    rng = np.random.default_rng(1)
    lat, lon = np.radians(rng.uniform(34, 38, 20_000)), np.radians(rng.uniform(126, 129, 20_000))
    for resolution in (5, 9, 15):
        assert (Lattice(resolution).nodes(lat, lon)[2] < 0).mean() < 1e-3


def test_h3_is_asked_once_for_each_cell(monkeypatch):
    calls = []
    real = h3.latlng_to_cell
    monkeypatch.setattr(h3, "latlng_to_cell", lambda *a: calls.append(a) or real(*a))
    rng = np.random.default_rng(2)
    cells, place = h3_cells(
        rng.uniform(126.8, 126.9, 50_000), rng.uniform(37.5, 37.6, 50_000), WORLD, 7
    )
    assert np.bincount(place).sum() == 50_000
    assert len(calls) < len(cells) + 20


def test_blocks_do_not_matter(monkeypatch):
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(120, 135, 5000), rng.uniform(30, 40, 5000)
    whole = h3_cells(lon, lat, WORLD, 6)
    monkeypatch.setattr(_h3_lattice, "BLOCK", 7)
    for one, other in zip(whole, h3_cells(lon, lat, WORLD, 6), strict=True):
        np.testing.assert_array_equal(one, other)


def test_no_place_has_no_cell():
    cells, place = h3_cells(np.empty(0), np.empty(0), WORLD, 9)
    assert len(cells) == len(place) == 0
