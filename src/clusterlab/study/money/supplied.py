"""Asks whether the nation's venture money grows, in which sectors, and how much of it is public."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Joined, Label, Named, Said, Word, caution, said
from ...model.units import money as money_of
from . import venture_market as tables
from .chosen import MoneyStudy
from .units import named, readable


def names_in(cluster: Any, member: str) -> dict[Any, Named]:
    """Name the series or bases that a package, or those it refers to, declares.

    Parameters
    ----------
    cluster : Cluster
        Its package and the packages it refers to are looked at.
    member : str
        Member of the descriptor: ``venture_series`` or ``venture_bases``.

    Returns
    -------
    dict of str to Named
        In the order in which they are declared.
    """
    found: dict[str, Mapping[str, str]] = {}
    for package in (*cluster.package.references.values(), cluster.package):
        found |= package.meta.get(member, {})
    return {
        code: Named({name.removeprefix("name_"): text for name, text in one.items()})
        for code, one in found.items()
    }


def market_of(money: MoneyStudy) -> pd.DataFrame:
    """Read the national facts on venture money; see `venture_market.market`."""
    series = names_in(money.cluster, "venture_series")
    return tables.market(money.national_facts, series=series)


@finding("money.supply")
def supply(money: MoneyStudy, *, metric: str, sector: str = "") -> Finding | Reason:
    """Show one metric of the venture market over the years, each series by itself.

    Parameters
    ----------
    money : MoneyStudy
        Its national facts and years are looked at.
    metric : str
        new_investment, fund_formation, or <sector>_investment.
    sector : str
        The sector, where the metric is of one.

    Returns
    -------
    Finding
        Its data are those of `venture_market.supply`; ``no_series`` where no series tells it.
    """
    found = tables.supply(
        market_of(money), metric=metric, first_year=money.first_year, last_year=money.last_year
    )
    if found.empty:
        return Reason("no_series")
    names = names_in(money.cluster, "venture_series")
    unit = found.attrs["unit"]
    factor, shown = readable(float(np.nanmax(found)), unit)
    broken = [
        Joined([names[series], Joined(years)], " ")
        for series, years in found.attrs["breaks"].items()
        if years
    ]
    return Finding(
        data=found,
        unit=unit,
        sources=found.attrs["source_ids"],
        as_of=str(found.index[-1]),
        said=[
            *_grown(found, metric, names, sector),
            *([said("supply_breaks", names=Joined(broken, " · "))] if broken else []),
        ],
        charts=[
            Chart(
                "year_lines",
                found * factor,
                caption="supply_sector" if sector else f"supply_{metric}",
                values={
                    "first": int(found.index[0]),
                    "last": int(found.index[-1]),
                    **({"sector": Label("sector", sector)} if sector else {}),
                },
                options={
                    "names": {series: names[series] for series in found},
                    "unit": named(shown),
                    "decimals": 1,
                },
            )
        ],
        columns=[
            Column(measure=f"supply_{metric}_{series}", values=values.dropna(), unit=unit)
            for series, values in found.items()
        ],
    )


def _grown(found: pd.DataFrame, metric: str, names: Mapping[Any, Named], sector: str) -> list[Said]:
    """Say from what to what the longest series went."""
    longest = found[found.count().idxmax()].dropna()
    if len(longest) < 2 or money_of(found.attrs["unit"]) is None:
        return []
    first, last = (Amount(longest.iloc[end], found.attrs["unit"]) for end in (0, -1))
    return [
        said(
            "supply_grown",
            what=Word("supplied.sector", {"sector": Label("sector", sector)})
            if sector
            else Word(f"supplied.{metric}"),
            series=names[str(longest.name)],
            first=int(longest.index[0]),
            then=first,
            last=int(longest.index[-1]),
            now=last,
        )
    ]


def supplies(money: MoneyStudy) -> list[Finding]:
    """Show new investment, investment in each sector that is told, and funds formed.

    Parameters
    ----------
    money : MoneyStudy
        Its national facts and years are looked at.
    """
    sectors = tables.sectors(market_of(money))
    return [
        supply(money, metric=tables.NEW),
        *(supply(money, metric=f"{sector}_investment", sector=sector) for sector in sectors),
        supply(money, metric=tables.FORMED),
        not_mixed(money),
    ]


@finding("money.not_mixed")
def not_mixed(money: MoneyStudy) -> Finding:
    """Warn that series count different investors, by the newest year that two of them tell.

    Parameters
    ----------
    money : MoneyStudy
        Its national facts and years are looked at.

    Returns
    -------
    Finding
        Its data are that year's figures; it says nothing where no year is told by two series.
    """
    found = tables.supply(
        market_of(money), metric=tables.NEW, first_year=money.first_year, last_year=money.last_year
    )
    both = found[found.notna().sum(axis="columns") >= 2]
    if both.empty:
        return Finding(data=both)
    year, figures = int(both.index[-1]), both.iloc[-1].dropna().sort_values()
    names = names_in(money.cluster, "venture_series")
    unit = found.attrs["unit"]
    told = [
        Joined([names[series], Amount(value, unit)], " ")
        for series, value in figures.items()
        if money_of(unit)
    ]
    return Finding(
        data=figures,
        sources=found.attrs["source_ids"],
        as_of=str(year),
        cautions=[caution("series_not_mixed", year=year, figures=Joined(told))],
    )


@finding("money.sector_share")
def sector_share(money: MoneyStudy, *, sector: str) -> Finding | Reason:
    """Show a sector's part of new investment over the years, each series by itself.

    Parameters
    ----------
    money : MoneyStudy
        Its national facts and years are looked at.
    sector : str
        A sector whose investment is told.

    Returns
    -------
    Finding
        Its data are those of `venture_market.share`.
    """
    found = tables.share(
        market_of(money),
        part=f"{sector}_investment",
        whole=tables.NEW,
        first_year=money.first_year,
        last_year=money.last_year,
    )
    if found.empty:
        return Reason("no_series")
    names = names_in(money.cluster, "venture_series")
    longest = found[found.count().idxmax()].dropna()
    name = Label("sector", sector)
    return Finding(
        data=found,
        unit="%",
        sources=found.attrs["source_ids"],
        as_of=str(found.index[-1]),
        said=[
            said(
                "sector_share",
                sector=name,
                series=names[str(longest.name)],
                first=int(longest.index[0]),
                then=longest.iloc[0] / 100,
                last=int(longest.index[-1]),
                now=longest.iloc[-1] / 100,
            )
        ],
        charts=[
            Chart(
                "year_lines",
                found,
                caption="sector_share",
                values={
                    "sector": name,
                    "first": int(found.index[0]),
                    "last": int(found.index[-1]),
                },
                options={
                    "names": {series: names[series] for series in found},
                    "unit": Word("axis.sector_share", {"sector": name}),
                    "decimals": 1,
                },
            )
        ],
    )


def sector_shares(money: MoneyStudy) -> list[Finding]:
    """Show each sector's part of new investment.

    Parameters
    ----------
    money : MoneyStudy
        Its national facts and years are looked at.
    """
    return [sector_share(money, sector=name) for name in tables.sectors(market_of(money))]


@finding("money.policy_share")
def policy_share(money: MoneyStudy) -> Finding:
    """Say how much of the funds formed is policy finance, each basis by itself.

    Parameters
    ----------
    money : MoneyStudy
        Its national facts and years are looked at.

    Returns
    -------
    Finding
        Its data are those of `venture_market.policy_share`; it says nothing where none is told.
    """
    found = tables.policy_share(market_of(money))
    found = found[found["year"].between(money.first_year, money.last_year)]
    if found.empty:
        return Finding(data=found)
    names = names_in(money.cluster, "venture_series")
    shown = found.assign(
        series=found["series"].map(names), share=found["share_pct"] / 100
    ).set_index("year")
    return Finding(
        data=found,
        as_of=str(found["year"].max()),
        said=_change(found, names),
        tables=[
            Table(
                shown,
                "policy_share",
                columns=["period", "series", "share", "confidence"],
                names={"period": "period"},
            )
        ],
    )


def _change(found: pd.DataFrame, names: Mapping[Any, Named]) -> list[Any]:
    """Say how the share changed on the basis that is told for most years."""
    groups = found.groupby(["series", "period"], sort=False)
    (series, period), rows = max(groups, key=lambda one: len(one[1]))
    if len(rows) < 2:
        return []
    rows = rows.sort_values("year")
    return [
        said(
            "policy_share",
            series=names[series],
            period=Label("period", period),
            first=int(rows["year"].iloc[0]),
            then=rows["share_pct"].iloc[0] / 100,
            last=int(rows["year"].iloc[-1]),
            now=rows["share_pct"].iloc[-1] / 100,
        )
    ]
