"""Compiled loops over the neighbours of places: sums within rings, and under bells at distances."""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._compiled_powers import SPARE, add_powers, find_nodes
from ._lanes import Integers, Lanes, Run
from ._validation import Floats

BUFFER = 1024
EVEN = 16  # numbers that a loop takes at a time: runs are read on to a multiple of it
TERMS = 12  # powers of offsets collected at a node of a bell
BELL = 10  # bandwidths either side of a distance that its bell covers
Bins = NDArray[np.int32]
Flags = NDArray[np.bool_]


@njit(cache=True, nogil=True)
def _first_at(x: Floats, low: int, high: int, value: float) -> int:
    """Return the first of a rising run of numbers that is not below a value."""
    while low < high:
        middle = (low + high) >> 1
        if x[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@njit(cache=True, nogil=True)
def _part(run: Run, lanes: Lanes, lane: int, xi: float, yi: float) -> tuple[int, int]:
    """Return the first and last + 1 of a lane's points that may lie within reach of a place."""
    bottom = lanes.low + lane * lanes.height
    away = max(0.0, bottom - yi, yi - bottom - lanes.height)
    half = np.sqrt(max(0.0, lanes.reach * lanes.reach - away * away))
    first, last = run.starts[lane], run.starts[lane + 1]
    first = _first_at(run.x, first, last, xi - half)
    return first, _first_at(run.x, first, last, xi + half)


@njit(cache=True, nogil=True)
def _span(lanes: Lanes, yi: float) -> tuple[int, int]:
    """Return the first and last lane within reach of a place."""
    first = int(max(0.0, (yi - lanes.reach - lanes.low) / lanes.height))
    last = int(max(0.0, (yi + lanes.reach - lanes.low) / lanes.height))
    return first, min(last, lanes.number - 1)


@njit(cache=True, nogil=True, fastmath=True)
def _find_bins(
    found: Bins, x: Floats, y: Floats, xi: float, yi: float, per_bin: float, top: float
) -> None:
    for j in range(x.size):
        dx = x[j] - xi
        dy = y[j] - yi
        found[j] = np.int32(min(np.sqrt(dx * dx + dy * dy) * per_bin, top))


@njit(cache=True, nogil=True)
def ring_rows(
    out: Floats,
    x: Floats,
    y: Floats,
    own: Integers,
    run: Run,
    lanes: Lanes,
    grid: Floats,
    ring: Bins,
    per_bin: float,
) -> None:
    """Sum the weights of a run's points within each distance of each place.

    Parameters
    ----------
    out : array, shape (places, distances + 1)
        Zeros, to be filled; the last column holds what lies beyond.
    x, y : array, shape (places,)
    own : array, shape (places,)
        Where a place stands in the run itself; -1 where it does not.
    run, lanes : the points
    grid : array, shape (distances,)
    ring : array, shape (bins + 1,)
        The ring that a bin of distances falls in; -1 where an edge runs through the bin.
    per_bin : float
    """
    top = float(ring.size - 1)
    found = np.empty(BUFFER, dtype=np.int32)
    for i in range(x.size):
        row = out[i]
        first, last = _span(lanes, y[i])
        for lane in range(first, last + 1):
            begin, end = _part(run, lanes, lane, x[i], y[i])
            for start in range(begin, end, BUFFER):
                stop = min(start + BUFFER, end)
                wide = start + (stop - start + EVEN - 1) // EVEN * EVEN
                xs, ys, ws = run.x[start:wide], run.y[start:wide], run.weight[start:stop]
                _find_bins(found, xs, ys, x[i], y[i], per_bin, top)
                if start <= own[i] < stop:
                    found[own[i] - start] = np.int32(top)
                # Unsigned numbers spare the question of counting from the end.
                for j in range(stop - start):
                    k = ring[np.uint64(found[j])]
                    if k < 0:
                        distance = math.hypot(x[i] - xs[j], y[i] - ys[j])
                        k = _first_at(grid, 0, grid.size, distance)
                    row[np.uint64(k)] += ws[j]
        for k in range(1, grid.size):
            row[k] += row[k - 1]


@njit(cache=True, nogil=True, fastmath=True)
def _product(sums: Floats, bell: Floats) -> float:
    total = 0.0
    for t in range(bell.size):
        total += sums[t] * bell[t]
    return total


@njit(cache=True, nogil=True)
def _directly(distance: Floats, weight: Floats, at: float, h: float) -> float:
    """Add the bell of each distance as it stands."""
    total = 0.0
    for j in range(distance.size):
        z = (distance[j] - at) / h
        square = z * z
        if square < 1492.0:  # beyond, the bell is nil in double precision
            total += weight[j] * math.exp(-0.5 * square)
    return total


@njit(cache=True, nogil=True)
def bell_rows(
    out: Floats,
    exactly: Flags,
    least: float,
    x: Floats,
    y: Floats,
    own: Integers,
    run: Run,
    lanes: Lanes,
    grid: Floats,
    h: float,
    per_node: float,
    nodes: int,
    begins: Integers,
    bells: Floats,
) -> None:
    """Sum the weights of a run's points under a bell at each distance from each place.

    Parameters
    ----------
    out : array, shape (places, distances)
        To be filled.
    exactly : array, shape (places, distances)
        Where every distance is to be visited. Gains the sums that turn out below `least`.
    least : float
        Sums so low that far points may matter; 0 to leave `exactly` as it is.
    x, y, own, run, lanes
        As in `ring_rows`.
    grid, h : the distances and the bandwidth [m]
    per_node, nodes : what a metre is in spacings of nodes, and their number
        0 nodes to visit every distance throughout.
    begins, bells : the node at which each bell begins, and the bell
    """
    sums = np.zeros((nodes + SPARE) * TERMS)
    found = np.empty(BUFFER, dtype=np.int32)
    offset = np.empty(BUFFER)
    far = np.empty(0)
    for i in range(x.size):
        if nodes > 0:
            sums[:] = 0.0
            first, last = _span(lanes, y[i])
            for lane in range(first, last + 1):
                begin, end = _part(run, lanes, lane, x[i], y[i])
                for start in range(begin, end, BUFFER):
                    stop = min(start + BUFFER, end)
                    wide = start + (stop - start + EVEN - 1) // EVEN * EVEN
                    xs, ys, ws = run.x[start:wide], run.y[start:wide], run.weight[start:stop]
                    find_nodes(found, offset, xs, ys, x[i], y[i], per_node, nodes)
                    if start <= own[i] < stop:
                        found[own[i] - start] = np.int32(nodes)
                    for j in range(stop - start):
                        add_powers(sums, np.int64(found[j]) * TERMS, ws[j], offset[j], 3)
        ready = False
        for k in range(grid.size):
            if nodes > 0 and not exactly[i, k]:
                begin = begins[k] * TERMS
                out[i, k] = _product(sums[begin : begin + bells.shape[1]], bells[k])
                if out[i, k] >= least:
                    continue
                exactly[i, k] = True
            if nodes == 0:
                exactly[i, k] = True
            if not ready:
                if far.size == 0:
                    far = np.empty(run.x.size)
                for j in range(run.x.size):
                    far[j] = np.hypot(run.x[j] - x[i], run.y[j] - y[i])
                if own[i] >= 0:
                    far[own[i]] = np.inf
                ready = True
            out[i, k] = _directly(far, run.weight, grid[k], h)


@njit(cache=True, nogil=True)
def add_ratios(
    top: Floats, bottom: Floats, near: Floats, against: Floats, expected: Floats
) -> None:
    """Add near / against, and what is expected, over the places that have neighbours."""
    for i in range(near.shape[0]):
        for k in range(top.size):
            if against[i, k] > 0:
                top[k] += near[i, k] / against[i, k]
                bottom[k] += expected[i]
