"""Ripley's K beside pointpats, and how far each is from the truth on even scatters."""

import warnings
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from clusterlab.measure import ripley_k
from measured import best, traced_mb

SIDE = 10_000.0
GRID = np.linspace(25, 500, 20)


def scatter(points: int, seed: int) -> gpd.GeoDataFrame:
    """Throw points evenly over a square."""
    xy = np.random.default_rng(seed).uniform(0, SIDE, (points, 2))
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5179)


def run(points: int = 5000, scatters: int = 10) -> list[dict[str, Any]]:
    """Time one curve of 20 distances; then compare the means of some scatters with π r²."""
    window = shapely.box(0, 0, SIDE, SIDE)
    table = scatter(points, 0)
    xy = shapely.get_coordinates(table.geometry.to_numpy())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import
        from pointpats import k as peer_k

    def ours(table: gpd.GeoDataFrame = table, correction: str = "isotropic") -> Any:
        return ripley_k(table, distances_m=GRID, window=window, correction=correction)

    ours()
    peer_s, _, _ = best(lambda: peer_k(xy, support=GRID), repeats=2)
    truth = np.pi * GRID**2
    rows = []
    for correction in ("none", "isotropic"):
        wall, _, _ = best(lambda c=correction: ours(correction=c))
        rows.append(
            {
                "work": f"Ripley K, correction {correction}",
                "size": points,
                "goal": "20 ×",
                "ours_s": wall,
                "peer": "pointpats (uncorrected)",
                "peer_s": peer_s,
                "ratio": peer_s / wall,
                "memory_mb": traced_mb(lambda c=correction: ours(correction=c)),
            }
        )
        if correction == "none":
            # On the window that pointpats takes, and with its n² for n (n − 1), the two agree.
            box = shapely.box(*table.total_bounds)
            same = ripley_k(table, distances_m=GRID, window=box, correction="none")["observed"]
            theirs = peer_k(xy, support=GRID)[1]
            gap = np.abs(same.to_numpy() * (points - 1) / points - theirs).max() / theirs.max()
            rows[-1]["error"] = float(gap)
            rows[-1]["note"] = "error: from pointpats on its own window and normalisation"
        else:
            means = [ours(scatter(points, k + 1))["observed"] for k in range(scatters)]
            peers = [
                peer_k(shapely.get_coordinates(scatter(points, k + 1).geometry), support=GRID)[1]
                for k in range(scatters)
            ]
            bias = float(np.mean(means, axis=0)[-1] / truth[-1] - 1)
            peer_bias = float(np.mean(peers, axis=0)[-1] / truth[-1] - 1)
            rows[-1]["error"] = abs(bias)
            rows[-1]["note"] = (
                f"error: from π r² at {GRID[-1]:.0f} m, mean of {scatters} even scatters: "
                f"{bias:+.2%}, pointpats {peer_bias:+.2%}"
            )
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
