"""Colocation quotient: whose nearest neighbours are of which type, against chance."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from ..model.checks import choice, whole_number
from ..model.reason import Reason
from ._bands import ENVELOPES, add_bands, curve_table
from ._positions import LEVEL, over_positions
from ._relabelling import as_steps, ratio_curves, relabelled
from ._strata import described
from ._validation import Floats, coordinates
from .m_function import roles_of


def colocation_quotient(
    points: gpd.GeoDataFrame,
    *,
    of: str | Sequence[str],
    around: str | Sequence[str] | None = None,
    neighbours: int = 1,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
    strata: str | None = None,
    envelope: str = "erl",
) -> pd.DataFrame:
    r"""Compare the types among nearest neighbours with the types everywhere.

    .. math:: CLQ_{A \to B} = \frac{C_{A \to B} / N_A}{N'_B / (N - 1)}

    with C the number of points of A whose nearest neighbour is of B (in shares, where several are
    equally near), and N'_B the number of B other than the point itself.

    Parameters
    ----------
    points : GeoDataFrame
        All points, in a metric CRS; column `type`.
    of : str or list of str
        Types A, whose neighbours are looked at.
    around : str or list of str, optional
        Types B of the neighbours; those of `of` when not given.
    neighbours : int
        How many nearest neighbours are looked at; all that are as near as the last share its place.
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.
    simulations, seed : int
        Number of permutations of the types over the places, and their seed.
    strata : str, optional
        As in `m_function`; what `attrs` then hold is told there.
    envelope : {"erl", "duranton-overman"}
        The global band, see `m_function`; at one distance it is a local one with a p of its own.

    Returns
    -------
    DataFrame, one row, indexed by `distance_m` (mean distance from A to the last neighbour [m])
        `observed` [-]: 1 as by chance, 2 is twice as often; with simulations also local_low,
        local_high, global_low, global_high and `p_value`, one-sided in the direction seen:
        (R + 1) / (simulations + 1). `attrs`: n, n_around, n_points, neighbours, null_model, null,
        simulations, draws, seed, and of the global band those that `m_function` tells.

    Notes
    -----
    A → B and B → A differ. NaN with `attrs["reason"]` when there are no more points than
    `neighbours`, or no other point of B.

    References
    ----------
    Leslie & Kronenfeld (2011), Geographical Analysis 43: 306-326.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import colocation_quotient
    >>> places = gpd.GeoDataFrame(
    ...     {"type": ["firm", "campus", "firm", "park"]},
    ...     geometry=gpd.points_from_xy([0, 1, 900, 902], [0, 0, 0, 0]), crs=5186)
    >>> colocation_quotient(places, of="firm", around="campus")["observed"].tolist()
    [1.5]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(colocation_quotient, locals(), limited=False)
    k = whole_number(neighbours, "neighbours", minimum=1)
    draws = whole_number(simulations, "simulations")
    choice(envelope, "envelope", ENVELOPES)
    xy = coordinates(points)
    roles = roles_of(points, of=of, around=around, weights=None, case_control=False, strata=strata)
    n = len(xy)
    alone = int(np.array_equal(roles.reference, roles.counted))
    enough = n > k and roles.counted.sum() > alone
    curves = np.full((draws + 1, 1), np.nan)
    reach = np.nan
    if enough:
        nearest, last = nearest_shares(xy, k)
        reach = float(last[roles.reference].mean())
        rows = np.arange(n)
        curves = ratio_curves(
            roles,
            relabelled(roles, simulations=draws, seed=seed),
            as_steps(iter([(rows, [nearest])])),
            steps=1,
            accumulate=False,
            weights_move=False,
        )
    counted = int(roles.counted.sum())
    short = Reason("too_few_points", n=n, n_around=counted, minimum=k + 1)
    table = curve_table(
        np.array([reach]),
        curves[0],
        attrs={
            "n": int(roles.reference.sum()),
            "n_around": counted,
            "n_points": n,
            "neighbours": k,
            "method": "exact",
        },
        null_model="random labels",
        simulations=draws,
        seed=seed,
        reason=None if enough else short,
    )
    if draws:
        told = described(roles.strata, roles.reference, roles.counted)
        if told and not told["exchangeable"]:
            table.attrs["band_reason"] = Reason("nothing_to_exchange", n=n, strata=told["strata"])
            curves[1:], enough = np.nan, False
        add_bands(table, curves[1:], envelope=envelope)
        table["p_value"] = _p_value(curves[:, 0]) if enough else np.nan
        table.attrs.update(told)
    return table


def nearest_shares(xy: Floats, k: int) -> tuple[csr_array, Floats]:
    """Return each point's weights over its k nearest (rows sum to 1), and how far the k-th is.

    Those nearer than the k-th weigh 1/k; those as far as it share what is left.
    """
    n = len(xy)
    tree = cKDTree(xy)
    far = tree.query(xy, k=k + 1)[0][:, -1]  # its own spot is the first
    found = tree.query_ball_point(xy, far * (1 + 1e-12) + 1e-12, return_sorted=True)
    columns, weights, count = [], [], np.empty(n, dtype=np.int64)
    for i, near in enumerate(found):
        others = np.array([j for j in near if j != i])
        distance = np.hypot(*(xy[others] - xy[i]).T)
        closer = distance < far[i] * (1 - 1e-12)
        share = np.full(others.size, 1.0 / k)
        share[~closer] = (k - closer.sum()) / (k * (~closer).sum())
        columns.append(others)
        weights.append(share)
        count[i] = others.size
    start = np.concatenate([[0], np.cumsum(count)])
    matrix = csr_array((np.concatenate(weights), np.concatenate(columns), start), shape=(n, n))
    return matrix, far


def _p_value(values: Floats) -> float:
    observed, simulated = values[0], values[1:]
    above = int((simulated >= observed * (1 - 1e-12)).sum())
    below = int((simulated <= observed * (1 + 1e-12)).sum())
    return (min(above, below) + 1) / (simulated.size + 1)
