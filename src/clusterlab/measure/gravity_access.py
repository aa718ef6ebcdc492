"""Gravity access: what can be reached, the nearer counting more."""

from typing import Literal

import numpy as np
import pandas as pd

from ..model.checks import positive
from ._shares import FloatArray, choice
from ._travel import Places, cost_blocks, places_xy
from ._validation import weight_values

Decay = Literal["power", "exponential", "gaussian"]
COMPILED = 20_000_000  # pairs above which a compiled sum is taken
NO_POWER = "A distance is 0, whose power is infinite; give least above 0."


def gravity_access(
    origins: Places,
    destinations: Places,
    *,
    mass: str | None = None,
    decay: Decay = "exponential",
    scale: float | None = None,
    alpha: float = 1.0,
    least: float = 0.0,
    travel: pd.DataFrame | None = None,
) -> pd.Series:
    r"""Sum what each destination holds, discounted by how far it is.

    .. math:: A_i = \sum_j E_j f(d_{ij}), \qquad
        f(d) = d^{-\alpha}, \; e^{-d/b} \text{ or } e^{-d^2 / 2 b^2}

    Parameters
    ----------
    origins, destinations : GeoDataFrame of points in one metric CRS
        Any tables will do if `travel` is given. An origin that is also a destination counts
        itself, at distance 0.
    mass : str, optional
        Column of `destinations` with what it holds, such as jobs; 1 each if not named.
    decay : {"power", "exponential", "gaussian"}
        How the discount falls.
    scale : float
        b, in metres or the unit of `travel`; needed for "exponential" and "gaussian".
    alpha : float
        Exponent α of "power".
    least : float
        Distances below it count as this one; for "power" it must be above 0 where any distance
        is 0.
    travel : DataFrame, shape (origins, destinations), optional
        Travel times or distances by the labels of both tables; missing means out of reach.

    Returns
    -------
    Series, index of `origins`
        In the unit of `mass` (for "power", divided by distance to the α).

    References
    ----------
    Hansen (1959), Journal of the American Institute of Planners 25: 73-76.

    Examples
    --------
    >>> times = pd.DataFrame({"lab": [0, 10], "campus": [20, 10]}, index=["north", "south"])
    >>> places = pd.DataFrame({"jobs": [100, 400]}, index=["lab", "campus"])
    >>> homes = pd.DataFrame(index=["north", "south"])
    >>> gravity_access(homes, places, mass="jobs", scale=10, travel=times).round(1).to_dict()
    {'north': 154.1, 'south': 183.9}
    """
    weight = weight_values(destinations, mass)
    choice("decay", decay, ("power", "exponential", "gaussian"))
    if decay == "power":
        positive(alpha, "alpha")
    else:
        if scale is None:
            raise ValueError(f"decay {decay!r} needs scale, in metres or the unit of travel.")
        positive(scale, "scale")
    if not least >= 0:
        raise ValueError(f"least must be zero or more, not {least}.")
    form = _compiled_form(decay, alpha)
    if travel is None and form and len(origins) * len(destinations) > COMPILED:
        access = _compiled(origins, destinations, weight, form, scale or 1.0, least)
    else:
        access = np.empty(len(origins))
        for rows, costs in cost_blocks(origins, destinations, travel):
            raised = np.maximum(costs, least) if least else costs
            if decay == "power" and (raised == 0).any():
                raise ValueError(NO_POWER)
            access[rows] = _discount(raised, decay, scale or 1.0, alpha) @ weight
    return pd.Series(access, index=origins.index, name="gravity_access")


def _compiled_form(decay: Decay, alpha: float) -> str:
    """Name the decay as the compiled sums do; empty where they have none."""
    if decay == "power":
        return {1.0: "inverse", 2.0: "square"}.get(float(alpha), "")
    return decay


def _compiled(
    origins: Places,
    destinations: Places,
    weight: FloatArray,
    form: str,
    scale: float,
    least: float,
) -> FloatArray:
    # Imported here: it compiles, and few pairs never need it.
    from ._compiled_access import discounted_sums

    ends = places_xy(origins, destinations)
    access = discounted_sums(*ends, weight, decay=form, scale=scale, least=least)
    if not np.isfinite(access).all():
        raise ValueError(NO_POWER)
    return access


def _discount(costs: FloatArray, decay: Decay, scale: float, alpha: float) -> FloatArray:
    """Discount at each cost; 0 where out of reach."""
    if decay == "power":
        return np.asarray(costs**-alpha)
    # One array, changed in place: it stays in the processor's cache.
    ratio = costs / -scale
    if decay == "gaussian":
        np.square(ratio, out=ratio)
        ratio /= -2
    return np.exp(ratio, out=ratio)
