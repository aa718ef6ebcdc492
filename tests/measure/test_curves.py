"""Curves by each way against one another, and bandwidths against the rule."""

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from clusterlab.measure import _curves
from clusterlab.measure._pairs import Selection


@pytest.fixture
def chosen():
    random = np.random.default_rng(0)
    return Selection(random.normal(0, 900, (300, 2)), np.ones(300), None, None, "none")


def test_ways_agree(chosen):
    options = {"grid": np.linspace(0, 3000, 30), "h": 100.0, "cumulative": False}
    plain, compiled, fast = (
        _curves.weighted_curve(chosen, method=way, **options) for way in _curves.METHODS
    )
    np.testing.assert_allclose(compiled, plain, rtol=1e-9)
    np.testing.assert_allclose(fast, plain, atol=1e-6 * plain.max())


def test_bandwidths_agree_whatever_the_size(chosen, monkeypatch):
    d = pdist(chosen.first)
    iqr = np.subtract(*np.quantile(d, [0.75, 0.25]))
    expected = 0.9 * min(d.std(ddof=1), iqr / 1.34) * d.size**-0.2
    assert _curves.bandwidth(chosen) == (pytest.approx(expected, rel=1e-12), 0)
    monkeypatch.setattr(_curves, "PLAIN_PAIRS", 0)
    assert _curves.bandwidth(chosen) == (pytest.approx(expected, rel=1e-12), 0)
    monkeypatch.setattr(_curves, "EXACT_PAIRS", 0)
    estimate, bound = _curves.bandwidth(chosen)
    assert 0 < bound < 0.01
    assert estimate == pytest.approx(expected, rel=bound)


def test_extent_is_the_longer_side(chosen):
    assert _curves.extent_of(chosen) == np.ptp(chosen.first, axis=0).max()
