"""M function: how much more of a type there is around points than chance would put there."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..model.checks import choice, whole_number
from ..model.reason import Reason
from ._bands import ENVELOPES, add_bands, curve_table
from ._near import Within
from ._neighbours import shells
from ._positions import LEVEL, over_positions
from ._ratio_draws import compiled_curves, seconds_saved
from ._relabelling import Roles, as_steps, possible_rows, ratio_curves, relabelled
from ._strata import described, read_strata
from ._unit_check import expect_metres
from ._validation import coordinates, disjoint, distance_grid, type_mask, weight_values
from ._worth import worth_compiling

NULL_MODELS = ("labels", "pairs")


def m_function(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    of: str | Sequence[str] | None = None,
    around: str | Sequence[str] | None = None,
    weights: str | None = None,
    case_control: bool = False,
    null_model: str = "labels",
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
    strata: str | None = None,
    envelope: str = "erl",
) -> pd.DataFrame:
    r"""Compare the share of a type near reference points with its share everywhere.

    .. math:: M(r) = \sum_i \frac{\sum_{j \in S, j \ne i} w_j 1(d_{ij} \le r)}
                                  {\sum_{j \ne i} w_j 1(d_{ij} \le r)} \Big/
                     \sum_i \frac{W_S - w_i 1(i \in S)}{W - w_i}

    over the reference points i that have a neighbour within r.

    Parameters
    ----------
    points : GeoDataFrame
        All points, in a metric CRS; column `type` where types are selected.
    distances_m : array, shape (distances,)
        Zero or more, rising [m]; d ≤ r counts.
    of : str or list of str, optional
        Types of the reference points i; all points when not given.
    around : str or list of str, optional
        Types S of the neighbours counted; those of `of` when not given.
    weights : str, optional
        Column of `points`, such as jobs [persons].
    case_control : bool
        Denominators count controls only: the points that are neither `of` nor `around`. W is then
        the weight of the controls.
    null_model : {"labels", "pairs"}
        What the simulations permute over the locations: types alone, weights staying where they
        are, or (type, weight) pairs.
    uncertainty_m : str or float, optional
        How far a place may be off [m]: a column of `points`, or one number. Values below the
        resolution, the median of these, are then NaN.
    position_draws : int
        Draws of all places within their errors (uniform in the disc; points at the same spot move
        together), for the columns position_low and position_high: between these the curve of the
        true places lies, see the notes. 0, or 4 and more.
    position_level : float
        Share of the truth that these are to hold.
    simulations, seed : int
        Number of permutations, and their seed.
    strata : str, optional
        Column of `points`, such as the source of each record: labels are exchanged within strata
        only. Known for every point. A type that one stratum alone collected cannot be told from
        that stratum: see `label_confounding`.
    envelope : {"erl", "duranton-overman"}
        The global band, see Notes.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        `observed` [-]: 1 is as everywhere, 2 is twice the share; with simulations also local_low,
        local_high, global_low, global_high. `attrs`: n, n_around, n_points, null_model, null,
        simulations, draws, seed, case_control, weights, and of the global band global_p,
        global_band, band_level, above_m, below_m, band_reason; with
        `strata` also strata (how many) and exchangeable (points that can move). Where none can, the
        bands are NaN, with band_reason "nothing_to_exchange".

    Notes
    -----
    Points without a neighbour (of positive weight) within r leave both sums; NaN where none is
    left. `attrs["reason"]` tells when it is NaN at every distance. A point is never its own
    neighbour, and points at the same spot are neighbours at distance 0.

    The global band is that of extreme rank lengths (`global_envelope`): attrs["global_p"] is the
    p-value of the whole curve, and attrs["above_m"] and attrs["below_m"] list the stretches of
    distances over which it leaves the band. "duranton-overman" draws pointwise quantiles moved
    outward until no more than 5 % of the draws leave them. They are left by more than 5 % of true
    nulls unless draws are many; where the quantile would be 0 the band is NaN and
    attrs["band_reason"] tells how many draws it takes.
    With `position_draws` every other draw lays the places evenly within their errors, and every
    other one as close together as these allow. A stated place may be a centre round which the true
    one lies, or the true one plus an error, which has blurred the curve already: the band holds the
    curves of both kinds of draws and the one extrapolated to no error (SIMEX). Chance is
    drawn at the stated places: where labels are exchanged over them, or points scattered evenly, an
    error that is alike for all leaves the size of the test as it is and costs power only.
    `attrs`: position_draws, position_level, resolution_m; `attrs["reason"]` is "below_resolution"
    where a distance asked for lies below it.

    Small clusters compile nothing: compiled loops are taken into use once the time that they would
    have saved in this process comes to half a second. They count the neighbours of every point
    once, and then only pairs among the points drawn; sums differ by rounding alone.

    References
    ----------
    Marcon & Puech (2010), Journal of Economic Geography 10: 745-762.
    Marcon & Puech (2017), Regional Science and Urban Economics 62: 56-67.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import m_function
    >>> firms = gpd.GeoDataFrame(
    ...     {"type": ["bio", "bio", "ict", "ict"]},
    ...     geometry=gpd.points_from_xy([0, 10, 900, 910], [0, 0, 0, 0]), crs=5186)
    >>> m_function(firms, distances_m=[50, 2000], of="bio")["observed"].tolist()
    [3.0, 1.0]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(m_function, locals())
    grid = distance_grid(distances_m)
    choice(null_model, "null_model", NULL_MODELS)
    choice(envelope, "envelope", ENVELOPES)
    draws = whole_number(simulations, "simulations")
    xy = coordinates(points)
    expect_metres(grid, "distances_m", xy)
    roles = roles_of(
        points, of=of, around=around, weights=weights, case_control=case_control, strata=strata
    )
    way, move = Within(grid), null_model == "pairs"
    saved = seconds_saved(roles, xy, way, simulations=draws)
    if worth_compiling("rings", saved):
        curves = compiled_curves(roles, xy, way, simulations=draws, seed=seed, move=move)
    else:
        orders = relabelled(roles, simulations=draws, seed=seed)
        curves = ratio_curves(
            roles,
            orders,
            as_steps(shells(xy, possible_rows(roles, orders), grid)),
            steps=grid.size,
            accumulate=True,
            weights_move=move,
        )
    table = ratio_table(
        curves,
        grid,
        roles=roles,
        null_model=null_model,
        seed=seed,
        case_control=case_control,
        envelope=envelope,
    )
    table.attrs["weights"] = weights
    table.attrs["method"] = "exact"
    return table


def roles_of(
    points: pd.DataFrame,
    *,
    of: str | Sequence[str] | None,
    around: str | Sequence[str] | None,
    weights: str | None,
    case_control: bool,
    strata: str | None = None,
) -> Roles:
    """Say which points are references, counted neighbours, and what these are set against."""
    reference = type_mask(points, of)
    counted = reference if around is None else type_mask(points, around, "around")
    if not np.array_equal(reference, counted):
        disjoint(reference, counted)
    against = np.ones(len(points), dtype=np.bool_)
    if case_control:
        against = ~(reference | counted)
        if not against.any():
            raise ValueError("case_control needs controls: points that are neither of nor around.")
    return Roles(
        reference, counted, against, weight_values(points, weights), read_strata(points, strata)
    )


def ratio_table(
    curves: np.ndarray,
    grid: np.ndarray,
    *,
    roles: Roles,
    null_model: str,
    seed: int,
    case_control: bool,
    envelope: str,
) -> pd.DataFrame:
    """Set the observed curve beside the bands of the others."""
    draws = len(curves) - 1
    undefined = bool(np.isnan(curves[0]).all())
    table = curve_table(
        grid,
        curves[0],
        attrs={
            "n": int(roles.reference.sum()),
            "n_around": int(roles.counted.sum()),
            "n_points": len(roles.weight),
            "case_control": bool(case_control),
        },
        null_model=f"random {null_model}",
        simulations=draws,
        seed=seed,
        reason=_reason(roles, float(grid[-1])) if undefined else None,
    )
    if draws:
        labels = [roles.reference, roles.counted]
        told = described(roles.strata, *labels, *([roles.weight] if null_model == "pairs" else []))
        simulated = curves[1:]
        if told and not told["exchangeable"]:
            # Every draw would be what was observed: a band without width says nothing.
            table.attrs["band_reason"] = Reason(
                "nothing_to_exchange", n=len(roles.weight), strata=told["strata"]
            )
            simulated = np.full_like(simulated, np.nan)
        add_bands(table, simulated, envelope=envelope)
        table.attrs.update(told)
    return table


def _reason(roles: Roles, reach: float) -> Reason:
    """Say why a ratio is undefined at every distance."""
    n = int(roles.reference.sum())
    alone = int(np.array_equal(roles.reference, roles.counted))
    if n < 1 + alone:
        return Reason("too_few_points", n=n, minimum=1 + alone)
    if not (roles.weight[roles.counted] > 0).any():
        return Reason("zero_weights", n=n)
    return Reason("no_neighbours", n=n, distance_m=reach)
