"""Chooses level, region and years of a study from what the tables publish: none stands in code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..measure.industry_table import industry_table
from ..model.reason import Reason

# A year counts as complete where so many of the regions of the best year publish every industry.
COMPLETE = 0.9


@dataclass(frozen=True)
class Scope:
    """Where and when a regional study looks.

    Parameters
    ----------
    level : str
        Level of the regions.
    region : str
        The cluster's own region at that level; empty where the nation is looked at.
    value : str
        employees, establishments, value_added or sales.
    years : tuple of int
        Years that may be compared, oldest first; the last one is the newest complete one.
    tables : tuple of DataFrame, each of shape (regions, industries)
        One for each year: regions that publish every industry. ``attrs``: source_ids, year, unit.
    year_notes : mapping of str to mapping of str to str
        What the package says of a year, by language.
    """

    level: str
    region: str
    value: str
    years: tuple[int, ...]
    tables: tuple[pd.DataFrame, ...]
    year_notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def newest(self) -> pd.DataFrame:
        """Table of the newest complete year."""
        return self.tables[-1]

    @property
    def earliest(self) -> pd.DataFrame:
        """Table of the earliest year that may be compared with the newest."""
        return self.tables[0]


def published(
    cluster: Any, *, value: str, level: str = "", compared: bool = False
) -> "Scope | Reason":
    """Find the finest level at which a value is published for the cluster's region and others.

    Parameters
    ----------
    cluster : Cluster
        Its industries, levels and own regions are looked at.
    value : str
        employees, establishments, value_added or sales.
    level : str
        A level to look at alone; all that the cluster names, finest first, where it is empty.
    compared : bool
        Whether two years or more are needed.

    Returns
    -------
    Scope or Reason
        ``no_regional_figures`` where no level has complete figures of two regions or more with the
        cluster's own among them; ``no_earlier_year`` where only one year can be compared.
    """
    for name in [level] if level else list(reversed(cluster.levels)):
        region = cluster.home(name)
        years, tables = complete_years(
            cluster.industries,
            level=name,
            value=value,
            region=region,
            totals=cluster.industry_totals,
            unit=cluster.money_unit(f"industries.{value}"),
        )
        if region and years:
            if compared and len(years) < 2:
                return Reason("no_earlier_year", year=years[-1])
            notes = cluster.country.get("year_notes", {})
            return Scope(name, region, value, years, tables, notes)
    return Reason("no_regional_figures")


def complete_years(
    industries: pd.DataFrame,
    *,
    level: str,
    value: str,
    region: str = "",
    totals: tuple[str, ...] = (),
    unit: str = "",
) -> tuple[tuple[int, ...], tuple[pd.DataFrame, ...]]:
    """List the years that may be compared, and the table of each.

    A year is complete where at least nine in ten of the regions of the best year publish every
    industry, the region itself among them. Of the complete years, those with the industries of
    the newest one may be compared.

    Parameters
    ----------
    industries : DataFrame
        A cluster's industries table.
    level, value, region
        As in `Scope`; any region will do where it is empty.
    totals : tuple of str
        Codes of industries that are the sum of others.
    unit : str
        Unit of the value, kept in ``attrs``.

    Returns
    -------
    years : tuple of int
        Oldest first; empty where there is none.
    tables : tuple of DataFrame, each of shape (regions, industries)
    """
    rows = industries[(industries["level"] == level) & ~industries["industry"].isin(totals)]
    rows = rows[rows[value].notna()]
    tables: dict[int, pd.DataFrame] = {}
    for year in sorted(rows["year"].unique()):
        table = industry_table(rows, value=value, level=level, year=int(year))
        whole = table.dropna()
        whole.attrs = dict(table.attrs) | {"year": int(year), "unit": unit}
        if len(whole) >= 2 and len(whole.columns) >= 2 and (not region or region in whole.index):
            tables[int(year)] = whole
    if not tables:
        return (), ()
    most = max(len(table) for table in tables.values())
    full = {year: t for year, t in tables.items() if len(t) >= COMPLETE * most}
    newest = full[max(full)]
    same = [year for year, t in full.items() if set(t.columns) == set(newest.columns)]
    return tuple(same), tuple(full[year][list(newest.columns)] for year in same)
