"""Histogram of pair distances beside scipy's pdist and numpy's histogram."""

from typing import Any

import numpy as np
from scipy.spatial.distance import pdist

from clusterlab.measure._compiled import distance_histogram
from measured import best, traced_mb

REACH, BINS = 60_000.0, 1000


def run(points: int = 20_000) -> list[dict[str, Any]]:
    """Count all pairs of even points in a square of 100 km, up to 60 km."""
    xy = np.random.default_rng(0).uniform(0, 1e5, (points, 2))
    distance_histogram(xy[:100], reach_m=REACH, bins=BINS)  # compiles

    def ours() -> Any:
        return distance_histogram(xy, reach_m=REACH, bins=BINS)

    def peer() -> Any:
        return np.histogram(pdist(xy), bins=BINS, range=(0, REACH))[0]

    wall, used, counts = best(ours, repeats=5)
    _, peer_s, expected = best(peer, repeats=1)
    pairs = points * (points - 1) / 2
    return [
        {
            "work": "pair-distance histogram",
            "size": points,
            "goal": "15 ×",
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": "pdist + np.histogram",
            "peer_s": peer_s,
            "ratio": peer_s / used,
            "memory_mb": traced_mb(ours),
            "error": float(np.abs(counts - expected).sum() / expected.sum()),
            "note": f"{pairs / wall / 1e6:,.0f} million pairs/s; error: share of pairs that single "
            "precision puts into the next bin",
        }
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
