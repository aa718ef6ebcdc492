"""Sums over the pairs of a draw against those of numpy, for any weights."""

import numpy as np
import pytest

from clusterlab.measure._compiled_draws import FINER, draw_moments, fine_nodes
from clusterlab.measure._curves import weighted_curve
from clusterlab.measure._pairs import Selection
from clusterlab.measure._smoothing import node_count, smooth

GRID = np.linspace(0, 900, 19)


@pytest.mark.parametrize("weighting", ["none", "product", "sum"])
@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("h", [25.0, 300.0])
@pytest.mark.parametrize("cumulative", [False, True])
@pytest.mark.parametrize("close", [False, True])
def test_curves_are_those_of_all_pairs(weighting, across, h, cumulative, close):
    random = np.random.default_rng(4)
    sites = random.uniform(0, 1500, (500, 2)) + np.array([180_000, 550_000])
    draws = np.array([random.choice(500, 300, replace=False) for _ in range(3)])
    e = random.lognormal(0, 1, 300)
    split = 200 if across else 300
    sizes = (e[:split], e[split:] if across else None)
    nodes = node_count(GRID, h)
    collected = draw_moments(
        sites,
        draws,
        sizes,
        weighting=weighting,
        h=h,
        nodes=nodes,
        fine=nodes * FINER if close else 0,
    )
    options = {"grid": GRID, "h": h, "cumulative": cumulative}
    for draw, moments in zip(draws, collected, strict=True):
        xy = sites[draw]
        second = xy[split:] if across else None
        chosen = Selection(xy[:split], sizes[0], second, sizes[1], weighting)
        expected = weighted_curve(chosen, method="plain", **options)
        got = smooth(moments, **options)
        np.testing.assert_allclose(got, expected, rtol=0, atol=3e-12 * expected.max())


@pytest.mark.parametrize("fine", [0, 20 * FINER])
def test_twins_and_single_points(fine):
    for n in (5, 1):
        draws = np.arange(n)[None]
        sizes = (np.ones(n), None)
        moments = draw_moments(
            np.zeros((n, 2)), draws, sizes, weighting="none", h=10.0, nodes=20, fine=fine
        )
        assert moments[0, 0].sum() == pytest.approx(n * (n - 1) / 2)


def test_close_nodes_are_used_where_they_pay():
    assert fine_nodes(400, 10**6) == 400 * FINER
    assert fine_nodes(4000, 10**6) == 0
    assert fine_nodes(400, 10**4) == 0
