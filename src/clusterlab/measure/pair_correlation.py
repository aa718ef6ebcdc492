"""Pair correlation: how often points lie at a distance, against an even scatter over a window."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..model.checks import choice, positive, whole_number
from ._positions import LEVEL, over_positions
from ._second_order import kernel_sum
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
from .ripley_k import window_table


def pair_correlation(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    window: Window,
    of: str | Sequence[str] | None = None,
    bandwidth_m: float | None = None,
    correction: str = "isotropic",
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
    envelope: str = "erl",
) -> pd.DataFrame:
    r"""Estimate the pair correlation function, the derivative of Ripley's K over 2πr.

    .. math:: g(r) = \frac{|W|}{2 \pi r\, n (n - 1)} \sum_{i \ne j} \kappa_b(r - d_{ij})\, e_{ij},
              \quad \kappa_b(u) = \frac{3}{4 b} (1 - u^2 / b^2) \text{ for } |u| \le b

    Parameters
    ----------
    points, distances_m, window, of, correction
        As in `ripley_k`.
    bandwidth_m : float, optional
        Half-width b of the Epanechnikov kernel [m]. Not given: 0.15 / sqrt(n / |W|). The
        simulations keep it.
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.
    simulations, seed : int
        Number of even scatters of n points over the window, and their seed.
    envelope : {"erl", "duranton-overman"}
        The global band, see `m_function`.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        `observed` [-]: 1 as in an even scatter, above 1 where pairs are more frequent; with
        simulations also the four bands. `attrs` as in `ripley_k`, and bandwidth_m.

    Notes
    -----
    NaN at r = 0. Below r = b the kernel reaches below zero distance, where there are no pairs, and
    g is biased downward. Under "border", points i at least r + b from the border count.

    References
    ----------
    Stoyan & Stoyan (1994), Fractals, Random Shapes and Point Fields, Wiley: 284-285.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import pair_correlation
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([40, 60], [50, 50]), crs=5186)
    >>> site = shapely.box(0, 0, 100, 100)
    >>> pair_correlation(
    ...     firms, distances_m=[20, 50], window=site, bandwidth_m=5)["observed"].round(2).tolist()
    [11.94, 0.0]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(pair_correlation, locals())
    grid = distance_grid(distances_m)
    choice(correction, "correction", CORRECTIONS)
    xy = coordinates(points)[type_mask(points, of)]
    expect_metres(grid, "distances_m", xy, beside=bandwidth_m)
    expect_metres(bandwidth_m or 0.0, "bandwidth_m", xy)
    n = len(xy)
    area = window_polygon(window, crs=metric_crs(points))
    inside(area, xy)
    if bandwidth_m is not None:
        half_width = positive(bandwidth_m, "bandwidth_m")
    else:
        half_width = 0.15 * float(np.sqrt(area.area / max(n, 1)))

    draws = whole_number(simulations, "simulations")

    def curve(places: Floats) -> Floats:
        summed = kernel_sum(
            area,
            places,
            chosen=np.ones(n, dtype=np.bool_),
            grid=grid,
            correction=correction,
            curves=draws + 1,
            half_width=half_width,
        )
        ring = np.where(grid > 0, 2 * np.pi * grid, np.nan)
        density: Floats = area.area / (n * (n - 1)) * summed / ring
        return density

    return window_table(
        grid,
        n=n,
        observe=lambda: curve(xy),
        draw=lambda random: curve(uniform_points(area, n, random)),
        simulations=draws,
        seed=seed,
        envelope=envelope,
        null_model="even scatter",
        attrs={
            "n": n,
            "area_m2": float(area.area),
            "bandwidth_m": half_width,
            "correction": correction,
        },
    )
