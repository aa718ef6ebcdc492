"""Rank acceptability of a city's plots: 10,000 draws, 5,000 sites, 12 criteria; goal 2 s."""

from typing import Any

import numpy as np
import pandas as pd

from clusterlab.siting import rank_acceptability
from measured import best

DRAWS, SITES, CRITERIA = 10_000, 5_000, 12


def run() -> list[dict[str, Any]]:
    scaled = pd.DataFrame(np.random.default_rng(0).random((SITES, CRITERIA)))
    cases = {"random weights": None, "random weights and values": scaled * 0.05}
    rank_acceptability(scaled.iloc[:50], seed=0, draws=100)
    rows = []
    for name, sd in cases.items():
        wall, processor, _ = best(
            lambda sd=sd: rank_acceptability(scaled, seed=1, sd=sd, draws=DRAWS)
        )
        rows.append(
            {
                "work": f"rank acceptability, {name}",
                "size": SITES,
                "ours_s": wall,
                "ours_cpu_s": processor,
                "peer": "–",
                "goal": "< 2 s on 2 free cores",
                "note": f"{DRAWS:,} draws, {CRITERIA} criteria, all ranks of all sites",
            }
        )
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
