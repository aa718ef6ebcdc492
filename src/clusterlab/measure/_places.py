"""Coordinates of very many points, a column each, without an array of pairs in between."""

import geopandas as gpd
import numpy as np
import shapely

from ._validation import Floats, coordinates, metric_crs


def columns_xy(points: gpd.GeoDataFrame, name: str = "points") -> tuple[Floats, Floats]:
    """Return x and y [m], shape (n,) each, of a table of points in a metric CRS.

    Raises
    ------
    ValueError
        As `coordinates` does: a CRS that is not metric, or a row that is not a finite point.
    """
    metric_crs(points, name)
    geometry = points.geometry.to_numpy()
    try:
        x, y = shapely.get_x(geometry), shapely.get_y(geometry)
        if np.isfinite(x).all() and np.isfinite(y).all():
            return x, y
    except shapely.errors.GEOSException:  # an empty point
        pass
    # Some row is no finite point: the slower reader says which, and why.
    x, y = np.ascontiguousarray(coordinates(points, name).T)
    return x, y
