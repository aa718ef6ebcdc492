"""Positions drawn within their stated errors, and a curve measured over such draws."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.stats import t as student

from ..model.checks import column, whole_number
from ..model.reason import Reason
from ._validation import Floats, Outline, coordinates, metric_crs, type_mask, window_polygon
from .location_support import resolution_of

LEVEL = 0.9
LEAST_DRAWS = 4
SUPPORT = 9  # spots in each disc on which a peaked scatter may stand
ROUNDS = 30  # of the estimate of that scatter
FEW_PLACES = 3  # distinct coordinates below which a crowd is one building or centre
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
    # As one number each: half the memory of sorting pairs.
    kinds, place = np.unique(xy[:, 0] + 1j * xy[:, 1], return_inverse=True)
    return place.reshape(-1), len(kinds)


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

    def xy_drawn(self, random: np.random.Generator) -> Floats:
        """Draw coordinates [m], shape (n, 2), evenly within the stated errors."""
        return self._thrown(random)[self.place]

    def _thrown(self, random: np.random.Generator) -> Floats:
        reach = self.reach
        new = self.at + _in_disc(random, reach)
        if self.window is not None:
            for _ in range(TRIES):
                out = np.flatnonzero(~shapely.intersects_xy(self.window, new[:, 0], new[:, 1]))
                if not out.size:
                    break
                new[out] = self.at[out] + _in_disc(random, reach[out])
            else:
                new[out] = self.at[out]
        return new

    def xy_gathered(self, random: np.random.Generator, kind: Counts) -> Floats:
        """Draw coordinates [m], shape (n, 2), as close together as the stated errors allow.

        The scatter that each kind of points comes from is estimated by maximum likelihood (EM over
        spots in the discs), and every place is drawn from its own disc by that scatter.
        """
        spots = np.stack([self.at, *(self._thrown(random) for _ in range(SUPPORT - 1))])
        new = self.at.copy()
        of = np.empty(len(self.at), dtype=np.int64)
        of[self.place] = kind
        for one in np.unique(of):
            rows = np.flatnonzero(of == one)
            where = spots[:, rows].reshape(-1, 2)
            near = cKDTree(where).query_ball_point(self.at[rows], self.reach[rows] * (1 + 1e-9))
            length = np.array([len(found) for found in near])
            row = np.repeat(np.arange(len(rows)), length)
            spot = np.concatenate([np.asarray(found, dtype=np.int64) for found in near])
            mass: Floats = np.ones(len(where))
            for _ in range(ROUNDS):
                share = mass[spot]
                share /= np.bincount(row, weights=share)[row]
                mass = np.bincount(spot, weights=share, minlength=len(where)).astype(np.float64)
            share = mass[spot]
            share /= np.bincount(row, weights=share)[row]
            # One spot of each row, by a uniform number laid on the running sum of all rows.
            total: Floats = share.cumsum()
            first = length.cumsum() - length
            before = total[first] - share[first]
            chosen = np.searchsorted(total, before + random.uniform(0, 1, len(rows)))
            chosen = np.clip(chosen, first, first + length - 1)
            new[rows] = where[spot[chosen]]
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
        observed = table["observed"].to_numpy(dtype=np.float64)
        curves = np.full((draws, observed.size), np.nan)
        kind = _kinds(points, rest.get("of"), rest.get("around"))
        for k in range(draws):
            random = generator(int(rest["seed"]), k)
            even = k % 2 == 0
            xy = drawer.xy_drawn(random) if even else drawer.xy_gathered(random, kind)
            curves[k] = measure(moved(points, xy), **again)["observed"].to_numpy(dtype=np.float64)
        low, high = position_band(observed, curves[::2], curves[1::2], level=level)
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


def _kinds(points: pd.DataFrame, of: Any, around: Any) -> Counts:
    """Tell the points studied, those counted round them, and all others apart."""
    kind = np.zeros(len(points), dtype=np.int64)
    if around is not None:
        kind[type_mask(points, around, "around")] = 2
    if of is not None:
        kind[type_mask(points, of)] = 1
    return kind


def position_band(
    observed: Floats, even: Floats, gathered: Floats, *, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Say between which values a curve may lie, had the places been exact.

    Parameters
    ----------
    observed : array, shape (distances,)
        At the stated places.
    even, gathered : array, shape (draws, distances)
        At places drawn evenly within their errors, and as close together as these allow.
    level : float
        Share of the truth to cover.

    Returns
    -------
    low, high : array, shape (distances,)

    Notes
    -----
    A stated place may be a centre round which the true one lies (a block): the curve of even draws
    is then that of the true ones. Or it is the true one plus an error (a coordinate read wrongly):
    the stated curve is blurred, even draws blur it twice, and the true one lies on the other side:
    where the errors are small beside the pattern at 2 · stated − even (SIMEX, linear, read off at
    variance −1), and where they are not, near that of the gathered draws. Which holds is rarely
    known. The band holds all three, each with Student's quantile times the root of the variance of
    one draw and of the mean of the draws.

    References
    ----------
    Cook & Stefanski (1994), Journal of the American Statistical Association 89: 1314-1328.
    Laird (1978), Journal of the American Statistical Association 73: 805-811.
    """
    low, high = np.full(observed.size, np.nan), np.full(observed.size, np.nan)
    for d in range(observed.size):
        parts = [one[np.isfinite(one[:, d]), d] for one in (even, gathered)]
        free = sum(len(one) - 1 for one in parts)
        if not np.isfinite(observed[d]) or min(map(len, parts)) < 2:
            continue
        flat, peaked = (float(one.mean()) for one in parts)
        square = sum(float(((one - one.mean()) ** 2).sum()) for one in parts) / free
        fewest = min(map(len, parts))
        wide = student.ppf((1 + level) / 2, free) * np.sqrt(square * (1 + 1 / fewest))
        middle = (flat, peaked, 2 * observed[d] - flat)
        low[d], high[d] = min(middle) - wide, max(middle) + wide
    return low, high


def spread_of(place: Counts, group: Counts, count: int) -> tuple[Counts, Counts]:
    """Count, for each group of points, its distinct places and the points at its fullest one.

    Parameters
    ----------
    place, group : array, shape (points,)
        Number of the place of each point, and of its group; a group below zero is none.
    count : int
        Groups, numbered from 0.
    """
    held = group >= 0
    most = int(place.max(initial=0)) + 1
    pairs, size = np.unique(group[held] * most + place[held], return_counts=True)
    home = pairs // most
    places, fullest = np.bincount(home, minlength=count), np.zeros(count, dtype=np.int64)
    np.maximum.at(fullest, home, size)
    return places, fullest


def distinct_places(x: Floats, y: Floats, group: Counts, count: int) -> Counts:
    """Count the distinct coordinates in each group, without numbering them where none is shared."""
    ordered = np.sort(x)
    if not (ordered[1:] == ordered[:-1]).any():
        return np.bincount(group, minlength=count)
    place, _ = places_of(np.column_stack([x, y]))
    return spread_of(place, group, count)[0]


def stacked(count: Floats, places: Floats) -> NDArray[np.bool_]:
    """Mark cells that are full by few coordinates that several points share, and these alone."""
    return (count > places) & (places < FEW_PLACES)


def cells_over_positions(
    measure: Callable[[gpd.GeoDataFrame], pd.DataFrame],
    table: pd.DataFrame,
    drawer: Drawer,
    *,
    draws: int,
    seed: int,
    level: float = LEVEL,
) -> None:
    """Add to a table of cells how counts vary over draws of places, and which cell is densest.

    Parameters
    ----------
    measure : function
        Counts some points: a table with count, per_ha and places, whose index names the cells.
    table : DataFrame
        That of the stated places. Gains count_low, count_high (quantiles over the draws) and
        `densest`, the share of draws in which it is the densest of all cells; equals share it.
    drawer, draws, seed, level
        Where the places come from, how many draws, and the share that low and high hold.
    """
    counts, first = np.zeros((draws, len(table))), np.zeros(len(table))
    for k, points in enumerate(drawer.draws(draws, seed)):
        found = measure(points)
        counts[k] = found["count"].reindex(table.index).fillna(0).to_numpy(dtype=np.float64)
        full = found["per_ha"].to_numpy(dtype=np.float64)
        held = found[["count", "places"]].to_numpy(dtype=np.float64)
        full = np.where(stacked(held[:, 0], held[:, 1]), np.nan, full)
        if not np.isfinite(full).any() or np.nanmax(full) <= 0:
            continue
        best = found.index[full >= np.nanmax(full) * (1 - 1e-12)]
        at = table.index.get_indexer(best)
        first[at[at >= 0]] += 1 / len(best)
    tail = (1 - level) / 2
    table["count_low"], table["count_high"] = np.quantile(counts, [tail, 1 - tail], axis=0)
    table["densest"] = first / draws
