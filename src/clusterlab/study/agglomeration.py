"""Asks of points: at which distance they cluster, in which groups, beside whom, near what."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..measure.clark_evans import clark_evans
from ..measure.colocation_quotient import colocation_quotient
from ..measure.compactness import compactness
from ..measure.cumulative_opportunities import cumulative_opportunities
from ..measure.ellison_glaeser import ellison_glaeser
from ..measure.false_discovery import false_discovery
from ..measure.floating_catchment import floating_catchment
from ..measure.gravity_access import gravity_access
from ..measure.m_function import m_function
from ..measure.maurel_sedillot import maurel_sedillot
from ..measure.outlines import cluster_outlines
from ..measure.ripley_k import ripley_k

BANDS = ("observed", "local_low", "local_high", "global_low", "global_high")
# A drawn outline is no truer than this, and a plain one is quick to measure in.
PLAIN_M = 20.0


def window(
    districts: gpd.GeoDataFrame, points: gpd.GeoDataFrame
) -> tuple[Any, gpd.GeoDataFrame, str]:
    """Choose the ground on which a point could have been.

    Parameters
    ----------
    districts : GeoDataFrame
        Planning districts with role.
    points : GeoDataFrame
        Points in metres.

    Returns
    -------
    ground : shapely geometry or None
        All districts where they hold four fifths of the points, else the whole project area
        where it holds half of them, made plainer by 20 m; else the hull of the points with a
        margin of 100 m; None without points.
    inside : GeoDataFrame
        The points on it.
    basis : str
        ``"districts"``, ``"whole"`` or ``"hull"``.
    """
    drawn = districts[districts.geometry.notna()].to_crs(points.crs)
    for basis, role, least in (("districts", "district", 0.8), ("whole", "whole", 0.5)):
        chosen = drawn[drawn["role"] == role]
        if chosen.empty:
            continue
        ground = chosen.geometry.union_all().simplify(PLAIN_M).buffer(0)
        inside = points[points.geometry.within(ground)]
        if len(inside) and len(inside) >= least * len(points):
            return ground, inside.reset_index(drop=True), basis
    if points.empty:
        return None, points, "hull"
    return points.geometry.union_all().convex_hull.buffer(100), points, "hull"


def around_own_kind(
    points: gpd.GeoDataFrame,
    *,
    types: Sequence[str],
    distances_m: Sequence[float],
    simulations: int,
    seed: int,
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Compare the share of each type around points of that type with its share everywhere.

    Parameters
    ----------
    points : GeoDataFrame
        Points in metres, with type.
    types : sequence of str
        The types to study.
    distances_m : sequence of float
        Distances above zero [m].
    simulations, seed : int
        Draws of the null model, and their seed.

    Returns
    -------
    peaks : DataFrame, indexed by `sector`
        m_peak: the highest M [-] and m_peak_m: at which distance [m], among distances where M
        lies above the global band; NaN where it never does.
    curves : dict of str to DataFrame
        What `measure.m_function` returns.
    """
    rows, curves = [], {}
    for name in types:
        curve = m_function(
            points, distances_m=distances_m, of=name, simulations=simulations, seed=seed
        )
        curves[name] = curve
        above = curve["observed"].where(curve["observed"] > curve["global_high"]).dropna()
        found = (above.max(), above.idxmax()) if len(above) else (np.nan, np.nan)
        rows.append({"sector": name, "m_peak": found[0], "m_peak_m": found[1]})
    peaks = pd.DataFrame(rows, columns=["sector", "m_peak", "m_peak_m"]).set_index("sector")
    return peaks.astype(float), curves


def excess(
    points: gpd.GeoDataFrame,
    *,
    ground: Any,
    distances_m: Sequence[float],
    simulations: int,
    seed: int,
) -> pd.DataFrame:
    """Give Ripley's L less the distance itself, which is 0 for an even scatter.

    Parameters
    ----------
    points : GeoDataFrame
        Points in metres on the ground.
    ground : shapely geometry
        The window.
    distances_m : sequence of float
        Distances [m].
    simulations, seed : int
        Even scatters, and their seed.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        L(r) − r [m] and its bands, edges corrected by the isotropic rule.
    """
    curve = ripley_k(
        points,
        distances_m=distances_m,
        window=ground,
        as_l=True,
        simulations=simulations,
        seed=seed,
    )
    result = curve.copy()
    for name in BANDS:
        if name in result:
            result[name] = result[name] - result.index.to_numpy(dtype=float)
    result.attrs = dict(curve.attrs)
    return result


def nearest_neighbours(
    groups: Mapping[str, gpd.GeoDataFrame], *, ground: Any, minimum: int
) -> pd.DataFrame:
    """Compare mean nearest-neighbour distances with those of an even scatter.

    Parameters
    ----------
    groups : mapping of str to GeoDataFrame
        Points in metres on the ground, by name.
    ground : shapely geometry
        The window.
    minimum : int
        Points that a group needs.

    Returns
    -------
    DataFrame, indexed by `group`
        firms, mean_m, expected_m [m], clark_evans [-], p_value, reason.
    """
    rows: list[dict[str, Any]] = []
    for name, points in groups.items():
        row: dict[str, Any] = {"group": name, "firms": len(points), "reason": None}
        if len(points) < minimum or ground is None:
            code = {"code": "too_few_points", "n": len(points), "minimum": minimum}
            rows.append(row | {"reason": code})
            continue
        found = clark_evans(points, window=ground)
        rows.append(
            row
            | {
                "mean_m": float(found.index[0]),
                "expected_m": float(found["expected_m"].iloc[0]),
                "clark_evans": float(found["observed"].iloc[0]),
                "p_value": float(found["p_value"].iloc[0]),
            }
        )
    columns = ["group", "firms", "mean_m", "expected_m", "clark_evans", "p_value", "reason"]
    return pd.DataFrame(rows, columns=columns).set_index("group")


def groups(
    points: gpd.GeoDataFrame, *, radius_m: float, minimum: int, resamples: int, seed: int
) -> gpd.GeoDataFrame:
    """Find groups of points, with their stability, their shape and what they hold most of.

    Parameters
    ----------
    points : GeoDataFrame
        Points in metres, with type.
    radius_m : float
        Reach of DBSCAN [m]; a third of it is the margin drawn.
    minimum : int
        Points that make a core.
    resamples, seed : int
        Draws for the stability, and their seed.

    Returns
    -------
    GeoDataFrame, indexed by `outline_id`
        n, area_ha, per_ha, stability, polsby_popper, elongation, main_type, main_share, geometry.
    """
    found = cluster_outlines(
        points,
        radius_m=radius_m,
        minimum=minimum,
        margin_m=radius_m / 3,
        resamples=resamples,
        seed=seed,
    )
    result = found.copy()
    result[["polsby_popper", "elongation"]] = compactness(found)[["polsby_popper", "elongation"]]
    labels = np.asarray(found.attrs.get("labels", ()))
    for number in found.index:
        types = points.loc[labels == number, "type"].value_counts()
        result.loc[number, "main_type"] = str(types.index[0])
        result.loc[number, "main_share"] = types.iloc[0] / types.sum()
    result.attrs = dict(found.attrs)
    return result


def neighbours(
    points: gpd.GeoDataFrame, *, types: Sequence[str], simulations: int, seed: int
) -> pd.DataFrame:
    """Ask of every two types whether one is the nearest neighbour of the other unduly often.

    Parameters
    ----------
    points : GeoDataFrame
        All points in metres, with type.
    types : sequence of str
        The types to compare.
    simulations, seed : int
        Permutations, and their seed.

    Returns
    -------
    DataFrame, indexed by `of` and `around`
        clq [-], p_value, q_value (false discoveries controlled over all pairs).
    """
    rows = []
    for first in types:
        for second in types:
            found = colocation_quotient(
                points, of=first, around=second, simulations=simulations, seed=seed
            )
            value, p_value = found["observed"].iloc[0], found["p_value"].iloc[0]
            # The test looks in the direction seen, so that both directions cost twice as much.
            doubled = min(1.0, 2 * float(p_value)) if value == value else np.nan
            rows.append({"of": first, "around": second, "clq": value, "p_value": doubled})
    table = pd.DataFrame(rows, columns=["of", "around", "clq", "p_value"])
    table["q_value"] = false_discovery(table["p_value"].astype(float)) if len(table) else []
    return table.set_index(["of", "around"])


def reach(
    firms: gpd.GeoDataFrame,
    targets: Mapping[str, gpd.GeoDataFrame],
    *,
    within_m: float,
    scale_m: float,
    minimum: int,
) -> pd.DataFrame:
    """Say how many places of each kind firms have within reach.

    Parameters
    ----------
    firms : GeoDataFrame
        Points in metres.
    targets : mapping of str to GeoDataFrame
        Places of each kind, in any CRS.
    within_m : float
        What counts as within reach [m].
    scale_m : float
        Distance over which the pull of a place falls to 1/e [m].
    minimum : int
        Firms needed.

    Returns
    -------
    DataFrame, indexed by `target`
        places; within_median: places within reach of the median firm; reached_share [-]: firms
        with at least one; gravity_median: places, each discounted by exp(−d/scale); per_100:
        places for 100 firms that share them (two-step floating catchment, mean of the firms);
        reason.
    """
    rows: list[dict[str, Any]] = []
    for name, found in targets.items():
        placed = found[found.geometry.notna()].to_crs(firms.crs)
        row: dict[str, Any] = {"target": name, "places": len(placed), "reason": None}
        if len(firms) < minimum:
            row["reason"] = {"code": "too_few_points", "n": len(firms), "minimum": minimum}
        elif placed.empty:
            row["reason"] = {"code": "no_target"}
        else:
            near = cumulative_opportunities(firms, placed, within=within_m)
            shared = floating_catchment(
                firms.assign(one=1.0),
                placed.assign(one=1.0),
                population="one",
                capacity="one",
                within=within_m,
            )
            row |= {
                "within_median": float(near.median()),
                "reached_share": float((near > 0).mean()),
                "gravity_median": float(gravity_access(firms, placed, scale=scale_m).median()),
                "per_100": float(shared.mean() * 100),
            }
        rows.append(row)
    columns = ["target", "places", "within_median", "reached_share", "gravity_median", "per_100"]
    return pd.DataFrame(rows, columns=[*columns, "reason"]).set_index("target")


def plant_concentration(plants: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Give plant-level concentration over the regions of a table of plants.

    Parameters
    ----------
    plants : DataFrame
        region, industry, employees; plants without known jobs are left out.
    minimum : int
        Plants that an industry needs to be shown.

    Returns
    -------
    DataFrame, indexed by `industry`
        plants, employees, ellison_glaeser, maurel_sedillot [-], z, reason.
    """
    known = plants[plants["employees"].notna()]
    first, second = ellison_glaeser(known), maurel_sedillot(known)
    found = first[["plants", "employees", "z"]].assign(
        ellison_glaeser=first["gamma"],
        maurel_sedillot=second["gamma"],
        reason=first["reason"],
    )
    found.index.name = "industry"
    enough = found[found["plants"] >= minimum]
    return enough.sort_values("ellison_glaeser", ascending=False, kind="stable")
