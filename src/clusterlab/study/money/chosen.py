"""What the investment notebook studies: a cluster's funds or the reader's, and their flows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ...invest.fund_state import funds_at
from ...load.choices import FUND_AMOUNTS, FUND_USES
from ...load.columns import UNDATED
from ...load.money_files import FUNDS, read_money
from ...load.package import Package
from . import funds as money
from .flows import FundFlows, choose_flows
from .units import ratio, unit_of

OWN_FUNDS = "own-funds"
OPEN = 9999
"""The last year where none is given."""


@dataclass(frozen=True)
class MoneyStudy:
    """A cluster and its money; it opens a page as a cluster does.

    Attributes
    ----------
    funds : DataFrame
        Rows on funds of the cluster's region, or of the reader's file, within the years, in the
        state that they have at `on` (`invest.funds_at`).
    national : DataFrame
        Rows on funds of the packages that the cluster refers to, likewise.
    facts, national_facts : DataFrame
        Published figures of the cluster, and of those packages.
    flows : FundFlows
        Cash flows, the reader's or invented.
    cluster : Cluster
        Where the money has to arrive; its organisations, deals and levels are looked at.
    unit : str
        Unit of the money of both tables of funds.
    first_year, last_year : int
        What was told in these years counts, both within.
    on : str
        The report's date, at which the state of each fund is derived.
    """

    slug: str
    name_ko: str
    name_en: str
    as_of: str
    meta: dict[str, Any]
    sources: pd.DataFrame
    districts: gpd.GeoDataFrame
    hashes: Mapping[str, str]
    funds: pd.DataFrame
    national: pd.DataFrame
    facts: pd.DataFrame
    national_facts: pd.DataFrame
    flows: FundFlows
    cluster: Any
    unit: str
    first_year: int
    last_year: int
    on: str = ""

    def names_in(self, lang: str) -> dict[str, dict[str, str]]:
        """Name regions, levels and industries as the cluster's data do."""
        named: dict[str, dict[str, str]] = self.cluster.names_in(lang)
        return named


def study_money(
    cluster: Any,
    *,
    first_year: int = 0,
    last_year: int = 0,
    funds_file: str = "",
    flows_file: str = "",
    index_file: str = "",
    money_unit: str = "",
    valuation_date: str = "",
) -> MoneyStudy:
    """Gather the money of a cluster, with the reader's own tables in its place where given.

    Parameters
    ----------
    cluster : Cluster
        Its funds, investors, facts and sources are taken.
    first_year, last_year : int
        What was told in these years counts, both within; 0 leaves that end open.
    funds_file, flows_file, index_file : str
        Paths of the reader's tables (`load.money_files`), or empty texts.
    money_unit : str
        As `choose_flows`; the unit of the reader's own funds as well.
    valuation_date : str
        As `choose_flows`.

    Raises
    ------
    ValueError
        A first year after the last; own funds in another currency than those of the country.
    DataError
        Lists every problem of a file.
    """
    last_year = last_year or OPEN
    if first_year > last_year:
        raise ValueError(f"first_year {first_year} is after last_year {last_year}")
    package = cluster.package
    shared = list(package.references.values())
    hashes = dict(cluster.hashes)
    flows = choose_flows(
        flows_file=flows_file,
        funds_file=funds_file,
        index_file=index_file,
        money_unit=money_unit,
        valuation_date=valuation_date,
    )
    if flows.illustrative:
        # Invented money is of no country: it is stated in the unit of the page that it stands on.
        flows = replace(flows, money_unit=unit_of(cluster))
    sources = [cluster.sources, flows.sources]
    own = money.with_investors(package.tables["funds"], package.tables["fund_investors"])
    if funds_file:
        own = read_money(funds_file, FUNDS).reset_index(drop=True)
        hashes[Path(funds_file).name] = own.attrs["sha256"]
        own = own.assign(source_id=OWN_FUNDS, scope=own["scope"].fillna(""))
        sources.append(_source(Path(funds_file).name))
    years = {"first_year": first_year, "last_year": last_year}
    unit = money_unit if funds_file and money_unit else unit_of(cluster)
    national = together([_stated_in(unit, one) for one in shared], like=own)
    # A reader who asks about years long past asks how funds stood then.
    past = str(last_year) < str(cluster.as_of)[:4]
    on = str(last_year) if past else str(cluster.as_of)
    return MoneyStudy(
        cluster.slug,
        cluster.name_ko,
        cluster.name_en,
        cluster.as_of,
        cluster.meta,
        pd.concat(sources, ignore_index=True).drop_duplicates("source_id", ignore_index=True),
        cluster.districts,
        hashes,
        funds_at(money.within_years(own, **years), date=on),
        funds_at(money.within_years(national, **years), date=on),
        package.tables["facts"],
        together([one.tables["facts"] for one in shared], like=cluster.facts),
        flows,
        cluster,
        unit,
        first_year,
        last_year,
        on,
    )


def together(tables: Sequence[pd.DataFrame], *, like: pd.DataFrame) -> pd.DataFrame:
    """Put tables under one another; a table without rows adds none.

    Parameters
    ----------
    tables : sequence of DataFrame
        Tables of one kind.
    like : DataFrame
        Its columns are kept where no table has rows.
    """
    filled = [table for table in tables if not table.empty]
    return pd.concat(filled) if filled else like.iloc[:0]


def _stated_in(unit: str, package: Package) -> pd.DataFrame:
    """Give the funds of a shared package in the unit of the study."""
    funds = package.tables["funds"]
    told = str(package.meta.get("money_unit", {}).get("funds.size", "") or unit)
    if told == unit:
        return funds
    amounts = [name for name in (*FUND_AMOUNTS, *FUND_USES) if name in funds]
    return funds.assign(**{name: funds[name] * ratio(told, unit) for name in amounts})


def _source(file: str) -> pd.DataFrame:
    row = {
        "source_id": OWN_FUNDS,
        "title": file,
        "path": "",
        "publisher": "이용자 자료 (user's own table)",
        "date": UNDATED,
        "licence": "미표시 (none stated)",
        "kind": "file",
    }
    return pd.DataFrame([row])
