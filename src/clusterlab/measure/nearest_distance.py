"""Nearest distance: how far each organisation is from the nearest of another kind."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from ..model.checks import column
from ..model.reason import Reason
from ._positions import LEVEL, Drawer, checked, generator, stated_errors
from ._validation import Floats, coordinates, metric_crs


def nearest_distance(
    origins: gpd.GeoDataFrame,
    targets: gpd.GeoDataFrame,
    *,
    id_column: str | None = None,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    seed: int = 0,
) -> pd.DataFrame:
    """Find the nearest target of each origin, in a straight line.

    Parameters
    ----------
    origins, targets : GeoDataFrame
        Points in one metric CRS. `uncertainty_m` [m] is used where both have it.
    id_column : str, optional
        Column that names an organisation in `targets`. If `origins` has it too, an origin is never
        its own target. When it is not given, the index of `targets` names them.
    uncertainty_m : str or float, optional
        How far a place may be off [m]: a column of both tables, or one number.
    position_draws, seed : int
        Draws of all places within it (uniform in the disc; what shares a spot moves together, also
        an origin and a target), and their seed.
    position_level : float
        Share of the draws between position_low and position_high.

    Returns
    -------
    DataFrame, same index as `origins`
        target_id, distance_m [m], uncertainty_m [m]: the two uncertainties combined as the root of
        the sum of their squares, NaN where either is unknown. Without a target all are
        missing, with `attrs["reason"]`. With position_draws also `held` [0-1], the share of draws
        in which the same target is the nearest, position_low and position_high [m], and below
        (bool): the distance is less than the two errors together, so that it tells only that the
        two are near.

    Notes
    -----
    Of targets at the very same spot the first in the table is named.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import nearest_distance
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 90], [0, 0]), crs=5186)
    >>> stops = gpd.GeoDataFrame(geometry=gpd.points_from_xy([30, 100], [40, 0]), crs=5186)
    >>> nearest_distance(firms, stops)["distance_m"].tolist()
    [50.0, 10.0]
    """
    asked = checked(uncertainty_m, position_draws, position_level)
    start, end = coordinates(origins, "origins"), coordinates(targets, "targets")
    if metric_crs(origins) != metric_crs(targets, "targets"):
        raise ValueError("origins and targets must share one CRS. They do not.")
    names = targets.index if id_column is None else column(targets, id_column)
    codes = pd.factorize(names)[0]
    own = np.full(len(origins), -1)
    if id_column is not None and id_column in origins.columns:
        order = pd.Index(names).unique()
        own = order.get_indexer(origins[id_column])
    where = _nearest(start, end, own=own, codes=codes)
    found = where >= 0
    target_ids = np.full(len(origins), None, dtype=object)
    target_ids[found] = np.asarray(names, dtype=object)[where[found]]
    distance = np.full(len(origins), np.nan)
    distance[found] = np.hypot(*(start[found] - end[where[found]]).T)
    doubt = np.full(len(origins), np.nan)
    if "uncertainty_m" in origins.columns and "uncertainty_m" in targets.columns:
        here = pd.to_numeric(origins["uncertainty_m"]).to_numpy(dtype=np.float64)
        there = pd.to_numeric(targets["uncertainty_m"]).to_numpy(dtype=np.float64)
        doubt[found] = np.hypot(here[found], there[where[found]])
    result = pd.DataFrame(
        {"target_id": target_ids, "distance_m": distance, "uncertainty_m": doubt},
        index=origins.index,
    )
    if asked and uncertainty_m is not None:
        both = pd.concat(
            [
                origins[[origins.geometry.name]],
                targets[[targets.geometry.name]].rename(
                    columns={targets.geometry.name: origins.geometry.name}
                ),
            ],
            ignore_index=True,
        )
        errors = [stated_errors(one, uncertainty_m) for one in (origins, targets)]
        drawer = Drawer(
            gpd.GeoDataFrame(both, crs=origins.crs).assign(_off=np.concatenate(errors)), "_off"
        )
        same, far = np.zeros(len(origins)), np.full((asked, len(origins)), np.nan)
        for k in range(asked):
            xy = drawer.xy_drawn(generator(seed, k))
            here, there = xy[: len(start)], xy[len(start) :]
            now = _nearest(here, there, own=own, codes=codes)
            same += found & (codes[now] == codes[where]) if len(end) else 0
            far[k, found] = np.hypot(*(here[found] - there[now[found]]).T)
        tail = (1 - position_level) / 2
        result["held"] = np.where(found, same / asked, np.nan)
        result["position_low"], result["position_high"] = np.quantile(far, [tail, 1 - tail], axis=0)
        off = np.full(len(origins), np.nan)
        off[found] = errors[0][found] + errors[1][where[found]]
        result["below"] = distance < off
    if not found.all():
        result.attrs["reason"] = Reason("no_target", n=int((~found).sum()))
    return result


def _nearest(start: Floats, end: Floats, *, own: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Return the row of the nearest target of each origin, -1 where there is none."""
    where = np.full(len(start), -1, dtype=np.int64)
    if not len(start) or not len(end):
        return where
    # One row for each spot and organisation, in table order, so that ties go to the first.
    keys = np.column_stack([end, codes])
    _, rows = np.unique(keys, axis=0, return_index=True)
    rows.sort()
    tree = cKDTree(end[rows])
    pending = np.arange(len(start))
    k = min(4, len(rows))
    while pending.size:
        distance, hit = tree.query(start[pending], k=list(range(1, k + 1)))
        allowed = codes[rows[hit]] != own[pending, None]
        distance = np.where(allowed, distance, np.inf)
        best = distance.min(axis=1)
        row = np.where(distance == best[:, None], rows[hit], len(end)).min(axis=1)
        done = np.isfinite(best)
        where[pending[done]] = row[done]
        if k == len(rows):
            break
        pending = pending[~done]
        k = min(4 * k, len(rows))
    return where


def nearest_distance_summary(
    nearest: pd.DataFrame, *, quantiles: Sequence[float] = (0.1, 0.25, 0.5, 0.75, 0.9)
) -> pd.DataFrame:
    """Summarise nearest distances by their quantiles.

    Parameters
    ----------
    nearest : DataFrame
        What `nearest_distance` returns.
    quantiles : sequence of float
        Between 0 and 1.

    Returns
    -------
    DataFrame, indexed by `quantile`
        distance_m [m]. `attrs` holds n (origins with a target), mean_m [m], and uncertain: how many
        of them lie nearer than their combined uncertainty. NaN with a reason when n is 0.

    Examples
    --------
    >>> import pandas as pd
    >>> from clusterlab.measure import nearest_distance_summary
    >>> table = pd.DataFrame({"distance_m": [10.0, 30.0, 20.0], "uncertainty_m": 15.0})
    >>> nearest_distance_summary(table, quantiles=[0.5])["distance_m"].tolist()
    [20.0]
    """
    levels = np.asarray(quantiles, dtype=np.float64)
    if ((levels < 0) | (levels > 1)).any():
        raise ValueError(f"quantiles must lie between 0 and 1. They are {list(quantiles)}.")
    known = nearest["distance_m"].dropna()
    values = known.quantile(levels).to_numpy() if len(known) else np.full(len(levels), np.nan)
    result = pd.DataFrame({"distance_m": values}, index=pd.Index(levels, name="quantile"))
    doubt = nearest["uncertainty_m"].reindex(known.index)
    result.attrs["n"] = len(known)
    result.attrs["mean_m"] = float(known.mean()) if len(known) else float("nan")
    result.attrs["uncertain"] = int((known < doubt).sum())
    if not len(known):
        result.attrs["reason"] = Reason("no_target", n=len(nearest))
    return result
