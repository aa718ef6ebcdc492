"""Distances or travel times between origins and destinations, in blocks or within a reach."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from ._shares import FloatArray
from ._validation import coordinates, crs_name, positive

# A GeoDataFrame of points, or any table where travel costs are given.
Places = pd.DataFrame
Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], FloatArray]

# Costs held at once: 32 MB.
_BLOCK = 1 << 22


def cost_blocks(
    origins: Places, destinations: Places, travel: pd.DataFrame | None
) -> Iterator[tuple[slice, FloatArray]]:
    """Give the costs from some origins to all destinations, block by block.

    Parameters
    ----------
    origins, destinations : GeoDataFrame of points in one metric CRS
        Any tables will do if `travel` is given.
    travel : DataFrame, shape (origins, destinations), optional
        Travel times or distances, labelled by the indexes of both tables; missing means out of
        reach. Without it, straight-line distances [m].

    Yields
    ------
    rows : slice
    costs : ndarray, shape (rows, destinations)
        Infinite where out of reach.
    """
    step = max(1, _BLOCK // max(1, len(destinations)))
    if travel is None:
        start_xy, end_xy = _coordinates(origins, destinations)
    else:
        matrix = _matrix(origins, destinations, travel)
    for start in range(0, len(origins), step):
        rows = slice(start, min(start + step, len(origins)))
        if travel is None:
            yield rows, np.asarray(cdist(start_xy[rows], end_xy), dtype=np.float64)
        else:
            yield rows, matrix[rows]


def pairs_within(
    origins: Places, destinations: Places, travel: pd.DataFrame | None, *, within: float
) -> Pairs:
    """Return all pairs whose cost is at most `within`, and their costs."""
    reach = positive(within, "within")
    if travel is not None:
        matrix = _matrix(origins, destinations, travel)
        one, other = np.nonzero(matrix <= reach)
        return one, other, matrix[one, other]
    start_xy, end_xy = _coordinates(origins, destinations)
    # The tree may lose a pair that lies exactly at the reach to rounding.
    near = cKDTree(start_xy).sparse_distance_matrix(
        cKDTree(end_xy), reach * (1 + 1e-12), output_type="ndarray"
    )
    return near["i"], near["j"], np.minimum(near["v"], reach)


def _coordinates(origins: Any, destinations: Any) -> tuple[FloatArray, FloatArray]:
    """Coordinates of both tables [m], made sure to be in one CRS."""
    one = coordinates(origins, "origins")
    other = coordinates(destinations, "destinations")
    if origins.crs != destinations.crs:
        raise ValueError(
            f"origins and destinations must share a CRS; they are in {crs_name(origins.crs)} and "
            f"{crs_name(destinations.crs)}."
        )
    return one, other


def _matrix(origins: Places, destinations: Places, travel: pd.DataFrame) -> FloatArray:
    """Costs in the order of the tables, infinite where missing."""
    for kind, table, labels in (
        ("row", origins, travel.index),
        ("column", destinations, travel.columns),
    ):
        if not labels.is_unique:
            raise ValueError(
                f"travel has the {kind} {labels[labels.duplicated()].tolist()[0]!r} twice."
            )
        absent = table.index.difference(labels)
        if len(absent):
            raise ValueError(f"travel has no {kind} for {absent.tolist()[0]!r}.")
    costs = travel.loc[origins.index, destinations.index].to_numpy(
        dtype=np.float64, na_value=np.nan
    )
    if (costs < 0).any():
        raise ValueError(f"travel must be zero or more. The lowest given is {np.nanmin(costs)}.")
    return np.where(np.isnan(costs), np.inf, costs)
