"""K-density of a city and of a nation by Fourier transform, beside the exact compiled sum."""

from typing import Any

import geopandas as gpd
import numpy as np

from clusterlab.measure import k_density
from clusterlab.measure._curves import weighted_curve
from clusterlab.measure._pairs import Selection
from measured import best, peak_mb, traced_mb

GRID = np.linspace(0, 180_000, 100)
BANDWIDTH = 1000.0


def places(points: int) -> np.ndarray:
    """Half the points even over 400 km, half crowded in the middle."""
    random = np.random.default_rng(0)
    crowd = points - points // 2
    even = random.uniform(0, 4e5, (points // 2, 2))
    return np.vstack([even, random.normal(2e5, 3e4, (crowd, 2))])


def run(city: int = 100_000, nation: int = 6_000_000) -> list[dict[str, Any]]:
    """Time one curve of 100 distances, bandwidth 1 km."""
    warm = Selection(places(500), np.ones(500), None, None, "none")
    options: dict[str, Any] = {"grid": GRID, "h": BANDWIDTH, "cumulative": False}
    for method in ("compiled", "spectral"):
        weighted_curve(warm, method=method, **options)
    chosen = Selection(places(city), np.ones(city), None, None, "none")

    def ours() -> Any:
        return weighted_curve(chosen, method="spectral", **options)

    wall, used, curve = best(ours)
    _, peer_s, exact = best(lambda: weighted_curve(chosen, method="compiled", **options), repeats=1)
    rows = [
        {
            "work": "K-density, one curve",
            "size": city,
            "goal": "30 ×",
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": "own exact kernel, compiled",
            "peer_s": peer_s,
            "ratio": peer_s / used,
            "memory_mb": traced_mb(ours),
            "error": float(np.abs(curve - exact).max() / exact.max()),
        }
    ]
    whole = Selection(places(nation), np.ones(nation), None, None, "none")
    before = peak_mb()
    wall, used, _ = best(lambda: weighted_curve(whole, method="spectral", **options), repeats=2)
    rows.append(
        {
            "work": "K-density, one curve",
            "size": nation,
            "goal": "2 s processor, < 2 GB",
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": "–",
            "memory_mb": peak_mb() - before,
            "note": "coordinates at hand; 18 million million pairs",
        }
    )
    table = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*whole.first.T), crs=5179)
    before = peak_mb()
    wall, used, _ = best(
        lambda: k_density(table, distances_m=GRID, bandwidth_m=BANDWIDTH), repeats=2
    )
    rows.append(
        {
            "work": "K-density, from the table of points",
            "size": nation,
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": "–",
            "memory_mb": peak_mb() - before,
            "note": f"the table itself took {before:,.0f} MB with all before it",
        }
    )
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
