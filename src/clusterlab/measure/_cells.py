"""Counts points in the cells of a grid, whatever its shape."""

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from ._validation import Floats


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
