"""Inhomogeneous K: neighbours beyond what an uneven ground already brings together."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike
from scipy.spatial.distance import cdist

from ..model.checks import choice, column, positive, whole_number
from ..model.reason import Reason
from ._kernel_mass import kernel_mass
from ._positions import LEVEL, over_positions
from ._second_order import cumulative_sum, pays
from ._unit_check import expect_metres
from ._validation import (
    Floats,
    Outline,
    Window,
    coordinates,
    distance_grid,
    inside,
    metric_crs,
    type_mask,
    window_polygon,
)
from ._window import CORRECTIONS
from .ripley_k import window_table

BLOCK = 2_000_000  # distances held at a time


def inhomogeneous_k(
    points: gpd.GeoDataFrame,
    *,
    distances_m: ArrayLike,
    window: Window,
    of: str | Sequence[str] | None = None,
    intensity: str | None = None,
    bandwidth_m: float | None = None,
    correction: str = "isotropic",
    edge_corrected_intensity: bool = False,
    norm_power: int = 0,
    as_l: bool = False,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
    envelope: str = "erl",
) -> pd.DataFrame:
    r"""Count neighbours, each pair weighed down by how dense the ground is at its two ends.

    .. math:: K_{inhom}(r) = \frac{1}{|W|} \sum_{i \ne j}
              \frac{1(d_{ij} \le r)\, e_{ij}}{\lambda(x_i) \lambda(x_j)}

    Parameters
    ----------
    points, distances_m, window, of, correction, as_l
        As in `ripley_k`.
    intensity : str, optional
        Column of `points` with λ at each point [1/m²], above zero.
    bandwidth_m : float, optional
        Without a column, λ(x_i) is estimated from the other points with a Gaussian kernel of this
        standard deviation [m]. One of the two must be given.
    edge_corrected_intensity : bool
        Divide λ(x_i) as estimated by the share of the kernel round x_i that falls inside W.
        Only with `bandwidth_m`.
    norm_power : {0, 1, 2}
        Multiply K by (|W| / Σ 1/λ(x_i)) to this power. Σ 1/λ estimates |W|, so that the factor
        takes out much of the error of an estimated λ; 0 leaves K as it is.
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.
    simulations, seed : int
        Number of scatters of n points over the estimated surface, λ re-estimated on each, and their
        seed. They need `bandwidth_m`.
    envelope : {"erl", "duranton-overman"}
        The global band, see `m_function`.

    Returns
    -------
    DataFrame, indexed by `distance_m`
        `observed` [m²], or [m] as L; with simulations also the four bands. π r² (L = r) where
        points keep no company beyond what λ explains. `attrs` as in `ripley_k`, and bandwidth_m.

    Notes
    -----
    "border" keeps points i at least r from the border and scales by their share of Σ 1/λ. The
    kernel leaves the point itself out and, unless asked, is not corrected at the edge of the
    window: λ is then too low near the edge, and K too high.

    spatstat's `Kinhom(X, sigma = h)` does both by default. With `edge_corrected_intensity=True,
    norm_power=1` the two agree under "isotropic" and "translation" (in a window that is no
    rectangle to the grain of the pixels on which spatstat integrates the kernel); with both off,
    with its `density(…, edge = FALSE)` and `renormalise = FALSE`. Under "border", spatstat leaves
    out |W| / Σ 1/λ from the scale: its K is that of `norm_power` higher by one.

    NaN with `attrs["reason"]` for fewer than two points, and "zero_intensity" where a point is so
    far from all others that λ is estimated as zero.

    References
    ----------
    Baddeley, Møller & Waagepetersen (2000), Statistica Neerlandica 54: 329-350.
    Baddeley, Rubak & Turner (2015), Spatial Point Patterns, CRC Press: chapter 7, for the
    renormalisation.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import inhomogeneous_k
    >>> firms = gpd.GeoDataFrame(
    ...     {"lambda": [0.01, 0.02]}, geometry=gpd.points_from_xy([40, 60], [50, 50]), crs=5186)
    >>> site = shapely.box(0, 0, 100, 100)
    >>> inhomogeneous_k(
    ...     firms, distances_m=[10, 20], window=site, intensity="lambda")["observed"].tolist()
    [0.0, 1.0]
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(inhomogeneous_k, locals())
    grid = distance_grid(distances_m)
    choice(correction, "correction", CORRECTIONS)
    draws = whole_number(simulations, "simulations")
    if (intensity is None) == (bandwidth_m is None):
        raise ValueError("Give either intensity, a column, or bandwidth_m. Not both, not neither.")
    if draws and bandwidth_m is None:
        raise ValueError("simulations need bandwidth_m, to know the intensity everywhere.")
    h = None if bandwidth_m is None else positive(bandwidth_m, "bandwidth_m")
    if edge_corrected_intensity and h is None:
        raise ValueError("edge_corrected_intensity needs bandwidth_m. A given λ is taken as it is.")
    if norm_power not in (0, 1, 2):
        raise ValueError(f"norm_power must be 0, 1 or 2. It is {norm_power!r}.")
    chosen = type_mask(points, of)
    xy = coordinates(points)[chosen]
    expect_metres(grid, "distances_m", xy)
    expect_metres(h or 0.0, "bandwidth_m", xy)
    area = window_polygon(window, crs=metric_crs(points))
    inside(area, xy)
    given = None if intensity is None else _given(points, intensity)[chosen]

    def curve(places: Floats, density: Floats) -> Floats:
        if (density <= 0).any():
            return np.full(grid.size, np.nan)
        every = np.ones(len(places), dtype=np.bool_)
        k = (
            cumulative_sum(
                area,
                places,
                first=every,
                second=every,
                size=1 / density,
                grid=grid,
                correction=correction,
                curves=draws + 1,
            )
            / area.area
        )
        if norm_power:
            k = k * (area.area / (1 / density).sum()) ** norm_power
        return np.sqrt(k / np.pi) if as_l else k

    def estimated(places: Floats) -> Floats:
        assert h is not None
        density = others_density(places, h, curves=draws + 1)
        if edge_corrected_intensity:
            density = density / kernel_mass(area, places, h)
        return curve(places, density)

    table = window_table(
        grid,
        n=len(xy),
        observe=lambda: estimated(xy) if given is None else curve(xy, given),
        draw=lambda random: estimated(_uneven_points(area, xy, h or 0.0, random)),
        simulations=draws,
        seed=seed,
        envelope=envelope,
        null_model="scatter over the estimated surface",
        attrs={
            "n": len(xy),
            "area_m2": float(area.area),
            "bandwidth_m": h,
            "correction": correction,
            "edge_corrected_intensity": edge_corrected_intensity,
            "norm_power": norm_power,
            "statistic": "L" if as_l else "K",
        },
    )
    if "reason" not in table.attrs and table["observed"].isna().all() and correction != "border":
        table.attrs["reason"] = Reason("zero_intensity", n=len(xy), bandwidth_m=h)
    return table


def _given(points: pd.DataFrame, name: str) -> Floats:
    values: Floats = pd.to_numeric(column(points, name)).to_numpy(dtype=np.float64)
    if not (values > 0).all():
        raise ValueError(f"Intensity {name!r} must be above zero for every point. One is not.")
    return values


def others_density(xy: Floats, h: float, *, curves: int = 1) -> Floats:
    """Estimate the density [1/m²] at each point from all the others with a Gaussian kernel."""
    if pays(len(xy), curves):
        from ._compiled_density import gaussian_sums

        return gaussian_sums(xy, h) / (2 * np.pi * h * h)
    density = np.empty(len(xy))
    size = max(1, BLOCK // max(len(xy), 1))
    for start in range(0, len(xy), size):
        block = slice(start, start + size)
        kernel = np.exp(-0.5 * (cdist(xy[block], xy) / h) ** 2)
        rows = np.arange(kernel.shape[0])
        kernel[rows, start + rows] = 0.0
        density[block] = kernel.sum(axis=1)
    density /= 2 * np.pi * h * h
    return density


def _uneven_points(window: Outline, xy: Floats, h: float, random: np.random.Generator) -> Floats:
    """Throw as many points over the kernel surface, again where they miss the window."""
    shapely.prepare(window)
    found = np.empty((0, 2))
    while len(found) < len(xy):
        centre = xy[random.integers(0, len(xy), 2 * len(xy))]
        places = centre + random.normal(0, h, centre.shape)
        held = shapely.contains_xy(window, places[:, 0], places[:, 1])
        found = np.vstack([found, places[held]])
    return found[: len(xy)]
