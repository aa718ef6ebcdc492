"""Compiled sums over pairs in a window, for sizes at which compiling pays."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._compiled import STRIPS, in_threads
from ._validation import Floats, Mask, Outline
from ._window import NEAR, arc_share, edges_of

CELLS = 4096  # of the table that leads from a distance to its step
DOUBTS = 20_000  # circles a strip may hand back
CODES = {"none": 0, "translation": 1, "isotropic": 2, "border": 3}
Integers = NDArray[np.int64]


@njit(cache=True, nogil=True)
def _share(cx: float, cy: float, r: float, start: Floats, along: Floats) -> float:
    """Return the share of a circle inside the window, −1 where it must be settled arc by arc."""
    turn = 2 * np.pi
    total = 0.0
    balance = 0
    crossings = 0
    px = cx + r
    for k in range(start.shape[0]):
        sx, sy, ex, ey = start[k, 0], start[k, 1], along[k, 0], along[k, 1]
        if (sy > cy) != (sy + ey > cy) and px < sx + ex * (cy - sy) / ey:
            crossings += 1
        ux, uy = sx - cx, sy - cy
        a = ex * ex + ey * ey
        b = (ux * ex + uy * ey) / a
        inner = b * b - (ux * ux + uy * uy - r * r) / a
        if abs(inner) < NEAR * NEAR:
            return -1.0
        if inner <= 0:
            continue
        root = np.sqrt(inner)
        for leaves in (1, -1):
            t = -b - leaves * root
            if abs(t) < NEAR or abs(t - 1) < NEAR:
                return -1.0
            if 0 <= t < 1:
                angle = np.arctan2(uy + t * ey, ux + t * ex) % turn
                if angle < NEAR or angle > turn - NEAR:
                    return -1.0
                total += leaves * angle
                balance += leaves
    share = (total + turn * (crossings % 2)) / turn
    if balance != 0 or share <= 0 or share > 1:
        return -1.0
    return share


@njit(cache=True, nogil=True)
def _strip(
    total: Floats,
    doubts: Integers,
    x: Floats,
    y: Floats,
    size: Floats,
    first: Mask,
    second: Mask,
    border: Floats,
    last: Integers,
    grid: Floats,
    table: Integers,
    code: int,
    sides: Floats,
    start: Floats,
    along: Floats,
    begin: int,
    step: int,
) -> int:
    """Add the pairs of every step-th point; returns how many circles are in doubt."""
    reach = grid[-1]
    wide = reach * reach * (1 + 1e-9) + 1e-300  # spares most pairs the exact distance
    per_cell = (table.size - 1) / reach if reach > 0 else 0.0
    doubtful = 0
    for i in range(begin, x.size, step):
        for j in range(i + 1, x.size):
            dx = x[j] - x[i]
            if dx > reach:
                break
            dy = y[j] - y[i]
            square = dx * dx + dy * dy
            if square > wide:
                continue
            d = np.sqrt(square)
            if d > reach:
                continue
            ring = table[int(d * per_cell)]
            while grid[ring] < d:
                ring += 1
            for way in range(2):
                # Each pair counts from either end.
                a, b = (i, j) if way == 0 else (j, i)
                if not first[a] or not second[b]:
                    continue
                weight = size[a] * size[b]
                if code == 1:
                    weight *= sides[0] * sides[1] / ((sides[0] - abs(dx)) * (sides[1] - abs(dy)))
                elif code == 2 and d > border[a]:
                    share = _share(x[a], y[a], d, start, along)
                    if share < 0:
                        if doubtful < doubts.shape[0]:
                            doubts[doubtful, 0], doubts[doubtful, 1] = a, b
                            doubts[doubtful, 2] = ring
                        doubtful += 1
                        continue
                    weight /= share
                elif code == 3:
                    if ring >= last[a]:
                        continue
                    total[last[a]] -= weight
                total[ring] += weight
    return doubtful


def ring_sums(
    window: Outline,
    xy: Floats,
    *,
    first: Mask,
    second: Mask,
    size: Floats,
    grid: Floats,
    correction: str,
    border: Floats,
    last: Integers,
) -> Floats | None:
    """Return the weighted pairs that each step of a grid adds; None where too many are in doubt.

    "translation" is meant for windows that are rectangles along the axes.
    """
    order = np.argsort(xy[:, 0], kind="stable")
    x, y = np.ascontiguousarray(xy[order, 0]), np.ascontiguousarray(xy[order, 1])
    reach = float(grid[-1])
    # One cell more for distances that rounding takes past the end.
    cells = np.append(np.arange(CELLS) * (reach / CELLS), reach)
    table = np.minimum(np.searchsorted(grid, cells, side="left"), grid.size - 1).astype(np.int64)
    start, along = edges_of(window)
    west, south, east, north = window.bounds
    sides = np.array([east - west, north - south])
    sized, bound, until = size[order], border[order], last[order].astype(np.int64)

    def strip(k: int) -> tuple[Floats, Integers, int]:
        total = np.zeros(grid.size + 1)
        doubts = np.empty((DOUBTS, 3), dtype=np.int64)
        found = _strip(
            total,
            doubts,
            x,
            y,
            sized,
            first[order],
            second[order],
            bound,
            until,
            grid,
            table,
            CODES[correction],
            sides,
            start,
            along,
            k,
            STRIPS,
        )
        return total, doubts[:found], found

    total = np.zeros(grid.size + 1)
    for part, doubts, found in in_threads(strip, range(STRIPS)):
        if found > DOUBTS:
            return None
        total += part
        if found:
            i, j, ring = doubts.T
            centre = np.column_stack([x[i], y[i]])
            share = arc_share(window, centre, np.hypot(x[j] - x[i], y[j] - y[i]))
            total += np.bincount(ring, weights=sized[i] * sized[j] / share, minlength=total.size)
    return total
