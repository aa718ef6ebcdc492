"""Floating catchment: supply within reach, shared with all others who reach it too."""

from typing import Literal

import numpy as np
import pandas as pd

from ._shares import FloatArray, choice, ratio
from ._travel import PairsWithin, Places
from ._validation import weight_values

Decay = Literal["none", "zones", "gaussian"]

# Three equally wide zones with the weights of the paper's slow decay.
_ZONES = np.array([1.0, 0.68, 0.22])


def floating_catchment(
    demand: Places,
    supply: Places,
    *,
    population: str,
    capacity: str,
    within: float,
    decay: Decay = "none",
    travel: pd.DataFrame | None = None,
) -> pd.Series:
    r"""Give supply per head by the two-step floating catchment area method.

    .. math:: R_j = \frac{S_j}{\sum_k P_k W(d_{kj})}, \qquad A_i = \sum_j R_j W(d_{ij})

    Parameters
    ----------
    demand, supply : GeoDataFrame of points in one metric CRS
        Any tables will do if `travel` is given.
    population : str
        Column of `demand`: heads, firms or whatever shares the supply.
    capacity : str
        Column of `supply`: what is shared out.
    within : float
        Size of the catchment, in metres or the unit of `travel`; the limit itself counts.
    decay : {"none", "zones", "gaussian"}
        W within the catchment: 1 throughout (2SFCA); 1, 0.68 and 0.22 in three equally wide zones
        (enhanced 2SFCA); or a Gaussian that falls to 0 at the limit.
    travel : DataFrame, shape (demand, supply), optional
        Travel times or distances by the labels of both tables; missing means out of reach.

    Returns
    -------
    Series, index of `demand`
        Supply per head; 0 where none is within reach. ``attrs["unused"]``: capacity that nobody
        reaches.

    Notes
    -----
    Weighted by population, the results add up to the capacity that somebody reaches.

    References
    ----------
    Luo & Wang (2003), Environment and Planning B 30: 865-884. Luo & Qi (2009), Health & Place 15:
    1100-1107. Dai (2010), Health & Place 16: 1038-1052.

    Examples
    --------
    >>> times = pd.DataFrame({"clinic": [5, 20, 90]}, index=["near", "far", "away"])
    >>> homes = pd.DataFrame({"people": [100, 300, 50]}, index=times.index)
    >>> beds = pd.DataFrame({"beds": [8]}, index=["clinic"])
    >>> floating_catchment(homes, beds, population="people", capacity="beds", within=30,
    ...                    travel=times).to_dict()
    {'near': 0.02, 'far': 0.02, 'away': 0.0}
    """
    heads = weight_values(demand, population)
    stock = weight_values(supply, capacity)
    choice("decay", decay, ("none", "zones", "gaussian"))
    pairs = PairsWithin(demand, supply, travel, within=within)
    sharers, total = np.zeros(len(supply)), np.zeros(len(demand))
    for one, other, cost in pairs:
        shared = heads[one] * _weight(cost / within, decay)
        sharers += np.bincount(other, weights=shared, minlength=len(supply))
    per_head = np.nan_to_num(ratio(stock, sharers))
    for one, other, cost in pairs:
        given = per_head[other] * _weight(cost / within, decay)
        total += np.bincount(one, weights=given, minlength=len(demand))
    access = pd.Series(total, index=demand.index, name="floating_catchment")
    access.attrs["unused"] = float(stock[sharers == 0].sum())
    return access


def _weight(part: FloatArray, decay: Decay) -> FloatArray:
    """Weight at a part of the limit, from 0 to 1."""
    if decay == "none":
        return np.ones(len(part))
    if decay == "zones":
        # A cost on a border belongs to the nearer zone.
        zone = np.clip(np.ceil(part * 3 - 1e-12).astype(int) - 1, 0, 2)
        return np.asarray(_ZONES[zone])
    edge = np.exp(-0.5)
    return np.asarray((np.exp(-np.square(part) / 2) - edge) / (1 - edge))
