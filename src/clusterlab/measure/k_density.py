"""K-density: how many pairs of establishments lie at each distance from one another."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..model.checks import choice, positive, whole_number
from ..model.reason import Reason
from ._bands import ENVELOPES, add_bands, curve_table
from ._curves import bandwidth, choose_method, extent_of, weighted_curve
from ._memory import refuse_table
from ._pairs import Selection
from ._positions import LEVEL, over_positions
from ._reallocation import Null, draw_sites, simulate
from ._strata import described, read_strata
from ._unit_check import expect_metres
from ._validation import (
    Floats,
    Mask,
    coordinates,
    disjoint,
    distance_grid,
    type_mask,
    weight_values,
)

METHOD_WORDS = {
    "plain": "exact",
    "compiled": "exact, compiled",
    "spectral": "non-uniform Fourier transform",
}
SPECTRAL_ERROR = 1e-6


def k_density(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    of: str | Sequence[str] | None = None,
    around: str | Sequence[str] | None = None,
    weights: str | None = None,
    weighting: str = "none",
    bandwidth_m: float | None = None,
    cumulative: bool = False,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
    strata: str | None = None,
    envelope: str = "erl",
) -> pd.DataFrame:
    r"""Estimate the density of pair distances, and set it against chance.

    .. math:: K(d) = \frac{1}{W h} \sum w_{ij}
              \left[\varphi\left(\frac{d - d_{ij}}{h}\right)
              + \varphi\left(\frac{d + d_{ij}}{h}\right)\right], \quad W = \sum w_{ij}

    over unordered pairs, with the Gaussian density φ reflected at 0, so that K integrates to 1.

    Parameters
    ----------
    points : GeoDataFrame
        All sites, in a metric CRS; column `type` where types are selected.
    distances_m : array, shape (distances,)
        Zero or more, rising [m].
    of : str or list of str, optional
        Types studied; all points when not given (with `around`: all others).
    around : str or list of str, optional
        Types at the other end of each pair. Pairs are within `of` when not given.
    weights : str, optional
        Column of `points`, such as jobs [persons]. Used when `weighting` is not "none".
    weighting : {"none", "product", "sum"}
        w_ij is 1, e_i·e_j or e_i + e_j.
    bandwidth_m : float, optional
        h [m]. Not given: 0.9 · min(sd, IQR/1.34) · N^(−1/5) over all N pair distances, unweighted.
    cumulative : bool
        Return the integral of K from 0 to d [-] in place of K [1/m].
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.
    simulations : int
        Draws of the null model: as many sites as are studied, drawn without replacement from all
        sites. Weights go with the establishments. h stays that of the observed pairs.
    seed : int
        Of the draws.
    strata : str, optional
        Column of `points`, such as the source of each record: each draw takes as many sites of
        each stratum as are studied in it. Known for every point. A type that one stratum alone
        collected cannot be told from that stratum: see `label_confounding`.
    envelope : {"erl", "duranton-overman"}
        The global band, see `m_function`.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        `observed` [1/m]; with simulations also local_low, local_high, global_low, global_high
        [1/m], `localisation` Γ(d) = max(K − global_high, 0) and `dispersion` Ψ(d) =
        max(global_low − K, 0) where Γ is nil at every distance, else 0; local_localisation γ(d)
        and local_dispersion ψ(d) are the same against the local band.
        `attrs`: bandwidth_m, n, n_around, pairs, weighting, cumulative, null_model, null,
        simulations, draws, seed, method and error_bound (relative to the top of the exact curve),
        where the rule was used bandwidth_error_bound (relative), and of the global band those that
        `m_function` tells, such as global_p.

    Raises
    ------
    ValueError
        Columns or types that are not there, or draws x points drawn, or draws x distances, that
        are too many numbers to hold.

    Notes
    -----
    In simulations the way goes by what sites, draws and distances cost together: where sites are
    few, the kernel between them is evaluated once for all draws, and nothing is compiled. Else, and
    for a curve of up to three million pairs, compiled loops are taken into use once the time that
    they would have saved in this process comes to half a second; answers differ by rounding alone.
    Up to 500 million every pair is visited; above that a non-uniform Fourier transform takes their
    place (`attrs["method"]`), with an error below 1e-6 of the curve's top, and the bandwidth, if
    not given, comes from estimated quartiles (`attrs["bandwidth_error_bound"]`).

    NaN throughout, with `attrs["reason"]`, when there is no pair ("too_few_points"), when all
    weights of pairs are zero ("zero_weights"), and when the rule gives no bandwidth because the
    distances do not spread ("zero_bandwidth"). The bands are NaN, with `attrs["band_reason"]`, when
    every draw would be the same ("one_outcome": all sites studied, unweighted; with `strata`
    "nothing_to_exchange"), and the global band where draws are too few for it ("too_few_draws").
    With `strata`, `attrs` also holds strata (how many) and exchangeable (points that can move).

    References
    ----------
    Duranton & Overman (2005), Review of Economic Studies 72: 1077-1106.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import k_density
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 100], [0, 0]), crs=5186)
    >>> k_density(firms, distances_m=[100], bandwidth_m=10)["observed"].round(4).tolist()
    [0.0399]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(k_density, locals())
    grid = distance_grid(distances_m)
    choice(weighting, "weighting", ("none", "product", "sum"))
    choice(envelope, "envelope", ENVELOPES)
    draws = whole_number(simulations, "simulations")
    if weighting != "none" and weights is None:
        raise ValueError(f"weighting {weighting!r} needs weights, the name of a column.")
    if weighting == "none" and weights is not None:
        raise ValueError(
            f"weights {weights!r} change nothing without weighting: give 'product' or 'sum'."
        )
    xy = coordinates(points)
    expect_metres(grid, "distances_m", xy, beside=bandwidth_m)
    expect_metres(bandwidth_m or 0.0, "bandwidth_m", xy)
    size = weight_values(points, None if weighting == "none" else weights)
    first, second = select(points, of=of, around=around)
    refuse_table(draws, "draws", max(_thrown(first, second), 1), "points drawn")
    refuse_table(draws, "draws", grid.size, "distances")
    chosen = Selection(
        first=xy if first.all() else xy[first],
        size_first=size if first.all() else size[first],
        second=None if second is None else xy[second],
        size_second=None if second is None else size[second],
        weighting=weighting,
    )
    table = curve_table(
        grid,
        np.full(grid.size, np.nan),
        attrs={
            "n": int(first.sum()),
            "n_around": None if second is None else int(second.sum()),
            "pairs": chosen.pairs,
            "weighting": weighting,
            "cumulative": bool(cumulative),
            "bandwidth_m": None if bandwidth_m is None else positive(bandwidth_m, "bandwidth_m"),
        },
        null_model="random sites",
        simulations=draws,
        seed=seed,
    )
    reason = _observe(table, chosen, grid=grid, cumulative=cumulative)
    if reason is not None:
        table.attrs["reason"] = reason
    if draws:
        layers = read_strata(points, strata)
        ends = [first] if second is None else [first, second]
        rows = np.concatenate([np.flatnonzero(one) for one in ends])
        null = Null(xy, chosen.size_first, chosen.size_second, weighting, layers, rows)
        sized = [] if weighting == "none" else [np.where(np.logical_or.reduce(ends), size, 0.0)]
        table.attrs.update(described(layers, *ends, *sized))
        if reason is None and null.thrown == len(xy) and second is None and weighting == "none":
            table.attrs["band_reason"] = Reason("one_outcome", n=len(xy))
        elif reason is None and not table.attrs.get("exchangeable", 1):
            table.attrs["band_reason"] = Reason(
                "nothing_to_exchange", n=len(xy), strata=table.attrs["strata"]
            )
        _simulate(table, null, grid=grid, cumulative=cumulative, envelope=envelope)
    return table


def select(
    points: pd.DataFrame,
    *,
    of: str | Sequence[str] | None,
    around: str | Sequence[str] | None,
) -> tuple[Mask, Mask | None]:
    """Mark the points studied, and those at the other end when these are others."""
    if around is None:
        return type_mask(points, of), None
    second = type_mask(points, around, "around")
    first = ~second if of is None else type_mask(points, of)
    disjoint(first, second)
    return first, second


def _thrown(first: Mask, second: Mask | None) -> int:
    return int(first.sum()) + (0 if second is None else int(second.sum()))


def _observe(
    table: pd.DataFrame, chosen: Selection, *, grid: Floats, cumulative: bool
) -> dict[str, object] | None:
    """Fill in the observed curve, or say why there is none."""
    if chosen.pairs == 0:
        return Reason("too_few_points", n=len(chosen.first), minimum=2)
    total = chosen.total()
    if total <= 0:
        return Reason("zero_weights", n=len(chosen.first))
    h = table.attrs["bandwidth_m"]
    if h is None:
        h, error = bandwidth(chosen)
        table.attrs["bandwidth_m"] = h
        table.attrs["bandwidth_error_bound"] = error
    if h <= 0:
        return Reason("zero_bandwidth", n=len(chosen.first), pairs=chosen.pairs)
    way = choose_method(chosen.pairs, extent=extent_of(chosen), reach=float(grid[-1]), h=h)
    curve = weighted_curve(chosen, grid=grid, h=h, cumulative=cumulative, method=way)
    table["observed"] = curve / total
    table.attrs["total_weight"] = total
    table.attrs["method"] = METHOD_WORDS[way]
    table.attrs["error_bound"] = SPECTRAL_ERROR if way == "spectral" else 1e-12
    return None


def _simulate(
    table: pd.DataFrame, null: Null, *, grid: Floats, cumulative: bool, envelope: str
) -> None:
    """Fill in bands and indices."""
    if "reason" in table.attrs or "band_reason" in table.attrs:
        simulated = np.full((2, grid.size), np.nan)
    else:
        draws = draw_sites(null, simulations=table.attrs["simulations"], seed=table.attrs["seed"])
        h = table.attrs["bandwidth_m"]
        simulated, way = simulate(null, draws, grid=grid, h=h, cumulative=cumulative)
        simulated /= table.attrs["total_weight"]
        table.attrs["simulation_method"] = way
    add_bands(table, simulated, envelope=envelope)
    add_indices(table)


def add_indices(table: pd.DataFrame) -> None:
    """Add localisation and dispersion, local and global, to a table with bands."""
    # As arrays: a column would carry a copy of all attributes into each step.
    values = {name: table[name].to_numpy() for name in table.columns}
    observed = values["observed"]
    # Differences at the level of rounding are none.
    least = 1e-12 * np.nan_to_num(np.abs(observed)).max()
    gaps = {}
    for kind, prefix in (("local", "local_"), ("global", "")):
        above = observed - values[f"{kind}_high"]
        below = values[f"{kind}_low"] - observed
        gaps[f"{prefix}localisation"] = np.where((above > least) | np.isnan(above), above, 0.0)
        gaps[f"{prefix}dispersion"] = np.where((below > least) | np.isnan(below), below, 0.0)
    if np.nansum(gaps["localisation"]) > 0:
        dispersion = gaps["dispersion"]
        gaps["dispersion"] = np.where(np.isnan(dispersion), dispersion, 0.0)
    for name, gap in gaps.items():
        table[name] = gap
