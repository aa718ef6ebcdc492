"""Clark-Evans against its formula worked by hand, and on scatters of known order."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.measure import clark_evans

SQUARE = shapely.box(0, 0, 1000, 1000)


def at(xy):
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*np.asarray(xy).T), crs=5186)


def test_a_square_lattice_is_twice_chance():
    lattice = np.stack(np.meshgrid(np.arange(50, 1000, 100), np.arange(50, 1000, 100)))
    got = clark_evans(at(lattice.reshape(2, -1).T), window=SQUARE, correction="none").iloc[0]
    assert got["observed"] == pytest.approx(2)
    assert got["expected_m"] == pytest.approx(50)
    # Clark & Evans: the standard error is 0.26136 / sqrt(n λ).
    assert got["z"] == pytest.approx(50 / (0.26136 / np.sqrt(100 * 1e-4)), rel=1e-4)
    assert got["p_value"] < 1e-10


def test_donnelly_by_hand():
    xy = [(100, 100), (130, 140), (800, 800), (800, 700)]
    got = clark_evans(at(xy), window=SQUARE).iloc[0]
    mean = (50 + 50 + 100 + 100) / 4
    expected = 0.5 * np.sqrt(1e6 / 4) + (0.0514 + 0.041 / 2) * 4000 / 4
    error = np.sqrt(0.0703 * 1e6 / 16 + 0.037 * 4000 * np.sqrt(1e6 / 4**5))
    assert got["observed"] == pytest.approx(mean / expected)
    assert got["z"] == pytest.approx((mean - expected) / error)


def test_even_scatters_give_one():
    ratio = []
    for k in range(150):
        xy = np.random.default_rng(k).uniform(0, 1000, (60, 2))
        ratio.append(clark_evans(at(xy), window=SQUARE)["observed"].iloc[0])
    assert abs(np.mean(ratio) - 1) < 3.5 * np.std(ratio) / np.sqrt(150)


def test_twins_bands_and_reason():
    same = clark_evans(at([(5, 5)] * 6), window=SQUARE, simulations=60)
    assert same["observed"].iloc[0] == 0
    assert same["observed"].iloc[0] < same["global_low"].iloc[0]
    assert same.index.name == "distance_m"
    one = clark_evans(at([(5, 5)]), window=SQUARE, simulations=3)
    assert one.isna().all(axis=None)
    assert one.attrs["reason"] == {"code": "too_few_points", "n": 1, "minimum": 2}
    with pytest.raises(ValueError, match="one of none, donnelly"):
        clark_evans(at([(5, 5)]), window=SQUARE, correction="edge")
