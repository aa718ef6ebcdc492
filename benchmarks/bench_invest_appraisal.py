"""Monte Carlo of an appraisal: all draws at once, beside numpy-financial one by one."""

import time
import tracemalloc
from typing import Any

import numpy_financial as npf
import pandas as pd

from clusterlab import invest

PLOT = {
    "site_area_m2": 30_000,
    "far_pct": 350,
    "efficiency_pct": 70,
    "construction_cost_m2": 2.5e6,
    "land_price_m2": 1.2e6,
    "sold_share_pct": 50,
    "sale_price_m2": 6e6,
    "rent_m2_year": 2.4e5,
    "let_years": 20,
    "exit_yield_pct": 5,
    "discount_rate_pct": 8,
    "build_years": 4,
    "sale_years": 3,
}
SPREAD = pd.DataFrame(
    {"low": [2.2e6, 5e6, 2e5], "mode": [2.5e6, 6e6, 2.4e5], "high": [3.4e6, 6.6e6, 2.8e5]},
    index=["construction_cost_m2", "sale_price_m2", "rent_m2_year"],
)
RANKS = pd.DataFrame(
    [[1, 0.6, 0.3], [0.6, 1, 0.5], [0.3, 0.5, 1]], index=SPREAD.index, columns=SPREAD.index
)


def run(draws: int = 100_000, beside: int = 200) -> list[dict[str, Any]]:
    """Time both on one plot; the peer's time is scaled up from the first draws."""
    options = {"spread": SPREAD, "correlation": RANKS, "draws": draws}
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        table = invest.simulate_appraisal(PLOT, **options)
        times.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    error = 0.0
    for row in table.head(beside).to_dict("records"):
        terms = PLOT | {term: row[term] for term in SPREAD.index}
        flows = invest.development_flows(terms)["net"]
        error = max(error, abs(npf.npv(0.08, flows) / row["npv"] - 1))
    peer_s = (time.perf_counter() - begun) / beside * draws
    tracemalloc.start()
    invest.simulate_appraisal(PLOT, **options)
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return [
        {
            "work": "appraisals of a site, correlated terms",
            "size": draws,
            "ours_s": min(times),
            "peer": f"one by one with numpy-financial, from {beside}",
            "peer_s": peer_s,
            "ratio": peer_s / min(times),
            "goal": "< 1 s",
            "memory_mb": memory,
            "error": float(error),
        }
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
