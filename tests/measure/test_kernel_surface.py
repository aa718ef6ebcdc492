"""The smooth surface against scipy, and its contours against the surface."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from scipy.stats import gaussian_kde

from clusterlab.measure import contours, kernel_surface
from clusterlab.measure.kernel_surface import round_breaks


def make(n=40, seed=0):
    xy = np.random.default_rng(seed).normal(0, 500, (n, 2)) + np.array([180_000, 550_000])
    return gpd.GeoDataFrame(
        {"employees": np.arange(1.0, n + 1)}, geometry=gpd.points_from_xy(*xy.T), crs=5186
    )


@pytest.mark.parametrize("weights", [None, "employees"])
def test_equals_scipy(weights):
    points = make()
    h = 150.0
    got = kernel_surface(points, bandwidth_m=h, cell_m=100, weights=weights)
    size = np.ones(40) if weights is None else points[weights].to_numpy()
    xy = np.array([points.geometry.x, points.geometry.y])
    peer = gaussian_kde(xy, weights=size)
    peer.set_bandwidth(1.0)
    # scipy scales by the covariance of the data: give it the round kernel instead.
    peer.covariance = np.eye(2) * h**2
    peer.cho_cov = np.eye(2) * h
    peer.log_det = 2 * np.log(2 * np.pi * h * h)
    gx, gy = np.meshgrid(got.columns, got.index)
    expected = peer(np.array([gx.ravel(), gy.ravel()])).reshape(gx.shape) * size.sum() * 1e4
    np.testing.assert_allclose(got.to_numpy(), expected, rtol=1e-8, atol=1e-14)


def test_the_grid_is_anchored_and_clipped():
    window = shapely.box(179_950, 549_950, 180_250, 550_050)
    got = kernel_surface(make(), bandwidth_m=100, cell_m=100, within=window)
    assert got.columns.tolist() == [179_900, 180_000, 180_100, 180_200, 180_300]
    assert got.notna().sum().sum() == 3
    assert got.attrs["bandwidth_m"] == 100


def test_contours_hold_the_ground_between_breaks():
    surface = kernel_surface(make(), bandwidth_m=150, cell_m=20)
    bands = contours(surface, breaks=[0.05, 0.15, 0.3])
    assert bands["low"].tolist() == [0.05, 0.15, 0.3]
    assert bands["high"].tolist()[:2] == [0.15, 0.3]
    assert bands["high"].iloc[-1] == pytest.approx(surface.to_numpy().max())
    assert bands.crs == "EPSG:5186"
    assert bands.is_valid.all()
    for low, high, area in zip(bands["low"], bands["high"], bands["area_ha"], strict=True):
        inside = ((surface >= low) & (surface <= high)).sum().sum() * 20**2 / 1e4
        assert area == pytest.approx(inside, rel=0.03)
    assert bands.geometry.iloc[0].intersection(bands.geometry.iloc[1]).area < 1


def test_contours_of_nothing_are_empty():
    surface = kernel_surface(
        make(3).iloc[:0], bandwidth_m=9, cell_m=9, within=shapely.box(0, 0, 99, 99)
    )
    got = contours(surface)
    assert len(got) == 0
    assert "geometry" in got


def test_contours_with_a_hole_in_the_window():
    window = shapely.box(179_000, 549_000, 181_000, 551_000)
    window = window.difference(shapely.Point(180_000, 550_000).buffer(300))
    got = contours(kernel_surface(make(), bandwidth_m=150, cell_m=20, within=window))
    assert got.is_valid.all()
    assert not got.union_all().contains(shapely.Point(180_000, 550_000))


@pytest.mark.parametrize("top", [0.003, 0.37, 1.0, 2.0, 19.9, 1e4])
def test_breaks_are_round_and_few(top):
    breaks = round_breaks(top, 5)
    assert 1 <= len(breaks) <= 5
    assert breaks[-1] < top
    step = breaks[0]
    mantissa = step / 10 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(mantissa - m) for m in (1, 2, 2.5, 5)) < 1e-6
    np.testing.assert_allclose(np.diff(breaks), step)


def test_bad_options_are_refused():
    with pytest.raises(ValueError, match=r"cell_m: 0\.01; .* metres are expected"):
        kernel_surface(make(), bandwidth_m=100, cell_m=0.01)
    with pytest.raises(ValueError, match="bandwidth_m must be above zero"):
        kernel_surface(make(), bandwidth_m=-1, cell_m=5)
    with pytest.raises(ValueError, match="breaks must rise"):
        contours(kernel_surface(make(), bandwidth_m=99, cell_m=99), breaks=[2, 1])


def test_no_point_and_no_window_is_a_surface_of_no_ground():
    surface = kernel_surface(make().iloc[:0], bandwidth_m=100, cell_m=20)
    assert surface.shape == (0, 0)
    assert surface.attrs["reason"] == {"code": "too_few_points", "n": 0, "minimum": 1}
    drawn = contours(surface)
    assert drawn.empty
    assert drawn.crs == make().crs
