"""Points in 3,500 districts: `aggregate` and `district_density` beside geopandas.sjoin."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from clusterlab.load.aggregate import aggregate
from clusterlab.measure import district_density
from measured import best, traced_mb

SIZE = 400_000.0
SIZES = (375_000, 1_500_000, 6_000_000)


def run(sizes: tuple[int, ...] = SIZES, districts: int = 3500) -> list[dict[str, Any]]:
    """Time all on points half of which crowd, as the districts do, in twelve towns."""
    drawn = _districts(districts)
    rows = []
    times: dict[str, list[float]] = {"aggregate": [], "district_density": []}
    for size in sizes:
        points = _points(size)
        peer_s, peer_cpu, joined = best(
            lambda p=points: gpd.sjoin(p, drawn, predicate="intersects"), repeats=1
        )
        theirs = joined["district_id"].groupby(level=0).min().value_counts()
        for name, work, count in (
            (
                "aggregate",
                lambda p=points: aggregate(p, drawn, key="district_id"),
                "establishments",
            ),
            ("district_density", lambda p=points: district_density(drawn, p), "count"),
        ):
            wall, used, ours = best(work, repeats=2)
            times[name].append(used)
            counted = ours.set_index("district_id")[count]
            gap = np.abs(counted - theirs.reindex(counted.index).fillna(0)).sum()
            rows.append(
                {
                    "work": f"points in {districts:,} districts, {name}",
                    "size": size,
                    "ours_s": wall,
                    "ours_cpu_s": used,
                    "peer": "geopandas.sjoin",
                    "peer_s": peer_cpu,
                    "ratio": peer_cpu / used,
                    "goal": "5 ×",
                    "memory_mb": traced_mb(work),
                    "error": float(gap),
                    "note": f"error is the number of points counted elsewhere; sjoin took "
                    f"{peer_s:.1f} s and counts nothing",
                    "growth": _growth(sizes, times[name]),
                }
            )
    return rows


def _growth(sizes: tuple[int, ...], times: list[float]) -> float | None:
    if len(times) < 2:
        return None
    return float(np.polyfit(np.log(sizes[: len(times)]), np.log(times), 1)[0])


def _districts(number: int) -> gpd.GeoDataFrame:
    """Split a square among districts with winding borders, half of them in twelve towns."""
    rng = np.random.default_rng(0)
    towns = rng.uniform(0.1 * SIZE, 0.9 * SIZE, (12, 2))
    half = number // 2
    seeds = np.vstack(
        [
            rng.uniform(0, SIZE, (number - half, 2)),
            towns[rng.integers(0, 12, half)] + rng.normal(0, SIZE / 50, (half, 2)),
        ]
    )
    box = shapely.box(0, 0, SIZE, SIZE)
    seeds = np.clip(seeds, 1, SIZE - 1)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=box)
    shapes = shapely.intersection(shapely.get_parts(cells), box)
    shapes = shapely.segmentize(shapely.set_precision(shapes, 0.01), 400)

    def bend(xy: np.ndarray) -> np.ndarray:
        x, y = xy.T
        return np.column_stack([x + 60 * np.sin(y / 180), y + 60 * np.sin(x / 150)])

    ids = [f"{k:05d}" for k in rng.permutation(len(shapes))]
    return gpd.GeoDataFrame(
        {"district_id": ids}, geometry=shapely.transform(shapes, bend), crs=5186
    )


def _points(number: int) -> gpd.GeoDataFrame:
    towns = np.random.default_rng(0).uniform(0.1 * SIZE, 0.9 * SIZE, (12, 2))
    rng = np.random.default_rng(1)
    half = number // 2
    crowd = towns[rng.integers(0, 12, half)] + rng.normal(0, SIZE / 50, (half, 2))
    xy = np.vstack([rng.uniform(0, SIZE, (number - half, 2)), crowd])
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)


if __name__ == "__main__":
    for row in run():
        print(row)
