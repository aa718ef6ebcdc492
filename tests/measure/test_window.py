"""Edge corrections against circles walked step by step, closed forms and shifted copies."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings, strategies as st

from clusterlab.measure import _window
from clusterlab.measure._window import (
    arc_share,
    border_distance,
    is_rectangle,
    translation_weights,
    uniform_points,
)

SQUARE = shapely.box(0, 0, 100, 100)
WINDOWS = {
    "square": SQUARE,
    "bent": shapely.Polygon([(0, 0), (100, 10), (60, 50), (110, 120), (20, 90)]),
    "holed": SQUARE.difference(shapely.box(30, 30, 60, 55)),
    "two": shapely.MultiPolygon([shapely.box(0, 0, 40, 100), shapely.box(60, 0, 100, 70)]),
}


def walked(window, centre, radius, steps=100_000):
    angle = (np.arange(steps) + 0.5) / steps * 2 * np.pi
    shapely.prepare(window)
    return shapely.intersects_xy(
        window, centre[0] + radius * np.cos(angle), centre[1] + radius * np.sin(angle)
    ).mean()


@pytest.mark.parametrize("name", WINDOWS)
def test_arc_share_equals_a_walk_round_the_circle(name):
    window = WINDOWS[name]
    random = np.random.default_rng(2)
    centre = uniform_points(window, 25, random)
    radius = random.uniform(1, 110, 25)
    expected = [walked(window, c, r) for c, r in zip(centre, radius, strict=True)]
    np.testing.assert_allclose(arc_share(window, centre, radius), expected, atol=1e-4)


@settings(max_examples=60, deadline=None)
@given(x=st.integers(0, 10), y=st.integers(0, 10), dx=st.integers(-10, 10), dy=st.integers(-10, 10))
def test_arc_share_holds_on_lattices_with_corners_and_tangents(x, y, dx, dy):
    centre, radius = np.array([[10.0 * x, 10.0 * y]]), 10 * float(np.hypot(dx, dy))
    if radius:
        got = arc_share(SQUARE, centre, np.array([radius]))[0]
        assert got == pytest.approx(walked(SQUARE, centre[0], radius), abs=2e-4)


def test_arc_share_in_closed_form():
    # One side cut: the arc beyond a line at distance b is 2 acos(b / r).
    got = arc_share(SQUARE, np.array([[20.0, 50.0]]), np.array([30.0]))[0]
    assert got == pytest.approx(1 - np.arccos(20 / 30) / np.pi, rel=1e-12)
    # A centre in the corner keeps a quarter.
    assert arc_share(SQUARE, np.zeros((1, 2)), np.array([50.0]))[0] == pytest.approx(0.25)


def test_translation_weights():
    lag = np.array([[0, 0], [30, 0], [-20, 50], [200, 0]], dtype=float)
    got = translation_weights(SQUARE, lag)
    np.testing.assert_allclose(got[:3], [1, 1 / 0.7, 1 / 0.4])
    assert np.isnan(got[3])
    for window in WINDOWS.values():
        expected = [
            window.area / window.intersection(shapely.affinity.translate(window, *h)).area
            for h in lag[:3]
        ]
        np.testing.assert_allclose(translation_weights(window, lag[:3]), expected)


def test_border_distance(monkeypatch):
    for window in WINDOWS.values():
        xy = uniform_points(window, 50, np.random.default_rng(1))
        few = border_distance(window, xy)
        monkeypatch.setattr(_window, "BLOCK", 0)
        np.testing.assert_allclose(few, border_distance(window, xy), atol=1e-9)
        monkeypatch.undo()


def test_rectangles_are_known():
    assert is_rectangle(SQUARE)
    assert not any(is_rectangle(WINDOWS[k]) for k in ("bent", "holed", "two"))


def test_random_points_fill_the_window_evenly():
    window = WINDOWS["holed"]
    xy = uniform_points(window, 20_000, np.random.default_rng(0))
    assert shapely.contains_xy(window, *xy.T).all()
    west = shapely.box(0, 0, 30, 100).area / window.area
    assert (xy[:, 0] < 30).mean() == pytest.approx(west, abs=4 * np.sqrt(west / 20_000))
    assert border_distance(window, np.array([[20.0, 40.0]]))[0] == 10
