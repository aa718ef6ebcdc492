"""Points counted by area: how many there are, what they employ, and of which boundaries."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .areas import area_of
from .suppression import suppress


def aggregate(
    points: gpd.GeoDataFrame,
    areas: gpd.GeoDataFrame,
    *,
    key: str = "dong_code",
    jobs: str = "employees",
    vintage: str = "",
    min_count: int = 1,
    max_share: float = 1.0,
) -> gpd.GeoDataFrame:
    """Count points and their jobs by area.

    Parameters
    ----------
    points : GeoDataFrame
        Points or None; jobs [persons] and uncertainty_m [m] where they are there.
    areas : GeoDataFrame
        Outlines and their ids; other columns are kept.
    key : str
        The column of ids, such as dong_code or district_id.
    jobs : str
        The column of jobs [persons].
    vintage : str
        Of when the boundaries are, such as ``2026-01``; goes with every row.
    min_count : int
        For a table that is published: jobs of areas with fewer points are left out. 3 is usual.
    max_share : float
        For a table that is published: jobs of areas in which one point has more than this share
        are left out. 0.85 is usual.

    Returns
    -------
    GeoDataFrame, one row for each area, in the order of ids
        The areas' columns, then establishments; employees [persons], NaN where no point says how
        many; known_employees, the number of points that say it; near_border, the number of
        points that may lie in another area, as their uncertainty reaches beyond the border (NaN
        where that cannot be measured); suppressed; boundary_vintage. ``attrs`` count what is not
        in the table: ``outside`` of all areas, ``unplaced``.

    Raises
    ------
    ValueError
        Where a reference system or the column of ids is missing, or an id is there twice.

    Notes
    -----
    A point on a border belongs to the area with the smallest id that covers it.

    Examples
    --------
    >>> areas = gpd.GeoDataFrame(
    ...     {"dong_code": ["1", "2"]},
    ...     geometry=[shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)], crs="EPSG:5186"
    ... )
    >>> points = gpd.GeoDataFrame(
    ...     {"employees": [5.0, np.nan, 7], "uncertainty_m": [10.0, 10, 10]},
    ...     geometry=gpd.points_from_xy([50, 95, 999], [50, 50, 50]), crs="EPSG:5186"
    ... )
    >>> counted = aggregate(points, areas, vintage="2026-01")
    >>> counted[["establishments", "employees", "known_employees", "near_border"]].iloc[0].tolist()
    [2.0, 5.0, 1.0, 1.0]
    >>> counted.attrs
    {'outside': 1, 'unplaced': 0}
    """
    for name, frame in (("points", points), ("areas", areas)):
        if frame.crs is None:
            raise ValueError(f"The {name} have no reference system; say in which one they are.")
    if key in areas.columns and not areas[key].is_unique:
        twice = areas.loc[areas[key].duplicated(), key].iloc[0]
        raise ValueError(f"Area {twice!r} is there twice; each id must be there once.")
    drawn = areas.to_crs(points.crs)
    where = area_of(points.geometry, drawn, key=key)
    placed = points.geometry.notna() & ~points.geometry.is_empty
    worked = points[jobs] if jobs in points else pd.Series(np.nan, index=points.index)
    rows = pd.DataFrame(
        {
            "area": where,
            "jobs": worked.astype("float64"),
            "near": _near_border(points, drawn, where, key=key),
        }
    )
    groups = rows[where.notna()].groupby("area")
    ids = pd.Index(sorted(areas[key]))
    counted = pd.DataFrame(
        {
            "establishments": groups.size(),
            "employees": groups["jobs"].sum(min_count=1),
            "known_employees": groups["jobs"].count(),
            "near_border": groups["near"].sum(min_count=1),
            "largest": groups["jobs"].max() / groups["jobs"].sum(min_count=1),
        }
    ).reindex(ids)
    whole = ["establishments", "known_employees"]
    counted[whole] = counted[whole].fillna(0).astype("int64")
    # No points in an area: none of them is near its border, while their jobs are not known.
    counted.loc[counted["establishments"] == 0, "near_border"] = (
        0.0 if rows["near"].notna().any() else np.nan
    )
    counted = suppress(
        counted,
        values=["employees"],
        min_count=min_count,
        largest_share="largest",
        max_share=max_share,
    ).drop(columns="largest")
    made = areas.set_index(key).loc[ids].join(counted).rename_axis(key).reset_index()
    made["boundary_vintage"] = vintage or None
    made.attrs = {
        "outside": int((placed & where.isna()).sum()),
        "unplaced": int((~placed).sum()),
    }
    return made


def _near_border(
    points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, where: pd.Series, *, key: str
) -> pd.Series:
    """Say of each point whether its uncertainty reaches beyond the border of its area."""
    unknown = pd.Series(np.nan, index=points.index)
    crs = points.crs
    metric = crs.is_projected and all(axis.unit_name == "metre" for axis in crs.axis_info)
    if not metric or "uncertainty_m" not in points:
        return unknown
    borders = areas.set_index(key).geometry.boundary
    found = where.notna()
    away = shapely.distance(points.geometry[found].to_numpy(), borders.loc[where[found]].to_numpy())
    unknown.loc[found] = (points["uncertainty_m"][found] > away).astype("float64")
    return unknown.where(points["uncertainty_m"].notna())
