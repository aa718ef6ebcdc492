"""Sums over pairs in a window: the parts that the measures share."""

import subprocess
import sys

import numpy as np
import pytest
import shapely

from clusterlab.measure import _second_order
from clusterlab.measure._second_order import cumulative_sum, far_share, kernel_sum, pays

SQUARE = shapely.box(0, 0, 100, 100)
XY = np.array([[50.0, 50], [50, 60], [5, 5], [5, 8]])
EVERY = np.ones(4, dtype=bool)


def test_far_share_by_hand():
    border, size = np.array([10.0, 30, 50]), np.array([1.0, 2, 5])
    got = far_share(border, size, np.array([0.0, 10, 11, 50, 51]))
    np.testing.assert_allclose(got, [1, 1, 7 / 8, 5 / 8, np.nan])


def test_border_sum_by_hand():
    # At r = 3 all four count; at 10 the two in the corner are too near the border.
    got = cumulative_sum(
        SQUARE,
        XY,
        first=EVERY,
        second=EVERY,
        size=np.ones(4),
        grid=np.array([2.0, 3, 10]),
        correction="border",
    )
    assert got.tolist() == [0, 2, 4]


def test_weights_multiply():
    got = cumulative_sum(
        SQUARE,
        XY,
        first=EVERY,
        second=EVERY,
        size=np.array([2.0, 3, 5, 7]),
        grid=np.array([3.0, 10]),
        correction="none",
    )
    assert got.tolist() == [70, 82]


def test_kernel_sum_by_hand():
    got = kernel_sum(
        SQUARE, XY, chosen=EVERY, grid=np.array([3.0, 9, 20]), correction="none", half_width=2
    )
    assert got == pytest.approx([2 * 0.375, 2 * 0.375 * (1 - 0.25), 0])


MEMORY = """
import resource, sys
import geopandas as gpd, numpy as np, shapely
from clusterlab.measure import cross_k, inhomogeneous_k, pair_correlation, ripley_k

def held():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def all_four(n, shape, correction):
    side = 1000 * n**0.5 / 141
    window = shapely.box(0, 0, side, side)
    if shape == "round":
        window = shapely.Point(side / 2, side / 2).buffer(0.75 * side)
    xy = np.random.default_rng(0).uniform(0, side, (2, n))
    kind = np.where(np.arange(n) % 2, "a", "b")
    points = gpd.GeoDataFrame({"type": kind}, geometry=gpd.points_from_xy(*xy), crs=5179)
    options = {"distances_m": np.linspace(0, 250, 26), "window": window, "correction": correction}
    ripley_k(points, **options)
    cross_k(points, of="a", around="b", **options)
    pair_correlation(points, bandwidth_m=20, **options)
    inhomogeneous_k(points, bandwidth_m=60, **options)

for correction in ("isotropic", "border"):
    all_four(1600, "round", correction)  # compiles
before = held()
for correction in ("isotropic", "border"):
    all_four(30_000, "round", correction)
all_four(30_000, "square", "translation")
print(held() - before)
"""


def test_memory_follows_the_points_not_the_pairs():
    # Some 100 million ordered pairs are within reach: two numbers for each would take 1.6 GB.
    said = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True
    )
    assert float(said.stdout) < 120


@pytest.mark.parametrize("correction", ["none", "translation", "isotropic", "border"])
@pytest.mark.parametrize("half_width", [3.0, 25.0, 300.0])
def test_compiled_kernel_sums_equal_plain_ones(correction, half_width, monkeypatch):
    random = np.random.default_rng(6)
    xy = np.vstack([random.uniform(0, 100, (90, 2)), XY, XY])
    chosen = random.uniform(size=len(xy)) < 0.8
    options = {
        "chosen": chosen,
        "grid": np.array([0.0, 3, 9, 9.5, 20, 45, 130]),
        "correction": correction,
        "half_width": half_width,
    }
    plain = kernel_sum(SQUARE, xy, **options)
    monkeypatch.setattr(_second_order, "PLAIN_POINTS", 0)
    compiled = kernel_sum(SQUARE, xy, **options)
    np.testing.assert_allclose(
        compiled, plain, rtol=1e-9, atol=1e-12 * np.nanmax(np.append(plain, 0.0))
    )


def test_many_curves_of_few_points_are_compiled():
    assert not pays(1500, 1)
    assert pays(1501, 1)
    assert not pays(96, 41)
    assert pays(96, 1000)
