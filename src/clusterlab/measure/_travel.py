"""Distances or travel times between origins and destinations, in blocks or within a reach."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from ..model.checks import positive
from ._shares import FloatArray
from ._validation import coordinates, crs_name

# A GeoDataFrame of points, or any table where travel costs are given.
Places = pd.DataFrame
Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], FloatArray]

# Costs held at once: 1 MB, which stays in the processor's cache.
_BLOCK = 1 << 17
# Pairs within reach looked for at once: some 50 MB.
_PAIRS = 1 << 20
# Pairs kept for a second pass: 100 MB; where there are more, they are found again.
_KEPT = 1 << 22


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
        start_xy, end_xy = places_xy(origins, destinations)
    else:
        matrix = _matrix(origins, destinations, travel)
    for start in range(0, len(origins), step):
        rows = slice(start, min(start + step, len(origins)))
        if travel is None:
            yield rows, np.asarray(cdist(start_xy[rows], end_xy), dtype=np.float64)
        else:
            yield rows, matrix[rows]


class PairsWithin:
    """All pairs whose cost is at most `within`, some origins at a time, as often as asked.

    What is kept for the next time is bounded; beyond that, pairs are found anew.
    """

    def __init__(
        self, origins: Places, destinations: Places, travel: pd.DataFrame | None, *, within: float
    ) -> None:
        self.within = positive(within, "within")
        self.origins, self.destinations, self.travel = origins, destinations, travel
        self.kept: list[Pairs] | None = None

    def __iter__(self) -> Iterator[Pairs]:
        """Yield places in `origins` and in `destinations`, and the costs."""
        if self.kept is not None:
            yield from self.kept
            return
        kept: list[Pairs] | None = []
        count = 0
        for pairs in self._found():
            count += len(pairs[0])
            if kept is not None:
                kept.append(pairs)
            if count > _KEPT:
                kept = None
            yield pairs
        self.kept = kept

    def _found(self) -> Iterator[Pairs]:
        step = max(1, _PAIRS // max(1, len(self.destinations)))
        if self.travel is None:
            start_xy, end_xy = places_xy(self.origins, self.destinations)
            tree = cKDTree(end_xy)
        else:
            matrix = _matrix(self.origins, self.destinations, self.travel)
        for start in range(0, len(self.origins), step):
            rows = slice(start, start + step)
            if self.travel is None:
                yield _near(start_xy[rows], tree, self.within, start)
            else:
                one, other = np.nonzero(matrix[rows] <= self.within)
                yield one + start, other, matrix[rows][one, other]


def _near(some_xy: FloatArray, tree: cKDTree, reach: float, first: int) -> Pairs:
    # The tree may lose a pair that lies exactly at the reach to rounding.
    near = cKDTree(some_xy).sparse_distance_matrix(tree, reach * (1 + 1e-12), output_type="ndarray")
    return near["i"] + first, near["j"], np.minimum(near["v"], reach)


def places_xy(origins: Any, destinations: Any) -> tuple[FloatArray, FloatArray]:
    """Return the coordinates of both tables [m], made sure to be in one CRS."""
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
