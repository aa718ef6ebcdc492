"""Which area each point lies in; on a border, the area with the smallest id."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..model.problem import meant, shown


def area_of(points: gpd.GeoSeries, areas: gpd.GeoDataFrame, *, key: str) -> pd.Series:
    """Find the area that covers each point.

    Parameters
    ----------
    points : GeoSeries
        Points, or None.
    areas : GeoDataFrame
        Outlines, and a column of ids. Outlines that are None cover nothing.
    key : str
        The column of ids.

    Returns
    -------
    Series of str
        Same index as `points`; missing where no area covers the point.

    Raises
    ------
    ValueError
        Where the column is missing, or the two are in different reference systems.

    Notes
    -----
    A point on a border belongs to the area with the smallest id that covers it.

    Examples
    --------
    >>> squares = gpd.GeoDataFrame(
    ...     {"dong_code": ["b", "a"]}, geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    ... )
    >>> points = gpd.GeoSeries([shapely.Point(1, 0.5), shapely.Point(3, 0)])
    >>> area_of(points, squares, key="dong_code").tolist()
    ['a', nan]
    """
    if key not in areas.columns:
        columns = [str(column) for column in areas.columns]
        raise ValueError(f"The areas have no column {shown(key)}{meant(key, columns)}.")
    if points.crs is not None and areas.crs is not None and points.crs != areas.crs:
        raise ValueError(
            f"Points are in {points.crs.to_string()} and areas in {areas.crs.to_string()}; "
            "bring them to one reference system."
        )
    drawn = areas[areas.geometry.notna()].sort_values(key, ascending=False)
    found = np.full(len(points), None, dtype=object)
    outlines, covered = shapely.STRtree(points.to_numpy()).query(
        drawn.geometry.to_numpy(), predicate="covers"
    )
    # In falling order of ids, so that the smallest id is written last and stays.
    names = drawn[key].to_numpy()
    order = np.argsort(outlines, kind="stable")
    found[covered[order]] = names[outlines[order]]
    return pd.Series(found, index=points.index, dtype="str")
