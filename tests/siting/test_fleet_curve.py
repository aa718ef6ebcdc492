import numpy as np
import pandas as pd

from clusterlab.siting import dispatch, draw_requests, fleet_curve


def test_each_row_is_a_dispatch() -> None:
    rng = np.random.default_rng(4)
    home = pd.DataFrame({"x_m": rng.random(9) * 4000, "y_m": rng.random(9) * 4000, "weight": 1.0})
    calls = draw_requests(home, home, requests=30, hours=0.5, seed=5)
    curve = fleet_curve(calls, fleet_sizes=[2, 5], depot_m=(0, 0), seats=3)
    assert curve.index.tolist() == [2, 5]
    for size in (2, 5):
        one = dispatch(calls, vehicles=size, depot_m=(0, 0), seats=3).attrs
        assert curve.loc[size].to_dict() == {k: v for k, v in one.items() if k != "vehicles"}
