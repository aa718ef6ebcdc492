"""Ripley's K against double loops, a peer, and scatters whose K is known."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pointpats import k as peer_k

from clusterlab.measure import ripley_k
from clusterlab.measure._window import arc_share, uniform_points

X, Y = 180_000, 550_000
GRID = np.array([0.0, 50, 120, 300])
SQUARE = shapely.box(X, Y, X + 1000, Y + 1000)
BENT = shapely.Polygon([(X, Y), (X + 1000, Y + 100), (X + 600, Y + 500), (X + 900, Y + 1100)])
CORRECTIONS = ["none", "translation", "isotropic", "border"]


def scatter(n, window=SQUARE, seed=0):
    xy = uniform_points(window, n, np.random.default_rng(seed))
    return gpd.GeoDataFrame(
        {"type": np.where(np.arange(n) % 3, "bio", "ict")},
        geometry=gpd.points_from_xy(*xy.T),
        crs=5186,
    )


def brute(points, window, correction):
    spots = list(points.geometry)
    n = len(spots)
    far = [window.boundary.distance(p) for p in spots]
    curve = []
    for r in GRID:
        total = 0.0
        for i in range(n):
            for j in range(n):
                d = spots[i].distance(spots[j])
                if i == j or d > r:
                    continue
                if correction == "none":
                    e = 1.0
                elif correction == "translation":
                    h = spots[j].x - spots[i].x, spots[j].y - spots[i].y
                    moved = shapely.affinity.translate(window, *h)
                    e = window.area / window.intersection(moved).area
                elif correction == "isotropic":
                    ring = spots[i].buffer(d, quad_segs=4000).exterior
                    e = ring.length / ring.intersection(window).length if d else 1.0
                else:
                    e = far[i] >= r
                total += e
        if correction == "border":
            share = np.mean([f >= r for f in far])
            total = total / share if share else np.nan
        curve.append(window.area * total / (n * (n - 1)))
    return curve


@pytest.mark.parametrize("correction", CORRECTIONS)
@pytest.mark.parametrize("window", [SQUARE, BENT], ids=["square", "bent"])
def test_equals_the_definition(window, correction):
    points = scatter(25, window)
    points.loc[3, "geometry"] = points.geometry[4]  # twins
    got = ripley_k(
        points,
        distances_m=GRID,
        window=gpd.GeoSeries([window], crs=5186),
        correction=correction,
    )
    rtol = 1e-5 if correction == "isotropic" else 1e-9  # the loop draws circles with corners
    np.testing.assert_allclose(got["observed"], brute(points, window, correction), rtol=rtol)


def test_uncorrected_equals_pointpats():
    points = scatter(80)
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    _, expected = peer_k(xy, support=GRID)
    window = shapely.box(*points.total_bounds)  # the window that pointpats takes
    got = ripley_k(points, distances_m=GRID, window=window, correction="none")["observed"]
    # pointpats divides by n² where the definition has n (n − 1).
    np.testing.assert_allclose(got * 79 / 80, expected)


@pytest.mark.parametrize("correction", ["translation", "isotropic", "border"])
def test_corrected_k_of_an_even_scatter_is_a_disc(correction):
    grid = np.array([100.0, 250])
    curves = [
        ripley_k(scatter(150, SQUARE, k), distances_m=grid, window=SQUARE, correction=correction)
        for k in range(60)
    ]
    k = np.array([c["observed"] for c in curves])
    error = k.std(axis=0, ddof=1) / np.sqrt(60)
    assert (abs(k.mean(axis=0) - np.pi * grid**2) < 3.5 * error).all()
    # Without correction the same scatters fall short, plainly.
    bare = ripley_k(scatter(150), distances_m=grid, window=SQUARE, correction="none")["observed"]
    assert bare.iloc[1] < np.pi * 250**2 * 0.9


def test_l_is_the_root_and_types_are_selected():
    points = scatter(60)
    options = {"distances_m": GRID, "window": SQUARE, "of": "bio"}
    k = ripley_k(points, **options)
    np.testing.assert_allclose(
        ripley_k(points, as_l=True, **options)["observed"], np.sqrt(k["observed"] / np.pi)
    )
    alone = ripley_k(points[points["type"] == "bio"], distances_m=GRID, window=SQUARE)
    np.testing.assert_allclose(k["observed"], alone["observed"])
    assert k.attrs["n"] == 40


def test_turning_points_and_window_together_changes_nothing():
    points = scatter(40, BENT)
    window = gpd.GeoSeries([BENT], crs=5186)
    first = ripley_k(points, distances_m=GRID, window=window)["observed"]
    points = points.set_geometry(points.rotate(31, origin=(X, Y)))
    turned = ripley_k(points, distances_m=GRID, window=window.rotate(31, origin=(X, Y)))
    np.testing.assert_allclose(turned["observed"], first, rtol=1e-6)


def test_bands_hold_an_even_scatter_and_show_a_cluster():
    options = {"distances_m": GRID[1:], "window": SQUARE, "simulations": 60, "seed": 1}
    even = ripley_k(scatter(50), **options)
    assert (even["observed"] <= even["global_high"]).all()
    heap = scatter(50)
    heap["geometry"] = gpd.points_from_xy(
        X + 400 + (heap.geometry.x - X) * 0.2, Y + 400 + (heap.geometry.y - Y) * 0.2
    )
    tight = ripley_k(heap, **options)
    assert (tight["observed"] > tight["global_high"]).all()
    longer = ripley_k(scatter(50), **{**options, "simulations": 60})
    assert longer.equals(even)


def test_weights_of_a_pair_use_the_circle_round_the_first():
    share = arc_share(SQUARE, np.array([[X + 10.0, Y + 500.0]]), np.array([40.0]))[0]
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy([X + 10, X + 50], [Y + 500, Y + 500]), crs=5186
    )
    got = ripley_k(points, distances_m=[40], window=SQUARE)["observed"].iloc[0]
    assert got == pytest.approx(1e6 / 2 * (1 / share + 1))


def test_undefined_and_refused():
    one = ripley_k(scatter(5).iloc[:1], distances_m=GRID, window=SQUARE, simulations=2)
    assert one.isna().all(axis=None)
    assert one.attrs["reason"]["code"] == "too_few_points"
    deep = ripley_k(scatter(5), distances_m=[600], window=SQUARE, correction="border")
    assert np.isnan(deep["observed"].iloc[0])
    with pytest.raises(ValueError, match="5 of 5 lie outside"):
        ripley_k(scatter(5), distances_m=GRID, window=shapely.box(0, 0, 9, 9))
    with pytest.raises(ValueError, match="one of none, translation"):
        ripley_k(scatter(5), distances_m=GRID, window=SQUARE, correction="ripley")
    with pytest.raises(ValueError, match="window must be a polygon"):
        ripley_k(scatter(5), distances_m=GRID, window=shapely.LineString([(0, 0), (1, 1)]))
