"""m density: the share of a type at a distance from points, against its share everywhere."""

from collections.abc import Callable, Iterator, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.spatial.distance import cdist

from ..model.checks import choice, positive, whole_number
from ..model.reason import Reason
from ._bands import ENVELOPES
from ._curves import bandwidth
from ._near import About
from ._pairs import Selection
from ._positions import LEVEL, over_positions
from ._ratio_draws import compiled_curves, seconds_saved
from ._relabelling import Roles, Step, possible_rows, ratio_curves, relabelled
from ._unit_check import expect_metres
from ._validation import Floats, coordinates, distance_grid
from ._worth import worth_compiling
from .m_function import NULL_MODELS, ratio_table, roles_of

BLOCK = 2_000_000  # distances held at a time


def m_density(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    of: str | Sequence[str] | None = None,
    around: str | Sequence[str] | None = None,
    weights: str | None = None,
    bandwidth_m: float | None = None,
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
    r"""Compare the share of a type at a distance from reference points with its share everywhere.

    .. math:: m(r) = \sum_i \frac{\sum_{j \in S, j \ne i} w_j k(d_{ij}, r)}
                                  {\sum_{j \ne i} w_j k(d_{ij}, r)} \Big/
                     \sum_i \frac{W_S - w_i 1(i \in S)}{W - w_i}, \quad
              k(d, r) = \frac{1}{h \sqrt{2\pi}} e^{-(d - r)^2 / 2 h^2}

    Where M asks what lies within r, m asks what lies at about r.

    Parameters
    ----------
    points, distances_m, of, around, weights, case_control, null_model, simulations, seed,
    strata, envelope
        As in `m_function`.
    bandwidth_m : float, optional
        h [m]. Not given: 0.9 · min(sd, IQR/1.34) · N^(−1/5) over the N distances between reference
        points and the neighbours counted. The simulations keep it.
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        As in `m_function`; `attrs` also holds bandwidth_m and bandwidth_error_bound (relative; nil
        up to 500 million pairs, see `k_density`).

    Notes
    -----
    Points all of whose neighbours are so far that the kernel is zero in double precision (about 38
    bandwidths) leave both sums. The kernel is not reflected at 0: numerator and denominator lose
    the same. Compiled as in `m_function`; sums are then regrouped round nodes a quarter of a
    bandwidth apart, and taken point by point where they are faint, so that each ratio keeps a
    relative error below 1e-9. NaN with `attrs["reason"]` as in `m_function`, and "zero_bandwidth"
    where the rule gives none.

    References
    ----------
    Lang, Marcon & Puech (2020), Annals of Regional Science 64: 327-350.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import m_density
    >>> firms = gpd.GeoDataFrame(
    ...     {"type": ["bio", "bio", "ict", "ict"]},
    ...     geometry=gpd.points_from_xy([0, 10, 900, 910], [0, 0, 0, 0]), crs=5186)
    >>> m_density(firms, distances_m=[10, 900], of="bio", bandwidth_m=20)["observed"].tolist()
    [3.0, 0.0]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(m_density, locals())
    grid = distance_grid(distances_m)
    choice(null_model, "null_model", NULL_MODELS)
    choice(envelope, "envelope", ENVELOPES)
    draws = whole_number(simulations, "simulations")
    xy = coordinates(points)
    expect_metres(grid, "distances_m", xy, beside=bandwidth_m)
    expect_metres(bandwidth_m or 0.0, "bandwidth_m", xy)
    roles = roles_of(
        points, of=of, around=around, weights=weights, case_control=case_control, strata=strata
    )
    if bandwidth_m is None:
        h, error = _bandwidth(xy, roles)
    else:
        h, error = positive(bandwidth_m, "bandwidth_m"), 0.0
    move = null_model == "pairs"
    if h > 0 and worth_compiling(
        "bells", seconds_saved(roles, xy, About(grid, h), simulations=draws)
    ):
        curves = compiled_curves(roles, xy, About(grid, h), simulations=draws, seed=seed, move=move)
    else:
        orders = relabelled(roles, simulations=draws, seed=seed)
        rows = possible_rows(roles, orders) if h > 0 else np.empty(0, dtype=np.int64)
        curves = ratio_curves(
            roles,
            orders,
            _kernel_blocks(xy, rows, grid, h),
            steps=grid.size,
            accumulate=False,
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
    table.attrs["bandwidth_m"] = h
    table.attrs["bandwidth_error_bound"] = error
    table.attrs["weights"] = weights
    table.attrs["method"] = "exact"
    if h <= 0 and table.attrs["reason"]["code"] == "no_neighbours":
        table.attrs["reason"] = Reason("zero_bandwidth", n=int(roles.reference.sum()))
    return table


def _bandwidth(xy: Floats, roles: Roles) -> tuple[float, float]:
    """Apply the rule of thumb to the pairs of reference points and neighbours; and its error."""
    same = np.array_equal(roles.reference, roles.counted)
    first = xy[roles.reference]
    second = None if same else xy[roles.counted]
    ones = np.ones(len(first))
    pairs = Selection(first, ones, second, None if second is None else ones, "none")
    return bandwidth(pairs)


def _kernel_blocks(
    xy: Floats, rows: NDArray[np.int64], grid: Floats, h: float
) -> Iterator[tuple[NDArray[np.int64], list[Step]]]:
    """Yield blocks of rows with the kernel-weighted sum over all others at each distance."""
    size = max(1, BLOCK // max(len(xy), 1))
    for start in range(0, rows.size, size):
        block = rows[start : start + size]
        distance = cdist(xy[block], xy)
        distance[np.arange(block.size), block] = np.inf  # never one's own neighbour
        yield block, [_at(distance, float(r), h) for r in grid]


def _at(distance: Floats, r: float, h: float) -> Callable[[Floats], Floats]:
    def weighed(values: Floats) -> Floats:
        # A constant factor leaves the ratio as it is.
        total: Floats = np.exp(-0.5 * ((distance - r) / h) ** 2) @ values
        return total

    return weighed
