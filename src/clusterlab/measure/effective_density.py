"""Effective density: the jobs around an area, the nearer counting more, its own included."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial.distance import cdist

from ..model.checks import positive
from ._validation import metric_crs, polygons, weight_values


def effective_density(areas: gpd.GeoDataFrame, *, jobs: str, alpha: float = 1.0) -> pd.Series:
    r"""Sum all jobs, each divided by its distance.

    .. math:: ED_i = \sum_j \frac{E_j}{d_{ij}^{\alpha}}, \qquad
        d_{ii} = \frac{2}{3} \sqrt{\frac{A_i}{\pi}}

    Parameters
    ----------
    areas : GeoDataFrame of polygons in a metric CRS
        Areas that cover all the jobs that matter: what lies outside is taken for empty.
    jobs : str
        Column of jobs [persons], none missing.
    alpha : float
        Exponent of distance.

    Returns
    -------
    Series, index of `areas`
        Jobs for each km to the α. The distance of two areas is that of their centroids, and the
        own distance, the mean distance from the middle of a circle of the same area, where both
        centroids are one, as with a town and its ring.

    References
    ----------
    Graham (2007), Journal of Transport Economics and Policy 41: 317-343.

    Examples
    --------
    >>> from shapely import box
    >>> towns = gpd.GeoDataFrame({"jobs": [1000, 500]}, crs=5186,
    ...                          geometry=[box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000)])
    >>> effective_density(towns, jobs="jobs").round(1).tolist()
    [3158.7, 2329.3]
    """
    crs = metric_crs(areas, "areas")
    shapes = polygons(areas, "areas", crs=crs).to_numpy()
    workers = weight_values(areas, jobs)
    power = positive(alpha, "alpha")
    size = shapely.area(shapes)
    if not (size > 0).all():
        row = areas.index[int(np.flatnonzero(~(size > 0))[0])]
        raise ValueError(f"areas must have an extent. Row {row} has none.")
    xy = shapely.get_coordinates(shapely.centroid(shapes)) / 1000
    own = 2 / 3 * np.sqrt(size / 1e6 / np.pi)
    density = np.empty(len(areas))
    step = max(1, (1 << 22) // max(1, len(areas)))
    for start in range(0, len(areas), step):
        stop = min(start + step, len(areas))
        distance = cdist(xy[start:stop], xy)
        distance[np.arange(stop - start), np.arange(start, stop)] = own[start:stop]
        distance = np.where(distance == 0, own[start:stop, None], distance)
        density[start:stop] = distance**-power @ workers
    return pd.Series(density, index=areas.index, name="effective_density")
