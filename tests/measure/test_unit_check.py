"""Kilometres given as metres are refused by all that take metres; small examples pass."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import box

from clusterlab import measure
from clusterlab.measure._unit_check import expect_metres

XY = np.random.default_rng(0).uniform(0, 2400, (120, 2))
POINTS = gpd.GeoDataFrame(
    {"type": np.repeat(["a", "b"], 60), "uncertainty_m": 250.0},
    geometry=gpd.points_from_xy(*XY.T),
    crs=5186,
)
WINDOW = box(0, 0, 2400, 2400)
KM = [0.1, 0.5, 2]


@pytest.mark.parametrize(
    ("name", "given", "meant"),
    [
        ("k_density", {"distances_m": KM}, "distances_m: 0.1 to 2;.*did you mean 100 to 2,000?"),
        ("k_density", {"distances_m": [500], "bandwidth_m": 0.25}, "bandwidth_m: 0.25;.*mean 250?"),
        ("m_function", {"distances_m": KM, "of": "a"}, "distances_m"),
        ("m_density", {"distances_m": KM, "of": "a"}, "distances_m"),
        ("m_density", {"distances_m": [500], "of": "a", "bandwidth_m": 0.25}, "bandwidth_m"),
        ("ripley_k", {"distances_m": KM, "window": WINDOW}, "distances_m"),
        ("pair_correlation", {"distances_m": KM, "window": WINDOW}, "distances_m"),
        (
            "pair_correlation",
            {"distances_m": [500], "window": WINDOW, "bandwidth_m": 0.25},
            "bandwidth_m",
        ),
        ("inhomogeneous_k", {"distances_m": KM, "window": WINDOW, "bandwidth_m": 300}, "distances"),
        (
            "inhomogeneous_k",
            {"distances_m": [9, 99], "window": WINDOW, "bandwidth_m": 0.3},
            "bandw",
        ),
        (
            "cross_k",
            {"distances_m": KM, "window": WINDOW, "of": "a", "around": "b"},
            "distances_m",
        ),
        ("difference_of_curves", {"distances_m": KM, "of": "a", "against": "b"}, "distances_m"),
        ("kernel_surface", {"bandwidth_m": 0.25, "cell_m": 20}, "bandwidth_m"),
        ("kernel_surface", {"bandwidth_m": 250, "cell_m": 0.02}, "cell_m"),
        ("hexagon_density", {"side_m": 0.15}, "side_m: 0.15; .* did you mean 150?"),
        ("cluster_outlines", {"radius_m": 0.2}, "radius_m"),
        ("cluster_outlines", {"radius_m": 200, "margin_m": 0.05}, "margin_m"),
        ("location_support", {"scale_m": 0.3}, "scale_m: 0.3; .* did you mean 300?"),
    ],
)
def test_kilometres_are_refused_with_what_was_meant(name, given, meant):
    with pytest.raises(ValueError, match=meant) as caught:
        getattr(measure, name)(POINTS, **given)
    assert "metres are expected" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_reach_in_kilometres_is_refused_for_neighbours():
    places = gpd.GeoDataFrame(geometry=POINTS.buffer(10), crs=5186)
    with pytest.raises(ValueError, match=r"radius_m: 0\.5"):
        measure.neighbour_weights(places, rule="distance", radius_m=0.5)


def test_the_numbers_told_are_those_of_the_points():
    x, y = np.meshgrid(np.arange(5) * 300.0, np.arange(5) * 300.0)
    with pytest.raises(ValueError, match="spread over 1,697 m, the nearest lie 300 m apart"):
        expect_metres(0.5, "r", (x.ravel(), y.ravel()))


@pytest.mark.parametrize(
    ("lengths", "xy"),
    [
        ([0.1, 2], XY[:9]),  # too few places to know their scale
        ([0.1, 2], XY / 100),  # desks in a hall
        ([0.1, 500], XY),  # the largest counts
        ([12], XY),  # no likely number of kilometres
        ([0], XY),  # no length at all
        ([2], np.repeat(XY[:9], 20, axis=0)),  # nine places however many stand there
        ([2], np.vstack([XY, XY + 0.5])),  # places that really lie so near
        ([2], np.empty((0, 2))),
    ],
)
def test_reasonable_use_is_let_through(lengths, xy):
    expect_metres(lengths, "distances_m", xy)
