"""Checks that the measures share: coordinates in metres, distances, weights, types, windows."""

import difflib
from collections.abc import Sequence
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS

from ..model.checks import column

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Outline = shapely.Polygon | shapely.MultiPolygon
Window: TypeAlias = gpd.GeoDataFrame | gpd.GeoSeries | Outline


def metric_crs(frame: gpd.GeoDataFrame | gpd.GeoSeries, name: str = "points") -> CRS:
    """Return the CRS of a table after making sure that its unit is a true metre."""
    if not isinstance(frame, (gpd.GeoDataFrame, gpd.GeoSeries)):
        raise ValueError(f"{name} must be a GeoDataFrame. It is a {type(frame).__name__}.")
    crs: CRS | None = frame.crs
    if crs is None:
        raise ValueError(f"{name} has no CRS. Give one in metres, such as EPSG:5186.")
    if not crs.is_projected or any(a.unit_name not in ("metre", "meter") for a in crs.axis_info):
        raise ValueError(
            f"{name} is in {crs_name(crs)}, which is not in metres. Use to_crs() with a metric CRS."
        )
    method = crs.coordinate_operation.method_name if crs.coordinate_operation else ""
    if "Pseudo" in method and "Mercator" in method:
        raise ValueError(
            f"{name} is in {crs_name(crs)} (web Mercator), whose metres stretch with latitude. "
            "Use to_crs() with a metric CRS."
        )
    return crs


def crs_name(crs: CRS) -> str:
    """Give the short name of a CRS, for messages."""
    authority = crs.to_authority()
    return ":".join(authority) if authority else str(crs.name)


def coordinates(points: gpd.GeoDataFrame, name: str = "points") -> Floats:
    """Return x and y [m], shape (n, 2), of a table of points in a metric CRS."""
    metric_crs(points, name)
    geometry = points.geometry.to_numpy()
    kind = shapely.get_type_id(geometry)
    absent = int(((kind < 0) | shapely.is_empty(geometry)).sum())
    if absent:
        raise ValueError(f"{name} must all have a location. {absent} of {len(points)} have none.")
    if (kind != shapely.GeometryType.POINT).any():
        row = int(np.flatnonzero(kind != shapely.GeometryType.POINT)[0])
        raise ValueError(
            f"{name} must hold points only. Row {points.index[row]} is a {geometry[row].geom_type}."
        )
    xy = shapely.get_coordinates(geometry)
    if not np.isfinite(xy).all():
        row = points.index[int(np.flatnonzero(~np.isfinite(xy).all(axis=1))[0])]
        raise ValueError(f"{name} must have finite coordinates. Row {row} has not.")
    return np.ascontiguousarray(xy, dtype=np.float64)


def distance_grid(distances_m: ArrayLike) -> Floats:
    """Return distances [m] as an array, made sure to be zero or more and to rise."""
    grid = np.atleast_1d(np.asarray(distances_m, dtype=np.float64))
    if grid.ndim != 1 or grid.size == 0:
        raise ValueError(f"distances_m must be a list of distances. Its shape is {grid.shape}.")
    if not np.isfinite(grid).all():
        raise ValueError("distances_m must be finite. One value is not.")
    if grid.min() < 0:
        raise ValueError(f"distances_m must be zero or more. The lowest given is {grid.min():g}.")
    steps = np.diff(grid)
    if (steps <= 0).any():
        at = int(np.flatnonzero(steps <= 0)[0])
        raise ValueError(
            f"distances_m must rise from one to the next. {grid[at]:g} is followed by "
            f"{grid[at + 1]:g}."
        )
    return grid


def weight_values(
    points: pd.DataFrame, weights: str | None, *, allow_missing: bool = False
) -> Floats:
    """Return the weights named by a column; ones when no column is named."""
    if weights is None:
        return np.ones(len(points))
    values: Floats = pd.to_numeric(column(points, weights), errors="coerce").to_numpy(
        dtype=np.float64, na_value=np.nan
    )
    missing = int(np.isnan(values).sum())
    if missing and not allow_missing:
        raise ValueError(
            f"Weights {weights!r} must be known for every point. "
            f"{missing} of {len(values)} are not."
        )
    if np.isinf(values).any():
        raise ValueError(f"Weights {weights!r} must be finite. One value is not.")
    if (values < 0).any():
        raise ValueError(
            f"Weights {weights!r} must be zero or more. The lowest given is {np.nanmin(values):g}."
        )
    return values


def type_mask(points: pd.DataFrame, types: str | Sequence[str] | None, name: str = "of") -> Mask:
    """Mark the points whose `type` is among those named; all points when none is named."""
    if types is None:
        return np.ones(len(points), dtype=np.bool_)
    wanted = [types] if isinstance(types, str) else list(types)
    if not wanted:
        raise ValueError(f"{name} must name at least one type. It names none.")
    present = column(points, "type")
    known = sorted(map(str, present.dropna().unique()))
    for one in wanted:
        if one not in known:
            near = difflib.get_close_matches(str(one), known, n=1, cutoff=0.5)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise ValueError(
                f"{name} selects no point: there is no type {one!r}. "
                f"The types are {', '.join(known) or 'none'}.{hint}"
            )
    mask: Mask = present.isin(wanted).to_numpy(dtype=np.bool_)
    return mask


def disjoint(of: Mask, around: Mask) -> None:
    """Refuse two selections that share a point."""
    shared = int((of & around).sum())
    if shared:
        raise ValueError(
            f"of and around must not overlap. They share {shared} point{'s' * (shared > 1)}."
        )


def polygons(frame: gpd.GeoDataFrame, name: str, *, crs: CRS) -> gpd.GeoSeries:
    """Return polygons brought to a metric CRS; a missing outline stays missing."""
    if not isinstance(frame, (gpd.GeoDataFrame, gpd.GeoSeries)):
        raise ValueError(f"{name} must be a GeoDataFrame. It is a {type(frame).__name__}.")
    if frame.crs is None:
        raise ValueError(f"{name} has no CRS. Give one, such as EPSG:4326.")
    geometry = frame.geometry.to_crs(crs)
    kind = geometry.geom_type[geometry.notna()]
    wrong = kind[~kind.isin(["Polygon", "MultiPolygon"])]
    if len(wrong):
        raise ValueError(f"{name} must hold polygons. Row {wrong.index[0]} is a {wrong.iloc[0]}.")
    invalid = geometry[geometry.notna() & ~geometry.is_valid]
    if len(invalid):
        why = shapely.is_valid_reason(invalid.iloc[0])
        raise ValueError(f"{name} must be valid polygons. Row {invalid.index[0]} is not: {why}.")
    return geometry


def window_polygon(window: Window, *, crs: CRS, name: str = "window") -> Outline:
    """Return one polygon in a metric CRS; a bare shapely polygon is taken to be in it already."""
    if isinstance(window, (gpd.GeoDataFrame, gpd.GeoSeries)):
        area = polygons(window, name, crs=crs).dropna().union_all()
    else:
        area = window
    if not isinstance(area, (shapely.Polygon, shapely.MultiPolygon)) or area.area <= 0:
        kind = getattr(area, "geom_type", type(area).__name__)
        raise ValueError(f"{name} must be a polygon with an area. It is a {kind}.")
    if not area.is_valid:
        raise ValueError(f"{name} must be a valid polygon: {shapely.is_valid_reason(area)}.")
    return area


def inside(window: Outline, xy: Floats) -> None:
    """Refuse points that a window does not hold."""
    shapely.prepare(window)
    beyond = ~shapely.intersects_xy(window, xy[:, 0], xy[:, 1])
    if not beyond.any():
        return
    # A micrometre is rounding, as after a change of CRS.
    outside = int((shapely.distance(window, shapely.points(xy[beyond])) > 1e-6).sum())
    if outside:
        raise ValueError(f"The window must hold all points. {outside} of {len(xy)} lie outside it.")
