"""Draws of sites: without repeats, evenly, the same for the same seed."""

import numpy as np

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
