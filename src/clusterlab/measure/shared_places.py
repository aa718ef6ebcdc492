"""Shared places: coordinates that several points have in common, such as one building."""

import geopandas as gpd
import numpy as np
import pandas as pd

from ..model.checks import whole_number
from ..model.reason import Reason
from ._positions import places_of
from ._validation import coordinates


def shared_places(points: gpd.GeoDataFrame, *, minimum: int = 2) -> gpd.GeoDataFrame:
    """Count the points at each pair of coordinates that several have in common.

    Many points at one spot are a building, or the centre of a block that stands for places that are
    not known better: they are near one another by bookkeeping.

    Parameters
    ----------
    points : GeoDataFrame, shape (n,)
        Points in a metric CRS.
    minimum : int
        Points that a place needs to be listed.

    Returns
    -------
    GeoDataFrame, indexed by `place` (1 holds most points)
        n, share [0-1] of all points, geometry. `attrs`: n (all points), places (distinct
        coordinates), shared (points that are not alone at theirs), largest_share [0-1]; NaN with a
        reason where there is no point.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import shared_places
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 0, 0, 9], [5, 5, 5, 5]), crs=5186)
    >>> shared_places(firms)[["n", "share"]].values.tolist()
    [[3.0, 0.75]]
    """
    least = whole_number(minimum, "minimum", minimum=1)
    xy = coordinates(points)
    place, count = places_of(xy)
    at = np.empty((count, 2))
    at[place] = xy
    size = np.bincount(place, minlength=count)
    first = np.full(count, len(xy))
    np.minimum.at(first, place, np.arange(len(xy)))
    order = np.lexsort([first, -size])
    order = order[size[order] >= least]
    names = pd.RangeIndex(1, len(order) + 1, name="place")
    table = gpd.GeoDataFrame(
        {"n": size[order], "share": size[order] / max(len(xy), 1)},
        geometry=gpd.GeoSeries(gpd.points_from_xy(*at[order].T), index=names, crs=points.crs),
        index=names,
    )
    table.attrs = {
        "n": len(xy),
        "places": count,
        "shared": int(size[size > 1].sum()),
        "largest_share": float(size.max() / len(xy)) if len(xy) else float("nan"),
    }
    if not len(xy):
        table.attrs["reason"] = Reason("too_few_points", n=0, minimum=1)
    return table
