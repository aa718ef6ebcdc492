"""District density: organisations and jobs for each hectare of each district."""

from collections.abc import Iterator
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.checks import column
from ..model.covering import covering
from ._places import columns_xy
from ._positions import Drawer, cells_over_positions, checked, places_of, spread_of
from ._validation import Floats, metric_crs, polygons, weight_values


def district_density(
    districts: gpd.GeoDataFrame,
    points: gpd.GeoDataFrame,
    *,
    weights: str | None = None,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    seed: int = 0,
) -> pd.DataFrame:
    """Count the points in each district and divide by its area.

    Parameters
    ----------
    districts : GeoDataFrame, shape (districts,)
        Column `district_id` and polygons in any CRS; a missing outline is allowed. Optional
        `official_area_m2` [m²] is used in place of the drawn area. Where `role` is given, each role
        is counted on its own, so that the outline of the whole does not compete with its parts.
    points : GeoDataFrame
        Points in a metric CRS.
    weights : str, optional
        Column of `points` with jobs [persons]; empty where unknown.
    uncertainty_m : str or float, optional
        How far a place may be off [m]: a column of `points`, or one number.
    position_draws, seed : int
        Draws of all places within it (uniform in the disc; points at the same spot move together),
        and their seed.

    Returns
    -------
    DataFrame, same index as `districts`
        district_id, drawn_ha, official_ha, area_ha [ha], area_basis ("official" or "drawn"), count,
        per_ha [1/ha], places (distinct coordinates), fullest (points at the commonest of these);
        with weights also jobs_known (points whose jobs are known), jobs [persons]
        summed over those, jobs_per_ha [persons/ha]. `reason` is empty, or a code where a value is
        undefined: "no_outline" (nothing can be counted), "no_area", "no_known_jobs". With
        position_draws count_low, count_high (90 % of the draws) and `densest`: the share of draws
        in which it is the densest of its role, not counting districts of one or two spots that
        several points share.

    Notes
    -----
    A point on a border belongs to the district with the smallest id that covers it. Jobs are a
    lower bound wherever jobs_known is below count.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import district_density
    >>> block = gpd.GeoDataFrame(
    ...     {"district_id": ["a"]}, geometry=[shapely.box(0, 0, 200, 100)], crs=5186)
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([10, 90], [10, 90]), crs=5186)
    >>> district_density(block, firms)[["area_ha", "count", "per_ha"]].iloc[0].tolist()
    [2.0, 2.0, 1.0]
    """
    asked = checked(uncertainty_m, position_draws)
    crs = metric_crs(points)
    x, y = columns_xy(points)
    ids = column(districts, "district_id").astype(str)
    if ids.duplicated().any():
        raise ValueError(f"district_id must be unique. {ids[ids.duplicated()].iloc[0]!r} is not.")
    outlines = polygons(districts, "districts", crs=crs)
    has_outline = (outlines.notna() & ~outlines.is_empty).to_numpy()
    drawn = np.where(has_outline, outlines.area.to_numpy() / 1e4, np.nan)
    official = np.full(len(districts), np.nan)
    if "official_area_m2" in districts.columns:
        official = pd.to_numeric(districts["official_area_m2"]).to_numpy(dtype=np.float64) / 1e4
    area = np.where(official > 0, official, drawn)
    basis = np.full(len(districts), None, dtype=object)
    basis[drawn > 0] = "drawn"
    basis[official > 0] = "official"

    weight = None if weights is None else weight_values(points, weights, allow_missing=True)
    total, known, jobs = _sums(
        outlines, ids=ids, roles=districts.get("role"), x=x, y=y, jobs=weight
    )
    count = np.where(has_outline, total, np.nan)
    places, fullest = _spots(outlines, ids=ids, roles=districts.get("role"), x=x, y=y)
    result = pd.DataFrame(
        {
            "district_id": ids,
            "drawn_ha": drawn,
            "official_ha": official,
            "area_ha": area,
            "area_basis": basis,
            "count": count,
            "per_ha": count / area,
            "places": np.where(has_outline, places, np.nan),
            "fullest": np.where(has_outline, fullest, np.nan),
        },
        index=districts.index,
    )
    reason = np.full(len(districts), None, dtype=object)
    reason[~(area > 0)] = "no_area"
    reason[~has_outline] = "no_outline"
    if weights is not None:
        known = np.where(has_outline, known, np.nan)
        jobs = np.where((known > 0) | (count == 0), jobs, np.nan)
        result["jobs_known"], result["jobs"], result["jobs_per_ha"] = known, jobs, jobs / area
        reason[(count > 0) & (known == 0)] = "no_known_jobs"
    result["reason"] = reason
    if asked and uncertainty_m is not None:
        role = np.full(len(districts), "") if "role" not in districts else districts["role"]
        named = pd.Series(np.asarray(role, dtype=str), index=ids)
        for one in named.unique():
            rows = np.flatnonzero(named == one)
            part = districts.iloc[rows]
            table = result.iloc[rows].set_index("district_id")
            cells_over_positions(
                partial(_by_id, part),
                table,
                Drawer(points, uncertainty_m),
                draws=asked,
                seed=seed,
            )
            for name in ("count_low", "count_high", "densest"):
                known = np.where(has_outline[rows], table[name], np.nan)
                result.loc[result.index[rows], name] = known
    return result


def _by_id(districts: gpd.GeoDataFrame, points: gpd.GeoDataFrame) -> pd.DataFrame:
    return district_density(districts, points).set_index("district_id")


def _spots(
    outlines: gpd.GeoSeries, *, ids: pd.Series, roles: pd.Series | None, x: Floats, y: Floats
) -> tuple[Floats, Floats]:
    """Count the distinct coordinates in each district, and the points at the commonest of them."""
    place, _ = places_of(np.column_stack([x, y]))
    found = np.zeros((2, len(outlines)))
    for rows, home in _homes(outlines, ids=ids, roles=roles, x=x, y=y):
        found[:, rows] = spread_of(place, home, len(rows))
    return found[0], found[1]


def _homes(
    outlines: gpd.GeoSeries, *, ids: pd.Series, roles: pd.Series | None, x: Floats, y: Floats
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield for each role the rows of its districts, and which of these holds each point."""
    role = np.full(len(outlines), "") if roles is None else roles.astype(str).to_numpy()
    shapes, names = outlines.to_numpy(), ids.to_numpy()
    for one in np.unique(role):
        rows = np.flatnonzero(role == one)
        rows = rows[np.argsort(names[rows])]
        yield rows, np.asarray(covering(shapes[rows], x, y), dtype=np.int64)


def _sums(
    outlines: gpd.GeoSeries,
    *,
    ids: pd.Series,
    roles: pd.Series | None,
    x: Floats,
    y: Floats,
    jobs: Floats | None,
) -> tuple[Floats, Floats, Floats]:
    """Count points, points with known jobs, and sum those jobs, for each district."""
    size = len(outlines)
    sums = np.zeros((3, size))
    worked = None if jobs is None else np.where(np.isnan(jobs), 0.0, jobs)
    for rows, found in _homes(outlines, ids=ids, roles=roles, x=x, y=y):
        # One place more, at the front, for the points that no district covers.
        home = found + 1
        length = len(rows) + 1
        sums[0, rows] = np.bincount(home, minlength=length)[1:]
        if jobs is not None and worked is not None:
            sums[1, rows] = np.bincount(home, weights=~np.isnan(jobs), minlength=length)[1:]
            sums[2, rows] = np.bincount(home, weights=worked, minlength=length)[1:]
    return sums[0], sums[1], sums[2]
