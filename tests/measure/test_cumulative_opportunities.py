"""Cumulative opportunities: the limit counts, and nothing within reach is 0."""

import geopandas as gpd
import numpy as np
import pytest

from clusterlab.measure import cumulative_opportunities


def line(*metres, **columns):
    points = gpd.points_from_xy(metres, np.zeros(len(metres)))
    return gpd.GeoDataFrame(columns, geometry=points, crs=5186)


def test_the_limit_counts():
    homes, work = line(0, 1000), line(100, 300, 301, jobs=[1, 10, 100])
    found = cumulative_opportunities(homes, work, within=300, mass="jobs")
    assert found.tolist() == [11, 0]
    assert cumulative_opportunities(homes, work, within=301).tolist() == [3, 0]


def test_is_the_double_loop():
    rng = np.random.default_rng(1)
    homes = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*rng.normal(0, 9, (2, 30))), crs=5186)
    found = cumulative_opportunities(homes, homes, within=7.5)
    for i, home in homes.geometry.items():
        assert found[i] == sum(home.distance(other) <= 7.5 for other in homes.geometry)


def test_negative_mass_is_refused():
    with pytest.raises(ValueError, match="zero or more"):
        cumulative_opportunities(line(0), line(1, jobs=[-1]), within=5, mass="jobs")
