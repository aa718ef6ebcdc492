"""K-density beside dbmss: one curve, 1,000 draws, and forty small curves one after another."""

import math
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
from scipy.spatial.distance import pdist

from clusterlab.measure import _reallocation, _worth, k_density
from measured import best, peak_apart

GRID = np.linspace(0, 3000, 41)
SIZES = (5000, 10_000, 20_000, 40_000)
# dbmss 2.11-0 in R 4.2, beside spatstat.explore 3.0-6: processor seconds on two cores, recorded
# once, as dbmss is seldom at hand. Of 1,000 draws 20 were run.
DBMSS_CURVE, DBMSS_DRAWS = 0.070, 86.0
RECORDED = "dbmss 2.11-0, recorded"
CURVES, FEW = 40, 96


def points(n: int, chosen: int, extent: float = 1e4) -> gpd.GeoDataFrame:
    """Points even over a square, of which the first are studied."""
    xy = np.random.default_rng(0).uniform(0, extent, (2, n))
    kind = np.where(np.arange(n) < chosen, "bio", "other")
    return gpd.GeoDataFrame({"type": kind}, geometry=gpd.points_from_xy(*xy), crs=5179)


def run(n: int = 20_000, chosen: int = 1000, draws: int = 1000) -> list[dict[str, Any]]:
    """Time curves once compiled loops are in use, and small ones from before that."""
    table = points(n, chosen)
    options: dict[str, Any] = {"distances_m": GRID, "of": "bio"}
    small = _forty()
    k_density(table, simulations=400, **options)  # compiled loops are taken into use
    many_wall, many, result = best(
        lambda: k_density(table, simulations=draws, **options), repeats=2
    )
    wall, used, _ = best(lambda: k_density(table, **options), repeats=9)
    error = abs(result["observed"] - definition(table, result.attrs["bandwidth_m"])).max()
    spent = []
    for size in SIZES:
        other = points(size, size // 20)
        spent.append(best(lambda t=other: k_density(t, **options))[1])
    growth = float(np.polyfit(np.log(SIZES), np.log(spent), 1)[0])
    common = {"size": n, "peer": RECORDED, "error": error / result["observed"].max()}
    return [
        {
            **common,
            "work": f"K-density, one curve of {chosen:,} of them",
            "goal": "≥ 5 × dbmss",
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer_s": DBMSS_CURVE,
            "ratio": DBMSS_CURVE / used,
            "growth": growth,
            **peak_apart(alone, n, chosen, 0),
            "note": f"growth {growth:.2f} over {SIZES[0]:,} to {SIZES[-1]:,} points, one in twenty "
            "studied; bandwidth by the rule",
        },
        {
            **common,
            "work": f"K-density, {draws:,} draws of {chosen:,}",
            "goal": "≤ 1.5 s",
            "ours_s": many_wall,
            "ours_cpu_s": many,
            "peer_s": DBMSS_DRAWS * draws / 1000,
            "ratio": DBMSS_DRAWS * draws / 1000 / many,
            **peak_apart(alone, n, chosen, draws),
            "note": "error of the observed curve",
        },
        small,
    ]


def alone(n: int, chosen: int, draws: int) -> Callable[[], Any]:
    """Return one work, with compiled loops in use, for a process of its own."""
    options: dict[str, Any] = {"distances_m": GRID, "of": "bio"}
    k_density(points(2000, 500), simulations=2000, **options)
    table = points(n, chosen)
    return lambda: k_density(table, simulations=draws, **options)


def definition(table: gpd.GeoDataFrame, h: float) -> np.ndarray:
    """Sum the reflected kernel over all pairs at each distance."""
    chosen = table[table["type"] == "bio"]
    d = pdist(np.column_stack([chosen.geometry.x, chosen.geometry.y]))
    curve = [
        np.exp(-0.5 * ((at - d) / h) ** 2).sum() + np.exp(-0.5 * ((at + d) / h) ** 2).sum()
        for at in GRID
    ]
    return np.array(curve) / (d.size * h * np.sqrt(2 * np.pi))


def _forty() -> dict[str, Any]:
    """Time forty small curves with draws, from a process's start, and by compiled loops."""
    table = points(FEW, FEW // 2, 2000)

    def curves() -> Any:
        for seed in range(CURVES):
            last = k_density(
                table, distances_m=np.arange(0, 2001, 50), of="bio", simulations=199, seed=seed
            )
        return last

    _worth._missed.clear()  # noqa: SLF001 - as in a new process
    _, fresh, _ = best(curves, repeats=1)
    wall, used, first = best(curves, repeats=3)
    # As if a kernel between sites were dear.
    cost, _reallocation.KERNEL_COST = _reallocation.KERNEL_COST, math.inf
    curves()
    _, compiled, second = best(curves, repeats=3)
    _reallocation.KERNEL_COST = cost
    return {
        "work": f"{CURVES} K-density curves with 199 draws",
        "size": FEW,
        "goal": "0.29 s",
        "ours_s": wall,
        "ours_cpu_s": used,
        "peer": "own compiled loops over the pairs of each draw, once loaded",
        "peer_s": compiled,
        "ratio": compiled / used,
        "error": float(abs(first["global_high"] / second["global_high"] - 1).max()),
        "note": f"{first.attrs['simulation_method']}: compiles and loads nothing; {fresh:.2f} s of "
        "processor time at first, so that forty in a new process cost no more",
    }


if __name__ == "__main__":
    for row in run():
        print(row)
