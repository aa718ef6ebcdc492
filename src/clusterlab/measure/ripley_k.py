"""Ripley's K: neighbours within a distance, against an even scatter over a window."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..model.checks import choice, whole_number
from ..model.reason import Reason
from ._bands import ENVELOPES, add_bands, curve_table
from ._positions import LEVEL, over_positions
from ._second_order import k_of
from ._unit_check import expect_metres
from ._validation import (
    Floats,
    Window,
    coordinates,
    distance_grid,
    inside,
    metric_crs,
    type_mask,
    window_polygon,
)
from ._window import CORRECTIONS, uniform_points


def ripley_k(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    window: Window,
    of: str | Sequence[str] | None = None,
    correction: str = "isotropic",
    as_l: bool = False,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
    envelope: str = "erl",
) -> pd.DataFrame:
    r"""Count the neighbours within each distance, corrected for the edge of the window.

    .. math:: K(r) = \frac{|W|}{n (n - 1)} \sum_{i \ne j} 1(d_{ij} \le r) \, e_{ij}, \quad
              L(r) = \sqrt{K(r) / \pi}

    Parameters
    ----------
    points : GeoDataFrame
        Points in a metric CRS, all of those studied inside the window.
    distances_m : array, shape (distances,)
        Zero or more, rising [m]; d ≤ r counts.
    window : polygons
        W, the ground where a point could have been.
    of : str or list of str, optional
        Types studied; all points when not given.
    correction : {"isotropic", "translation", "border", "none"}
        e_ij: 1 over the share of the circle round i through j that is inside W; |W| over the
        area that W shares with itself moved from i to j; 1 for points i at least r from the border,
        over the share of such points; 1.
    as_l : bool
        Return L [m] in place of K [m²].
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.
    simulations, seed : int
        Number of even scatters of n points over the window, and their seed.
    envelope : {"erl", "duranton-overman"}
        The global band, see `m_function`.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        `observed` [m²], or [m] as L; with simulations also local_low, local_high, global_low,
        global_high. An even scatter has K = π r², L = r. `attrs`: n, area_m2, correction,
        null_model, null, simulations, draws, seed, and of the global band those that `m_function`
        tells, such as global_p.

    Notes
    -----
    NaN with `attrs["reason"]` for fewer than two points; NaN under "border" where no point is as
    far from the border as r. "translation" over a window that is not a rectangle intersects two
    polygons for each pair, and is slow.

    References
    ----------
    Ripley (1977), Journal of the Royal Statistical Society B 39: 172-212.
    Ohser (1983), Mathematische Operationsforschung und Statistik 14: 63-71.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import ripley_k
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([40, 60], [50, 50]), crs=5186)
    >>> site = shapely.box(0, 0, 100, 100)
    >>> ripley_k(firms, distances_m=[10, 20], window=site)["observed"].tolist()
    [0.0, 10000.0]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(ripley_k, locals())
    grid = distance_grid(distances_m)
    choice(correction, "correction", CORRECTIONS)
    xy = coordinates(points)[type_mask(points, of)]
    expect_metres(grid, "distances_m", xy)
    area = window_polygon(window, crs=metric_crs(points))
    inside(area, xy)

    draws = whole_number(simulations, "simulations")

    def curve(places: Floats) -> Floats:
        k = k_of(area, places, grid=grid, correction=correction, curves=draws + 1)
        return np.sqrt(k / np.pi) if as_l else k

    return window_table(
        grid,
        n=len(xy),
        observe=lambda: curve(xy),
        draw=lambda random: curve(uniform_points(area, len(xy), random)),
        simulations=draws,
        seed=seed,
        envelope=envelope,
        null_model="even scatter",
        attrs={
            "n": len(xy),
            "area_m2": float(area.area),
            "correction": correction,
            "statistic": "L" if as_l else "K",
        },
    )


def window_table(
    grid: Floats,
    *,
    n: int,
    observe: Callable[[], Floats],
    draw: Callable[[np.random.Generator], Floats],
    simulations: int,
    seed: int,
    attrs: Mapping[Hashable, Any],
    null_model: str,
    envelope: str,
    minimum: int = 2,
) -> pd.DataFrame:
    """Set an observed curve beside the bands of curves drawn one seed each."""
    choice(envelope, "envelope", ENVELOPES)
    enough = n >= minimum
    observed = observe() if enough else np.full(grid.size, np.nan)
    table = curve_table(
        grid,
        observed,
        attrs={**attrs, "method": "exact"},
        null_model=null_model,
        simulations=simulations,
        seed=seed,
        reason=None if enough else Reason("too_few_points", n=n, minimum=minimum),
    )
    if simulations:
        simulated = np.full((simulations, grid.size), np.nan)
        if enough:
            for k in range(simulations):
                simulated[k] = draw(np.random.default_rng([seed, k]))
        add_bands(table, simulated, envelope=envelope)
    return table
