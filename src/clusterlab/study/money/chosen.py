"""What the investment notebook studies: a cluster's funds or the reader's, and their flows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ...load.columns import UNDATED
from ...load.money_files import FUNDS, read_money
from . import funds as money
from .flows import FundFlows, choose_flows

OWN_FUNDS = "own-funds"


@dataclass(frozen=True)
class MoneyStudy:
    """A cluster and its money; it opens a page as a cluster does.

    Attributes
    ----------
    funds : DataFrame
        Rows on funds of the cluster's region, or of the reader's file, within the years.
    national : DataFrame
        Rows on funds of the packages that the cluster refers to, within the years.
    facts, national_facts : DataFrame
        Published figures of the cluster, and of those packages.
    flows : FundFlows
        Cash flows, the reader's or invented.
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


def study_money(
    cluster: Any,
    *,
    first_year: int,
    last_year: int,
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
        What was told in these years counts, both within.
    funds_file, flows_file, index_file : str
        Paths of the reader's tables (`load.money_files`), or empty texts.
    money_unit, valuation_date : str
        As `choose_flows`.

    Raises
    ------
    ValueError
        A first year after the last.
    DataError
        Lists every problem of a file.
    """
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
    sources = [cluster.sources, flows.sources]
    own = money.with_investors(package.tables["funds"], package.tables["fund_investors"])
    if funds_file:
        own = read_money(funds_file, FUNDS).reset_index(drop=True)
        hashes[Path(funds_file).name] = own.attrs["sha256"]
        own = own.assign(source_id=OWN_FUNDS, scope=own["scope"].fillna(""))
        sources.append(_source(Path(funds_file).name))
    years = {"first_year": first_year, "last_year": last_year}
    national = pd.concat([one.tables["funds"] for one in shared]) if shared else own.iloc[:0]
    return MoneyStudy(
        cluster.slug,
        cluster.name_ko,
        cluster.name_en,
        cluster.as_of,
        cluster.meta,
        pd.concat(sources, ignore_index=True).drop_duplicates("source_id", ignore_index=True),
        cluster.districts,
        hashes,
        money.within_years(own, **years),
        money.within_years(national, **years),
        package.tables["facts"],
        pd.concat([one.tables["facts"] for one in shared]) if shared else cluster.facts.iloc[:0],
        flows,
    )


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
