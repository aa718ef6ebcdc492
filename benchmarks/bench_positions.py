"""Draws of positions beside the plain run, and how many true curves their band holds."""

from typing import Any

import geopandas as gpd
import numpy as np

from clusterlab.measure import m_function
from clusterlab.measure._positions import Drawer
from measured import best

GRID = [300.0, 500.0, 1000.0]
DRAWS = 8


def scatter(points: int, seed: int) -> gpd.GeoDataFrame:
    """Throw points of two types over a square, with errors of 0 to 500 m."""
    random = np.random.default_rng(seed)
    table = {"type": np.arange(points) % 2, "off_m": random.uniform(0, 500, points)}
    where = gpd.points_from_xy(*random.uniform(0, 4000, (2, points)))
    return gpd.GeoDataFrame(table, geometry=where, crs=5179).assign(
        type=lambda found: found["type"].map({0: "a", 1: "b"})
    )


def run(points: int = 400, scatters: int = 20) -> list[dict[str, Any]]:
    """Time M with and without draws; then count the true curves in their band."""
    asked: dict[str, Any] = {"distances_m": GRID, "of": "a"}
    off: dict[str, Any] = {"uncertainty_m": "off_m", "position_draws": DRAWS}
    table = scatter(points, 0)
    plain, _, _ = best(lambda: m_function(table, simulations=199, **asked))
    wall, _, _ = best(lambda: m_function(table, simulations=199, **asked, **off))
    held = []
    for seed in range(scatters):
        exact = scatter(100, seed)
        xy = Drawer(exact, "off_m").xy_drawn(np.random.default_rng([seed, 1]))
        stated = exact.set_geometry(gpd.points_from_xy(*xy.T, crs=5179))
        band = m_function(stated, **asked, **off)
        truth = m_function(exact, **asked)["observed"]
        inside = truth.between(band["position_low"], band["position_high"])
        held.extend(inside[band["observed"].notna()])
    return [
        {
            "work": f"M with {DRAWS} draws of positions",
            "size": points,
            "goal": "at most 10 × the plain run",
            "ours_s": wall,
            "peer": "plain run",
            "peer_s": plain,
            "ratio": plain / wall,
            "note": f"the band of 90 % holds {np.mean(held):.0%} of true values",
        }
    ]
