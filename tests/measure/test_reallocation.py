"""Draws of sites: without repeats, evenly, the same for the same seed."""

import numpy as np

from clusterlab.measure import _reallocation
from clusterlab.measure._reallocation import Null, draw_sites, simulate

NULL = Null(np.random.default_rng(0).uniform(0, 500, (30, 2)), np.ones(6), np.ones(4), "none")


def test_draws_do_not_repeat_and_longer_runs_begin_alike():
    draws = draw_sites(NULL, simulations=50, seed=3)
    assert draws.shape == (50, 10)
    assert all(len(set(row)) == 10 for row in draws)
    assert np.array_equal(draw_sites(NULL, simulations=20, seed=3), draws[:20])
    assert not np.array_equal(draw_sites(NULL, simulations=50, seed=4), draws)


def test_every_site_is_drawn_as_often():
    counts = np.bincount(draw_sites(NULL, simulations=6000, seed=1).ravel(), minlength=30)
    assert abs(counts - 2000).max() < 5 * np.sqrt(2000)


def test_simulated_curves_average_to_that_of_all_pairs():
    grid = np.array([0.0, 150, 400])
    draws = draw_sites(NULL, simulations=4000, seed=2)
    curves, way = simulate(NULL, draws, grid=grid, h=50.0, cumulative=False)
    assert way == "quadratic form"
    d = np.hypot(*(NULL.sites[:, None] - NULL.sites)[~np.eye(30, dtype=bool)].T)
    u, v = (grid[:, None] - d) / 50, (grid[:, None] + d) / 50
    expected = (np.exp(-u * u / 2) + np.exp(-v * v / 2)).mean(axis=1) / 50 / np.sqrt(2 * np.pi)
    error = curves.std(axis=0) / np.sqrt(4000) / 24
    assert (abs(curves.mean(axis=0) / 24 - expected) < 4.5 * error).all()


def test_few_sites_and_many_draws_compile_nothing(monkeypatch):
    # The way goes by what draws and sites cost together, not by the number of points.
    def refused(*_):
        raise AssertionError("compiled loops were to be loaded")

    monkeypatch.setattr(_reallocation, "_by_pair", refused)
    sites = np.random.default_rng(5).uniform(0, 2000, (96, 2))
    grid = np.arange(0, 2001, 50.0)
    for number in (1, 60):
        null = Null(sites, np.ones(48), None, "none")
        draws = draw_sites(null, simulations=199, seed=number)
        for _ in range(number):
            curves, way = simulate(null, draws, grid=grid, h=110.0, cumulative=False)
        assert way == "quadratic form"
        assert curves.shape == (199, 41)


def test_many_sites_of_which_few_are_drawn_are_taken_draw_by_draw():
    sites = np.random.default_rng(6).uniform(0, 2000, (4000, 2))
    null = Null(sites, np.ones(10), None, "none")
    draws = draw_sites(null, simulations=20, seed=1)
    _, way = simulate(null, draws, grid=np.arange(0, 2001, 50.0), h=110.0, cumulative=False)
    assert way == "pairs of each draw"
