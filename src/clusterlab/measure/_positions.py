"""Positions drawn within their stated errors, and a curve measured over such draws."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.stats import t as student

from ..model.checks import column, whole_number
from ..model.reason import Reason
from ._validation import Floats, Outline, coordinates, metric_crs, type_mask, window_polygon
from .location_support import resolution_of

LEVEL = 0.9
LEAST_DRAWS = 4
# Error variances added, in those stated: SIMEX reads off from them what none at all would give.
ADDED = (0.5, 1.0, 1.5, 2.0)
TRIES = 100  # throws of a point back into a window
Counts = NDArray[np.int64]


def stated_errors(points: pd.DataFrame, uncertainty_m: str | float) -> Floats:
    """Return how far each point may be off [m]: from a column, or one number for all.

    Raises
    ------
    ValueError
        An error that is unknown, negative or not finite.
    """
    if isinstance(uncertainty_m, str):
        values = pd.to_numeric(column(points, uncertainty_m)).to_numpy(dtype=np.float64)
    elif isinstance(uncertainty_m, bool):
        raise ValueError("uncertainty_m must be the name of a column, or metres. It is a bool.")
    else:
        values = np.full(len(points), float(uncertainty_m))
    unknown = int((~np.isfinite(values)).sum())
    if unknown:
        raise ValueError(
            f"uncertainty_m must be known for every point. {unknown} of {len(values)} are not."
        )
    if (values < 0).any():
        raise ValueError(f"uncertainty_m must be zero or more. The lowest is {values.min():g}.")
    return values


def checked(uncertainty_m: str | float | None, position_draws: int, level: float = LEVEL) -> int:
    """Return the number of draws, after making sure that there is an error to draw within."""
    draws = whole_number(position_draws, "position_draws")
    if draws and uncertainty_m is None:
        raise ValueError("position_draws needs uncertainty_m, a column or a number of metres.")
    if not 0 < level < 1:
        raise ValueError(f"position_level must lie between 0 and 1. It is {level}.")
    return draws


def places_of(xy: Floats) -> tuple[Counts, int]:
    """Give each point the number of its place; points with the same coordinates share one."""
    if not len(xy):
        return np.empty(0, dtype=np.int64), 0
    _, first, place = np.unique(xy, axis=0, return_index=True, return_inverse=True)
    return place.reshape(-1).astype(np.int64), len(first)


class Drawer:
    """Draws positions of some points: uniform in the disc of each place's stated error.

    Points that share a place move together, as far as the largest of their errors reaches. In a
    window a point is thrown again until it lands inside; where it never does, it stays.
    """

    def __init__(
        self, points: gpd.GeoDataFrame, uncertainty_m: str | float, window: Outline | None = None
    ) -> None:
        self.points = points
        self.xy = coordinates(points)
        self.errors = stated_errors(points, uncertainty_m)
        self.place, count = places_of(self.xy)
        self.at = np.empty((count, 2))
        self.at[self.place] = self.xy
        self.reach = np.zeros(count)
        np.maximum.at(self.reach, self.place, self.errors)
        self.window = window
        if window is not None:
            shapely.prepare(window)

    def xy_drawn(self, random: np.random.Generator, variance: float = 1.0) -> Floats:
        """Draw coordinates [m], shape (n, 2), with so many times the stated error variance."""
        reach = self.reach * np.sqrt(variance)
        new = self.at + _in_disc(random, reach)
        if self.window is not None:
            for _ in range(TRIES):
                out = np.flatnonzero(~shapely.intersects_xy(self.window, new[:, 0], new[:, 1]))
                if not out.size:
                    break
                new[out] = self.at[out] + _in_disc(random, reach[out])
            else:
                new[out] = self.at[out]
        return new[self.place]

    def draws(self, count: int, seed: int) -> Iterator[gpd.GeoDataFrame]:
        """Yield the points at `count` draws of their places, each of its own seed."""
        for k in range(count):
            yield moved(self.points, self.xy_drawn(generator(seed, k)))


def generator(seed: int, draw: int) -> np.random.Generator:
    """Give the stream of one draw of positions, apart from those of chance."""
    return np.random.default_rng([seed, draw, 0x706F73])


def moved(points: gpd.GeoDataFrame, xy: Floats) -> gpd.GeoDataFrame:
    """Return the points at other coordinates."""
    geometry = gpd.GeoSeries(
        gpd.points_from_xy(xy[:, 0], xy[:, 1]), index=points.index, crs=points.crs
    )
    return points.set_geometry(geometry)


def _in_disc(random: np.random.Generator, reach: Floats) -> Floats:
    angle = random.uniform(0, 2 * np.pi, len(reach))
    far = reach * np.sqrt(random.uniform(0, 1, len(reach)))
    return np.column_stack([far * np.cos(angle), far * np.sin(angle)])


def over_positions(
    measure: Callable[..., pd.DataFrame], asked: Mapping[str, Any], *, limited: bool = True
) -> pd.DataFrame:
    """Measure a curve at the stated places, and say how far the errors of places may move it.

    Parameters
    ----------
    measure : function
        A measure of this room, which returns a table with the column `observed`.
    asked : mapping
        All that it was called with, by name: points, uncertainty_m, position_draws,
        position_level, seed, and the rest.
    limited : bool
        The table has a row for each of distances_m, and those below the resolution are left out;
        else it has one row, judged by its own distance.

    Returns
    -------
    DataFrame
        What the measure returns, with position_low and position_high where there are draws;
        missing below the resolution, where `attrs["reason"]` says so.
    """
    rest = dict(asked)
    points, stated = rest.pop("points"), rest.pop("uncertainty_m")
    level = float(rest.pop("position_level"))
    draws = checked(stated, rest.pop("position_draws"), level)
    if 0 < draws < LEAST_DRAWS:
        raise ValueError(f"position_draws must be 0, or {LEAST_DRAWS} or more. It is {draws}.")
    window = None
    if rest.get("window") is not None:
        window = window_polygon(rest["window"], crs=metric_crs(points))
        wanted = type_mask(points, rest.get("of"))
        if rest.get("around") is not None:
            wanted = wanted | type_mask(points, rest["around"], "around")
        points = points[wanted]
    drawer = Drawer(points, stated, window)
    finest = resolution_of(drawer.errors)
    grid = np.atleast_1d(np.asarray(rest["distances_m"], dtype=np.float64)) if limited else None
    kept = np.ones(1, dtype=np.bool_)
    if grid is not None:
        kept = grid >= finest
        # With none left the farthest is measured all the same, for what else the table tells.
        inner = grid[kept] if kept.any() else grid[-1:]
        rest["distances_m"] = inner
    table = measure(points, **rest)
    if draws:
        again = {**rest, "simulations": 0}
        if table.attrs.get("bandwidth_m") is not None and "bandwidth_m" in rest:
            again["bandwidth_m"] = table.attrs["bandwidth_m"]
        observed = table["observed"].to_numpy(dtype=np.float64)
        added = np.resize(ADDED, draws)
        curves = np.full((draws, observed.size), np.nan)
        for k in range(draws):
            xy = drawer.xy_drawn(generator(int(rest["seed"]), k), float(added[k]))
            curves[k] = measure(moved(points, xy), **again)["observed"].to_numpy(dtype=np.float64)
        low, high = position_band(observed, curves, added, level=level)
        table["position_low"], table["position_high"] = np.maximum(low, 0), high
    attrs = dict(table.attrs)
    if grid is not None:
        values = table if kept.any() else table.iloc[:0]
        table = values.reindex(pd.Index(grid, name=table.index.name))
    elif not table.index.to_numpy(dtype=np.float64)[0] >= finest:
        kept = np.zeros(1, dtype=np.bool_)
        table = table.astype("float64") * np.nan
    table.attrs = attrs | {
        "position_draws": draws,
        "position_level": level if draws else None,
        "resolution_m": finest,
    }
    if not kept.all() and (not kept.any() or "reason" not in attrs):
        table.attrs["reason"] = below_resolution(drawer.errors)
    return table


def below_resolution(errors: Floats) -> Reason:
    """Say from which distance on the places of points tell anything."""
    return Reason("below_resolution", resolution_m=resolution_of(errors), n=len(errors))


def position_band(
    observed: Floats, curves: Floats, added: Floats, *, level: float = LEVEL
) -> tuple[Floats, Floats]:
    r"""Say between which values a curve may lie, had the places been exact.

    Parameters
    ----------
    observed : array, shape (distances,)
        At the stated places.
    curves : array, shape (draws, distances)
        At places drawn round the stated ones.
    added : array, shape (draws,)
        Variance added in each draw, in stated variances λ.
    level : float
        Share of the truth to cover.

    Returns
    -------
    low, high : array, shape (distances,)

    Notes
    -----
    A stated place may be the true one plus an error (a coordinate read wrongly: the stated curve is
    already attenuated, and drawing again attenuates it twice), or a centre round which the true one
    lies (a block: the drawn curve is the true one's). Which holds is rarely known. With a slope b
    of the curve on λ, the first asks for SIMEX, f(0) − b [λ = −1], the second for f(0) + b [λ = 1];
    the band holds both, each with the Student quantile times the root of the variance of one draw
    at λ = 1, of the variance of b, and of the mean square of the curvature: a third of the squared
    difference of linear and quadratic extrapolation.

    References
    ----------
    Cook & Stefanski (1994), Journal of the American Statistical Association 89: 1314-1328.
    """
    low, high = np.full(observed.size, np.nan), np.full(observed.size, np.nan)
    for d in range(observed.size):
        known = np.isfinite(curves[:, d])
        if not np.isfinite(observed[d]) or known.sum() < LEAST_DRAWS:
            continue
        lam, rise = added[known], curves[known, d] - observed[d]
        both = np.column_stack([lam, lam**2])
        # The variance of a draw grows with λ: weights 1/λ.
        root = np.sqrt(1 / lam)
        bend, *_ = np.linalg.lstsq(both * root[:, None], rise * root, rcond=None)
        slope = rise.sum() / lam.sum()
        free = max(int(known.sum()) - 2, 1)
        one = float((((rise - both @ bend) * root) ** 2).sum()) / free
        curved = (bend[1] - bend[0] + slope) ** 2 / 3
        wide = student.ppf((1 + level) / 2, free) * np.sqrt(one * (1 + 1 / lam.sum()) + curved)
        low[d] = observed[d] - abs(slope) - wide
        high[d] = observed[d] + abs(slope) + wide
    return low, high
