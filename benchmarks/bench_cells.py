"""Hexagons, H3 cells and a kernel surface of a million points and more, beside plain peers."""

from typing import Any

import geopandas as gpd
import h3
import matplotlib as mpl
import numpy as np
from scipy.ndimage import gaussian_filter

from clusterlab.measure import h3_density, hexagon_density, kernel_surface
from measured import best, traced_mb

SIZES = (250_000, 1_000_000, 4_000_000)
SIDE, RESOLUTION, BANDWIDTH, CELL = 1000.0, 7, 2000.0, 500.0


def run(sizes: tuple[int, ...] = SIZES) -> list[dict[str, Any]]:
    """Time all on points half of which crowd in thirty towns of a country of 300 km."""
    mpl.use("agg")
    rows: list[dict[str, Any]] = []
    for size in sizes:
        xy = _places(size)
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy), crs=5186)
        rows.append(
            _row("hexagons", points, lambda p: hexagon_density(p, side_m=SIDE), *_hexbin(xy))
        )
        rows.append(
            _row("H3 cells", points, lambda p: h3_density(p, resolution=RESOLUTION), *_h3_loop(xy))
        )
        rows.append(
            _row(
                "kernel surface",
                points,
                lambda p: kernel_surface(p, bandwidth_m=BANDWIDTH, cell_m=CELL),
                *_filter(xy),
            )
        )
    for kind in ("hexagons", "H3 cells", "kernel surface"):
        mine = [row for row in rows if row["work"] == kind]
        times = [row["ours_cpu_s"] for row in mine]
        if len(times) > 1:
            exponent = np.polyfit(np.log(sizes), np.log(times), 1)[0]
            mine[-1]["note"] += f"; grows as n^{exponent:.2f}"
    return rows


def _row(kind: str, points: Any, work: Any, peer: str, peer_s: float, check: Any) -> dict[str, Any]:
    wall, used, ours = best(lambda: work(points), repeats=2)
    note, error = check(ours)
    return {
        "work": kind,
        "size": len(points),
        "ours_s": wall,
        "ours_cpu_s": used,
        "peer": peer,
        "peer_s": peer_s,
        "ratio": peer_s / used,
        "memory_mb": traced_mb(lambda: work(points)),
        "error": error,
        "note": note,
    }


def _hexbin(xy: np.ndarray) -> tuple[str, float, Any]:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    axes: Axes = Figure().subplots()
    across = int(np.ptp(xy[0]) / (np.sqrt(3) * SIDE))
    _, used, _ = best(lambda: axes.hexbin(*xy, gridsize=across, mincnt=1), repeats=2)

    def check(ours: Any) -> tuple[str, float]:
        lost = abs(int(ours["count"].sum()) - xy.shape[1])
        return (
            f"{len(ours):,} cells drawn as polygons; the peer draws none; error: points lost",
            lost,
        )

    return "matplotlib hexbin", used, check


def _h3_loop(xy: np.ndarray) -> tuple[str, float, Any]:
    degrees = gpd.GeoSeries(gpd.points_from_xy(*xy), crs=5186).to_crs(4326)
    lat, lon = degrees.y.to_numpy(), degrees.x.to_numpy()

    def loop() -> Any:
        pairs = zip(lat.tolist(), lon.tolist(), strict=True)
        cells = np.array([h3.latlng_to_cell(*pair, RESOLUTION) for pair in pairs])
        return np.unique(cells, return_counts=True)

    _, used, theirs = best(loop, repeats=1)

    def check(ours: Any) -> tuple[str, float]:
        mine = ours["count"].reindex(theirs[0]).fillna(0).to_numpy()
        gap = float(np.abs(mine - theirs[1]).sum() + abs(len(ours) - len(theirs[0])))
        return f"{len(ours):,} cells; the loop has degrees already; error: points elsewhere", gap

    return "loop over h3", used, check


def _filter(xy: np.ndarray) -> tuple[str, float, Any]:
    low = np.floor((xy.min(axis=1) - 4 * BANDWIDTH) / CELL) * CELL
    high = np.ceil((xy.max(axis=1) + 4 * BANDWIDTH) / CELL) * CELL
    edges = [np.arange(low[k] - CELL / 2, high[k] + CELL, CELL) for k in (0, 1)]

    def work() -> Any:
        binned = np.histogram2d(*xy, bins=edges)[0]
        return gaussian_filter(binned, BANDWIDTH / CELL, mode="constant", truncate=6)

    _, used, _ = best(work, repeats=2)

    def check(ours: Any) -> tuple[str, float]:
        rng = np.random.default_rng(0)
        i, j = rng.integers(0, ours.shape[0], 20), rng.integers(0, ours.shape[1], 20)
        values = ours.to_numpy()
        gap = 0.0
        for y, x, value in zip(ours.index[i], ours.columns[j], values[i, j], strict=True):
            square = (xy[0] - x) ** 2 + (xy[1] - y) ** 2
            exact = np.exp(-square / 2 / BANDWIDTH**2).sum() * 1e4 / (2 * np.pi * BANDWIDTH**2)
            gap = max(gap, abs(value - exact))
        note = "error against the sum at 20 nodes; the peer moves each point to its cell"
        return f"{values.size:,} nodes; {note}", float(gap / values.max())

    return "scipy histogram and filter", used, check


def _places(number: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    towns = rng.uniform(0, 300_000, (30, 2))
    half = number // 2
    crowd = towns[rng.integers(0, 30, half)] + rng.normal(0, 6000, (half, 2))
    xy = np.vstack([crowd, rng.uniform(0, 300_000, (number - half, 2))])
    return np.ascontiguousarray((xy + np.array([100_000, 300_000])).T)


if __name__ == "__main__":
    for row in run():
        print(row)
