"""Draws each region of the statistics as a circle of its own area round its middle."""

import geopandas as gpd
import numpy as np
import pandas as pd


def region_circles(regions: pd.DataFrame, *, crs: str, sides: int = 64) -> gpd.GeoDataFrame:
    """Draw circles: all that densities and nearest neighbours ask of a region.

    The outlines of regions are not in the data, and the own distance of effective density is that
    of a circle anyway.

    Parameters
    ----------
    regions : DataFrame
        region, lon, lat [degree], area_m2 [m2].
    crs : str
        Reference system in metres for the whole country (`Cluster.national_crs`).
    sides : int
        Sides of each polygon, a multiple of four.

    Returns
    -------
    GeoDataFrame, indexed by `region`
        Polygons of the regions' areas [m].

    Examples
    --------
    >>> towns = pd.DataFrame({"region": ["a"], "lon": [13.5], "lat": [52.4], "area_m2": [2e6]})
    >>> region_circles(towns, crs="EPSG:3035").area.round().tolist()
    [2000000.0]
    """
    points = gpd.GeoSeries(gpd.points_from_xy(regions["lon"], regions["lat"]), crs=4326).to_crs(crs)
    # A polygon lies inside its circle; its radius makes up for that.
    shrunk = sides / 2 * np.sin(2 * np.pi / sides)
    radius = np.sqrt(regions["area_m2"].to_numpy(dtype=float) / shrunk)
    shapes = points.buffer(radius, quad_segs=sides // 4)
    return gpd.GeoDataFrame(
        {"region": regions["region"].to_numpy()}, geometry=shapes.to_numpy(), crs=crs
    ).set_index("region")
