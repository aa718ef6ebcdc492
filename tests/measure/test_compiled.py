"""Compiled loops against numpy."""

import numpy as np
import pytest
from scipy.spatial.distance import cdist, pdist

from clusterlab.measure import _compiled
from clusterlab.measure._pairs import Selection, pair_distances, pair_weights
from clusterlab.measure._smoothing import moments, node_count


def places(n, seed=0):
    random = np.random.default_rng(seed)
    return random.normal(0, 1000, (n, 2)), random.lognormal(0, 1, n)


@pytest.mark.parametrize("weighting", ["none", "product", "sum"])
@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("threads", [False, True])
def test_moments(weighting, across, threads):
    first, e = places(50)
    second, f = places(30, 1) if across else (None, None)
    nodes = node_count(np.array([2500.0]), 70.0)
    chosen = Selection(first, e, second, f, weighting)
    expected = moments(pair_distances(chosen), pair_weights(chosen), h=70.0, nodes=nodes)
    got = _compiled.pair_moments(
        first, e, second, f, weighting=weighting, h=70.0, nodes=nodes, threads=threads
    )
    # A distance half way between two nodes may go to either.
    np.testing.assert_allclose(got[0].cumsum(), expected[0].cumsum(), rtol=0.02)
    np.testing.assert_allclose(got.sum(axis=1), expected.sum(axis=1), rtol=1e-9, atol=1e-9)


def test_a_buffer_shorter_than_a_row_changes_nothing(monkeypatch):
    first, e = places(5000)
    options = {"weighting": "product", "h": 500.0, "nodes": 200}
    whole = _compiled.pair_moments(first, e, None, None, **options)
    half = _compiled.pair_moments(first[:2500], e[:2500], None, None, **options)
    rest = _compiled.pair_moments(first[2500:], e[2500:], None, None, **options)
    cross = _compiled.pair_moments(first[:2500], e[:2500], first[2500:], e[2500:], **options)
    np.testing.assert_allclose(half + rest + cross, whole, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("n", [2, 3, 60, 401])
def test_spread_is_exact(n, across):
    first, _ = places(n)
    second = places(9, 1)[0] if across else None
    d = pdist(first) if second is None else cdist(first, second).ravel()
    if d.size < 2:
        assert _compiled.distance_spread(first, second) == (0, 0, 0)
        return
    expected = (d.std(ddof=1), *np.quantile(d, [0.25, 0.75]))
    np.testing.assert_allclose(_compiled.distance_spread(first, second), expected, rtol=1e-12)


def test_spread_of_ties():
    lattice = np.stack(np.meshgrid(np.arange(9.0), np.arange(9.0))).reshape(2, -1).T
    d = pdist(lattice)
    got = _compiled.distance_spread(lattice, None)
    np.testing.assert_allclose(got, (d.std(ddof=1), *np.quantile(d, [0.25, 0.75])), rtol=1e-12)
    assert _compiled.distance_spread(np.ones((5, 2)), None) == (0, 0, 0)


@pytest.mark.parametrize("n", [2, 5, 3000])
def test_histogram(n):
    xy, _ = places(n)
    got = _compiled.distance_histogram(xy + 5e5, reach_m=2000, bins=400)
    expected = np.histogram(pdist(xy), bins=400, range=(0, 2000))[0]
    assert abs(got - expected).sum() <= 1e-4 * expected.sum()
    assert abs(got.sum() - expected.sum()) <= 1e-6 * expected.sum()


def test_threads_do_not_matter(monkeypatch):
    xy, e = places(300)
    options = {"weighting": "product", "h": 50.0, "nodes": 999}
    many = _compiled.pair_moments(xy, e, None, None, **options)
    monkeypatch.setattr(_compiled.os, "cpu_count", lambda: 1)
    assert np.array_equal(_compiled.pair_moments(xy, e, None, None, **options), many)
