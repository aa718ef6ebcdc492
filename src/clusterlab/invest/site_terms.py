"""Terms of a site appraisal: their names, units, defaults and bounds, in one table."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Terms = dict[str, NDArray[np.float64]]

_INF = np.inf
# name, unit, default (None: must be given), least, greatest, meaning
_TERMS: list[tuple[str, str, float | None, float, float, str]] = [
    ("site_area_m2", "m2", None, 0, _INF, "area of the plot"),
    ("far_pct", "%", None, 0, 3000, "floor area ratio that is built"),
    ("below_ground_pct", "%", 0, 0, _INF, "floor outside the ratio, as part of that within it"),
    ("efficiency_pct", "%", None, 0, 100, "part of the floor in the ratio that is sold or let"),
    ("construction_cost_m2", "won/m2", None, 0, _INF, "building cost for each m2 of all floor"),
    ("soft_cost_pct", "%", 0, 0, _INF, "design, supervision, fees on the building cost"),
    ("contingency_pct", "%", 0, 0, _INF, "reserve on building and soft cost"),
    ("land_price_m2", "won/m2", np.nan, 0, _INF, "asking price of land, before any discount"),
    ("land_tax_pct", "%", 0, 0, 100, "tax on buying the land"),
    ("sold_share_pct", "%", np.nan, 0, 100, "part of the net floor that is sold, not let"),
    ("sale_price_m2", "won/m2", 0, 0, _INF, "price of net floor"),
    ("sale_cost_pct", "%", 0, 0, 100, "cost of selling, on the price"),
    ("rent_m2_year", "won/m2/year", 0, 0, _INF, "rent of net floor"),
    ("vacancy_pct", "%", 0, 0, 100, "net floor let that stands empty"),
    ("operating_cost_pct", "%", 0, 0, 100, "cost borne by the owner, on the rent"),
    ("exit_yield_pct", "%", np.nan, 0, 100, "rent of the next year on the price at the exit"),
    ("cost_growth_pct", "%/year", 0, -50, 100, "growth of building cost"),
    ("price_growth_pct", "%/year", 0, -50, 100, "growth of sale prices"),
    ("rent_growth_pct", "%/year", 0, -50, 100, "growth of rents"),
    ("discount_rate_pct", "%/year", None, -99, 1000, "rate at which money later is worth less"),
    ("land_discount_pct", "%", 0, 0, 100, "incentive: off the price of land"),
    ("land_tax_relief_pct", "%", 0, 0, 100, "incentive: off the tax on buying land"),
    ("grant_pct", "%", 0, 0, 100, "incentive: of building, soft cost and reserve, before growth"),
    ("grant_cap", "won", _INF, 0, _INF, "incentive: the most that is granted"),
    ("build_years", "years", None, 1, 50, "whole years of building, the first being year 1"),
    ("sale_start_year", "year", np.nan, 1, 100, "whole; first year of sales, else after building"),
    ("sale_years", "years", 1, 1, 50, "whole years over which floor is sold evenly"),
    ("let_years", "years", 0, 0, 100, "whole years of letting after building, then the exit"),
]
WHOLE = ("build_years", "sale_start_year", "sale_years", "let_years")


def site_terms() -> pd.DataFrame:
    """List the terms that an appraisal of a site knows.

    Returns
    -------
    DataFrame, indexed by term
        unit; default (NaN: it must be given, or only where it is needed); required: always;
        least, greatest: bounds; meaning.

    Notes
    -----
    A cost with the default 0 is not in the appraisal unless given. All money is nominal won.

    Examples
    --------
    >>> site_terms().loc["rent_m2_year", "unit"]
    'won/m2/year'
    """
    columns = ["term", "unit", "default", "least", "greatest", "meaning"]
    table = pd.DataFrame(_TERMS, columns=columns).set_index("term")
    table.insert(2, "required", [default is None for _, _, default, *_ in _TERMS])
    return table.astype({"default": float, "least": float, "greatest": float})


def read_terms(assumptions: Mapping[str, Any], *, needs: Sequence[str] = ()) -> Terms:
    """Check the assumptions of an appraisal and fill in defaults.

    Parameters
    ----------
    assumptions : mapping of str to float or ndarray, shape (draws,)
        Terms as in `site_terms`; whole numbers of years must be single numbers.
    needs : sequence of str
        Terms that this question cannot do without.

    Returns
    -------
    dict of str to ndarray
        Every term; those not given that have no default are NaN.

    Raises
    ------
    ValueError
        An unknown term (with the nearest known), one that is missing, not finite, out of its
        bounds or not whole; floor let without an exit yield or years; nothing sold and nothing
        let.

    Examples
    --------
    >>> read_terms({"far": 250})
    Traceback (most recent call last):
    ValueError: 'far' is not a term of an appraisal; did you mean 'far_pct'?
    """
    known = site_terms()
    for name in assumptions:
        if name not in known.index:
            near = get_close_matches(str(name), list(known.index), n=1, cutoff=0.3)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are {list(known.index)}."
            raise ValueError(f"{name!r} is not a term of an appraisal{hint}")
    terms: Terms = {}
    for name, _, default, least, greatest, _ in _TERMS:
        if name not in assumptions:
            if default is None or name in needs:
                raise ValueError(f"The appraisal needs {name!r}; it is not given.")
            terms[name] = np.asarray(default, dtype=float)
            continue
        value = np.asarray(assumptions[name], dtype=float)
        wrong = ~((value >= least) & (value <= greatest))
        if name != "grant_cap":
            wrong = wrong | ~np.isfinite(value)
        if wrong.any():
            first = float(value[wrong].flat[0]) if value.ndim else float(value)
            raise ValueError(f"{name} must be from {least:g} to {greatest:g}, not {first:g}.")
        if name in WHOLE and (value.ndim or value % 1):
            raise ValueError(f"{name} must be one whole number of years, not {assumptions[name]}.")
        terms[name] = value
    return _complete(terms)


def _complete(terms: Terms) -> Terms:
    """Fill in what follows from other terms, and refuse what does not go together."""
    sells, lets = np.any(terms["sale_price_m2"] > 0), np.any(terms["rent_m2_year"] > 0)
    if not sells and not lets:
        raise ValueError("The appraisal needs 'sale_price_m2' or 'rent_m2_year' above zero.")
    if np.isnan(terms["sold_share_pct"]).any():
        if sells and lets:
            raise ValueError("The appraisal needs 'sold_share_pct' where floor is sold and let.")
        terms["sold_share_pct"] = np.asarray(100.0 if sells else 0.0)
    if np.any(terms["sold_share_pct"] < 100) and lets:
        if terms["let_years"] < 1:
            raise ValueError("The appraisal needs 'let_years' of 1 or more where floor is let.")
        if not np.all(terms["exit_yield_pct"] > 0):
            raise ValueError("The appraisal needs 'exit_yield_pct' above zero where floor is let.")
    if np.isnan(terms["sale_start_year"]):
        terms["sale_start_year"] = terms["build_years"] + 1
    return terms
