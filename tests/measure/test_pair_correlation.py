"""Pair correlation against loops, as the slope of K, and on even scatters."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.measure import pair_correlation, ripley_k
from clusterlab.measure._window import arc_share, border_distance

SQUARE = shapely.box(0, 0, 1000, 1000)
GRID = np.array([0.0, 60, 150, 320])


def make(n=40, seed=0):
    random = np.random.default_rng(seed)
    xy = random.uniform(0, 1000, (2, n))
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy), crs=5186)


@pytest.mark.parametrize("correction", ["none", "isotropic", "border"])
def test_equals_the_definition(correction):
    points, b = make(), 45.0
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    far = border_distance(SQUARE, xy)
    expected = []
    for r in GRID:
        total = 0.0
        for i in range(40):
            for j in range(40):
                d = np.hypot(*(xy[i] - xy[j]))
                if i == j or abs(r - d) > b or (correction == "border" and far[i] < r + b):
                    continue
                e = 1.0
                if correction == "isotropic":
                    e = 1 / arc_share(SQUARE, xy[[i]], np.array([d]))[0]
                total += e * 0.75 / b * (1 - ((r - d) / b) ** 2)
        if correction == "border":
            total /= (far >= r + b).mean()
        expected.append(1e6 * total / (40 * 39 * 2 * np.pi * r) if r else np.nan)
    got = pair_correlation(
        points, distances_m=GRID, window=SQUARE, bandwidth_m=b, correction=correction
    )
    np.testing.assert_allclose(got["observed"], expected, rtol=1e-9)


def test_its_integral_is_k():
    points = make(60)
    fine = np.arange(1.0, 400)
    g = pair_correlation(points, distances_m=fine, window=SQUARE, bandwidth_m=5)["observed"]
    k = ripley_k(points, distances_m=[100, 300], window=SQUARE)["observed"]
    between = fine[(fine >= 100) & (fine <= 300)]
    slope = 2 * np.pi * between * g.loc[between]
    assert np.trapezoid(slope, between) == pytest.approx(k[300] - k[100], rel=0.03)


def test_an_even_scatter_has_g_one():
    g = np.array(
        [
            pair_correlation(make(100, k), distances_m=[150], window=SQUARE)["observed"].iloc[0]
            for k in range(60)
        ]
    )
    assert abs(g.mean() - 1) < 3.5 * g.std(ddof=1) / np.sqrt(60)


def test_bandwidth_rule_bands_and_reason():
    got = pair_correlation(make(), distances_m=[60, 150], window=SQUARE, simulations=39)
    assert got.attrs["bandwidth_m"] == pytest.approx(0.15 / np.sqrt(40 / 1e6))
    assert (got["observed"] <= got["global_high"]).all()
    one = pair_correlation(make(1), distances_m=[60], window=SQUARE)
    assert one.attrs["reason"]["code"] == "too_few_points"
