"""Sums over the pairs of a draw against those of numpy, for any weights."""

import numpy as np
import pytest

from clusterlab.measure._compiled_draws import FINER, fine_moments, fine_nodes, shifts
from clusterlab.measure._curves import weighted_curve
from clusterlab.measure._pairs import Selection
from clusterlab.measure._smoothing import node_count, smooth

GRID = np.linspace(0, 900, 19)


@pytest.mark.parametrize("weighting", ["none", "product", "sum"])
@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("h", [25.0, 300.0])
@pytest.mark.parametrize("cumulative", [False, True])
def test_curves_are_those_of_all_pairs(weighting, across, h, cumulative):
    random = np.random.default_rng(4)
    xy = random.uniform(0, 1500, (300, 2)) + np.array([180_000, 550_000])
    e = random.lognormal(0, 1, 300)
    second = (xy[200:], e[200:]) if across else (None, None)
    chosen = Selection(xy[:200], e[:200], *second, weighting)
    nodes = node_count(GRID, h) * FINER
    moments = fine_moments(chosen, h=h, nodes=nodes, shift=shifts())
    options = {"grid": GRID, "h": h, "cumulative": cumulative}
    expected = weighted_curve(chosen, method="plain", **options)
    np.testing.assert_allclose(
        smooth(moments, **options), expected, rtol=0, atol=3e-12 * expected.max()
    )


def test_twins_and_single_points():
    for xy in (np.zeros((5, 2)), np.ones((1, 2))):
        n = len(xy)
        chosen = Selection(xy, np.ones(n), None, None, "none")
        moments = fine_moments(chosen, h=10.0, nodes=20 * FINER, shift=shifts())
        assert moments[0].sum() == pytest.approx(n * (n - 1) / 2)


def test_close_nodes_are_used_where_they_pay():
    assert fine_nodes(400, 10**6) == 400 * FINER
    assert fine_nodes(4000, 10**6) == 0
    assert fine_nodes(400, 10**4) == 0
