"""Shared places against a count by hand."""

from collections import Counter

import geopandas as gpd
import numpy as np

from clusterlab.measure import shared_places


def test_counts_are_those_of_a_counter() -> None:
    random = np.random.default_rng(1)
    xy = random.integers(0, 6, (200, 2)).astype(float)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)
    counted = Counter(map(tuple, xy))
    got = shared_places(points, minimum=3)
    named = {(p.x, p.y): n for p, n in zip(got.geometry, got["n"], strict=True)}
    assert named == {at: n for at, n in counted.items() if n >= 3}
    assert got["n"].is_monotonic_decreasing
    assert got.attrs["places"] == len(counted)
    assert got.attrs["shared"] == sum(n for n in counted.values() if n > 1)
    assert got.attrs["largest_share"] == max(counted.values()) / 200


def test_no_point_is_no_share() -> None:
    got = shared_places(gpd.GeoDataFrame(geometry=[], crs=5186))
    assert got.empty
    assert np.isnan(got.attrs["largest_share"])
    assert got.attrs["reason"]["code"] == "too_few_points"
