"""Cumulative opportunities: what lies within reach."""

import numpy as np
import pandas as pd

from ._travel import PairsWithin, Places
from ._validation import weight_values


def cumulative_opportunities(
    origins: Places,
    destinations: Places,
    *,
    within: float,
    mass: str | None = None,
    travel: pd.DataFrame | None = None,
) -> pd.Series:
    r"""Add up what the destinations hold that are no farther than a limit.

    .. math:: A_i = \sum_j E_j 1(d_{ij} \le t)

    Parameters
    ----------
    origins, destinations : GeoDataFrame of points in one metric CRS
        Any tables will do if `travel` is given. An origin that is also a destination counts
        itself.
    within : float
        Limit t, in metres or the unit of `travel`; the limit itself counts.
    mass : str, optional
        Column of `destinations` with what it holds, such as jobs; 1 each if not named.
    travel : DataFrame, shape (origins, destinations), optional
        Travel times or distances by the labels of both tables; missing means out of reach.

    Returns
    -------
    Series, index of `origins`
        In the unit of `mass`; 0 where nothing is within reach.

    References
    ----------
    Wachs & Kumagai (1973), Socio-Economic Planning Sciences 7: 437-456.

    Examples
    --------
    >>> times = pd.DataFrame({"lab": [0, 10], "campus": [20, 10]}, index=["north", "south"])
    >>> places = pd.DataFrame({"jobs": [100, 400]}, index=["lab", "campus"])
    >>> homes = pd.DataFrame(index=["north", "south"])
    >>> cumulative_opportunities(homes, places, within=10, mass="jobs", travel=times).to_dict()
    {'north': 100.0, 'south': 500.0}
    """
    weight = weight_values(destinations, mass)
    total = np.zeros(len(origins))
    for one, other, _ in PairsWithin(origins, destinations, travel, within=within):
        total += np.bincount(one, weights=weight[other], minlength=len(origins))
    return pd.Series(total, index=origins.index, name="cumulative_opportunities")
