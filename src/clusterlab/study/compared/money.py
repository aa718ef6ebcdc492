"""Asks whose money the own funds of clusters are, each figure as a range."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ...invest.fund_state import ENDED, UNCONFIRMED, funds_at
from ...invest.structure import private_share
from ...model import units as units_of
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Joined, Label, Word, caution, said
from ..money import intensity
from ..money.funds import dates_apart, fund_list, pooled_split
from ..money.mandates import mandate
from ..money.states import state_list
from .group import Group, by_cluster

# Private money beside each unit of public money.
PER_PUBLIC = "per_public"
OF_MONEY = ("size", "funds_per_firm")
UNITS = {"size": "", "leverage": PER_PUBLIC, "private": "1", "funds_per_firm": "", "bound": "1"}


def regional_funds(group: Group) -> pd.DataFrame:
    """Give the private share of each cluster's own funds, national ones left out.

    Returns
    -------
    DataFrame, indexed by `name`
        cluster, low, high [-], as_of, source_ids; funds whose split is known.
    """
    parts = []
    for cluster in group.clusters:
        shares = private_share(_at_its_date(cluster))
        parts.append(shares[shares["high"].notna()].assign(cluster=cluster.slug))
    table: pd.DataFrame = pd.concat(parts).set_index("name")
    return table


def money_rows(group: Group) -> pd.DataFrame:
    """Set the money of each cluster's own funds side by side, each figure as a range.

    Returns
    -------
    DataFrame, indexed by `cluster`
        funds in place at the cluster's own date, ended, not_confirmed (told in place, and
        gone by then), known (with a known split); size_low, size_high of single funds in place
        [money]; private_low_share, private_high_share [-], leverage_low, leverage_high
        [-], pooled over those with a known split; funds_per_firm_low,
        funds_per_firm_high [money]; bound_low_share, bound_high_share: part that must
        be invested in the region [-]. NaN where no source tells, and where the funds were
        last seen too far apart to be added up. `attrs`: source_ids.
    """
    rows, sources = {}, set[str]()
    for cluster in group.clusters:
        funds = _at_its_date(cluster)
        listed = fund_list(funds)
        pooled = pooled_split(listed)
        found = intensity.counts(cluster)
        each = intensity.intensity(funds, found).loc["per_firm"]
        bound = mandate(funds).loc["share"]
        gone = state_list(funds)["state"].value_counts()
        if dates_apart(listed.dropna(subset=["size_high"])):
            nothing = pd.Series({"low": np.nan, "high": np.nan})
            each, bound = nothing, nothing
        for ids in listed["source_ids"]:
            sources |= set(ids.split(";"))
        sources |= set(found["count_source_ids"])
        rows[cluster.slug] = {
            "funds": pooled["funds"],
            "ended": int(gone.get(ENDED, 0)),
            "not_confirmed": int(gone.get(UNCONFIRMED, 0)),
            "known": pooled["known"],
            "size_low": pooled["size"][0],
            "size_high": pooled["size"][1],
            "private_low_share": pooled["share"][0],
            "private_high_share": pooled["share"][1],
            "leverage_low": pooled["leverage"][0],
            "leverage_high": pooled["leverage"][1],
            "funds_per_firm_low": each["low"],
            "funds_per_firm_high": each["high"],
            "bound_low_share": bound["low"],
            "bound_high_share": bound["high"],
        }
    table = by_cluster(rows)
    table.attrs = {"source_ids": sorted(sources - {""})}
    return table


def _at_its_date(cluster: Any) -> pd.DataFrame:
    """Give a cluster's own funds as they are at its date, as its own report has them."""
    return funds_at(cluster.package.tables["funds"], date=str(cluster.as_of))


@finding("compared.private")
def private(group: Group) -> Finding | Reason:
    """Say of how many funds the private share is known.

    Parameters
    ----------
    group : Group
        To compare.

    Returns
    -------
    Finding
        Its data are those of `regional_funds`; ``left_out_funds`` where no fund's split is known.
    """
    found = regional_funds(group)
    left_out = group.left_out("left_out_funds", list(found["cluster"]))
    if found.empty:
        return left_out[0]
    named = found.rename(columns={"low": "private_low_share", "high": "private_high_share"})
    return Finding(
        data=found,
        said=[said("compare_money", count=len(found)), *left_out],
        charts=[
            Chart(
                "ranges",
                found[["low", "high"]] * 100,
                caption="private_share_compared",
                options={"unit": Word("axis.private_share")},
            )
        ],
        tables=[
            Table(
                named,
                caption="money_compared",
                columns=["cluster", "scope", "private_low_share", "private_high_share", "as_of"],
            )
        ],
    )


@finding("compared.funds")
def funds(group: Group) -> Finding:
    """Set the single regional funds in place side by side.

    Parameters
    ----------
    group : Group
        To compare.

    Returns
    -------
    Finding
        Its data are those of `money_rows`.
    """
    found = money_rows(group)
    units = {cluster.slug: cluster.money_unit("funds.size") for cluster in group.clusters}
    rows = [
        Word(
            "money_row" if row["funds"] else "money_row_none",
            {
                "name": Label("-", slug),
                "size": _amount((row["size_low"], row["size_high"]), units[str(slug)]),
                "funds": int(row["funds"]),
                "ended": int(row["ended"]),
                "not_confirmed": int(row["not_confirmed"]),
            },
        )
        for slug, row in found.iterrows()
    ]
    why = Reason("no_known_split", funds=int(found["funds"].sum()))
    return Finding(
        data=found,
        said=[said("money_rows", names=Joined(rows, " · "))],
        cautions=[caution("money_rows_not_ranked")],
        tables=[Table(_in_money(found, units), caption="money_rows")],
        columns=[
            Column(
                measure=f"money_{name}",
                values=found.loc[alike, name],
                unit=unit,
                n=found["funds"],
                reason=why,
            )
            for name in found.columns
            if name not in {"funds", "known", "ended", "not_confirmed"}
            for unit, alike in _by_unit(name, units).items()
        ],
    )


def _amount(value: Any, unit: str) -> Any:
    """Keep a number without a unit of money as it is."""
    return Amount(value, unit) if units_of.money(unit) else value


def _by_unit(name: str, units: Mapping[str, str]) -> dict[str, list[str]]:
    """Part clusters by the unit in which they count a column."""
    fixed = UNITS[re.sub("_(low|high)(_share)?$", "", name)]
    found: dict[str, list[str]] = {}
    for slug, unit in units.items():
        found.setdefault(fixed or unit or "money", []).append(slug)
    return found


def _in_money(found: pd.DataFrame, units: dict[str, str]) -> pd.DataFrame:
    """Write amounts with each cluster's own money, for a reader."""
    shown = found.rename(columns={"known": "split_known"})
    for name in OF_MONEY:
        for end in (f"{name}_low", f"{name}_high"):
            amounts = [_amount(value, units[str(slug)]) for slug, value in found[end].items()]
            shown[end] = pd.Series(amounts, index=found.index, dtype=object)
    return shown
