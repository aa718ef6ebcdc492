"""Neighbour weights: which areas or points count as neighbours of which."""

from typing import Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from scipy import sparse
from scipy.spatial import cKDTree

from ..model.checks import positive, whole_number
from ._memory import refuse_pairs, refuse_table
from ._shares import choice
from ._unit_check import expect_metres
from ._validation import metric_crs


def neighbour_weights(
    places: gpd.GeoDataFrame,
    *,
    rule: Literal["queen", "rook", "nearest", "distance"] = "queen",
    nearest: int | None = None,
    radius_m: float | None = None,
) -> sparse.csr_array:
    """Mark the neighbours of each place with 1.

    Parameters
    ----------
    places : GeoDataFrame, n rows
        Polygons for "queen" (a shared point makes neighbours) and "rook" (a shared edge does);
        for "nearest" and "distance" any geometry in a metric CRS, taken at its centroid.
    rule : {"queen", "rook", "nearest", "distance"}
        What makes a neighbour.
    nearest : int
        How many neighbours each place has, for "nearest". Of several at one distance, those that
        come first in the table are taken.
    radius_m : float
        Greatest distance of a neighbour [m], for "distance"; that distance itself counts.

    Returns
    -------
    csr_array, shape (n, n)
        1 for neighbours; nothing is its own neighbour. Not symmetric for "nearest". It remembers
        the labels of `places`, by which measures match it to values.

    Raises
    ------
    ValueError
        The option that the rule needs is missing, `nearest` is not below n, or there are more
        neighbours than can be held.

    Examples
    --------
    >>> from shapely import box
    >>> row = gpd.GeoDataFrame(geometry=[box(k, 0, k + 1, 1) for k in range(3)], crs=5186)
    >>> neighbour_weights(row).toarray().astype(int).tolist()
    [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
    """
    choice("rule", rule, ("queen", "rook", "nearest", "distance"))
    for name, value, user in (("nearest", nearest, "nearest"), ("radius_m", radius_m, "distance")):
        if value is not None and rule != user:
            raise ValueError(f"{name} changes nothing under rule {rule!r}: give rule={user!r}.")
    if rule in ("queen", "rook"):
        one, other = _touching(places, edge=rule == "rook")
    else:
        metric_crs(places, "places")
        xy = shapely.get_coordinates(shapely.centroid(places.geometry.to_numpy()))
        if rule == "nearest":
            if nearest is None:
                raise ValueError("rule 'nearest' needs nearest, the number of neighbours.")
            one, other = _nearest(xy, whole_number(nearest, "nearest", minimum=1))
        else:
            if radius_m is None:
                raise ValueError("rule 'distance' needs radius_m.")
            radius = positive(radius_m, "radius_m")
            expect_metres(radius, "radius_m", xy)
            # The tree may lose a pair that lies exactly at the radius to rounding.
            reach = radius * (1 + 1e-12)
            tree = cKDTree(xy)
            # A place is near itself, which is no pair.
            refuse_pairs(int(tree.count_neighbors(tree, reach)) - len(xy), radius)
            pairs = tree.query_pairs(reach, output_type="ndarray")
            one, other = np.concatenate([pairs, pairs[:, ::-1]]).T
    size = len(places)
    ones = np.ones(len(one))
    weights = sparse.csr_array((ones, (one, other)), shape=(size, size))
    # So that values in another order find their place; see `read_weights`.
    weights.clusterlab_places = places.index
    return weights


def _touching(
    places: gpd.GeoDataFrame, *, edge: bool
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Pairs of polygons that meet, in both directions."""
    shapes = places.geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    apart = one != other
    one, other = one[apart], other[apart]
    if edge:
        shared = shapely.length(shapely.intersection(shapes[one], shapes[other])) > 0
        one, other = one[shared], other[shared]
    return one, other


def _nearest(
    xy: npt.NDArray[np.float64], number: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Each point's nearest others, ties by position in the table."""
    if number >= len(xy):
        raise ValueError(f"nearest must be below the number of places ({len(xy)}), not {number}.")
    refuse_table(number, "neighbours", len(xy), "places")
    tree = cKDTree(xy)
    far, found = tree.query(xy, k=min(number + 2, len(xy)))
    others = np.empty((len(xy), number), dtype=np.intp)
    own = found[:, : number + 1] == np.arange(len(xy))[:, None]
    reach = far[:, number] * (1 + 1e-12)
    clear = own.any(axis=1)
    if far.shape[1] > number + 1:
        clear &= far[:, number + 1] > reach
    others[clear] = found[clear, : number + 1][~own[clear]].reshape(-1, number)
    # Where the next one is as near as the last, the tree's choice depends on its build.
    tied = np.flatnonzero(~clear)
    within = tree.query_ball_point(xy[tied], reach[tied])
    for row, near in zip(tied, within, strict=True):
        rest = np.array([k for k in near if k != row], dtype=np.intp)
        away = np.hypot(*(xy[rest] - xy[row]).T)
        others[row] = rest[np.lexsort((rest, np.round(away, 9)))][:number]
    return np.repeat(np.arange(len(xy)), number), others.ravel()
