"""Which candidates stay, and which rule leaves out each of the others."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd

from ...model.industry_codes import admits
from ...siting.screen import Rule, screen


def screened(
    candidates: gpd.GeoDataFrame,
    matrix: pd.DataFrame,
    *,
    max_uncertainty_m: float,
    zones: Sequence[str] = (),
    industry: str = "",
    uses: Sequence[str] = (),
    not_built: Sequence[str] = (),
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
    unknown: str = "exclude",
) -> pd.DataFrame:
    """Say which candidates stay, and which rule leaves out each of the others.

    Parameters
    ----------
    candidates : GeoDataFrame
        As `candidate_table` returns them.
    matrix : DataFrame
        As `criteria_matrix` returns it; its columns can be asked for in `at_least` and `at_most`.
    max_uncertainty_m : float
        How far a candidate may be off [m].
    zones, uses : sequence of str
        Zones and states of use that pass; any where empty.
    not_built : sequence of str
        Uses, such as "housing", of which no plot may hold most of its floor; a plot of which that
        is not known stays.
    industry : str
        Industry code that the plot must admit. A code that is not on a list known to be partial
        (allowed_complete false) counts as not known.
    at_least, at_most : mapping of str to float
        Lowest and highest value of a criterion or of a column of numbers [its unit].
    unknown : {"exclude", "keep"}
        What becomes of a candidate whose zone, industries, use or number is not known.

    Returns
    -------
    DataFrame, indexed by candidate_id
        As `siting.screen` returns it. Rules that always hold: placed (within
        `max_uncertainty_m`), single (a plot, not a sum or a site that overlaps plots), district
        (inside a planning district, or part of an industrial complex; not asked of a planner's own
        list).
    """
    numbers = [name for name in matrix.columns if name not in candidates.columns]
    table = pd.DataFrame(candidates.drop(columns="geometry"))
    table.attrs = {}
    plain = pd.DataFrame(matrix[numbers])
    plain.attrs = {}
    table = table.join(plain)
    table["off_m"] = pd.to_numeric(table["uncertainty_m"]).where(candidates.geometry.notna())
    rules = [
        Rule(name="placed", column="off_m", at_most=max_uncertainty_m),
        Rule(name="single", column="kind", one_of=("plot", "site", "hexagon")
             if candidates.attrs.get("kind") == "file" else ("plot", "hexagon")),
    ]  # fmt: skip
    if candidates.attrs.get("kind") != "file":
        inside = table["district_id"].notna()
        if "complex_id" in table:
            inside |= table["complex_id"].notna()
        table["inside"] = inside.map({True: "true", False: "false"})
        rules.append(Rule(name="district", column="inside", flag=True))
    if zones:
        rules.append(Rule(name="zone", column="zone", one_of=tuple(zones), unknown=unknown))
    if not_built and "built_use" in table:
        others = sorted(set(table["built_use"].dropna()) - set(not_built))
        rules.append(Rule(name="built", column="built_use", one_of=others, unknown="keep"))
    if uses:
        rules.append(Rule(name="use", column="use_status", one_of=tuple(uses), unknown=unknown))
    if industry:
        table["admitted"] = admitted(table, industry)
        rules.append(Rule(name="industry", column="admitted", flag=True, unknown=unknown))
    for name, value in (at_least or {}).items():
        rule = Rule(name=f"at_least:{name}", column=name, at_least=value, unknown=unknown)
        rules.append(rule)
    for name, value in (at_most or {}).items():
        rules.append(Rule(name=f"at_most:{name}", column=name, at_most=value, unknown=unknown))
    return screen(table, rules)


def admitted(candidates: pd.DataFrame, industry: str) -> pd.Series:
    """Say of each candidate whether it admits an industry, as far as that is known.

    Parameters
    ----------
    candidates : DataFrame
        allowed_industries, and allowed_complete where it is known.
    industry : str
        A code.

    Returns
    -------
    Series of str
        "true", "false", or missing where no list is known, or a partial one does not name it.
    """
    found: list[str | None] = []
    whole = (
        candidates["allowed_complete"].fillna(value=True)
        if "allowed_complete" in candidates
        else pd.Series(True, index=candidates.index)
    )
    for text, complete in zip(candidates["allowed_industries"], whole, strict=True):
        if pd.isna(text) or not str(text).strip():
            found.append(None)
        elif admits(str(text), industry):
            found.append("true")
        else:
            found.append("false" if complete else None)
    return pd.Series(found, index=candidates.index, dtype="object")
