"""Break-even of an appraisal: where a term makes it worth nothing, alone or against another."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from ._development import measures
from .site_terms import WHOLE, read_terms

# The range is looked through at so many points for changes of sign.
_STEPS = 401


def break_even(
    assumptions: Mapping[str, float],
    *,
    term: str,
    low: float,
    high: float,
    phasing: Sequence[float] | None = None,
) -> list[float]:
    """Find the values of one term at which the net present value is zero.

    Parameters
    ----------
    assumptions : mapping of str to float
        Terms as in `site_terms`, with the price of land.
    term : str
        The term that is moved.
    low, high : float
        Range looked through [unit of the term].
    phasing : sequence of float, optional
        As in `development_flows`.

    Returns
    -------
    list of float
        Rising [unit of the term]; empty where there is none in the range.

    Raises
    ------
    ValueError
        A range that ends at or below its start, a term that counts whole years, terms in
        disorder.

    Notes
    -----
    In most terms the value is monotone and has one zero. For rates of growth and discount it is
    looked for at 401 points: two zeros closer than that may be missed.

    Examples
    --------
    >>> plot = {"site_area_m2": 1000, "far_pct": 200, "efficiency_pct": 100, "build_years": 1,
    ...         "construction_cost_m2": 10, "land_price_m2": 20, "discount_rate_pct": 0}
    >>> [round(x, 9) for x in break_even(plot, term="sale_price_m2", low=1, high=100)]
    [20.0]
    """
    if term in WHOLE:
        raise ValueError(f"{term} counts whole years; compare appraisals instead.")
    if not low < high:
        raise ValueError(f"The range of {term} runs from {low} to {high}; low must come first.")
    grid = np.linspace(low, high, _STEPS)
    terms = read_terms({**assumptions, term: grid}, needs=["land_price_m2"])
    values = np.broadcast_to(measures(terms, phasing=phasing)["npv"], grid.shape)

    def worth(value: float) -> float:
        one = read_terms({**assumptions, term: value})
        return float(measures(one, phasing=phasing)["npv"][0])

    zeros = [float(point) for point in grid[values == 0]]
    changes = np.flatnonzero(values[:-1] * values[1:] < 0)
    zeros += [float(brentq(worth, grid[k], grid[k + 1], rtol=1e-12)) for k in changes]
    return sorted(zeros)


def break_even_curve(
    assumptions: Mapping[str, float],
    *,
    x: str,
    x_values: Sequence[float],
    y: str,
    y_low: float,
    y_high: float,
    phasing: Sequence[float] | None = None,
) -> pd.DataFrame:
    """Follow the break-even of one term as another one moves.

    Parameters
    ----------
    assumptions : mapping of str to float
        Terms as in `site_terms`, with the price of land.
    x : str
        The term that is set.
    x_values : sequence of float
        Its values [unit of x].
    y : str
        The term whose break-even is sought.
    y_low, y_high : float
        Range looked through [unit of y].
    phasing : sequence of float, optional
        As in `development_flows`.

    Returns
    -------
    DataFrame, indexed by x
        y: the break-even nearest to the low end [unit of y], NaN where there is none in the
        range; crossings: how many there are; reason: ``always_worth`` or ``never_worth`` where
        there is none, else empty.

    Raises
    ------
    ValueError
        As in `break_even`; the same term twice.

    Examples
    --------
    >>> plot = {"site_area_m2": 1000, "far_pct": 200, "efficiency_pct": 100, "build_years": 1,
    ...         "land_price_m2": 20, "discount_rate_pct": 0}
    >>> curve = break_even_curve(plot, x="construction_cost_m2", x_values=[10, 20],
    ...                          y="sale_price_m2", y_low=1, y_high=100)
    >>> curve["y"].round(9).tolist()
    [20.0, 30.0]
    """
    if x == y:
        raise ValueError(f"x and y are both {x!r}; the curve needs two terms.")
    rows = {}
    for value in x_values:
        here = {**assumptions, x: value}
        zeros = break_even(here, term=y, low=y_low, high=y_high, phasing=phasing)
        reason = ""
        if not zeros:
            worth = measures(read_terms({**here, y: y_high}), phasing=phasing)["npv"][0]
            reason = "always_worth" if worth > 0 else "never_worth"
        rows[value] = {
            "y": zeros[0] if zeros else np.nan,
            "crossings": len(zeros),
            "reason": reason,
        }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["y", "crossings", "reason"])
    return table.rename_axis(x)
