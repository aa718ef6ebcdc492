"""The Fourier way against the sum over pairs, within the bound it states."""

import numpy as np
import pytest

from clusterlab.measure import _curves
from clusterlab.measure._compiled import distance_spread
from clusterlab.measure._pairs import Selection
from clusterlab.measure._spectral import ERROR, spread_estimate


def chosen(weighting, across, n=800, seed=0):
    random = np.random.default_rng(seed)
    xy = np.vstack(
        [random.uniform(0, 40_000, (n // 2, 2)), random.normal(9000, 900, (n - n // 2, 2))]
    )
    e = random.lognormal(0, 1, n)
    if not across:
        return Selection(xy, e, None, None, weighting)
    return Selection(xy[::2], e[::2], xy[1::2], e[1::2], weighting)


@pytest.mark.parametrize("weighting", ["none", "product", "sum"])
@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("cumulative", [False, True])
@pytest.mark.parametrize(("h", "reach"), [(300.0, 9000), (900.0, 70_000), (5000.0, 300_000)])
def test_error_is_within_the_bound(weighting, across, cumulative, h, reach):
    points = chosen(weighting, across)
    options = {"grid": np.linspace(0, reach, 40), "h": h, "cumulative": cumulative}
    exact = _curves.weighted_curve(points, method="plain", **options)
    fast = _curves.weighted_curve(points, method="spectral", **options)
    assert abs(fast - exact).max() <= ERROR * exact.max()


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("blob", [30, 900, 5000])
def test_spread_is_within_its_bound(across, blob):
    random = np.random.default_rng(3)
    xy = np.vstack([random.uniform(0, 40_000, (1600, 2)), random.normal(9000, blob, (2400, 2))])
    first, second = (xy[::2], xy[1::2]) if across else (xy, None)
    sd, low, high, error = spread_estimate(first, second)
    exact = distance_spread(first, second)
    assert sd == pytest.approx(exact[0], rel=1e-4)
    assert abs(low - exact[1]) + abs(high - exact[2]) <= error
    assert spread_estimate(np.ones((4, 2)), None) == (0, 0, 0, 0)


def test_the_way_is_chosen_by_size():
    options = {"extent": 4e5, "reach": 1e5, "h": 2000.0}
    assert _curves.choose_method(1000, **options) == "plain"
    assert _curves.choose_method(10**8, **options) == "compiled"
    assert _curves.choose_method(10**10, **options) == "spectral"
    assert _curves.choose_method(10**10, extent=4e5, reach=1e5, h=1.0) == "compiled"
