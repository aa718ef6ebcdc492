"""Inhomogeneous K against loops, and against Ripley's K where the ground is even."""

import shutil
import subprocess

import geopandas as gpd
import numpy as np
import pytest
import shapely
from scipy.stats import norm

from clusterlab.measure import inhomogeneous_k, ripley_k
from clusterlab.measure._window import arc_share, border_distance

SQUARE = shapely.box(0, 0, 1000, 1000)
GRID = np.array([0.0, 60, 150, 320])


def make(n=40, seed=0):
    random = np.random.default_rng(seed)
    return gpd.GeoDataFrame(
        {"lambda": random.uniform(1e-5, 9e-5, n)},
        geometry=gpd.points_from_xy(*random.uniform(0, 1000, (2, n))),
        crs=5186,
    )


@pytest.mark.parametrize("correction", ["none", "isotropic", "border"])
def test_equals_the_definition(correction):
    points = make()
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    lam = points["lambda"].to_numpy()
    far = border_distance(SQUARE, xy)
    expected = []
    for r in GRID:
        total = 0.0
        for i in range(40):
            for j in range(40):
                d = np.hypot(*(xy[i] - xy[j]))
                if i == j or d > r or (correction == "border" and far[i] < r):
                    continue
                e = 1.0
                if correction == "isotropic":
                    e = 1 / arc_share(SQUARE, xy[[i]], np.array([d]))[0]
                total += e / (lam[i] * lam[j])
        if correction == "border":
            total *= (1 / lam).sum() / (1 / lam)[far >= r].sum()
        expected.append(total / 1e6)
    got = inhomogeneous_k(
        points, distances_m=GRID, window=SQUARE, intensity="lambda", correction=correction
    )
    np.testing.assert_allclose(got["observed"], expected, rtol=1e-9)


def test_even_ground_gives_ripley():
    points = make().assign(flat=40 / 1e6)
    one = inhomogeneous_k(points, distances_m=GRID, window=SQUARE, intensity="flat")
    two = ripley_k(points, distances_m=GRID, window=SQUARE)
    np.testing.assert_allclose(one["observed"], two["observed"] * 39 / 40, rtol=1e-12)


def test_kernel_intensity_leaves_the_point_out():
    points = make()
    h = 120.0
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    d2 = ((xy[:, None] - xy) ** 2).sum(axis=2)
    kernel = np.exp(-d2 / (2 * h * h)) / (2 * np.pi * h * h)
    points["estimated"] = kernel.sum(axis=1) - 1 / (2 * np.pi * h * h)
    options = {"distances_m": GRID, "window": SQUARE}
    one = inhomogeneous_k(points, bandwidth_m=h, **options)
    two = inhomogeneous_k(points, intensity="estimated", **options)
    np.testing.assert_allclose(one["observed"], two["observed"], rtol=1e-9)


def test_bands_hold_a_scatter_from_an_uneven_surface():
    random = np.random.default_rng(4)
    xy = random.normal(500, 150, (2, 80)).clip(1, 999)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy), crs=5186)
    options = {"distances_m": [60, 150], "window": SQUARE, "simulations": 60, "seed": 1}
    uneven = inhomogeneous_k(points, bandwidth_m=150, **options)
    assert (uneven["observed"] <= uneven["global_high"]).all()
    plain = ripley_k(points, **options)
    assert (plain["observed"] > plain["global_high"]).all()


def test_undefined_and_refused():
    far = gpd.GeoDataFrame(geometry=gpd.points_from_xy([10, 990], [10, 990]), crs=5186)
    got = inhomogeneous_k(far, distances_m=GRID, window=SQUARE, bandwidth_m=1)
    assert got.attrs["reason"]["code"] == "zero_intensity"
    options = {"distances_m": GRID, "window": SQUARE}
    with pytest.raises(ValueError, match="Give either intensity"):
        inhomogeneous_k(make(), **options)
    with pytest.raises(ValueError, match="simulations need bandwidth_m"):
        inhomogeneous_k(make(), intensity="lambda", simulations=3, **options)
    with pytest.raises(ValueError, match="edge_corrected_intensity needs bandwidth_m"):
        inhomogeneous_k(make(), intensity="lambda", edge_corrected_intensity=True, **options)
    with pytest.raises(ValueError, match="norm_power must be 0, 1 or 2"):
        inhomogeneous_k(make(), intensity="lambda", norm_power=3, **options)
    with pytest.raises(ValueError, match="above zero for every point"):
        inhomogeneous_k(make().assign(flat=0.0), intensity="flat", **options)


def test_options_equal_the_definition():
    points, h = make(), 120.0
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    lam = []
    for i in range(40):
        total = 0.0
        for j in range(40):
            if i != j:
                total += np.exp(-((xy[i] - xy[j]) ** 2).sum() / (2 * h * h)) / (2 * np.pi * h * h)
        held = [norm.cdf(1000, xy[i, k], h) - norm.cdf(0, xy[i, k], h) for k in (0, 1)]
        lam.append(total / (held[0] * held[1]))
    for power in (0, 1, 2):
        expected = []
        for r in GRID:
            total = 0.0
            for i in range(40):
                for j in range(40):
                    d = np.hypot(*(xy[i] - xy[j]))
                    if i != j and d <= r:
                        share = arc_share(SQUARE, xy[[i]], np.array([d]))[0]
                        total += 1 / (lam[i] * lam[j] * share)
            expected.append(total / 1e6 * (1e6 / sum(1 / at for at in lam)) ** power)
        got = inhomogeneous_k(
            points,
            distances_m=GRID,
            window=SQUARE,
            bandwidth_m=h,
            edge_corrected_intensity=True,
            norm_power=power,
        )
        np.testing.assert_allclose(got["observed"], expected, rtol=1e-9)


@pytest.mark.parametrize("n", [60, 2500])  # plain and compiled
@pytest.mark.parametrize("correction", ["isotropic", "translation"])
def test_equals_spatstat(n, correction, tmp_path):
    rscript = shutil.which("Rscript")
    package = [rscript, "-e", "library(spatstat.explore)"]
    if not rscript or subprocess.run(package, capture_output=True, check=False).returncode:
        pytest.skip("R with spatstat is not installed")
    random = np.random.default_rng(n)
    xy = random.normal(500, 190, (2 * n, 2))
    xy = xy[((xy > 0) & (xy < 1000)).all(axis=1)][:n]
    np.savetxt(tmp_path / "xy.csv", xy, delimiter=",", fmt="%.17g")
    script = f"""
        suppressMessages(library(spatstat.explore))
        xy <- as.matrix(read.csv("{tmp_path}/xy.csv", header = FALSE))
        X <- ppp(xy[, 1], xy[, 2], window = owin(c(0, 1000), c(0, 1000)))
        r <- seq(0, 150, by = 1)
        correction <- "{correction}"
        at <- c(31, 91, 151)
        one <- Kinhom(X, sigma = 90, r = r, correction = correction)[[3]][at]
        lambda <- density(X, sigma = 90, at = "points", leaveoneout = TRUE, edge = FALSE)
        two <- Kinhom(X, lambda = lambda, r = r, correction = correction,
                      renormalise = FALSE)[[3]][at]
        cat(format(c(one, two), digits = 15))
    """
    said = subprocess.run([rscript, "-e", script], capture_output=True, text=True, check=True)
    theirs = np.array(said.stdout.split(), dtype=float)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)
    options = {
        "distances_m": [30, 90, 150],
        "window": SQUARE,
        "bandwidth_m": 90,
        "correction": correction,
    }
    default = inhomogeneous_k(points, **options)["observed"]
    alike = inhomogeneous_k(points, edge_corrected_intensity=True, norm_power=1, **options)
    np.testing.assert_allclose(alike["observed"], theirs[:3], rtol=1e-9)
    np.testing.assert_allclose(default, theirs[3:], rtol=1e-9)
