"""Concentration by sector on drawings whose answer is plain."""

import geopandas as gpd
import numpy as np
import pandas as pd

from clusterlab.study.clustering import clustering_by_sector


def firms() -> gpd.GeoDataFrame:
    rng = np.random.default_rng(7)
    spread = rng.uniform(0, 5000, (80, 2))
    heap = rng.normal(2500, 30, (20, 2))
    xy = np.vstack([spread, heap])
    sectors = ["food"] * 77 + ["energy"] * 3 + ["bio"] * 20
    return gpd.GeoDataFrame({"sector": sectors}, geometry=gpd.points_from_xy(*xy.T), crs=5186)


def test_a_heap_is_concentrated_at_short_distances_and_too_few_say_so():
    summary, curves = clustering_by_sector(
        firms(), distances_m=np.arange(0, 2001, 100), minimum=10, simulations=99, seed=1
    )
    assert summary.loc["bio", "concentrated_from_m"] == 0
    assert 0 < summary.loc["bio", "concentrated_to_m"] < 1000
    assert pd.isna(summary.loc["food", "concentrated_to_m"])
    assert summary.loc["energy", "reason"] == {"code": "too_few_points", "n": 3, "minimum": 10}
    assert set(curves) == {"bio", "food"}


def test_firms_of_unknown_sector_are_sites_only():
    hidden = firms().replace({"sector": {"food": "unknown"}})
    summary, _ = clustering_by_sector(
        hidden, distances_m=[0, 500], minimum=10, simulations=19, seed=1
    )
    assert "unknown" not in summary.index


def test_no_firms_give_no_rows():
    summary, curves = clustering_by_sector(
        firms()[:0], distances_m=[0, 500], minimum=10, simulations=19, seed=1
    )
    assert len(summary) == 0
    assert curves == {}
