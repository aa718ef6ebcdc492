"""Tornado of an appraisal: which single assumption moves the result most."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ._development import measures
from .site_terms import WHOLE, read_terms

MEASURES = ("npv", "land_value_m2")


def tornado(
    assumptions: Mapping[str, float],
    *,
    ranges: pd.DataFrame,
    measure: str = "npv",
    phasing: Sequence[float] | None = None,
) -> pd.DataFrame:
    """Move one term at a time to the ends of its range.

    Parameters
    ----------
    assumptions : mapping of str to float
        Terms as in `site_terms`: the base case.
    ranges : DataFrame, indexed by term
        low, high: ends of each term's range, in its unit.
    measure : {"npv", "land_value_m2"}
        What is looked at.
    phasing : sequence of float, optional
        As in `development_flows`; not where build_years is moved.

    Returns
    -------
    DataFrame, indexed by term, the widest first
        low, high [unit of the term]; at_low, at_high [won or won/m2]; swing, their difference
        without sign. `attrs`: base, the measure in the base case; measure.

    Raises
    ------
    ValueError
        An unknown measure, a range that ends below its start, terms in disorder.

    Notes
    -----
    Ends, not likelihoods: a long bar may belong to a range that was drawn too wide. Terms that
    move together are for `simulate_appraisal`.

    Examples
    --------
    >>> plot = {"site_area_m2": 1000, "far_pct": 200, "efficiency_pct": 100, "build_years": 1,
    ...         "construction_cost_m2": 10, "sale_price_m2": 33, "land_price_m2": 20,
    ...         "discount_rate_pct": 0}
    >>> ranges = pd.DataFrame({"low": [9, 30], "high": [12, 36]},
    ...                       index=["construction_cost_m2", "sale_price_m2"])
    >>> tornado(plot, ranges=ranges)["swing"].to_dict()
    {'sale_price_m2': 12000.0, 'construction_cost_m2': 6000.0}
    """
    if measure not in MEASURES:
        raise ValueError(f"measure must be one of {', '.join(MEASURES)}, not {measure!r}.")
    needs = ["land_price_m2"] if measure == "npv" else []

    def result(**moved: float) -> float:
        # A start of sales that was not given follows the end of building.
        terms = read_terms({**assumptions, **moved}, needs=needs)
        return float(measures(terms, phasing=phasing)[measure][0])

    rows = {}
    for term, low, high in ranges[["low", "high"]].itertuples():
        if not low <= high:
            raise ValueError(f"The range of {term} runs from {low} to {high}; low must come first.")
        kind = int if term in WHOLE else float
        at_low, at_high = result(**{term: kind(low)}), result(**{term: kind(high)})
        rows[term] = {
            "low": low,
            "high": high,
            "at_low": at_low,
            "at_high": at_high,
            "swing": abs(at_high - at_low),
        }
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=["low", "high", "at_low", "at_high", "swing"], dtype=float
    ).rename_axis("term")
    table.attrs |= {"base": result(), "measure": measure}
    return table.sort_values("swing", ascending=False, kind="stable")
