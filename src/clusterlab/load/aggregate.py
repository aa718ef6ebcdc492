"""Points counted by area: how many there are, what they employ, and of which boundaries."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..model.covering import FEW, Codes, Floats, Grid, border_grid, covering, near_border
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
    home, ids, grid = _homes(points.geometry, drawn, key=key)
    count = len(ids)
    found = home >= 0
    here = home[found]
    shapes = points.geometry.to_numpy()
    placed = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    worked = points[jobs] if jobs in points else pd.Series(np.nan, index=points.index)
    size = np.asarray(worked.to_numpy(dtype=np.float64, na_value=np.nan)[found], dtype=np.float64)
    near = _near_border(points, drawn.set_index(key).geometry.loc[ids], home, grid=grid)
    known, held = _known(here, size, count)
    judged, reached = _known(here, near[found], count)
    most = np.full(count, -np.inf)
    np.fmax.at(most, here, size)
    employed = np.where(known > 0, held, np.nan)
    counted = pd.DataFrame(
        {
            "establishments": np.bincount(here, minlength=count),
            "employees": employed,
            "known_employees": known,
            "near_border": np.where(judged > 0, reached, np.nan),
            "largest": most / np.where(employed > 0, employed, np.nan),
        },
        index=ids,
    )
    # No points in an area: none of them is near its border, while their jobs are not known.
    counted.loc[counted["establishments"] == 0, "near_border"] = 0.0 if judged.any() else np.nan
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
        "outside": int((placed & ~found).sum()),
        "unplaced": int((~placed).sum()),
    }
    return made


def _homes(
    points: gpd.GeoSeries, areas: gpd.GeoDataFrame, *, key: str
) -> tuple[Codes, pd.Index, Grid | None]:
    """Find the place of each point's area in the order of ids, -1 where none covers it."""
    kind = shapely.get_type_id(points.to_numpy())
    if key not in areas.columns or (kind > shapely.GeometryType.POINT).any():
        # Says that there is no such column; or finds what covers a shape that is not a point.
        where = area_of(points, areas, key=key)
        ids = pd.Index(sorted(areas[key]))
        return ids.get_indexer(pd.Index(where)).astype(np.int32), ids, None
    ids = pd.Index(sorted(areas[key]))
    outlines = areas.set_index(key).geometry.loc[ids].to_numpy()
    grid = border_grid(outlines, points=len(points)) if len(points) >= FEW else None
    given = np.where(shapely.is_empty(points.to_numpy()), None, points.to_numpy())
    x, y = shapely.get_x(given), shapely.get_y(given)
    return covering(outlines, x, y, grid=grid), ids, grid


def _known(here: Codes, values: Floats, count: int) -> tuple[NDArray[np.int64], Floats]:
    """Count the known values in each area and add them up."""
    known = ~np.isnan(values)
    if not known.all():
        here, values = here[known], values[known]
    return (
        np.bincount(here, minlength=count).astype(np.int64),
        np.bincount(here, weights=values, minlength=count).astype(np.float64),
    )


def _near_border(
    points: gpd.GeoDataFrame, outlines: gpd.GeoSeries, home: Codes, *, grid: Grid | None
) -> Floats:
    """Say of each point whether its uncertainty reaches beyond the border of its area."""
    near = np.full(len(points), np.nan)
    crs = points.crs
    metric = crs.is_projected and all(axis.unit_name == "metre" for axis in crs.axis_info)
    if not metric or "uncertainty_m" not in points:
        return near
    reach = points["uncertainty_m"].to_numpy(dtype=np.float64, na_value=np.nan)
    asked = np.flatnonzero((home >= 0) & ~np.isnan(reach))
    near[asked] = 0.0
    geometry = points.geometry.to_numpy()
    if grid is not None:
        # Most points lie farther from any border than they can be wrong.
        x, y = shapely.get_x(geometry[asked]), shapely.get_y(geometry[asked])
        asked = asked[near_border(grid, x, y, reach[asked])]
    borders = shapely.boundary(outlines.to_numpy())
    shapely.prepare(borders)
    # Nearer than the reach, not as near: the next smaller number takes the bound itself out.
    least = np.nextafter(reach[asked], -np.inf)
    near[asked] = shapely.dwithin(geometry[asked], borders[home[asked]], least)
    return near
