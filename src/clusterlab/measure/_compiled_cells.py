"""Compiled search for the points near a point: points in order of square cells, read in runs."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._validation import Floats

Integers = NDArray[np.int64]
FINENESS = 6  # cells to a reach
FILLING = 3  # points to a cell, at the least on average


@dataclass(frozen=True)
class Cells:
    """Points in the order of their cells, row by row.

    `order` leads from this order to the given one; cell k holds the points from `starts[k]` to
    before `starts[k + 1]`. `shape` is the number of rows and of columns; `west`, `south` and
    `side` [m] place the cells.
    """

    x: Floats
    y: Floats
    order: Integers
    starts: Integers
    shape: tuple[int, int]
    west: float
    south: float
    side: float


def cells_of(xy: Floats, reach: float) -> Cells:
    """Sort points into square cells, whose number stays below a third of that of the points."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    wide, tall = high - low
    most = max(len(xy) // FILLING, 1)
    side = max(reach / FINENESS, np.sqrt(wide * tall / most), (wide + tall) / most)
    if side <= 0:
        side = 1.0
    columns, rows = int(wide / side) + 1, int(tall / side) + 1
    column = np.minimum(((xy[:, 0] - low[0]) / side).astype(np.int64), columns - 1)
    row = np.minimum(((xy[:, 1] - low[1]) / side).astype(np.int64), rows - 1)
    cell = row * columns + column
    order = np.argsort(cell, kind="stable")
    starts = np.zeros(rows * columns + 1, dtype=np.int64)
    np.cumsum(np.bincount(cell, minlength=rows * columns), out=starts[1:])
    return Cells(
        x=np.ascontiguousarray(xy[order, 0]),
        y=np.ascontiguousarray(xy[order, 1]),
        order=order,
        starts=starts,
        shape=(rows, columns),
        west=float(low[0]),
        south=float(low[1]),
        side=float(side),
    )


@njit(cache=True, nogil=True)
def rows_near(cy: float, reach: float, south: float, side: float, rows: int) -> tuple[int, int]:
    """Return the first row of cells within reach of a height, and the row after the last."""
    first = max(int(np.floor((cy - reach - south) / side)), 0)
    last = min(int(np.floor((cy + reach - south) / side)), rows - 1)
    return first, last + 1


@njit(cache=True, nogil=True)
def run_near(
    cx: float,
    cy: float,
    reach: float,
    row: int,
    starts: Integers,
    columns: int,
    west: float,
    south: float,
    side: float,
) -> tuple[int, int]:
    """Return where the points of a row of cells that may be within reach begin and end."""
    off = max(south + row * side - cy, cy - (south + (row + 1) * side), 0.0)
    half = np.sqrt(max(reach * reach - off * off, 0.0)) + 1e-9 * side
    first = max(int(np.floor((cx - half - west) / side)), 0)
    last = min(int(np.floor((cx + half - west) / side)), columns - 1)
    if last < first:
        return 0, 0
    return starts[row * columns + first], starts[row * columns + last + 1]
