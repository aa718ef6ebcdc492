"""Rates of return: every root beside the one root that pyxirr tells."""

import time
import tracemalloc
from typing import Any

import numpy as np
import pyxirr

from clusterlab.invest.rate import rate_of

FLOWS = 40


def run(funds: int = 500) -> list[dict[str, Any]]:
    """Time both on random funds; of pyxirr's roots the error is the distance to one of ours."""
    rng = np.random.default_rng(0)
    days = np.sort(rng.choice(4000, (funds, FLOWS)), axis=1) + np.arange(FLOWS)
    days -= days[:, :1]
    plain = rng.lognormal(0, 1, (funds, FLOWS))
    plain[:, : FLOWS // 3] *= -1
    mixed = rng.normal(0, 1, (funds, FLOWS))
    rows = []
    for work, amounts in (("one change of sign", plain), ("any signs", mixed)):
        pairs = list(zip(days, amounts, strict=True))
        first = np.datetime64("2010-01-01", "D")
        begun = time.perf_counter()
        peers = [pyxirr.xirr(first + d, a, silent=True) for d, a in pairs]
        peer_s = time.perf_counter() - begun
        begun = time.perf_counter()
        ours = [rate_of(d / 365, a) for d, a in pairs]
        ours_s = time.perf_counter() - begun
        tracemalloc.start()
        rate_of(pairs[0][0] / 365, pairs[0][1])
        memory = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        several = sum(len(rate.roots) > 1 for rate in ours)
        missed = sum(
            peer is None and bool(rate.roots) for peer, rate in zip(peers, ours, strict=True)
        )
        rows.append(
            {
                "work": f"rates of return of {FLOWS} flows, {work}",
                "size": funds,
                "ours_s": ours_s,
                "peer": "pyxirr (one root)",
                "peer_s": peer_s,
                "ratio": peer_s / ours_s,
                "memory_mb": memory,
                "error": max(
                    min(abs(peer - root) / (1 + abs(root)) for root in rate.roots)
                    for peer, rate in zip(peers, ours, strict=True)
                    if peer is not None
                ),
                "note": f"{several} funds have more than one rate, of which the peer tells one; "
                f"it finds none for {missed} that have one",
            }
        )
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
