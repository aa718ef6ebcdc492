"""Neighbours within reach against all distances."""

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from clusterlab.measure import _neighbours

XY = np.random.default_rng(0).integers(0, 12, (80, 2)) * 10.0
GRID = np.array([0.0, 10, 25, 50])


@pytest.mark.parametrize("most", [4_000_000, 60])
def test_pairs_and_shells(most, monkeypatch):
    monkeypatch.setattr(_neighbours, "PAIRS", most)
    rows = np.arange(0, 80, 3)
    distance = cdist(XY, XY)
    np.fill_diagonal(distance, np.inf)
    seen = []
    for block, i, j, d in _neighbours.neighbour_pairs(XY, rows, 50.0):
        np.testing.assert_allclose(distance[block[i], j], d)
        seen += zip(block[i].tolist(), j.tolist(), strict=True)
    assert sorted(seen) == [(i, j) for i in rows for j in np.flatnonzero(distance[i] <= 50)]
    met = []
    for block, rings in _neighbours.shells(XY, rows, GRID):
        met += block.tolist()
        reached = np.cumsum([ring.toarray() for ring in rings], axis=0)
        for k, r in enumerate(GRID):
            assert np.array_equal(reached[k], distance[block] <= r)
    assert met == rows.tolist()


def test_no_rows_no_blocks():
    assert list(_neighbours.shells(XY, np.empty(0, dtype=np.int64), GRID)) == []
