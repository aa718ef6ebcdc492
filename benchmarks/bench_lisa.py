"""Local Moran with 999 permutations beside esda, both warm, on a grid of cells."""

import time
import tracemalloc
import warnings
from typing import Any

import numpy as np
import pandas as pd
from libpysal.weights import lat2W

from clusterlab.measure import local_moran

PERMUTATIONS = 999


def run(sides: tuple[int, ...] = (100, 316)) -> list[dict[str, Any]]:
    """Time both on square grids of rook neighbours, random values, one value for each cell."""
    with warnings.catch_warnings():
        # esda announces a change of its default and of its imports; neither is measured here.
        warnings.simplefilter("ignore")
        from esda import Moran_Local

        def peer(values: pd.Series, weights: Any) -> Any:
            return Moran_Local(
                values.to_numpy(),
                weights,
                permutations=PERMUTATIONS,
                keep_simulations=False,
                n_jobs=1,
                seed=1,
            )

        rows = []
        small = lat2W(10, 10)
        peer(pd.Series(np.arange(100.0)), small)  # compiles
        local_moran(pd.Series(np.arange(100.0)), small, permutations=9)
        for side in sides:
            weights = lat2W(side, side)
            values = pd.Series(np.random.default_rng(0).normal(size=side * side))
            ours_s, ours = _best(
                lambda v=values, w=weights: local_moran(
                    v, w, permutations=PERMUTATIONS, seed=1, alternative="directed"
                ),
                repeats=3,
            )
            peer_s, theirs = _best(lambda v=values, w=weights: peer(v, w), repeats=2)
            tracemalloc.start()
            local_moran(values, weights, permutations=PERMUTATIONS)
            memory = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
            gap = np.abs(ours["I"] - theirs.Is).max() / np.abs(theirs.Is).max()
            drift = np.abs(ours["p"] - theirs.p_sim).mean()
            rows.append(
                {
                    "work": f"LISA, {PERMUTATIONS} permutations",
                    "size": side * side,
                    "ours_s": ours_s,
                    "peer": "esda, warm",
                    "peer_s": peer_s,
                    "ratio": peer_s / ours_s,
                    "memory_mb": memory,
                    "error": float(gap),
                    "note": f"mean difference of p {drift:.4f}: two sets of random draws",
                }
            )
    return rows


def _best(work: Any, *, repeats: int) -> tuple[float, Any]:
    """Shortest time of several, and the last result."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


if __name__ == "__main__":
    for row in run():
        print(row)
