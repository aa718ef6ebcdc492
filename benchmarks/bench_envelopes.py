"""Global envelopes beside plain NumPy, and the size of the test that they make."""

import time
from typing import Any

import numpy as np
from scipy.stats import rankdata

from clusterlab.measure import global_envelope
from envelope_size import Cell, measured
from measured import best, traced_mb

DISTANCES = 100
# Of true nulls, in a few cells: a tenth of those that docs/measures.md prints.
NULLS = 400


def cases() -> dict[str, Any]:
    """Time first, then size: each in a process of its own."""
    return {"time": _times, "size": _sizes}


def _times() -> list[dict[str, Any]]:
    rows = []
    for draws in (999, 3162, 10_000):
        curves = np.random.default_rng(0).normal(size=(draws + 1, DISTANCES)).cumsum(axis=1)
        wall, used, ours = best(lambda c=curves: global_envelope(c[0], c[1:]))
        row = {
            "work": f"global envelope, rank lengths, {DISTANCES} distances",
            "size": draws,
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": "plain NumPy and SciPy",
            "goal": "10,000 draws in ≤ 0.5 s",
            "memory_mb": traced_mb(lambda c=curves: global_envelope(c[0], c[1:])),
        }
        _, peer_used, theirs = best(lambda c=curves: _plain(c), repeats=2)
        row |= {"peer_s": peer_used, "ratio": peer_used / used}
        row["error"] = abs(ours.p - theirs)
        rows.append(row)
    return rows


def _plain(curves: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    """Rank each distance, sort the ranks of each curve, and compare all curves with the first."""
    low = np.apply_along_axis(rankdata, 0, curves)
    ranks = np.sort(np.minimum(low, len(curves) + 1 - low), axis=1)
    order = np.lexsort(ranks.T[::-1])
    first = ranks[0].tolist()
    return sum(ranks[k].tolist() <= first for k in order) / len(curves)


def _sizes() -> list[dict[str, Any]]:
    rows = []
    for cell in (
        Cell("K-density", "clumped", 36, 101, 30),
        Cell("M", "clumped", 36, 101, 30),
        Cell("Ripley L", "even", 36, 36, 30),
    ):
        start = time.perf_counter()
        (told,) = measured(cell, NULLS, (199,))
        null, cluster = told["null"], told["cluster"].ranked
        rows.append(
            {
                "work": f"size of a 5 % test, {cell.measure}, 199 draws",
                "size": NULLS,
                "ours_s": time.perf_counter() - start,
                "peer": "Duranton–Overman's band",
                "goal": "4–6 %",
                "note": f"{100 * null.ranked:.1f} % of true nulls, the peer {100 * null.old:.1f} %"
                f" (two standard errors are 2.2 points); {100 * cluster:.0f} % of clusters found;"
                f" {cell.n} of {cell.of} {cell.sites} sites, {cell.distances} distances",
            }
        )
    return rows
