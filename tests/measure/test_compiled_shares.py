"""Circles round one point, all at once, against circles settled one by one."""

import numpy as np
import pytest
import shapely

from clusterlab.measure._compiled_shares import edge_table, weigh_excess
from clusterlab.measure._window import arc_share, uniform_points

SQUARE = shapely.box(0, 0, 100, 100)
STAR = shapely.Polygon(
    [
        (
            (90 if k % 2 else 35) * np.cos(k * np.pi / 20),
            (90 if k % 2 else 35) * np.sin(k * np.pi / 20),
        )
        for k in range(40)
    ]
)
WINDOWS = {
    "square": SQUARE,
    "bent": shapely.Polygon([(0, 0), (100, 10), (60, 50), (110, 120), (20, 90)]),
    "holed": SQUARE.difference(shapely.box(30, 30, 60, 55)),
    "two": shapely.MultiPolygon([shapely.box(0, 0, 40, 100), shapely.box(60, 0, 100, 70)]),
    "star": STAR,
    "round": shapely.Point(50, 50).buffer(60, quad_segs=64),
    "notched": shapely.Polygon([(0, 0), (50, 0), (50, 30), (50, 0), (100, 0), (100, 9), (0, 9)])
    .buffer(0)
    .union(shapely.box(0, 5, 100, 60)),
}


def excess(window, centre, radius):
    weight = np.ones(len(radius))
    room, places = np.empty((3, len(radius))), np.empty((2, len(radius)), dtype=np.int64)
    doubts = np.empty(len(radius), dtype=np.int64)
    found = weigh_excess(
        *centre, radius * radius, weight, *edge_table(window), room, places, doubts
    )
    return weight, doubts[:found]


def check(window, centre, radius):
    share = arc_share(window, np.tile(centre, (len(radius), 1)), radius)
    got, doubts = excess(window, centre, radius)
    # Left to be settled: circles that no more than touch the window.
    assert (share[doubts] < 1e-7).all()
    assert set(np.flatnonzero(share < 1e-10)) <= set(doubts)
    held = np.setdiff1d(np.arange(len(radius)), doubts)
    np.testing.assert_allclose(1 / (1 + got[held]), share[held], rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", WINDOWS)
def test_shares_of_many_circles(name):
    window = WINDOWS[name]
    random = np.random.default_rng(7)
    for centre in uniform_points(window, 30, random):
        # Radii at which something of the circle is inside, as through another point.
        others = uniform_points(window, 60, random)
        check(window, centre, np.hypot(*(others - centre).T))


@pytest.mark.parametrize("name", WINDOWS)
def test_centres_on_corners_and_edges(name):
    window = WINDOWS[name]
    random = np.random.default_rng(8)
    corners = shapely.get_coordinates(window)
    halfway = 0.5 * (corners[1:] + corners[:-1])
    for centre in np.vstack([corners, halfway])[:60]:
        others = uniform_points(window, 40, random)
        check(window, centre, np.hypot(*(others - centre).T))


@pytest.mark.parametrize("name", ["square", "holed", "two"])
def test_lattices_of_corners_and_tangents(name):
    window = WINDOWS[name]
    places = np.argwhere(np.ones((11, 11))) * 10.0
    places = places[shapely.intersects_xy(window, *places.T)]
    for centre in places:
        radius = np.hypot(*(places - centre).T)
        check(window, centre, radius[radius > 0])


def test_twins_have_no_circle():
    got, doubts = excess(SQUARE, (0.0, 0.0), np.array([0.0, 10.0]))
    assert got[0] == 0
    assert got[1] == pytest.approx(3)  # a quarter is inside
    assert not len(doubts)


def test_a_centre_put_outside_by_rounding():
    radius = np.array([3.0, 30.0, 60.0])
    on, _ = excess(SQUARE, (0.0, 50.0), radius)
    out, _ = excess(SQUARE, (-1e-9, 50.0), radius)
    np.testing.assert_allclose(out, on, rtol=1e-7)
    assert on[0] == pytest.approx(1)
