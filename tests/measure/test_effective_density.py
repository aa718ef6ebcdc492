"""Effective density against its double loop and the mean distance in a circle."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import Point, box

from clusterlab.measure import effective_density


@pytest.fixture
def towns():
    rng = np.random.default_rng(2)
    shapes = [box(x, y, x + w, y + w) for x, y, w in rng.uniform(500, 9000, (12, 3))]
    return gpd.GeoDataFrame({"jobs": rng.integers(0, 999, 12)}, geometry=shapes, crs=5186)


@pytest.mark.parametrize("alpha", [1.0, 1.7])
def test_is_the_double_loop(towns, alpha):
    found = effective_density(towns, jobs="jobs", alpha=alpha)
    for i, here in towns.geometry.items():
        total = 0.0
        for j, there in towns.geometry.items():
            km = here.centroid.distance(there.centroid) / 1000
            if i == j:
                km = 2 / 3 * np.sqrt(here.area / 1e6 / np.pi)
            total += towns["jobs"][j] / km**alpha
        assert found[i] == pytest.approx(total)


def test_own_distance_is_the_mean_distance_from_the_middle_of_a_circle():
    circle = gpd.GeoDataFrame({"jobs": [60]}, geometry=[Point(0, 0).buffer(3000, 256)], crs=5186)
    # Mean distance from the centre of a disc of radius 3 km is 2 km.
    assert effective_density(circle, jobs="jobs")[0] == pytest.approx(30, rel=1e-4)


def test_a_ring_around_a_town_keeps_a_finite_distance():
    town = box(-1000, -1000, 1000, 1000)
    ring = box(-3000, -3000, 3000, 3000) - town
    both = gpd.GeoDataFrame({"jobs": [10, 10]}, geometry=[town, ring], crs=5186)
    assert np.isfinite(effective_density(both, jobs="jobs")).all()


def test_move_turn_and_scale(towns):
    found = effective_density(towns, jobs="jobs")
    moved = towns.set_geometry(towns.rotate(40, origin=(0, 0)).translate(500, -900))
    np.testing.assert_allclose(effective_density(moved, jobs="jobs"), found)
    twice = towns.set_geometry(towns.scale(2, 2, origin=(0, 0)))
    np.testing.assert_allclose(effective_density(twice, jobs="jobs"), found / 2)


def test_bad_areas_are_refused(towns):
    with pytest.raises(ValueError, match="not in metres"):
        effective_density(towns.to_crs(4326), jobs="jobs")
    with pytest.raises(ValueError, match="Did you mean 'jobs'"):
        effective_density(towns, jobs="job")
    with pytest.raises(ValueError, match="alpha must be above zero"):
        effective_density(towns, jobs="jobs", alpha=0)
