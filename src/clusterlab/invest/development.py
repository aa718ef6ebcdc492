"""Appraisal of a development: its money by year, its worth, and what land it can pay for."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ._development import PARTS, cash_by_part, measures
from .rate import rate_of
from .site_terms import read_terms


def development_flows(
    assumptions: Mapping[str, float], *, phasing: Sequence[float] | None = None
) -> pd.DataFrame:
    """Lay out the money of a development year by year.

    Parameters
    ----------
    assumptions : mapping of str to float
        Terms as in `site_terms`; the price of land must be given.
    phasing : sequence of float, shape (build_years,), optional
        Shares of the building cost by year, summing to 1; even if not given.

    Returns
    -------
    DataFrame, indexed by year from 0
        land, construction, grant, sales, rent, exit, net, cumulative [nominal won], paid in
        negative, at the end of each year.

    Raises
    ------
    ValueError
        Terms in disorder; see `read_terms`.

    Examples
    --------
    >>> plot = {"site_area_m2": 1000, "far_pct": 200, "efficiency_pct": 100, "build_years": 1,
    ...         "construction_cost_m2": 10, "sale_price_m2": 30, "land_price_m2": 5,
    ...         "discount_rate_pct": 10}
    >>> development_flows(plot)["net"].tolist()
    [-5000.0, -20000.0, 60000.0]
    """
    terms = read_terms(assumptions, needs=["land_price_m2"])
    parts = cash_by_part(terms, phasing=phasing)
    table = pd.DataFrame({name: _single(parts[name]) + 0.0 for name in PARTS})
    table = table.rename_axis("year")
    table["net"] = table.sum(axis="columns")
    return table.assign(cumulative=table["net"].cumsum())


def residual_land_value(
    assumptions: Mapping[str, float], *, phasing: Sequence[float] | None = None
) -> float:
    r"""Give the asking price of land at which a development is worth nothing more.

    .. math:: p^* = \frac{\sum_{t > 0} c_t (1 + r)^{-t}}{A (1 - \delta)(1 + \tau (1 - \rho))}

    with A the area, δ the discount on land, τ the tax on it and ρ the relief of that tax.

    Parameters
    ----------
    assumptions, phasing
        As in `development_flows`; the price of land is not used.

    Returns
    -------
    float
        [nominal won of year 0 per m2 of plot]; below zero where not even free land would pay.
        NaN where land is free (a discount of 100 %).

    Raises
    ------
    ValueError
        Terms in disorder; see `read_terms`.

    Notes
    -----
    The developer's profit is in the discount rate: ask more of the rate to leave more of it.

    References
    ----------
    RICS (2019), Valuation of development property, 1st edition, on the residual method.

    Examples
    --------
    >>> plot = {"site_area_m2": 1000, "far_pct": 200, "efficiency_pct": 100, "build_years": 1,
    ...         "construction_cost_m2": 10, "sale_price_m2": 30, "discount_rate_pct": 0}
    >>> residual_land_value(plot)
    40.0
    """
    return float(_single(measures(read_terms(assumptions), phasing=phasing)["land_value_m2"]))


def appraise(
    assumptions: Mapping[str, float], *, phasing: Sequence[float] | None = None
) -> pd.DataFrame:
    """Appraise a development.

    Parameters
    ----------
    assumptions, phasing
        As in `development_flows`.

    Returns
    -------
    DataFrame, indexed by measure
        value, unit, reason (empty, or why the value is NaN). Measures: floor_m2 (within the
        ratio), cost (land and building less grants), revenue, profit, profit_on_cost, npv, irr
        (the quoted root), irr_roots (how many), land_value_m2 (residual), deepest (least
        cumulative money), back_year (first year from which it stays at zero or more).

    Raises
    ------
    ValueError
        Terms in disorder; see `read_terms`.

    Examples
    --------
    >>> plot = {"site_area_m2": 1000, "far_pct": 200, "efficiency_pct": 100, "build_years": 1,
    ...         "construction_cost_m2": 10, "sale_price_m2": 33, "land_price_m2": 20,
    ...         "discount_rate_pct": 10}
    >>> appraise(plot).loc[["npv", "land_value_m2"], "value"].round(2).tolist()
    [16363.64, 36.36]
    """
    flows = development_flows(assumptions, phasing=phasing)
    terms = read_terms(assumptions)
    found = measures(terms, phasing=phasing)
    totals = flows.sum()
    cost = -(totals["land"] + totals["construction"] + totals["grant"])
    revenue = totals["sales"] + totals["rent"] + totals["exit"]
    rate = rate_of(flows.index.to_numpy(float), flows["net"].to_numpy(float))
    below = flows["cumulative"] < 0
    last = int(flows.index[below][-1]) if below.any() else -1
    back = float(last + 1) if last < flows.index[-1] else np.nan
    land_value = float(_single(found["land_value_m2"]))
    rows: dict[str, tuple[float, str, str]] = {
        "floor_m2": (float(terms["site_area_m2"] * terms["far_pct"] / 100), "m2", ""),
        "cost": (cost, "won", ""),
        "revenue": (revenue, "won", ""),
        "profit": (revenue - cost, "won", ""),
        "profit_on_cost": _ratio(revenue - cost, cost),
        "npv": (float(_single(found["npv"])), "won", ""),
        "irr": (rate.quoted, "share/year", str(rate.reason.get("code", ""))),
        "irr_roots": (float(len(rate.roots)), "count", ""),
        "land_value_m2": (land_value, "won/m2", "land_free" if np.isnan(land_value) else ""),
        "deepest": (min(float(flows["cumulative"].min()), 0.0), "won", ""),
        "back_year": (back, "year", "never_back" if np.isnan(back) else ""),
    }
    columns = ["value", "unit", "reason"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return table.rename_axis("measure")


def _ratio(profit: float, cost: float) -> tuple[float, str, str]:
    """Profit for each won of cost, where there is a cost."""
    return (profit / cost, "-", "") if cost > 0 else (np.nan, "-", "no_cost")


def _single(values: Any) -> Any:
    """Drop the axis of draws, of which there must be one."""
    if values.shape[-1] != 1:
        raise ValueError(
            f"Terms must be single numbers here, not {values.shape[-1]} draws; simulate instead."
        )
    return values[..., 0]
