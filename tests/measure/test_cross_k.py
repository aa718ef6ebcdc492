"""Cross K against double loops, and against Ripley's K of the parts."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.measure import cross_k, ripley_k
from clusterlab.measure._window import arc_share, border_distance, translation_weights

SQUARE = shapely.box(0, 0, 1000, 1000)
GRID = np.array([0.0, 60, 150, 320])
OPTIONS = {"distances_m": GRID, "window": SQUARE, "of": "firm", "around": "campus"}


def make(n=40, seed=0):
    random = np.random.default_rng(seed)
    return gpd.GeoDataFrame(
        {"type": random.choice(["firm", "campus", "park"], n, p=[0.6, 0.3, 0.1])},
        geometry=gpd.points_from_xy(*random.uniform(0, 1000, (2, n))),
        crs=5186,
    )


@pytest.mark.parametrize("correction", ["none", "translation", "isotropic", "border"])
def test_equals_the_definition(correction):
    points = make()
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    first = np.flatnonzero(points["type"] == "firm")
    second = np.flatnonzero(points["type"] == "campus")
    far = border_distance(SQUARE, xy)
    expected = []
    for r in GRID:
        total = 0.0
        for i in first:
            for j in second:
                d = np.hypot(*(xy[i] - xy[j]))
                if d > r:
                    continue
                total += {
                    "none": lambda i, j, d: 1,
                    "translation": lambda i, j, d: translation_weights(SQUARE, xy[[j]] - xy[i])[0],
                    "isotropic": lambda i, j, d: 1 / arc_share(SQUARE, xy[[i]], np.array([d]))[0],
                    "border": lambda i, j, d, r=r: (far[i] >= r) / np.mean(far[first] >= r),
                }[correction](i, j, d)
        expected.append(1e6 * total / (len(first) * len(second)))
    got = cross_k(points, correction=correction, **OPTIONS)
    np.testing.assert_allclose(got["observed"], expected, rtol=1e-9)


def test_k_of_all_is_made_of_its_parts():
    points = make()
    points = points[points["type"] != "park"]
    n, a, b = len(points), (points["type"] == "firm").sum(), (points["type"] == "campus").sum()
    base = {"distances_m": GRID, "window": SQUARE}
    whole = ripley_k(points, **base)["observed"] * n * (n - 1)
    parts = (
        ripley_k(points, of="firm", **base)["observed"] * a * (a - 1)
        + ripley_k(points, of="campus", **base)["observed"] * b * (b - 1)
        + cross_k(points, **OPTIONS)["observed"] * a * b
        + cross_k(points, **{**OPTIONS, "of": "campus", "around": "firm"})["observed"] * a * b
    )
    np.testing.assert_allclose(whole, parts, rtol=1e-9)


def test_bands_show_attraction():
    random = np.random.default_rng(1)
    campus = random.uniform(100, 900, (30, 2))
    near = campus + random.normal(0, 10, (30, 2))
    points = gpd.GeoDataFrame(
        {"type": ["campus"] * 30 + ["firm"] * 30},
        geometry=gpd.points_from_xy(*np.vstack([campus, near]).T),
        crs=5186,
    )
    got = cross_k(points, simulations=99, seed=3, **{**OPTIONS, "distances_m": [40]})
    assert got["observed"].iloc[0] > got["global_high"].iloc[0]
    assert got.attrs["null_model"] == "random labels"
    assert (got.attrs["n"], got.attrs["n_around"]) == (30, 30)
    again = cross_k(points, simulations=99, seed=3, **{**OPTIONS, "distances_m": [40]})
    assert got.equals(again)


def test_overlap_is_refused():
    with pytest.raises(ValueError, match="must not overlap"):
        cross_k(make(), **{**OPTIONS, "around": ["firm", "campus"]})
