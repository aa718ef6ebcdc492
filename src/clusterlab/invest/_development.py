"""The arithmetic of a development, for one set of terms or for many draws at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .site_terms import Terms

Array = NDArray[np.float64]
PARTS = ("land", "construction", "grant", "sales", "rent", "exit")


def cash_by_part(terms: Terms, *, phasing: Sequence[float] | None = None) -> dict[str, Array]:
    """Lay out the money of a development by part and year.

    Parameters
    ----------
    terms : dict
        As `read_terms` returns them.
    phasing : sequence of float, shape (build_years,), optional
        Shares of the building cost by year, summing to 1; even if not given.

    Returns
    -------
    dict of str to ndarray, shape (years, draws)
        The parts in order; paid in negative, at the end of each year, land in year 0.

    Raises
    ------
    ValueError
        A phasing of another length, with a share below zero, or that does not sum to 1.
    """
    share = {name[:-4]: value / 100 for name, value in terms.items() if name.endswith("_pct")}
    build, let = int(terms["build_years"]), int(terms["let_years"])
    start, sale = int(terms["sale_start_year"]), int(terms["sale_years"])
    shares = _phasing(phasing, build)
    floor = terms["site_area_m2"] * share["far"]
    net = floor * share["efficiency"]
    cost = floor * (1 + share["below_ground"]) * terms["construction_cost_m2"]
    cost = cost * (1 + share["soft_cost"]) * (1 + share["contingency"])
    grant = np.minimum(cost * share["grant"], terms["grant_cap"])
    sold = net * share["sold_share"] * terms["sale_price_m2"] * (1 - share["sale_cost"])
    rent = net * (1 - share["sold_share"]) * terms["rent_m2_year"]
    rent = rent * (1 - share["vacancy"]) * (1 - share["operating_cost"])
    draws = np.broadcast_shapes(*(value.shape for value in terms.values()), (1,))
    years = max(build, start + sale - 1, build + let) + 1
    parts = {name: np.zeros((years, *draws)) for name in PARTS}
    # What the land costs for each won of its asking price is in one place: it is linear in it.
    parts["land"][0] = -np.nan_to_num(terms["land_price_m2"]) * land_factor(terms)
    for year, part in enumerate(shares, start=1):
        parts["construction"][year] = -cost * part * (1 + share["cost_growth"]) ** year
        parts["grant"][year] = grant * part
    for year in range(start, start + sale):
        parts["sales"][year] = sold / sale * (1 + share["price_growth"]) ** year
    for year in range(build + 1, build + let + 1):
        parts["rent"][year] = rent * (1 + share["rent_growth"]) ** year
    if let and np.any(rent > 0):
        following = rent * (1 + share["rent_growth"]) ** (build + let + 1)
        parts["exit"][build + let] = following / share["exit_yield"] * (1 - share["sale_cost"])
    return parts


def land_factor(terms: Terms) -> Array:
    """Won paid for land, tax and incentives within, for each won of its asking price per m2.

    Parameters
    ----------
    terms : dict
        As `read_terms` returns them.

    Returns
    -------
    ndarray
        [m2]
    """
    tax = terms["land_tax_pct"] / 100 * (1 - terms["land_tax_relief_pct"] / 100)
    factor: Array = terms["site_area_m2"] * (1 - terms["land_discount_pct"] / 100) * (1 + tax)
    return factor


def present_value(flows: Array, terms: Terms) -> Array:
    """Discount yearly flows to year 0.

    Parameters
    ----------
    flows : ndarray, shape (years, draws)
        Year 0 first.
    terms : dict
        With `discount_rate_pct`.

    Returns
    -------
    ndarray, shape (draws,)
        Money of year 0.
    """
    factor = 1 / (1 + terms["discount_rate_pct"] / 100)
    worth = np.zeros(flows.shape[1:])
    # Horner's rule: one multiplication a year.
    for flow in flows[::-1]:
        worth = worth * factor + flow
    return worth


def measures(terms: Terms, *, phasing: Sequence[float] | None = None) -> dict[str, Array]:
    """Give net present value and residual land value for every draw.

    Parameters
    ----------
    terms, phasing
        As in `cash_by_part`.

    Returns
    -------
    dict of str to ndarray, shape (draws,)
        npv [won], NaN without a land price; land_value_m2 [won/m2], NaN where land is free.
    """
    parts = cash_by_part(terms, phasing=phasing)
    without = present_value(np.sum([parts[name] for name in PARTS[1:]], axis=0), terms)
    factor = np.broadcast_to(land_factor(terms), without.shape)
    value = np.full(without.shape, np.nan)
    np.divide(without, factor, out=value, where=factor > 0)
    land = np.where(np.isnan(terms["land_price_m2"]), np.nan, parts["land"][0])
    return {"npv": without + land, "land_value_m2": value}


def _phasing(phasing: Sequence[float] | None, build_years: int) -> list[float]:
    """Shares of the building cost by year."""
    if phasing is None:
        return [1 / build_years] * build_years
    if len(phasing) != build_years:
        raise ValueError(f"phasing has {len(phasing)} shares for {build_years} years of building.")
    if min(phasing) < 0 or abs(sum(phasing) - 1) > 1e-6:
        raise ValueError(f"phasing must be shares of zero or more that sum to 1, not {phasing}.")
    return list(phasing)
