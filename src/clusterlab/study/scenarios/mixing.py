"""Mixing: which firms a change lets in, beside whom, and how the floor divides then."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ...measure.coagglomeration import coagglomeration
from ...measure.entropy import relative_entropy
from ...measure.industry_table import industry_table
from ...model.industry_codes import listed_codes, split_code
from ...model.scenario import Scenario
from ...siting.movers import movers

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
    asked = plots[0]["allowed_industries"].fillna("") != plots[1]["allowed_industries"].fillna("")
    # Sums and sites hold plots that stand on their own; only where they change are they asked.
    keep = asked | (plots[0]["kind"] == "plot") if "kind" in plots[0] else asked | True
    firms = after["firms"]
    firms = firms[firms["same_as"].isna()] if "same_as" in firms else firms
    found = movers(firms, plots[0][keep], plots[1][keep])
    counts = {"asked": len(found), "unknown_industry": found.attrs["unknown_industry"]}
    if not scenario.industries:
        found = found.iloc[:0]
    names = firms.set_index("firm_id")[["name_ko", "name_en", "source_id"]]
    found = found[found["change"] != "same"].join(names)
    found.attrs.clear()
    found.attrs.update(counts)
    return found


def coagglomerated(
    scenario: Scenario,
    before: Tables,
    *,
    level: str,
    totals: Sequence[str] = ("ALL",),
    core: Sequence[str] = (),
    value: str = "value_added",
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
    totals : sequence of str
        Codes of industries that are the sum of others.
    core : sequence of str
        Codes of the industry that the clusters are for: it counts as there.

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
    rows = rows[(rows["level"] == level) & rows[value].notna() & ~rows["industry"].isin(totals)]
    if rows.empty or not scenario.industries:
        return nothing
    counted = rows.groupby("year")["region"].nunique()
    year = int(counted[counted == counted.max()].index.max())
    table = industry_table(rows, value=value, level=level, year=year).dropna(axis="columns")
    matrix = coagglomeration(table.clip(lower=0))
    zones = {row["zone"] for row in scenario.industries}
    lists = before["parcels"].loc[before["parcels"]["zone"].isin(zones), "allowed_industries"]
    there = {code for text in lists.dropna().astype("str") for code in listed_codes(text)}
    present = list(dict.fromkeys([*_groups(list(core), matrix), *_groups(sorted(there), matrix)]))
    added = [code for row in scenario.industries for code in row.get("add", [])]
    sources = sorted(set(rows.loc[rows["year"] == year, "source_id"]))
    made = [
        (new, old, float(matrix.loc[new, old]), year, ";".join(sources))
        for new in _groups(added, matrix)
        for old in present
        if new != old
    ]
    return pd.DataFrame(made, columns=columns).set_index(["admitted", "present"])


def floor_by_use(
    scenario: Scenario, before: Tables, after: Tables, *, effects: pd.DataFrame
) -> pd.DataFrame:
    """Divide a zone's floor by use, as it stands and as the change would let it be.

    Parameters
    ----------
    scenario : Scenario
        Its vacancies say how much of the floor that stands is empty.
    before, after : dict of str to DataFrame
        Parcels with the floor that stands and the caps that hold.
    effects : DataFrame
        As `rule_effects` gives it.

    Returns
    -------
    DataFrame, indexed by zone and state (before, after)
        One column a use [m2], of floor counted for the floor-area ratio: in_use, empty, and each
        floor_use of the effects. ``attrs``: evenness, relative entropy by zone and state. Zones
        without a plot whose floor is known are left out.

    Notes
    -----
    After: all the floor that is opened is taken up, empty floor first; shops stand at their cap
    in both states.
    """
    made: dict[tuple[str, str], dict[str, float]] = {}
    for label, rows in effects.groupby("zone", sort=False):
        zone = str(label)
        here = after["parcels"][after["parcels"]["zone"] == zone]
        here = here[here["kind"] == "plot"] if "kind" in here else here
        stands = float(here["floor_built_m2"].sum()) if len(here) else 0.0
        opened = rows[(rows["lever"] == "industries") & rows["floor_m2"].notna()]
        if stands <= 0 or opened.empty:
            continue
        share = next((v["share"] for v in scenario.vacancies if v["zone"] == zone), 0.0)
        shops = [_capped(tables["parcels"], zone) * stands for tables in (before, after)]
        taken = {str(k): float(v) for k, v in opened.groupby("floor_use")["floor_m2"].sum().items()}
        base = {"in_use": stands * (1 - share) - shops[0], "empty": stands * share}
        made[zone, "before"] = {**base, "shops": shops[0]}
        made[zone, "after"] = {
            "in_use": base["in_use"] + shops[0] - shops[1],
            "empty": max(base["empty"] - sum(taken.values()), 0.0),
            "shops": shops[1],
            **taken,
        }
    table = pd.DataFrame.from_dict(made, orient="index").fillna(0.0).clip(lower=0)
    table = table.loc[:, (table > 0).any()]
    table.index = pd.MultiIndex.from_tuples(list(made), names=["zone", "state"])
    if len(table):
        table.attrs["evenness"] = relative_entropy(table)
    return table


def _capped(parcels: pd.DataFrame, zone: str) -> float:
    """Give the cap of shops in a zone; none that is known counts as 0."""
    if "max_share_shops" not in parcels:
        return 0.0
    share = parcels.loc[parcels["zone"] == zone, "max_share_shops"].max()
    return 0.0 if pd.isna(share) else float(share)


def _groups(codes: list[str], matrix: pd.DataFrame) -> list[Any]:
    """Name the groups of a table that hold the sections of some codes."""
    found = []
    for code in codes:
        section = split_code(code)[0]
        found += [name for name in matrix.columns if section in str(name).split("+")]
    return list(dict.fromkeys(found))
