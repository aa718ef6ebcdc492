"""Asks whether points stand closer together than an even scatter over their ground."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..measure.clark_evans import clark_evans
from ..measure.pair_correlation import pair_correlation
from ..measure.ripley_k import ripley_k
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Said, Word, caution, said
from .chance import evidence, reach
from .clustering import is_crowded
from .inventory import split_stack
from .points import Study, types_studied

BANDS = ("observed", "local_low", "local_high", "global_low", "global_high")
# A drawn outline is no truer than this, and a plain one is quick to measure in.
PLAIN_M = 20.0
# Even scatters are dear, and more than this tell p no finer than anybody needs.
MOST_DRAWS = 999


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
            code = Reason("too_few_points", n=len(points), minimum=minimum)
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


@dataclass(frozen=True)
class Ground:
    """Where the points of a study could have stood.

    Parameters
    ----------
    study : Study
        Its points and districts.
    shape : shapely geometry or None
        The ground.
    inside, rest : GeoDataFrame
        The points on it; those outside the most crowded building.
    basis : str
        What the ground is: ``districts``, ``whole`` or ``hull``.
    crowded : bool
        Whether one building rules the distances.
    minimum : int
        Points that are needed.
    """

    study: Study
    shape: Any
    inside: gpd.GeoDataFrame
    rest: gpd.GeoDataFrame
    basis: str
    crowded: bool
    minimum: int

    @property
    def cited(self) -> list[Any]:
        """What the answers rest on."""
        return [self.study.points, self.study.districts]


def ground(study: Study, *, minimum: int) -> Ground:
    """Choose the ground of a study.

    Parameters
    ----------
    study : Study
        Its points and districts are looked at.
    minimum : int
        Points that are needed.
    """
    shape, inside, basis = window(study.districts, study.points)
    _, rest = split_stack(inside)
    crowded = is_crowded(study.points, minimum=minimum)
    return Ground(study, shape, inside, rest, basis, crowded, minimum)


@finding("scatter.nearest")
def nearest(on: Ground, *, industries: Sequence[str]) -> Finding:
    """Compare the mean distance to the nearest neighbour with that of an even scatter.

    Parameters
    ----------
    on : Ground
        Of `ground`.
    industries : sequence of str
        Fields to look at as well; all with enough points where it is empty.

    Returns
    -------
    Finding
        Its data are those of `nearest_neighbours`.
    """
    types, _ = types_studied(on.study.points, industries=industries, minimum=on.minimum)
    kinds = {"all": on.inside}
    if on.crowded:
        kinds["without"] = on.rest
    kinds |= {name: on.inside[on.inside["type"] == name] for name in types}
    found = nearest_neighbours(kinds, ground=on.shape, minimum=on.minimum)
    enough = len(on.inside) >= on.minimum
    first = found.loc["all"]
    return Finding(
        data=found,
        sources=on.cited,
        said=[
            said(
                "clark_evans",
                ground=Label("window_basis", on.basis),
                n=len(on.inside),
                mean=first["mean_m"],
                expected=first["expected_m"],
                ratio=first["clark_evans"],
            ),
            said("read_window"),
        ]
        if enough
        else [Reason("too_few_points", n=len(on.inside), minimum=on.minimum)],
        cautions=[caution("window_caveat")] if enough else [],
        tables=[
            Table(
                _named(found),
                caption="nearest_neighbours",
                columns=["group", "firms", "mean_m", "expected_m", "clark_evans"],
            )
        ]
        if enough
        else [],
        columns=[
            Column(
                measure="clark_evans",
                values=found["clark_evans"],
                n=found["firms"],
                reason=Reason("too_few_points"),
            )
        ],
    )


@finding("scatter.by_distance")
def by_distance(
    on: Ground, *, farthest_m: float, step_m: float, simulations: int, seed: int
) -> Finding | Reason:
    """Say at which distances points stand closer together than an even scatter.

    Parameters
    ----------
    on : Ground
        Of `ground`.
    farthest_m, step_m : float
        Distances looked at, up to half the side of the ground [m].
    simulations, seed : int
        Even scatters, 999 at most, and their seed.

    Returns
    -------
    Finding
        Its data are the pair correlation.
    """
    if len(on.inside) < on.minimum:
        return Reason("too_few_points", n=len(on.inside), minimum=on.minimum)
    # Beyond half the side of the ground, hardly a pair is free of its edge.
    farthest = min(farthest_m, math.sqrt(on.shape.area) / 2)
    distances = np.arange(0, farthest_m + step_m, step_m)
    short = [float(metres) for metres in distances if 0 < metres <= farthest]
    shown, draws = on.rest if on.crowded else on.inside, min(simulations, MOST_DRAWS)
    above = excess(shown, ground=on.shape, distances_m=short, simulations=draws, seed=seed)
    pairs = pair_correlation(shown, distances_m=short, window=on.shape)
    left_out = len(on.inside) - len(on.rest)
    return Finding(
        data=pairs,
        sources=on.cited,
        n=len(shown),
        said=[
            _told(above),
            said("pair_correlation", metres=short[0], value=pairs["observed"].iloc[0]),
        ],
        charts=[
            Chart(
                "distance_curve",
                above,
                caption="l_excess",
                values={"n": len(shown), "area": on.shape.area / 1e4, "simulations": draws},
                options={"unit": Word("axis.l_excess"), "reference": 0.0},
            ),
            Chart(
                "distance_curve",
                pairs,
                caption="pair_correlation",
                values={"n": len(shown), "bandwidth": pairs.attrs["bandwidth_m"]},
                options={"unit": Word("axis.pair_correlation"), "reference": 1.0},
            ),
        ],
        cautions=[caution("stack_left_out", stack=left_out, rest=len(on.rest))]
        if on.crowded
        else [],
        columns=[
            Column(
                measure=name,
                values=curve["observed"],
                unit=unit,
                n=dict.fromkeys(curve.index, len(shown)),
            )
            for name, curve, unit in (
                ("l_excess", above, "m"),
                ("pair_correlation", pairs, "1"),
            )
        ],
    )


def _told(above: pd.DataFrame) -> Said:
    """Say at which distances there are more neighbours than in an even scatter, if at any."""
    p = above.attrs["global_p"]
    found, behind = reach(above, p=p), evidence(above, p=p)
    if found is None:
        return said("l_within", metres=above.index[-1], **behind)
    key = "l_above_open" if found.open else "l_above"
    return said(key, start=found.start, end=found.end, **behind)


def _named(found: pd.DataFrame) -> pd.DataFrame:
    """Name the rows: groups of points by their own words, the others by their field."""
    names = [
        Label("group" if name in {"all", "without"} else "sector", name) for name in found.index
    ]
    return found.reset_index(drop=True).assign(group=pd.Series(names, dtype=object))
