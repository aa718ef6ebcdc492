"""Mixing: which firms a change lets in, beside whom, and how the floor divides then."""

from typing import Any

import pandas as pd

from ...measure.coagglomeration import coagglomeration
from ...measure.entropy import relative_entropy
from ...measure.industry_table import industry_table
from ...siting.industry_codes import listed_codes, split_code
from ...siting.movers import movers
from ...siting.scenario import Scenario

Tables = dict[str, pd.DataFrame]


def moved(scenario: Scenario, before: Tables, after: Tables) -> pd.DataFrame:
    """List the firms present whose choice of parcels a scenario changes.

    Parameters
    ----------
    scenario : Scenario
        Only one that changes industries is asked about.
    before, after : dict of str to DataFrame
        As `before_and_after` makes them.

    Returns
    -------
    DataFrame, indexed by firm_id
        As `siting.movers`, with name_ko, name_en and source_id, those of change "same" left out.
        ``attrs``: asked, the present firms with a code; unknown_industry, those without.
    """
    plots = [tables["parcels"] for tables in (before, after)]
    kinds = [table["kind"] == "plot" if "kind" in table else table.index >= 0 for table in plots]
    firms = after["firms"]
    firms = firms[firms["same_as"].isna()] if "same_as" in firms else firms
    found = movers(firms, plots[0][kinds[0]], plots[1][kinds[1]])
    asked = {"asked": len(found), "unknown_industry": found.attrs["unknown_industry"]}
    if not scenario.industries:
        found = found.iloc[:0]
    names = firms.set_index("firm_id")[["name_ko", "name_en", "source_id"]]
    found = found[found["change"] != "same"].join(names)
    found.attrs.clear()
    found.attrs.update(asked)
    return found


def coagglomerated(
    scenario: Scenario, before: Tables, *, level: str = "sigungu", value: str = "value_added"
) -> pd.DataFrame:
    """Say how the industries let in lie beside those there, by regions of the whole country.

    Parameters
    ----------
    scenario : Scenario
        Its added industries, by section.
    before : dict of str to DataFrame
        Parcels, whose lists before say who is there, and industries.
    level, value : str
        Of the industries' table: which regions, and what is counted.

    Returns
    -------
    DataFrame, indexed by admitted and present
        coagglomeration [-], by groups of the industries' table (such as "M+N"), year, source_ids;
        rows without both groups in the table are left out. Manufacturing is among those present.

    Notes
    -----
    At the level of the table: sections, not the classes that a rule names.
    """
    columns = ["admitted", "present", "coagglomeration", "year", "source_ids"]
    nothing = pd.DataFrame(columns=columns).set_index(["admitted", "present"])
    rows = before["industries"]
    rows = rows[(rows["level"] == level) & rows[value].notna() & (rows["industry"] != "ALL")]
    if rows.empty or not scenario.industries:
        return nothing
    counted = rows.groupby("year")["region"].nunique()
    year = int(counted[counted == counted.max()].index.max())
    table = industry_table(rows, value=value, level=level, year=year).dropna(axis="columns")
    matrix = coagglomeration(table.clip(lower=0))
    zones = {row["zone"] for row in scenario.industries}
    lists = before["parcels"].loc[before["parcels"]["zone"].isin(zones), "allowed_industries"]
    there = {code for text in lists.dropna().astype("str") for code in listed_codes(text)}
    present = list(dict.fromkeys([*_groups(["C21"], matrix), *_groups(sorted(there), matrix)]))
    added = [code for row in scenario.industries for code in row.get("add", [])]
    sources = sorted(set(rows.loc[rows["year"] == year, "source_id"]))
    made = [
        (new, old, float(matrix.loc[new, old]), year, ";".join(sources))
        for new in _groups(added, matrix)
        for old in present
        if new != old
    ]
    return pd.DataFrame(made, columns=columns).set_index(["admitted", "present"])


def floor_by_use(effects: pd.DataFrame, after: Tables, scenario: Scenario) -> pd.DataFrame:
    """Divide a zone's floor by use, as it stands and as the change would let it be.

    Parameters
    ----------
    effects : DataFrame
        As `rule_effects` gives it.
    after : dict of str to DataFrame
        Parcels with the floor that stands.
    scenario : Scenario
        Its vacancies say how much of that is empty.

    Returns
    -------
    DataFrame, indexed by zone and state (before, after)
        One column a use [m2]: in_use, empty, and each floor_use of the effects; evenness [0-1] in
        ``attrs``. Zones whose floor is not known are left out.

    Notes
    -----
    After: all the floor that is opened is taken up, empty floor first. A cap of shops takes from
    what is in use before it.
    """
    made: dict[tuple[str, str], dict[str, float]] = {}
    for label, rows in effects[effects["floor_m2"].notna()].groupby("zone", sort=False):
        zone = str(label)
        here = after["parcels"][after["parcels"]["zone"] == zone]
        if "kind" in here:
            here = here[here["kind"] == "plot"]
        stands = float(here["floor_built_m2"].sum()) if len(here) else 0.0
        share = next((v["share"] for v in scenario.vacancies if v["zone"] == zone), 0.0)
        opened = rows.groupby("floor_use")["floor_m2"].sum()
        base = {"in_use": stands * (1 - share), "empty": stands * share}
        made[zone, "before"] = base
        taken = float(opened.drop("shops", errors="ignore").sum())
        made[zone, "after"] = {
            "in_use": base["in_use"] - float(opened.get("shops", 0.0)),
            "empty": max(base["empty"] - taken, 0.0),
            **{str(use): float(m2) for use, m2 in opened.items()},
        }
    table = pd.DataFrame.from_dict(made, orient="index").fillna(0.0).clip(lower=0)
    if len(table):
        table.index = pd.MultiIndex.from_tuples(table.index, names=["zone", "state"])
        table.attrs["evenness"] = relative_entropy(table)
    return table


def _groups(codes: list[str], matrix: pd.DataFrame) -> list[Any]:
    """Name the groups of a table that hold the sections of some codes."""
    found = []
    for code in codes:
        section = split_code(code)[0]
        found += [name for name in matrix.columns if section in str(name).split("+")]
    return list(dict.fromkeys(found))
