"""Outlines of groups (DBSCAN, HDBSCAN), hulls included, beside scikit-learn's labels alone."""

from collections.abc import Callable
from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN

from clusterlab.measure import cluster_outlines
from measured import best, peak_apart

SIZES = {"dbscan": (25_000, 50_000, 100_000), "hdbscan": (5_000, 10_000, 20_000)}
REACH, MINIMUM = 150.0, 10


def places(size: int) -> np.ndarray:
    """Half of the points in a hundred estates 600 m wide, half over a country of 100 km."""
    random = np.random.default_rng(0)
    centres = random.uniform(0, 100_000, (100, 2))
    crowd = centres[random.integers(0, 100, size // 2)] + random.normal(0, 300, (size // 2, 2))
    return np.concatenate([crowd, random.uniform(0, 100_000, (size - size // 2, 2))])


def ours(method: str, size: int) -> Callable[[], Any]:
    """Return our work: labels, sizes, hulls."""
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*places(size).T), crs=5186)
    reach = REACH if method == "dbscan" else None
    return lambda: cluster_outlines(points, method=method, radius_m=reach, minimum=MINIMUM)


def row(method: str, size: int) -> dict[str, Any]:
    """Time both, and count points whose being in a group differs."""
    xy = places(size)
    if method == "dbscan":
        model = DBSCAN(eps=REACH, min_samples=MINIMUM)
    else:
        model = HDBSCAN(min_cluster_size=MINIMUM, copy=True)
    repeats = 2 if size <= 50_000 else 1
    wall, used, found = best(ours(method, size), repeats=repeats)
    _, theirs, labels = best(lambda: model.fit(xy).labels_, repeats=repeats)
    other = (np.array(found.attrs["labels"]) > 0) != (labels >= 0)
    return {
        "work": f"outlines, {method}",
        "size": size,
        "ours_s": wall,
        "ours_cpu_s": used,
        "peer": "scikit-learn, labels only",
        "peer_s": theirs,
        "ratio": theirs / used,
        "goal": "level",
        "error": float(other.mean()),
        **peak_apart(ours, method, size),
    }


def cases() -> dict[str, Callable[[], list[dict[str, Any]]]]:
    """Each method over three sizes."""
    return {method: partial(rows_of, method) for method in SIZES}


def rows_of(method: str) -> list[dict[str, Any]]:
    """One method over its sizes."""
    return [row(method, size) for size in SIZES[method]]


if __name__ == "__main__":
    for rows in cases().values():
        for found in rows():
            print(found)
