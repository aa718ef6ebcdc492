"""Difference of two curves: whether one type is closer together than another, at which distance."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..model.checks import choice, positive, whole_number
from ..model.reason import Reason
from ._bands import add_bands, curve_table
from ._curves import bandwidth
from ._near import Within
from ._neighbours import shells
from ._pairs import Selection
from ._ratio_draws import compiled_curves, seconds_saved
from ._reallocation import Null, simulate
from ._relabelling import Roles, as_steps, ratio_curves, relabelled
from ._second_order import k_of
from ._strata import Strata, described, read_strata
from ._unit_check import expect_metres
from ._validation import (
    Floats,
    Mask,
    Outline,
    Window,
    coordinates,
    disjoint,
    distance_grid,
    inside,
    metric_crs,
    type_mask,
    window_polygon,
)
from ._window import CORRECTIONS
from ._worth import worth_compiling

CURVES = ("k_density", "m", "k")
LEAST = 2


def difference_of_curves(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    of: str | Sequence[str],
    against: str | Sequence[str],
    curve: str = "k_density",
    window: Window | None = None,
    correction: str = "isotropic",
    bandwidth_m: float | None = None,
    simulations: int = 0,
    seed: int = 0,
    strata: str | None = None,
) -> pd.DataFrame:
    r"""Take the curve of type B from that of type A, and set the difference against chance.

    .. math:: D(r) = K_A(r) - K_B(r)

    and likewise for K-density and M.

    Parameters
    ----------
    points : GeoDataFrame
        All points, in a metric CRS, with the column `type`.
    distances_m : array, shape (distances,)
        Zero or more, rising [m].
    of, against : str or list of str
        Types A and B. No point may be in both.
    curve : {"k_density", "m", "k"}
        K-density, the share of pairs of a type that lie at about r [1/m]; M, the share of a type
        within r of its own, set against its share everywhere, among all points [-]; or Ripley's
        K over a window [m²].
    window : polygon or GeoDataFrame, optional
        Where points could lie; "k" needs it.
    correction : {"isotropic", "translation", "border", "none"}
        Of edges, for "k".
    bandwidth_m : float, optional
        h of "k_density" [m], the same for both types and in all draws. Not given: the rule of
        `k_density` over all pairs of points of A and B.
    simulations, seed : int
        Number of exchanges of the labels A and B among the points of A and B, and their seed. All
        other points stay what they are.
    strata : str, optional
        Column of `points`, such as the source of each record: A and B are exchanged within strata
        only. Known for every point.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        `observed`: D; `first`, `second`: the curves of A and of B; with simulations also local_low,
        local_high, global_low, global_high. `attrs` as in `m_function`, among them global_p of the
        whole difference, above_m, where A is closer together than B, and below_m, where B is; n
        and n_against; curve; bandwidth_m.

    Notes
    -----
    Two curves that each leave their own band, or one that does and one that does not, say nothing
    of whether they differ. NaN with `attrs["reason"]` where A or B has fewer than two points.

    References
    ----------
    Diggle & Chetwynd (1991), Biometrics 47: 1155-1163.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import difference_of_curves
    >>> firms = gpd.GeoDataFrame(
    ...     {"type": ["bio", "bio", "ict", "ict"]},
    ...     geometry=gpd.points_from_xy([0, 10, 20, 60], [0, 0, 0, 0]), crs=5186)
    >>> difference_of_curves(
    ...     firms, distances_m=[15], of="bio", against="ict", curve="m")["observed"].tolist()
    [2.25]
    """
    grid = distance_grid(distances_m)
    choice(curve, "curve", CURVES)
    choice(correction, "correction", CORRECTIONS)
    for name, idle, user in (
        ("window", window is not None and curve != "k", "k"),
        ("correction", correction != "isotropic" and curve != "k", "k"),
        ("bandwidth_m", bandwidth_m is not None and curve != "k_density", "k_density"),
    ):
        if idle:
            raise ValueError(f"{name} changes nothing for curve {curve!r}: give curve={user!r}.")
    draws = whole_number(simulations, "simulations")
    xy = coordinates(points)
    expect_metres(grid, "distances_m", xy, beside=bandwidth_m)
    expect_metres(bandwidth_m or 0.0, "bandwidth_m", xy)
    first, second = type_mask(points, of), type_mask(points, against, "against")
    disjoint(first, second)
    used, layers = first | second, read_strata(points, strata)
    area: Outline | None = None
    if curve == "k":
        if window is None:
            raise ValueError("curve 'k' needs window, the polygon in which points could lie.")
        area = window_polygon(window, crs=metric_crs(points))
        inside(area, xy[used])
    h = None if bandwidth_m is None else positive(bandwidth_m, "bandwidth_m")
    reason = None
    fewest = int(min(first.sum(), second.sum()))
    if fewest < LEAST:
        reason = Reason("too_few_points", n=fewest, minimum=LEAST)
    elif curve == "k_density" and h is None:
        h, _ = bandwidth(Selection(xy[used], np.ones(int(used.sum())), None, None, "none"))
        if h <= 0:
            reason = Reason("zero_bandwidth", n=int(used.sum()))
    both = np.full((2, draws + 1, grid.size), np.nan)
    if reason is None:
        apart = _apart(layers, used)
        roles = [
            Roles(one, one, np.ones_like(one), np.ones(len(xy)), apart) for one in (first, second)
        ]
        if curve == "m":
            both = np.array([_ratios(one, xy, grid, draws=draws, seed=seed) for one in roles])
        else:
            orders = relabelled(roles[0], simulations=draws, seed=seed)
            both = np.array(
                [
                    _densities(one.reference[orders], xy, grid, float(h or 0))
                    if area is None
                    else _counts(one.reference[orders], xy, grid, area, correction)
                    for one in roles
                ]
            )
    return _laid_out(
        both, grid, first, second, layers, curve=curve, h=h, draws=draws, seed=seed, reason=reason
    )


def _laid_out(
    both: Floats,
    grid: Floats,
    first: Mask,
    second: Mask,
    layers: Strata | None,
    *,
    curve: str,
    h: float | None,
    draws: int,
    seed: int,
    reason: Reason | None,
) -> pd.DataFrame:
    """Set the observed difference beside the bands of the others."""
    used = first | second
    difference = both[0] - both[1]
    table = curve_table(
        grid,
        difference[0],
        attrs={
            "n": int(first.sum()),
            "n_against": int(second.sum()),
            "n_points": len(first),
            "curve": curve,
            "bandwidth_m": h if curve == "k_density" else None,
        },
        null_model="random labels of two types",
        simulations=draws,
        seed=seed,
        reason=reason,
    )
    table["first"], table["second"] = both[0, 0], both[1, 0]
    if draws:
        told = {}
        if layers is not None:
            kept = Strata(layers.name, layers.codes[used], len(np.unique(layers.codes[used])))
            told = described(kept, first[used])
            if not told["exchangeable"]:
                table.attrs["band_reason"] = Reason(
                    "nothing_to_exchange", n=int(used.sum()), strata=told["strata"]
                )
                difference[1:] = np.nan
        add_bands(table, difference[1:])
        table.attrs |= told
    return table


def _apart(layers: Strata | None, used: Mask) -> Strata:
    """Let the points of A and B change places with one another alone, within strata if any."""
    codes = np.zeros(used.size, dtype=np.int64) if layers is None else layers.codes.astype(np.int64)
    number = int(codes.max(initial=0)) + 1
    return Strata("", np.where(used, codes, number + codes), 2 * number)


def _ratios(roles: Roles, xy: Floats, grid: Floats, *, draws: int, seed: int) -> Floats:
    """Return M of one type as observed (first row) and in each draw."""
    way = Within(grid)
    if worth_compiling("rings", seconds_saved(roles, xy, way, simulations=draws)):
        return compiled_curves(roles, xy, way, simulations=draws, seed=seed, move=False)
    rows = np.arange(len(xy))
    return ratio_curves(
        roles,
        relabelled(roles, simulations=draws, seed=seed),
        as_steps(shells(xy, rows, grid)),
        steps=grid.size,
        accumulate=True,
        weights_move=False,
    )


def _densities(marked: NDArray[np.bool_], xy: Floats, grid: Floats, h: float) -> Floats:
    """Return K-density of the marked points of each draw."""
    n = int(marked[0].sum())
    chosen = np.nonzero(marked)[1].reshape(len(marked), n)
    null = Null(xy, np.ones(n), None, "none")
    summed, _ = simulate(null, chosen, grid=grid, h=h, cumulative=False)
    density: Floats = summed / (n * (n - 1) / 2)
    return density


def _counts(
    marked: NDArray[np.bool_], xy: Floats, grid: Floats, area: Outline, correction: str
) -> Floats:
    """Return Ripley's K of the marked points of each draw."""
    curves = np.empty((len(marked), grid.size))
    for k, chosen in enumerate(marked):
        curves[k] = k_of(area, xy[chosen], grid=grid, correction=correction, curves=2 * len(marked))
    return curves
