"""Cluster outlines: where points crowd together, drawn as polygons, and how stable they are."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..model.checks import choice, positive, whole_number
from ..model.reason import Reason
from ._positions import FEW_PLACES, Drawer, checked, generator, places_of, spread_of
from ._unit_check import expect_metres
from ._validation import Floats, coordinates, metric_crs

Labels = NDArray[np.int64]
HELD = 0.5  # least overlap at which a group is the same one


def cluster_outlines(
    points: gpd.GeoDataFrame,
    *,
    method: str = "dbscan",
    radius_m: float | None = None,
    minimum: int = 5,
    margin_m: float = 0.0,
    least_places: int | None = None,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    resamples: int = 0,
    seed: int = 0,
) -> gpd.GeoDataFrame:
    """Find groups of points by density and draw a polygon round each.

    Parameters
    ----------
    points : GeoDataFrame
        Points in a metric CRS.
    method : {"dbscan", "hdbscan"}
        DBSCAN: points with at least `minimum` points (themselves included) within `radius_m` are
        cores, and cores within reach of one another are one group. HDBSCAN chooses the reach for
        each group.
    radius_m : float
        Reach [m]. DBSCAN needs it; with HDBSCAN, groups nearer than it are not split.
    minimum : int
        Points that make a core; with HDBSCAN also the smallest group.
    margin_m : float
        Drawn beyond the outermost points [m].
    least_places : int, optional
        Distinct coordinates that a group needs: points of one building, or of one block's centre,
        are no group by themselves. Not given: 3, or `minimum` where that is less. 1 takes any.
    uncertainty_m : str or float, optional
        How far a place may be off [m]: a column of `points`, or one number.
    position_draws : int
        Number of times that all places are drawn anew within it, for `held`.
    resamples : int
        Number of times that the points are drawn anew with replacement, for `stability`.
    seed : int
        Of the resamples and the draws.

    Returns
    -------
    GeoDataFrame, indexed by `outline_id` (1 is the group with most points)
        n, area_ha [ha], per_ha [1/ha], geometry (the convex hull with its margin), and with
        resamples `stability` [0 to 1]: the mean over resamples of the best Jaccard overlap between
        the group and any group found again. Below about 0.6 a group is a chance of the draw; above
        0.85 it stands firm. With position_draws `held` [0 to 1]: the share of draws of places in
        which some group has a Jaccard overlap of at least one half with it. `places`: distinct
        coordinates of the group. `attrs["labels"]` lists the outline of each point in order, 0 for
        none; `attrs["no_groups"]` the crowds on too few coordinates, with n, places, x_m, y_m.

    Notes
    -----
    Without a margin, a group on a line or a spot has no area, and its per_ha is NaN. Hulls of two
    groups may overlap. No group at all gives an empty table, with `attrs["reason"]`.

    References
    ----------
    Ester, Kriegel, Sander & Xu (1996), KDD-96: 226-231.
    Campello, Moulavi & Sander (2013), PAKDD 2013: 160-172.
    Hennig (2007), Computational Statistics & Data Analysis 52: 258-271 (stability).

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import cluster_outlines
    >>> firms = gpd.GeoDataFrame(
    ...     geometry=gpd.points_from_xy([0, 100, 100, 0, 5000], [0, 0, 100, 100, 0]), crs=5186)
    >>> cluster_outlines(firms, radius_m=150, minimum=3)[["n", "area_ha"]].values.tolist()
    [[4.0, 1.0]]
    """
    choice(method, "method", ("dbscan", "hdbscan"))
    least = whole_number(minimum, "minimum", minimum=2)
    draws = whole_number(resamples, "resamples")
    if method == "dbscan" and radius_m is None:
        raise ValueError("dbscan needs radius_m, the reach in metres. None was given.")
    if method == "hdbscan" and radius_m is not None:
        raise ValueError("hdbscan finds its own reach: leave radius_m out, or ask for dbscan.")
    reach = 0.0 if radius_m is None else positive(radius_m, "radius_m")
    if margin_m < 0:
        raise ValueError(f"margin_m must be zero or more. It is {margin_m}.")
    crs = metric_crs(points)
    xy = coordinates(points)
    expect_metres(reach, "radius_m", xy, stacked=True)
    expect_metres(margin_m, "margin_m", xy, most=1.0)
    asked = checked(uncertainty_m, position_draws)
    wanted = min(FEW_PLACES, least)
    if least_places is not None:
        wanted = whole_number(least_places, "least_places", minimum=1)
    place, _ = places_of(xy)
    groups, crowds = _spread_out(_groups(xy, method, reach, least), place, wanted)
    labels = _by_size(groups)
    count = int(labels.max(initial=0))
    size = np.bincount(labels, minlength=count + 1)[1:]
    shapes = _hulls(xy, labels, count)
    if margin_m:
        shapes = shapely.buffer(shapes, margin_m)
    area = shapely.area(shapes) / 1e4
    names = pd.RangeIndex(1, count + 1, name="outline_id")
    table = gpd.GeoDataFrame(
        {
            "n": size,
            "area_ha": area,
            "per_ha": size / np.where(area > 0, area, np.nan),
            "places": spread_of(place, labels - 1, count)[0],
        },
        geometry=gpd.GeoSeries(shapes, index=names, crs=crs),
        index=names,
    )
    if draws:
        random = np.random.default_rng(seed)
        table["stability"] = _stability(
            xy, labels, draws, random, method=method, reach=reach, least=least
        )
    if asked and uncertainty_m is not None:
        drawer = Drawer(points, uncertainty_m)
        held = np.zeros(count)
        for k in range(asked):
            again = _groups(drawer.xy_drawn(generator(seed, k)), method, reach, least)
            again, _ = _spread_out(again, place, wanted)
            held += _best_overlap(labels, again, count) >= HELD
        table["held"] = held / asked
    table.attrs = {
        "method": method,
        "radius_m": radius_m,
        "minimum": least,
        "resamples": draws,
        "seed": seed,
        "n_points": len(xy),
        "labels": labels.tolist(),
        "least_places": wanted,
        "no_groups": [
            {
                "n": len(rows),
                "places": len(np.unique(place[rows])),
                "x_m": float(xy[rows, 0].mean()),
                "y_m": float(xy[rows, 1].mean()),
            }
            for rows in crowds
        ],
        "position_draws": asked,
    }
    if not count:
        table.attrs["reason"] = Reason("no_group", n=len(xy), minimum=least)
    return table


def _groups(xy: Floats, method: str, reach: float, least: int) -> Labels:
    """Label points by group, -1 for none."""
    # Imported here: scikit-learn takes most of a second, and no other measure needs it.
    from sklearn.cluster import DBSCAN, HDBSCAN

    if len(xy) < least:
        return np.full(len(xy), -1, dtype=np.int64)
    if method == "dbscan":
        found = DBSCAN(eps=reach, min_samples=least).fit(xy)
    else:
        found = HDBSCAN(min_cluster_size=least, cluster_selection_epsilon=reach, copy=True).fit(xy)
    labels: Labels = found.labels_.astype(np.int64)
    return labels


def _spread_out(found: Labels, place: Labels, wanted: int) -> tuple[Labels, list[Labels]]:
    """Take back the groups that lie on fewer coordinates than wanted; and list their members."""
    groups = int(found.max(initial=-1)) + 1
    places, _ = spread_of(place, found, groups)
    few = np.flatnonzero((places < wanted) & (places > 0))
    crowds = [np.flatnonzero(found == name) for name in few]
    labels = np.where(np.isin(found, few), -1, found)
    return labels, sorted(crowds, key=lambda rows: (-len(rows), rows[0]))


def _best_overlap(old: Labels, new: Labels, count: int) -> Floats:
    """Return for each old group its best Jaccard overlap with any new one."""
    both = np.column_stack([old, new])[(old > 0) & (new >= 0)]
    (mine, other), shared = _counted_pairs(both)
    size = np.bincount(old, minlength=count + 1)
    again = np.bincount(new[new >= 0], minlength=1)
    best = np.zeros(count + 1)
    np.maximum.at(best, mine, shared / (size[mine] + again[other] - shared))
    return best[1:]


def _by_size(found: Labels) -> Labels:
    """Renumber groups from 1 by falling size, ties by first member; 0 for none."""
    names, first, place, size = np.unique(
        found, return_index=True, return_inverse=True, return_counts=True
    )
    real = np.flatnonzero(names >= 0)
    order = real[np.lexsort([first[real], -size[real]])]
    rank = np.zeros(len(names), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank[place]


def _hulls(xy: Floats, labels: Labels, count: int) -> NDArray[Any]:
    """Draw the convex hull of each group."""
    order = np.argsort(labels, kind="stable")
    order = order[np.searchsorted(labels[order], 1) :]
    crowds = shapely.multipoints(
        np.asarray(shapely.points(xy[order])),
        indices=labels[order] - 1,
        out=np.empty(count, dtype=object),
    )
    return np.asarray(shapely.convex_hull(crowds))


def _stability(
    xy: Floats,
    labels: Labels,
    draws: int,
    random: np.random.Generator,
    *,
    method: str,
    reach: float,
    least: int,
) -> Floats:
    """Average the best Jaccard overlap of each group with the groups of resampled points."""
    count = int(labels.max(initial=0))
    total = np.zeros(count)
    for _ in range(draws):
        sample = random.integers(0, len(xy), len(xy))
        found = _groups(xy[sample], method, reach, least)
        # Each point once, however often drawn; copies may fall in different groups.
        pairs = np.unique(np.column_stack([found, sample])[found >= 0], axis=0)
        drawn = np.unique(sample)
        kept = np.bincount(labels[drawn], minlength=count + 1)
        held = np.bincount(pairs[:, 0])
        # Only groups that share a point overlap: no array of all old by all new ones.
        both = np.column_stack([labels[pairs[:, 1]], pairs[:, 0]])
        (old, new), shared = _counted_pairs(both[both[:, 0] > 0])
        overlap = shared / (kept[old] + held[new] - shared)
        best = np.zeros(count + 1)
        np.maximum.at(best, old, overlap)
        total += best[1:]
    return total / draws


def _counted_pairs(pairs: Labels) -> tuple[Labels, Labels]:
    """Return the pairs that occur, as two rows, and how often each does."""
    if not len(pairs):
        return np.empty((2, 0), dtype=np.int64), np.empty(0, dtype=np.int64)
    kinds, times = np.unique(pairs, axis=0, return_counts=True)
    return kinds.T, times
