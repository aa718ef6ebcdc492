"""Neighbours within reach: ordered pairs of points, found by a tree in blocks that fit memory."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from ._validation import Floats

Integers = NDArray[np.int64]
PAIRS = 4_000_000  # pairs held at a time


def blocks_of_rows(tree: cKDTree, rows: Integers, reach: float) -> Iterator[Integers]:
    """Split rows so that each block has a bounded number of neighbours."""
    if not rows.size:
        return
    counts = tree.query_ball_point(tree.data[rows], reach, return_length=True)
    parts = np.cumsum(counts) // PAIRS
    yield from np.split(rows, np.flatnonzero(np.diff(parts)) + 1)


def neighbour_pairs(
    xy: Floats, rows: Integers, reach: float
) -> Iterator[tuple[Integers, Integers, Integers, Floats]]:
    """Yield blocks of rows with (position in block, neighbour, distance) up to `reach`, self apart.

    A point at no distance is a neighbour; a point is never its own.
    """
    tree = cKDTree(xy)
    wide = reach * (1 + 1e-9) + 1e-9
    for block in blocks_of_rows(tree, rows, wide):
        found = cKDTree(xy[block]).sparse_distance_matrix(tree, wide, output_type="ndarray")
        i, j = found["i"].astype(np.int64), found["j"].astype(np.int64)
        other = block[i] != j
        i, j = i[other], j[other]
        distance = np.hypot(*(xy[block[i]] - xy[j]).T)
        near = distance <= reach
        yield block, i[near], j[near], distance[near]


def shells(xy: Floats, rows: Integers, grid: Floats) -> Iterator[tuple[Integers, list[csr_array]]]:
    """Yield blocks of rows with one sparse 0/1 matrix (block, points) for each step of a grid.

    Matrix k marks the neighbours with grid[k-1] < d <= grid[k]; the first, those with d <= grid[0].
    """
    for block, i, j, distance in neighbour_pairs(xy, rows, float(grid[-1])):
        ring = np.searchsorted(grid, distance, side="left")
        order = np.argsort(ring, kind="stable")
        cuts = np.searchsorted(ring[order], np.arange(grid.size + 1))
        shape = (block.size, len(xy))
        rings = []
        for k in range(grid.size):
            part = order[cuts[k] : cuts[k + 1]]
            rings.append(csr_array((np.ones(part.size), (i[part], j[part])), shape=shape))
        yield block, rings
