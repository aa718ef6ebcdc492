"""Appraises the sites of a cluster from its table of terms, and counts what public money buys."""

from typing import Any

import numpy as np
import pandas as pd

from ...invest.appraisal_simulation import simulate_appraisal
from ...invest.break_even import break_even, break_even_curve
from ...invest.development import appraise
from ...invest.public_cost import public_cost
from ...invest.site_terms import WHOLE, site_terms
from ...invest.tornado import tornado
from ...model.units import money

# Terms of a site that are no terms of the appraisal: what the public pays, and for what.
PUBLIC = (
    "public_cost",
    "public_start_year",
    "public_end_year",
    "jobs",
    "jobs_year",
    "private_investment",
)
# Rank correlations that are assumed where a site has both terms: dear building goes with dear
# floor, high rents with little vacancy and low yields, and growth of costs with that of rents.
RANKS = {
    ("construction_cost_m2", "sale_price_m2"): 0.3,
    ("construction_cost_m2", "rent_m2_year"): 0.3,
    ("rent_m2_year", "vacancy_pct"): -0.5,
    ("rent_m2_year", "exit_yield_pct"): -0.3,
    ("cost_growth_pct", "rent_growth_pct"): 0.5,
    ("exit_yield_pct", "discount_rate_pct"): 0.5,
}
# How the list of terms writes the currency of whoever appraises.
_ANY_CURRENCY = ("won", "money")
# What is moved to break even: the price where floor or land is sold, else the rent.
_PRICES = ("sale_price_m2", "rent_m2_year")


def site_list(sites: pd.DataFrame) -> pd.DataFrame:
    """List the sites, and whether each can be appraised or has public money told.

    Parameters
    ----------
    sites : DataFrame
        Rows as in a cluster's table of appraisal terms.

    Returns
    -------
    DataFrame, indexed by site_id
        name_ko, name_en, district_id, private, public.
    """
    rows = {
        str(site): {
            "name_ko": terms["name_ko"].iloc[0],
            "name_en": terms["name_en"].iloc[0],
            "district_id": terms["district_id"].iloc[0],
            "private": "site_area_m2" in set(terms["term"]),
            "public": "public_cost" in set(terms["term"]),
        }
        for site, terms in sites.groupby("site_id", sort=False)
    }
    columns = ["name_ko", "name_en", "district_id", "private", "public"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("site_id")


def terms_of(sites: pd.DataFrame, site_id: str, *, currency: str = "") -> pd.DataFrame:
    """Give the terms of one site, in the order of the appraisal's own list.

    Parameters
    ----------
    sites : DataFrame
        Rows as in a cluster's table of appraisal terms.
    site_id : str
        The site.
    currency : str
        ISO code of the cluster's currency.

    Returns
    -------
    DataFrame, indexed by term
        low, mode, high, unit, basis, confidence, source_id, note; money in whole units of the
        currency.

    Raises
    ------
    ValueError
        A term that no appraisal knows, in another unit than it has there, or whose ends are out
        of order.
    """
    known = site_terms()["unit"]
    order = [*known.index, *PUBLIC]
    rows = sites[sites["site_id"] == site_id].set_index("term")
    for row in rows.reset_index().to_dict("records"):
        term = str(row["term"])
        if term not in order:
            raise ValueError(f"site {site_id}: {term!r} is no term of an appraisal")
        expected = _stated(str(known.get(term, row["unit"])), currency)[1]
        if _stated(str(row["unit"]), currency)[1] != expected:
            raise ValueError(f"site {site_id}: {term} is in {row['unit']!r}, expected {expected!r}")
        if not row["low"] <= row["mode"] <= row["high"]:
            raise ValueError(f"site {site_id}: the ends of {term} are out of order")
    columns = ["low", "mode", "high", "unit", "basis", "confidence", "source_id", "note"]
    rows = rows.reindex([term for term in order if term in rows.index])[columns]
    stated = [_stated(str(unit), currency) for unit in rows["unit"]]
    factors = np.array([factor for factor, _ in stated])
    whole = {end: rows[end].astype(float) * factors for end in ("low", "mode", "high")}
    return rows.assign(**whole, unit=[unit for _, unit in stated])


def _stated(unit: str, currency: str) -> tuple[float, str]:
    """Write a unit of money by its currency alone, and say how many of that it is."""
    of = money(unit)
    if of is not None:
        return of.scale, of.currency + (f"/{of.per}" if of.per else "")
    head, slash, per = unit.partition("/")
    if head in _ANY_CURRENCY:
        return 1.0, f"{currency or head}{slash}{per}"
    return 1.0, unit


def base_case(terms: pd.DataFrame) -> dict[str, float]:
    """Take the likeliest value of each term of the appraisal.

    Parameters
    ----------
    terms : DataFrame
        What `terms_of` returns.
    """
    own = terms[~terms.index.isin(PUBLIC)]
    return {str(term): float(value) for term, value in own["mode"].items()}


def appraised(terms: pd.DataFrame, *, draws: int, seed: int) -> dict[str, Any]:
    """Appraise a site: base case, ends, draws, break-even.

    Parameters
    ----------
    terms : DataFrame
        What `terms_of` returns.
    draws, seed : int
        Of the Monte Carlo.

    Returns
    -------
    dict
        base (`invest.appraise`); tornado (`invest.tornado` of the net present value);
        draws (`invest.simulate_appraisal`); quantiles: of npv, land_value_m2 at 5, 50 and 95 %;
        price: the term that is moved to break even; break_even: its values; curve:
        `invest.break_even_curve` of that term over the building cost.
    """
    assumptions = base_case(terms)
    own = terms.loc[list(assumptions)]
    ranges = own[own["low"] < own["high"]]
    drawn = ranges[~ranges.index.isin(WHOLE)][["low", "mode", "high"]]
    table = simulate_appraisal(
        assumptions,
        spread=drawn,
        correlation=_ranks(list(drawn.index)),
        draws=draws,
        seed=seed,
    )
    price = next(term for term in _PRICES if assumptions.get(term, 0) > 0)
    top = 20 * assumptions[price]
    ends = own.loc["construction_cost_m2", ["low", "high"]].astype(float)
    costs = np.linspace(ends.iloc[0], ends.iloc[1], 9)
    quantiles = table[["npv", "land_value_m2"]].quantile([0.05, 0.5, 0.95])
    return {
        "base": appraise(assumptions),
        "tornado": tornado(assumptions, ranges=ranges[["low", "high"]]),
        "draws": table,
        "quantiles": quantiles,
        "price": price,
        "break_even": break_even(assumptions, term=price, low=0.05 * assumptions[price], high=top),
        "curve": break_even_curve(
            assumptions,
            x="construction_cost_m2",
            x_values=costs.tolist(),
            y=price,
            y_low=0.05 * assumptions[price],
            y_high=top,
        ),
    }


def _ranks(names: list[str]) -> pd.DataFrame:
    """Correlations of the terms that are drawn."""
    matrix = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    for (one, other), value in RANKS.items():
        if one in names and other in names:
            matrix.loc[one, other] = matrix.loc[other, one] = value
    return matrix


def assumed_ranks(terms: pd.DataFrame) -> pd.DataFrame:
    """List the correlations that `appraised` assumes for a site.

    Parameters
    ----------
    terms : DataFrame
        What `terms_of` returns.

    Returns
    -------
    DataFrame
        term, other, rank_correlation [-].
    """
    spread = set(terms.index[terms["low"] < terms["high"]])
    rows = [
        {"term": one, "other": other, "rank_correlation": value}
        for (one, other), value in RANKS.items()
        if {one, other} <= spread
    ]
    return pd.DataFrame(rows, columns=["term", "other", "rank_correlation"])


def public_money(terms: pd.DataFrame, *, discount_rate_pct: float) -> pd.DataFrame:
    """Divide public money by jobs and by private investment, as ranges.

    Parameters
    ----------
    terms : DataFrame
        What `terms_of` returns, with public_cost and its years.
    discount_rate_pct : float
        Real social discount rate of the country [%/year].

    Returns
    -------
    DataFrame, indexed by measure
        low, high [money as in `terms`]; reason. The low end takes the least money for the most
        jobs and investment, the high end the reverse. `attrs`: discount_rate_pct.
    """
    rate = {"discount_rate_pct": discount_rate_pct}
    cheap = public_cost(_plan(terms, spent="low", gain="high"), **rate)
    dear = public_cost(_plan(terms, spent="high", gain="low"), **rate)
    table = pd.DataFrame({"low": cheap["value"], "high": dear["value"], "reason": cheap["reason"]})
    # More private money for each unit of public money is the better end.
    turned = table.index == "private_per_public_won"
    low, high = table["low"].mask(turned, table["high"]), table["high"].mask(turned, table["low"])
    table = table.assign(low=low, high=high)
    if "private_investment" not in terms.index:
        # Nobody tells it: that is not the same as none.
        private = ["per_private_won", "private_per_public_won"]
        table.loc[private, ["low", "high"]] = np.nan
        table.loc[private, "reason"] = "no_private_investment"
    table.attrs["discount_rate_pct"] = cheap.attrs["discount_rate_pct"]
    return table


def _plan(terms: pd.DataFrame, *, spent: str, gain: str) -> pd.DataFrame:
    """Spread public money and private investment evenly over the years of the works."""
    mode = terms["mode"].astype(float).to_dict()
    start, end = int(mode["public_start_year"]), int(mode["public_end_year"])
    last = int(mode.get("jobs_year", end))
    years = np.arange(start, max(end, last) + 1)
    works = (years <= end).astype(float)
    gains = terms[gain].astype(float).to_dict()
    cost = terms[spent].astype(float).to_dict()["public_cost"]
    return pd.DataFrame(
        {
            "year": years,
            "public_cost": works / works.sum() * cost,
            "jobs": np.where(years >= last, gains.get("jobs", 0.0), 0.0),
            "private_investment": works / works.sum() * gains.get("private_investment", 0.0),
        }
    )
