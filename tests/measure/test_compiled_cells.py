"""Runs of cells hold every point within reach."""

import numpy as np
import pytest

from clusterlab.measure._compiled_cells import cells_of, rows_near, run_near


@pytest.mark.parametrize("reach", [0.0, 3.0, 40.0, 500.0])
@pytest.mark.parametrize("shape", ["square", "line", "twins", "lattice"])
def test_runs_hold_all_neighbours(shape, reach):
    random = np.random.default_rng(3)
    xy = {
        "square": random.uniform(0, 100, (120, 2)),
        "line": np.column_stack([random.uniform(0, 1e4, 120), np.full(120, 7.0)]),
        "twins": np.full((50, 2), 5.0),
        "lattice": np.argwhere(np.ones((9, 9))) * 10.0,
    }[shape]
    cells = cells_of(xy, reach)
    np.testing.assert_array_equal(np.column_stack([cells.x, cells.y]), xy[cells.order])
    assert len(cells.starts) - 1 <= 4 * len(xy) + 4
    for at in range(len(xy)):
        cx, cy = cells.x[at], cells.y[at]
        held = []
        for row in range(*rows_near(cy, reach, cells.south, cells.side, cells.shape[0])):
            low, high = run_near(
                cx, cy, reach, row, cells.starts, cells.shape[1], cells.west, cells.south,
                cells.side,
            )  # fmt: skip
            held += list(range(low, high))
        assert len(held) == len(set(held))
        near = np.flatnonzero(np.hypot(cells.x - cx, cells.y - cy) <= reach)
        assert set(near) <= set(held)
