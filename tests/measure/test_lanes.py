"""Lanes hold every point once, in order, whatever the reach."""

import numpy as np
import pytest

from clusterlab.measure._lanes import in_order, lanes_of, run_of


@pytest.mark.parametrize("reach", [0.0, 1e-3, 40.0, 5000.0])
@pytest.mark.parametrize("flat", [False, True])
def test_lanes(reach, flat):
    xy = np.random.default_rng(0).uniform(0, 1000, (200, 2)) + np.array([180_000, 550_000])
    if flat:
        xy[:, 1] = 7.0
    lanes = lanes_of(xy, reach)
    order, lane = in_order(xy, lanes)
    run = run_of(xy[order, 0], xy[order, 1], np.ones(200), lane, lanes)
    assert sorted(order.tolist()) == list(range(200))
    assert lanes.reach >= reach
    assert lanes.number <= 2 * np.sqrt(200) + 1
    assert (run.starts[0], run.starts[-1], run.starts.size) == (0, 200, lanes.number + 1)
    for k in range(lanes.number):
        part = slice(run.starts[k], run.starts[k + 1])
        assert (np.diff(run.x[part]) >= 0).all()
        low = lanes.low + k * lanes.height
        assert (run.y[part] >= low - 1e-6).all()
        assert (run.y[part] <= low + lanes.height + 1e-6).all()
