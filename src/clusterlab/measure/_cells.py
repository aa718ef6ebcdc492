"""Counts points in the cells of a grid, whatever its shape."""

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from ._validation import Floats

Cells = NDArray[np.int64]
# Numbers of a dense lattice for each point: beyond that, sorting takes less memory.
_DENSE = 4
_LEAST = 1 << 16


def counted(
    cells: gpd.GeoDataFrame, place: NDArray[np.intp], jobs: Floats | None
) -> gpd.GeoDataFrame:
    """Add counts and densities to cells.

    Parameters
    ----------
    cells : GeoDataFrame
        With area_ha [ha].
    place : array of int, shape (points,)
        The row of `cells` that holds each point.
    jobs : array, shape (points,), optional
        Jobs [persons], NaN where unknown.

    Returns
    -------
    GeoDataFrame
        The cells with count and per_ha; with jobs also jobs_known, jobs and jobs_per_ha. jobs is
        NaN where a cell has points but none whose jobs are known.
    """
    table = cells.copy()
    area_ha = table["area_ha"].to_numpy()
    count = np.bincount(place, minlength=len(table))
    table["count"] = count
    table["per_ha"] = count / area_ha
    if jobs is not None:
        known = ~np.isnan(jobs)
        known_count = np.bincount(place[known], minlength=len(table))
        total = np.bincount(place[known], weights=jobs[known], minlength=len(table))
        total[(count > 0) & (known_count == 0)] = np.nan
        table["jobs_known"], table["jobs"] = known_count, total
        table["jobs_per_ha"] = total / area_ha
    return table


def tallied(q: Cells, r: Cells) -> tuple[Cells, NDArray[np.intp]]:
    """List the cells of a lattice that hold a point, in order, and which of them holds each.

    Parameters
    ----------
    q, r : array of int, shape (points,)
        The two numbers of each point's cell.

    Returns
    -------
    cells : array of int, shape (cells, 2)
        Those that occur, by rising q, then r.
    place : array of int, shape (points,)
        The row of `cells` of each point.
    """
    if not len(q):
        return np.empty((0, 2), dtype=np.int64), np.empty(0, dtype=np.intp)
    low, high = (int(q.min()), int(r.min())), (int(q.max()), int(r.max()))
    width = high[1] - low[1] + 1
    size = (high[0] - low[0] + 1) * width
    if size > np.iinfo(np.int64).max // 2:
        cells, place = np.unique(np.column_stack([q, r]), axis=0, return_inverse=True)
        return cells, place.ravel()
    flat = (q - low[0]) * width
    flat += r
    flat -= low[1]
    if size <= max(_DENSE * len(q), _LEAST):
        held = np.zeros(size, dtype=np.bool_)
        held[flat] = True
        numbers = np.flatnonzero(held)
        row = np.empty(size, dtype=np.int32)
        row[numbers] = np.arange(len(numbers))
        place = row[flat].astype(np.intp)
    else:
        numbers, place = np.unique(flat, return_inverse=True)
    return np.column_stack([numbers // width + low[0], numbers % width + low[1]]), place
