"""K-density with 1,000 simulations beside brute force over pairs, timed on a few draws."""

from typing import Any

import geopandas as gpd
import numpy as np
from scipy.spatial.distance import pdist

from clusterlab.measure import k_density
from measured import best, peak_mb

GRID = np.linspace(0, 60_000, 50)
PEER_DRAWS = 3


def run(sites: int = 20_000, chosen: int = 1000, draws: int = 1000) -> list[dict[str, Any]]:
    """Time the curve with its bands; brute force is the definition, vectorised over pairs."""
    xy = np.random.default_rng(0).uniform(0, 1e5, (sites, 2))
    table = gpd.GeoDataFrame(
        {"type": np.where(np.arange(sites) < chosen, "bio", "other")},
        geometry=gpd.points_from_xy(*xy.T),
        crs=5179,
    )
    options: dict[str, Any] = {"distances_m": GRID, "of": "bio"}
    k_density(table, simulations=64, **options)  # compiles
    before = peak_mb()
    wall, used, result = best(lambda: k_density(table, simulations=draws, **options), repeats=2)
    h = result.attrs["bandwidth_m"]

    def brute() -> Any:
        for _ in range(PEER_DRAWS):
            curve = definition(xy[:chosen], h)
        return curve

    _, some_s, expected = best(brute, repeats=1)
    peer_s = some_s / PEER_DRAWS * (draws + 1)
    return [
        {
            "work": f"K-density, {draws:,} simulations of {chosen:,} sites",
            "size": sites,
            "goal": "100 ×",
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": f"pdist and the definition, {PEER_DRAWS} draws, scaled",
            "peer_s": peer_s,
            "ratio": peer_s / used,
            "memory_mb": peak_mb() - before,
            "error": float(np.abs(result["observed"] - expected).max() / expected.max()),
            "note": f"{result.attrs['simulation_method']}; error: of the observed curve",
        }
    ]


def definition(xy: np.ndarray, h: float) -> np.ndarray:
    """Sum the reflected kernel over all pairs at each distance."""
    d = pdist(xy)
    curve = [
        np.exp(-0.5 * ((at - d) / h) ** 2).sum() + np.exp(-0.5 * ((at + d) / h) ** 2).sum()
        for at in GRID
    ]
    return np.array(curve) / (d.size * h * np.sqrt(2 * np.pi))


if __name__ == "__main__":
    for row in run():
        print(row)
