"""Asks what firms of the region received: by region, for each firm, by stage, from near or far."""

import pandas as pd

from ...invest.local_bias import local_bias as bias_of
from ...invest.stage_gap import stage_gap as gap_of
from ...model.finding import Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Label, Word, caution, said
from . import intensity
from .chosen import MoneyStudy, together
from .supplied import names_in
from .units import headed, unit_of
from .venture_market import regional_investment

PLACES = ["firm_lon", "firm_lat", "investor_lon", "investor_lat"]


@finding("money.regional")
def regional(money: MoneyStudy) -> Finding | Reason:
    """Say what part of the nation's venture investment the region has, each basis by itself.

    Parameters
    ----------
    money : MoneyStudy
        Facts of its cluster name the region; those of the country are set beside them.

    Returns
    -------
    Finding
        Its data are the region's rows of `venture_market.regional_investment`.
    """
    own = regional_investment(money.facts)
    if own.empty:
        return Reason("no_regional_investment")
    area = own.index.get_level_values("area")[0]
    every = regional_investment(together([money.facts, money.national_facts], like=money.facts))
    rows = every[every.index.get_level_values("area") == area].reset_index()
    bases = names_in(money.cluster, "venture_bases")
    level = _level(money)
    shares = rows.dropna(subset="share_pct")
    shown = rows.assign(
        basis=[bases.get(name, name) for name in rows["basis"]], share=rows["share_pct"] / 100
    ).set_index("as_of")[["basis", "amount", "share"]]
    unit = every.attrs["unit"]
    part = said(
        "regional_investment",
        level=level,
        share=(shares["share_pct"].min() / 100, shares["share_pct"].max() / 100),
        count=shares["basis"].nunique(),
    )
    return Finding(
        data=rows,
        n=len(rows),
        said=[part] if len(shares) else [],
        cautions=[caution("bases_not_mixed", level=level)],
        tables=[Table(headed(shown, unit, "amount") if unit else shown, "regional_investment")],
        columns=[
            Column(
                measure="regional_investment_share",
                values=shares.set_index(["basis", "as_of"])["share_pct"],
                unit="%",
            )
        ],
    )


def _level(money: MoneyStudy) -> Label | Word:
    """Name the level of region that such figures are published for: the largest of the cluster."""
    place = money.cluster
    found = next((level for level in place.levels if place.home(level)), "")
    return Label("level", found) if found else Word("region_untold")


@finding("money.received")
def received(money: MoneyStudy) -> Finding | Reason:
    """Say how much firms received, for each of them.

    Parameters
    ----------
    money : MoneyStudy
        Deals of its cluster are divided by its firms and jobs.

    Returns
    -------
    Finding
        Its data are those of `intensity.received`.
    """
    deals = money.cluster.deals
    if deals.empty:
        return Reason("no_deals_firms")
    found = intensity.received(float(deals["amount"].sum()), intensity.counts(money.cluster))
    unit = unit_of(money.cluster, "deals.amount")
    each = found.loc["per_firm"]
    divided = said("received", deals=len(deals), each=Amount((each["low"], each["high"]), unit))
    return Finding(
        data=found,
        sources=list(deals["source_id"]),
        as_of=deals["date"].astype(str).max(),
        n=len(deals),
        said=[Reason(each["reason"]) if each["reason"] else divided],
        tables=[
            Table(
                headed(found[["low", "high", "reason"]], unit, "low", "high"),
                "received",
                names={"measure": "for_each"},
            )
        ],
    )


@finding("money.stage_gap")
def stage_gap(money: MoneyStudy) -> Finding | Reason:
    """Say at which stage the region's money is thinnest beside that of other regions.

    Parameters
    ----------
    money : MoneyStudy
        The region is the one that most deals of the cluster's own table are in.

    Returns
    -------
    Finding
        Its data are those of `invest.stage_gap`.
    """
    deals = money.cluster.deals
    regions = list(deals["region"].dropna().unique())
    if len(regions) < 2:
        return Reason("no_deals_stage")
    ours = money.cluster.package.tables["deals"]["region"].dropna()
    region = (ours if len(ours) else deals["region"]).value_counts().index[0]
    dated = deals.assign(year=deals["date"].astype(str).str[:4].astype(int))
    found = gap_of(dated, region=region, peers=[name for name in regions if name != region])
    told = found["gap"].dropna()
    if told.empty:
        return Reason("no_deals_stage")
    year, stage = found.index[int(found["gap"].argmin())]
    shown = found[["amount", "share", "peer_share", "gap", "shortfall"]]
    unit = unit_of(money.cluster, "deals.amount")
    return Finding(
        data=found,
        sources=list(deals["source_id"]),
        as_of=deals["date"].astype(str).max(),
        n=len(deals),
        said=[
            said(
                "stage_gap", year=int(year), stage=Label("deal_stage", stage), gap=float(told.min())
            )
        ],
        tables=[
            Table(
                headed(shown, unit, "amount", "shortfall"),
                "stage_gap",
                names={"stage": "deal_stage"},
            )
        ],
    )


@finding("money.local_bias")
def local_bias(money: MoneyStudy) -> Finding | Reason:
    """Say how much nearer than the whole market investors put their money.

    Parameters
    ----------
    money : MoneyStudy
        Deals of its cluster that tell both places, and the investor and firm, are looked at.

    Returns
    -------
    Finding
        Its data are those of `invest.local_bias`.
    """
    deals = money.cluster.deals
    placed = deals.dropna(subset=[*PLACES, "investor_id", "firm_id"])
    if placed.empty:
        return Reason("no_deals_places")
    found = bias_of(placed)
    value = found.attrs["local_bias"]
    if pd.isna(value):
        return Reason("no_deals_places")
    return Finding(
        data=found,
        sources=list(placed["source_id"]),
        as_of=placed["date"].astype(str).max(),
        n=len(placed),
        said=[said("local_bias", value=value, investors=len(found))],
        columns=[Column(measure="local_bias", values=found["local_bias"])],
    )


@finding("money.panel")
def panel(money: MoneyStudy) -> Finding:
    """Say what a table of deals over the years would tell beside this.

    Parameters
    ----------
    money : MoneyStudy
        Its deals are counted.
    """
    return Finding(data=len(money.cluster.deals), said=[said("panel_helper")])


@finding("money.unknown")
def unknown(money: MoneyStudy) -> Finding:
    """Say what the tables of the cluster do not tell.

    Parameters
    ----------
    money : MoneyStudy
        Whether its cluster has deals, and whether its flows are invented.

    Returns
    -------
    Finding
        Its data are the names of what is missing.
    """
    missing = [
        name
        for name, lacks in (
            ("deals", money.cluster.deals.empty),
            ("investors", money.cluster.fund_investors.empty),
            ("flows", money.flows.illustrative),
        )
        if lacks
    ]
    said_of = [said("money_unknown")] if missing[:1] == ["deals"] else []
    if not said_of and "flows" in missing:
        said_of = [said("money_unknown_flows")]
    return Finding(data=missing, said=said_of)
