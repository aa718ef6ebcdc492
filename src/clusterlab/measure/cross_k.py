"""Cross K: neighbours of one type around points of another, over a window."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..model.checks import choice, whole_number
from ..model.reason import Reason
from ._positions import LEVEL, over_positions
from ._second_order import cumulative_sum
from ._strata import described, read_strata, within
from ._unit_check import expect_metres
from ._validation import (
    Floats,
    Mask,
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
from .ripley_k import window_table


def cross_k(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    window: Window,
    of: str | Sequence[str],
    around: str | Sequence[str],
    correction: str = "isotropic",
    as_l: bool = False,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
    strata: str | None = None,
    envelope: str = "erl",
) -> pd.DataFrame:
    r"""Count the points of one type within each distance of points of another.

    .. math:: K_{AB}(r) = \frac{|W|}{n_A n_B} \sum_{i \in A} \sum_{j \in B} 1(d_{ij} \le r)\, e_{ij}

    Parameters
    ----------
    points, distances_m, window, correction, as_l
        As in `ripley_k`; only points of the two selections are used.
    of : str or list of str
        Types A, from which distances are measured.
    around : str or list of str
        Types B, counted around them. No point may be in both.
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.
    simulations, seed : int
        Number of permutations of the labels A and B over the places, and their seed.
    strata : str, optional
        As in `m_function`, among the points used; what `attrs` then hold is told there.
    envelope : {"erl", "duranton-overman"}
        The global band, see `m_function`.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        `observed` [m²], or [m] as L; with simulations also local_low, local_high, global_low,
        global_high. π r² (L = r) where B is even around A. `attrs` as in `ripley_k`, and n_around.

    Notes
    -----
    Points of A and B at the same spot are neighbours at distance 0. The edge correction is taken
    round the points of A; under "border", those at least r from the border count.

    References
    ----------
    Hanisch & Stoyan (1979), Mathematische Operationsforschung und Statistik 10: 555-560.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import cross_k
    >>> places = gpd.GeoDataFrame(
    ...     {"type": ["firm", "campus"]}, geometry=gpd.points_from_xy([40, 60], [50, 50]), crs=5186)
    >>> site = shapely.box(0, 0, 100, 100)
    >>> cross_k(places, distances_m=[10, 20], window=site, of="firm", around="campus",
    ...         correction="none")["observed"].tolist()
    [0.0, 10000.0]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(cross_k, locals())
    grid = distance_grid(distances_m)
    choice(correction, "correction", CORRECTIONS)
    first, second = type_mask(points, of), type_mask(points, around, "around")
    disjoint(first, second)
    used = first | second
    xy, of_used = coordinates(points)[used], first[used]
    expect_metres(grid, "distances_m", xy)
    area = window_polygon(window, crs=metric_crs(points))
    inside(area, xy)

    draws = whole_number(simulations, "simulations")
    layers = read_strata(points[used], strata)
    every = np.arange(len(xy))
    told: dict[Any, Any] = described(layers if draws else None, of_used)
    if told and not told["exchangeable"]:
        told["band_reason"] = Reason("nothing_to_exchange", n=len(xy), strata=told["strata"])

    def drawn(random: np.random.Generator) -> Floats:
        if "band_reason" in told:
            return np.full(grid.size, np.nan)
        return curve(of_used[within(layers, random.permutation(every))])

    def curve(source: Mask) -> Floats:
        summed = cumulative_sum(
            area,
            xy,
            first=source,
            second=~source,
            size=np.ones(len(xy)),
            grid=grid,
            correction=correction,
            curves=draws + 1,
        )
        k = area.area / float(source.sum() * (~source).sum()) * summed
        return np.sqrt(k / np.pi) if as_l else k

    table = window_table(
        grid,
        n=len(xy),
        observe=lambda: curve(of_used),
        draw=drawn,
        simulations=draws,
        seed=seed,
        envelope=envelope,
        null_model="random labels",
        attrs={
            "n": int(first.sum()),
            "n_around": int(second.sum()),
            "area_m2": float(area.area),
            "correction": correction,
            "statistic": "L" if as_l else "K",
            **told,
        },
    )
    # The words of what was exchanged with what take the place of those of any labels.
    table.attrs |= told
    return table
