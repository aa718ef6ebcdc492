"""Compiled Gaussian sums over all the other points, for sizes at which compiling pays."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._compiled import STRIPS, in_threads
from ._compiled_cells import cells_of, rows_near, run_near
from ._validation import Floats

Integers = NDArray[np.int64]
PLAIN = 1500  # points up to which one thread does all
REACH = 9.0  # bandwidths at which the kernel is cut
BEYOND = 3e-18  # what the kernel has left there
NOTHING = 38.7  # bandwidths from which the kernel is zero in floating point
EXACT = 1e-12  # share of a sum that the cut may leave out


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz"})
def _exchange(
    x: Floats,
    y: Floats,
    cx: float,
    cy: float,
    scale: float,
    given: Floats,
    near: Floats,
    bits: Integers,
    power: Floats,
) -> float:
    """Add exp(−scale d²) to each point of a run, and return the sum for the other end.

    `near` and `bits` are worked in; `power` is the memory of `bits` read as floating point.
    """
    for t in range(x.size):
        dx, dy = x[t] - cx, y[t] - cy
        # exp(z) = 2^k exp(r) with |r| ≤ ln 2 / 2, by its Taylor series; no branch, no call.
        z = max(-scale * (dx * dx + dy * dy), -700.0)
        k = np.floor(z * 1.4426950408889634 + 0.5)
        r = (z - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10
        e = 1 / 6227020800.0
        e = e * r + 1 / 479001600.0
        e = e * r + 1 / 39916800.0
        e = e * r + 1 / 3628800.0
        e = e * r + 1 / 362880.0
        e = e * r + 1 / 40320.0
        e = e * r + 1 / 5040.0
        e = e * r + 1 / 720.0
        e = e * r + 1 / 120.0
        e = e * r + 1 / 24.0
        e = e * r + 1 / 6.0
        e = e * r + 0.5
        e = e * r + 1.0
        e = e * r + 1.0
        near[t] = e
        bits[t] = (np.int64(np.int32(k)) + 1023) << 52
    total = 0.0
    for t in range(x.size):
        e = near[t] * power[t]
        given[t] += e
        total += e
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _mutual_strip(
    x: Floats,
    y: Floats,
    starts: Integers,
    rows: int,
    columns: int,
    west: float,
    south: float,
    side: float,
    h: float,
    begin: int,
    stride: int,
) -> Floats:
    """Sum the kernel over pairs of every stride-th point with those after it, at both ends."""
    total = np.zeros(x.size)
    near, bits = np.empty(x.size), np.empty(x.size, dtype=np.int64)
    power = bits.view(np.float64)
    reach, scale = REACH * h, 0.5 / (h * h)
    for i in range(begin, x.size, stride):
        first, last = rows_near(y[i], reach, south, side, rows)
        for row in range(first, last):
            low, high = run_near(x[i], y[i], reach, row, starts, columns, west, south, side)
            low = max(low, i + 1)
            if low < high:
                n = high - low
                total[i] += _exchange(
                    x[low:high],
                    y[low:high],
                    x[i],
                    y[i],
                    scale,
                    total[low:high],
                    near[:n],
                    bits[:n],
                    power[:n],
                )
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _lone_strip(
    x: Floats,
    y: Floats,
    lone: Integers,
    starts: Integers,
    rows: int,
    columns: int,
    west: float,
    south: float,
    side: float,
    h: float,
) -> Floats:
    """Sum the kernel at chosen points over all from which it is more than zero."""
    total = np.zeros(lone.size)
    reach, scale = NOTHING * h, 0.5 / (h * h)
    for k in range(lone.size):
        i = lone[k]
        first, last = rows_near(y[i], reach, south, side, rows)
        for row in range(first, last):
            low, high = run_near(x[i], y[i], reach, row, starts, columns, west, south, side)
            for j in range(low, high):
                if j != i:
                    dx, dy = x[j] - x[i], y[j] - y[i]
                    total[k] += np.exp(-scale * (dx * dx + dy * dy))
    return total


def gaussian_sums(xy: Floats, h: float) -> Floats:
    """Return Σ_{j≠i} exp(−d_ij² / 2 h²) at each point, to 1e-12 of itself.

    Pairs further apart than 9 h are left out, except at points so lonely that these could matter.
    """
    cells = cells_of(xy, REACH * h)
    frame = (cells.starts, *cells.shape, cells.west, cells.south, cells.side)
    # As in sums over a window: the size alone decides.
    strips = STRIPS if len(xy) > PLAIN else 1
    summed = np.zeros(len(xy))
    for part in in_threads(
        lambda k: _mutual_strip(cells.x, cells.y, *frame, h, k, strips), range(strips)
    ):
        summed += part
    lone = np.flatnonzero(summed < len(xy) * BEYOND / EXACT)
    parts = np.array_split(lone, strips)
    alone = in_threads(lambda part: _lone_strip(cells.x, cells.y, part, *frame, h), parts)
    summed[lone] = np.concatenate(alone)
    result = np.empty(len(xy))
    result[cells.order] = summed
    return result
