"""Facilities at 1,000 x 1,000: maximal covering beside spopt, and the p-median with its gap."""

import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pulp
from spopt.locate import MCLP

from clusterlab.siting import max_cover, p_median


def instance(seed: int) -> tuple[pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(seed)
    a, b = rng.random((1000, 2)) * 10, rng.random((1000, 2)) * 10
    cost = pd.DataFrame(np.hypot(a[:, None, 0] - b[:, 0], a[:, None, 1] - b[:, 1]))
    return cost, pd.Series(rng.integers(1, 100, 1000).astype(float))


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    out = call()
    return out, time.perf_counter() - start


def peer(cost: pd.DataFrame, weights: pd.Series, k: int, radius: float) -> float:
    model = MCLP.from_cost_matrix(cost.to_numpy(), weights.to_numpy(), radius, k)
    solved = model.solve(pulp.PULP_CBC_CMD(msg=False))
    return float(pulp.value(solved.problem.objective))


def main() -> None:
    warnings.simplefilter("ignore")
    small = pd.DataFrame([[0.0, 1.0], [1.0, 0.0]])
    max_cover(small, k=1, radius=0.5)
    print("maximal covering: k,radius,ours_s,spopt_s,times,ours,spopt,status")
    for seed, k, radius in ((0, 20, 0.8), (1, 20, 0.8), (0, 10, 0.5), (0, 5, 1.0), (0, 20, 1.0)):
        cost, weights = instance(seed)
        ours, own = timed(lambda c=cost, w=weights, k=k, r=radius: max_cover(c, w, k=k, radius=r))
        other, its = timed(lambda c=cost, w=weights, k=k, r=radius: peer(c, w, k, r))
        print(f"{k},{radius},{own:.2f},{its:.2f},{its / own:.1f},{ours.objective},{other},"
              f"{ours.status}")  # fmt: skip
    print("p-median: seed,k,wall_s,objective,gap_pct,goal_pct,goal_s")
    for seed in (0, 1, 2):
        cost, weights = instance(seed)
        out, wall = timed(
            lambda c=cost, w=weights: p_median(c, w, k=20, stop_gap=0.005, time_limit_s=2)
        )
        print(f"{seed},20,{wall:.2f},{out.objective:.1f},{100 * out.gap:.3f},0.5,2")


if __name__ == "__main__":
    main()
