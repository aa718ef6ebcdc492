"""SMAA at the size of a city: 10,000 draws, 5,000 sites, 12 criteria; the goal is 2 s."""

import time

import numpy as np
import pandas as pd

from clusterlab.siting import rank_acceptability


def main() -> None:
    rng = np.random.default_rng(0)
    scaled = pd.DataFrame(rng.random((5000, 12)))
    cases = {"random weights": None, "random weights and values": scaled * 0.05}
    rank_acceptability(scaled.iloc[:50], seed=0, draws=100)
    print("case,wall_s,cpu_s,goal_s")
    for name, sd in cases.items():
        best = min(run(scaled, sd) for _ in range(3))
        print(f"{name},{best[0]:.2f},{best[1]:.2f},2")


def run(scaled: pd.DataFrame, sd: pd.DataFrame | None) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    rank_acceptability(scaled, seed=1, sd=sd, draws=10_000)
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
