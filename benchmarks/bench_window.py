"""K, cross-K, inhomogeneous K and pair correlation over a window, beside spatstat in R.

Where R or spatstat is absent, the figures recorded below stand in for it, and the note says so.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from clusterlab.measure import cross_k, inhomogeneous_k, pair_correlation, ripley_k
from measured import best, peak_mb, traced_mb

SIDE = 10_000.0
GRID = np.linspace(0, 1000, 51)
SIGMA = 500.0
SQUARE = shapely.box(0, 0, SIDE, SIDE)
# A town: forty-eight corners, and a lake in it.
TOWN = (
    shapely.Point(SIDE / 2, SIDE / 2)
    .buffer(SIDE / 2, quad_segs=12)
    .difference(shapely.Point(0.6 * SIDE, 0.45 * SIDE).buffer(SIDE / 10, quad_segs=6))
)
# Processor seconds of spatstat.explore 3.0-6 under R 4.2.2 at 20,000 points, for where R is absent.
RECORDED = {"square": 0.456, "town": 33.8, "cross": 2.39, "inhom": 3.27, "pcf": 37.6}
SCRIPT = """
suppressMessages(library(spatstat.explore))
folder <- "{folder}"
read <- function(name) as.matrix(read.csv(file.path(folder, name), header = FALSE))
ring <- function(name) {{ xy <- read(name); list(x = xy[, 1], y = xy[, 2]) }}
square <- owin(c(0, {side}), c(0, {side}))
town <- owin(poly = list(ring("outer.csv"), ring("hole.csv")))
r <- seq(0, {reach}, length.out = {steps})
xy <- read("square.csv"); X <- ppp(xy[, 1], xy[, 2], window = square)
xy <- read("town.csv"); Y <- ppp(xy[, 1], xy[, 2], window = town)
M <- X %mark% factor(rep(c("a", "b"), length.out = npoints(X)))
say <- function(name, work) {{
  used <- sum(system.time(K <- work())[1:2])
  cat("ROW", name, used, format(K, digits = 15), "\\n")
}}
iso <- "isotropic"
say("square", function() Kest(X, r = r, correction = iso)$iso)
say("cross", function() Kcross(M, "a", "b", r = r, correction = iso)$iso)
say("inhom", function() Kinhom(X, sigma = {sigma}, r = r, correction = iso)$iso)
say("pcf", function() pcf(X, r = r, correction = iso, bw = {bw}, divisor = "r")$iso)
say("town", function() Kest(Y, r = r, correction = iso)$iso)
"""


def scatter(points: int, window: shapely.Polygon = SQUARE) -> gpd.GeoDataFrame:
    """Throw points evenly over a window, types taking turns."""
    random = np.random.default_rng(0)
    xy = random.uniform(0, SIDE, (2 * points, 2))
    xy = xy[shapely.contains_xy(window, *xy.T)][:points]
    return gpd.GeoDataFrame(
        {"type": np.where(np.arange(points) % 2, "b", "a")},
        geometry=gpd.points_from_xy(*xy.T),
        crs=5179,
    )


def half_width(points: int) -> float:
    """Return the half-width of the kernel that pair correlation takes by itself [m]."""
    return float(0.15 * SIDE / np.sqrt(points))


def spatstat(points: int) -> dict[str, tuple[float, np.ndarray]]:
    """Return processor time and curve of each row in R; none where it is not installed."""
    rscript = shutil.which("Rscript")
    if not rscript:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        places = {"square": shapely.get_coordinates(scatter(points).geometry.to_numpy())}
        places["town"] = shapely.get_coordinates(scatter(points, TOWN).geometry.to_numpy())
        outer = shapely.get_coordinates(TOWN.exterior)[:-1]
        hole = shapely.get_coordinates(TOWN.interiors[0])[:-1]
        # R takes outlines against the clock and holes with it.
        if not shapely.is_ccw(TOWN.exterior):
            outer = outer[::-1]
        if shapely.is_ccw(TOWN.interiors[0]):
            hole = hole[::-1]
        places |= {"outer": outer, "hole": hole}
        for name, xy in places.items():
            np.savetxt(Path(folder) / f"{name}.csv", xy, delimiter=",", fmt="%.17g")
        script = SCRIPT.format(
            folder=folder,
            side=SIDE,
            reach=GRID[-1],
            steps=GRID.size,
            sigma=SIGMA,
            bw=half_width(points) / np.sqrt(5),
        )
        done = subprocess.run(  # noqa: S603 - a script of this file
            [rscript, "-e", script], capture_output=True, text=True, check=False
        )
    rows = {}
    for line in done.stdout.splitlines():
        if line.startswith("ROW"):
            _, name, used, *curve = line.split()
            rows[name] = float(used), np.array([float(v) if v != "NA" else np.nan for v in curve])
    return rows


def works(points: int) -> dict[str, tuple[str, Callable[[], Any]]]:
    """Return the calls timed, the options of each as spatstat has them."""
    square, town = scatter(points), scatter(points, TOWN)
    here: dict[str, Any] = {"distances_m": GRID, "window": SQUARE}
    alike: dict[str, Any] = {"edge_corrected_intensity": True, "norm_power": 1}
    return {
        "square": ("Ripley K, square", lambda: ripley_k(square, **here)),
        "town": (
            "Ripley K, polygon with a hole",
            lambda: ripley_k(town, distances_m=GRID, window=TOWN),
        ),
        "cross": ("cross-K", lambda: cross_k(square, of="a", around="b", **here)),
        "inhom": (
            "inhomogeneous K",
            lambda: inhomogeneous_k(square, bandwidth_m=SIGMA, **here, **alike),
        ),
        "pcf": ("pair correlation", lambda: pair_correlation(square, **here)),
    }


def run(points: int = 20_000) -> list[dict[str, Any]]:
    """Time each curve at a quarter, a half and the whole of the points, beside spatstat."""
    sizes = [points // 4, points // 2, points]
    times: dict[str, list[float]] = {}
    memory: dict[str, float] = {}
    for size in sizes:
        for name, (_, ours) in works(size).items():
            ours()  # compiles
            before = peak_mb()
            times.setdefault(name, []).append(best(ours)[1])
            # Compiled loops hold memory that Python does not trace.
            memory[name] = max(peak_mb() - before, traced_mb(ours))
    peers = spatstat(points)
    rows = []
    for name, (title, ours) in works(points).items():
        wall, used, table = best(ours)
        peer_s = peers[name][0] if name in peers else RECORDED.get(name)
        growth = np.polyfit(np.log(sizes), np.log(times[name]), 1)[0]
        note = f"growth over {sizes[0]:,} to {points:,} points"
        row = {
            "work": title,
            "size": points,
            "goal": "3 ×",
            "ours_s": wall,
            "ours_cpu_s": used,
            "peer": "spatstat",
            "peer_s": peer_s,
            "ratio": peer_s / used if peer_s else None,
            "memory_mb": memory[name],
            "growth": float(growth),
        }
        if name in peers:
            theirs, mine = peers[name][1], table["observed"].to_numpy()
            if name == "pcf":
                note += "; spatstat's kernel is binned, g compared beyond 200 m"
                theirs, mine = theirs[GRID > 200], mine[GRID > 200]
            row["error"] = float(np.nanmax(np.abs(mine - theirs)) / np.nanmax(np.abs(theirs)))
        else:
            note += "; R absent, its time as recorded with spatstat.explore 3.0-6, R 4.2.2"
        rows.append(row | {"note": note})
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
