"""Clark-Evans: mean distance to the nearest neighbour, against an even scatter over a window."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree
from scipy.stats import norm

from ..model.checks import choice, whole_number
from ..model.reason import Reason
from ._bands import add_bands
from ._positions import LEVEL, over_positions
from ._validation import Floats, Window, coordinates, inside, metric_crs, type_mask, window_polygon
from ._window import uniform_points

CORRECTIONS = ("none", "donnelly")


def clark_evans(
    points: gpd.GeoDataFrame,
    *,
    window: Window,
    of: str | Sequence[str] | None = None,
    correction: str = "donnelly",
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    position_level: float = LEVEL,
    simulations: int = 0,
    seed: int = 0,
) -> pd.DataFrame:
    r"""Divide the mean nearest-neighbour distance by what an even scatter would give.

    .. math:: R = \frac{\bar d}{E}, \quad E = \tfrac{1}{2} \sqrt{|W| / n}, \quad
              E_{Donnelly} = E + \left(0.0514 + \frac{0.041}{\sqrt n}\right) \frac{P}{n}

    with P the perimeter of the window.

    Parameters
    ----------
    points : GeoDataFrame
        Points in a metric CRS, all of those studied inside the window.
    window : polygons
        W, the ground where a point could have been.
    of : str or list of str, optional
        Types studied; all points when not given.
    correction : {"donnelly", "none"}
        Donnelly's allows for the edge; without it R is biased upward.
    uncertainty_m, position_draws, position_level
        Errors of the places, and draws within them: see `m_function`.
    simulations, seed : int
        Number of even scatters of n points over the window, and their seed.

    Returns
    -------
    DataFrame, one row, indexed by `distance_m` (the mean nearest-neighbour distance [m])
        `observed` R [-] (below 1 clustered, above 1 spread out), expected_m [m], z [-], p_value
        (two-sided, normal); with simulations also the four bands of R.

    Notes
    -----
    NaN with `attrs["reason"]` for fewer than two points.

    References
    ----------
    Clark & Evans (1954), Ecology 35: 445-453.
    Donnelly (1978), in Hodder, Simulation Methods in Archaeology: 91-95.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import clark_evans
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([40, 60], [50, 50]), crs=5186)
    >>> result = clark_evans(firms, window=shapely.box(0, 0, 100, 100), correction="none")
    >>> round(float(result["observed"].iloc[0]), 4)
    0.5657
    """
    if uncertainty_m is not None or position_draws:
        return over_positions(clark_evans, locals(), limited=False)
    choice(correction, "correction", CORRECTIONS)
    draws = whole_number(simulations, "simulations")
    xy = coordinates(points)[type_mask(points, of)]
    n = len(xy)
    area = window_polygon(window, crs=metric_crs(points))
    inside(area, xy)
    enough = n >= 2
    mean = expected = deviation = np.nan
    if enough:
        mean = _mean_nearest(xy)
        expected, deviation = _expectation(n, area.area, area.length, correction)
    z = (mean - expected) / deviation
    table = pd.DataFrame(
        {
            "observed": [mean / expected],
            "expected_m": [expected],
            "z": [z],
            "p_value": [2 * norm.sf(abs(z))],
        },
        index=pd.Index([mean], name="distance_m"),
    )
    table.attrs = {
        "n": n,
        "area_m2": float(area.area),
        "correction": correction,
        "null_model": "even scatter" if draws else None,
        "simulations": draws,
        "seed": seed,
        "method": "exact",
    }
    if not enough:
        table.attrs["reason"] = Reason("too_few_points", n=n, minimum=2)
    if draws:
        simulated = np.full((draws, 1), np.nan)
        for k in range(draws if enough else 0):
            scatter = uniform_points(area, n, np.random.default_rng([seed, k]))
            simulated[k] = _mean_nearest(scatter) / expected
        add_bands(table, simulated)
    return table


def _mean_nearest(xy: Floats) -> float:
    distance, _ = cKDTree(xy).query(xy, k=2)
    return float(distance[:, 1].mean())


def _expectation(n: int, area: float, perimeter: float, correction: str) -> tuple[float, float]:
    """Return the expected mean distance and its standard deviation [m]."""
    if correction == "none":
        return 0.5 * float(np.sqrt(area / n)), float(np.sqrt((4 - np.pi) * area / (4 * np.pi))) / n
    expected = 0.5 * np.sqrt(area / n) + (0.0514 + 0.041 / np.sqrt(n)) * perimeter / n
    variance = 0.0703 * area / n**2 + 0.037 * perimeter * np.sqrt(area / n**5)
    return float(expected), float(np.sqrt(variance))
