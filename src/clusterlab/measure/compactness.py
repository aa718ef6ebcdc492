"""Compactness: how near the shape of a district or outline comes to a circle."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ._validation import metric_crs, polygons


def compactness(outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    r"""Measure the shape of polygons.

    .. math:: \text{polsby_popper} = \frac{4 \pi A}{P^2}, \quad
              \text{reock} = \frac{A}{A_{circle}}, \quad
              \text{convexity} = \frac{A}{A_{hull}}, \quad
              \text{elongation} = 1 - \frac{b}{a}

    with P the perimeter including that of holes, the smallest circle round the polygon, its convex
    hull, and the sides b ≤ a of the smallest rectangle round it, at any angle.

    Parameters
    ----------
    outlines : GeoDataFrame
        Polygons in a metric CRS; a missing outline is allowed.

    Returns
    -------
    DataFrame, same index as `outlines`
        area_ha [ha], perimeter_m [m], polsby_popper, reock, convexity, elongation [-], each from 0
        to 1. 1 is a circle, a circle, convex, and a line. NaN for a missing or empty outline.

    Notes
    -----
    All but area and perimeter do not change with size. A rough outline has a longer perimeter: only
    outlines drawn alike compare by polsby_popper.

    References
    ----------
    Polsby & Popper (1991), Yale Law & Policy Review 9: 301-353.
    Reock (1961), Midwest Journal of Political Science 5: 70-74.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import compactness
    >>> site = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 100, 50)], crs=5186)
    >>> compactness(site)[["area_ha", "convexity", "elongation"]].iloc[0].tolist()
    [0.5, 1.0, 0.5]
    """
    shapes = polygons(outlines, "outlines", crs=metric_crs(outlines, "outlines")).to_numpy()
    known = np.array([shape is not None and not shape.is_empty for shape in shapes], dtype=np.bool_)
    real = shapes[known]
    area, perimeter = shapely.area(real), shapely.length(real)
    radius = shapely.minimum_bounding_radius(real)
    hull = shapely.area(shapely.convex_hull(real))
    corners = [shapely.get_coordinates(shapely.oriented_envelope(shape)) for shape in real]
    sides = np.array([np.sort(np.hypot(*np.diff(xy[:3], axis=0).T)) for xy in corners])
    sides = sides.reshape(-1, 2)
    columns = {
        "area_ha": area / 1e4,
        "perimeter_m": perimeter,
        "polsby_popper": 4 * np.pi * area / perimeter**2,
        "reock": area / (np.pi * radius**2),
        "convexity": area / hull,
        "elongation": 1 - sides[:, 0] / sides[:, 1],
    }
    result = pd.DataFrame(np.nan, index=outlines.index, columns=list(columns))
    for name, values in columns.items():
        result.loc[known, name] = values
    return result
