"""Facilities at 1,000 by 1,000: maximal covering beside spopt, and the p-median with its gap."""

import time
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pulp
from spopt.locate import MCLP

from clusterlab.siting import max_cover, p_median
from measured import best, growth, peak_apart

SIZE = 1_000
# Seed, facilities and radius, on a square of side 10: from easy to hard to prove.
CASES = ((0, 20, 0.8), (1, 20, 0.8), (0, 10, 0.5), (0, 5, 1.0), (0, 20, 1.0))


def instance(seed: int, size: int = SIZE) -> tuple[pd.DataFrame, pd.Series]:
    """Throw demand points and candidates evenly over a square."""
    rng = np.random.default_rng(seed)
    a, b = rng.random((size, 2)) * 10, rng.random((size, 2)) * 10
    cost = pd.DataFrame(np.hypot(a[:, None, 0] - b[:, 0], a[:, None, 1] - b[:, 1]))
    return cost, pd.Series(rng.integers(1, 100, size).astype(float))


def covering(seed: int, k: int, radius: float) -> dict[str, Any]:
    """Time one covering beside the peer; both must prove the same."""
    cost, weights = instance(seed)
    wall, _, ours = best(lambda: max_cover(cost, weights, k=k, radius=radius), repeats=2)
    start = time.perf_counter()
    model = MCLP.from_cost_matrix(cost.to_numpy(), weights.to_numpy(), radius, k)
    peer = pulp.value(model.solve(pulp.PULP_CBC_CMD(msg=False)).problem.objective)
    its = time.perf_counter() - start
    if ours.status != "optimal" or abs(ours.objective - peer) > 1e-6:
        raise AssertionError(f"ours {ours.objective} ({ours.status}), spopt {peer}")
    return {
        "work": f"maximal covering, k = {k}, radius {radius}, instance {seed}",
        "size": SIZE,
        "ours_s": wall,
        "peer": "spopt with CBC",
        "peer_s": its,
        "ratio": its / wall,
        "goal": "≥ 10 ×",
        "error": abs(ours.objective - peer),
        "note": f"both prove {peer:g}; elapsed time, as the peer's solver is another process",
    }


def placing(seed: int, size: int = SIZE) -> Callable[[], Any]:
    """Return the work on one instance; time enough that the gap, not the clock, ends it."""
    cost, weights = instance(seed, size)
    return lambda: p_median(cost, weights, k=20, stop_gap=0.005, time_limit_s=60)


def median(seed: int) -> dict[str, Any]:
    """Time a p-median to half a per cent, and prove it."""
    sizes = (SIZE // 4, SIZE // 2, SIZE)
    times = [best(placing(seed, size), repeats=2) for size in sizes]
    wall, processor, out = times[-1]
    return {
        "work": f"p-median, k = 20, instance {seed}",
        "size": SIZE,
        "ours_s": wall,
        "ours_cpu_s": processor,
        "peer": "–",
        "goal": "≤ 2 s, gap ≤ 0.5 %",
        **peak_apart(placing, seed),
        "error": out.gap,
        "growth": growth(sizes, [time[1] for time in times]),
        "note": f"objective {out.objective:.1f}; error: the proved gap; growth: of processor time "
        "with demand points and candidates alike",
    }


def covered(case: tuple[int, int, float]) -> list[dict[str, Any]]:
    """Time one covering, the solver once in use."""
    warnings.simplefilter("ignore")  # the peer's use of its solver library is deprecated
    max_cover(pd.DataFrame([[0.0, 1.0], [1.0, 0.0]]), k=1, radius=0.5)
    return [covering(*case)]


def cases() -> dict[str, Callable[[], list[dict[str, Any]]]]:
    """Return what is timed, each in a process of its own."""
    coverings = {f"covering {case}": partial(covered, case) for case in CASES}
    return coverings | {f"median {seed}": lambda seed=seed: [median(seed)] for seed in range(5)}


def run() -> list[dict[str, Any]]:
    """Time all cases in this process."""
    return [row for case in cases().values() for row in case()]


if __name__ == "__main__":
    for row in run():
        print(row)
