"""Lays out what land is planned for, what is built on it, and how many firms have moved in."""

from typing import Any

import pandas as pd

from ..measure.floor_mix import floor_mix, floor_space
from ..measure.land_use_mix import land_use_mix
from ..model.citing import cited
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Amount, Joined, Label, Word, said

M2_IN_HA = 1e4


def whole_plans(mix: pd.DataFrame) -> pd.DataFrame:
    """Keep the plans whose parts make a whole, the newest of each district first.

    Parameters
    ----------
    mix : DataFrame
        What `measure.land_use_mix` returns, indexed by district_id and plan.
    """
    whole = mix[mix["entropy"].notna()]
    return whole.sort_values("as_of", ascending=False, kind="stable")


def planned_shares(land_use: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """Lay out the categories of some plans side by side.

    Parameters
    ----------
    land_use : DataFrame
        A cluster's table.
    plans : DataFrame
        Indexed by district_id and plan, with ``basis``: "area" or "share".

    Returns
    -------
    DataFrame, same index
        One column a category, in the order of first appearance; shares of the plan [-].
    """
    rows = land_use[land_use["category"] != "total"]
    found = {}
    for key, basis in zip(plans.index.tolist(), plans["basis"], strict=True):
        one = rows[(rows["district_id"] == key[0]) & (rows["plan"] == key[1])]
        by_part = one.groupby(["category", "category_published"])[
            "area_m2" if basis == "area" else "share_pct"
        ].max()
        values = by_part.groupby("category").sum()
        found[key] = values / values.sum()
    order = [
        c for c in dict.fromkeys(rows["category"]) if any(c in v.index for v in found.values())
    ]
    table = pd.DataFrame({key: values.reindex(order) for key, values in found.items()}).T
    table = table.reindex(columns=order)
    if len(plans):
        table.index = plans.index
    return table


def moved_in(facts: pd.DataFrame) -> pd.DataFrame:
    """Set firms that moved in against firms that contracted, where both are published for one date.

    Parameters
    ----------
    facts : DataFrame
        Columns indicator, value, unit, as_of, source_id.

    Returns
    -------
    DataFrame, one row a date, newest first
        as_of, contracted, low, high (moved in), low_share, high_share [-], source_ids.
    """
    named = facts["indicator"].str.extract(r"^firms_(contracted|confirmed|moved_in)(.*)$")
    known = facts.assign(what=named[0], where=named[1]).dropna(subset=["what", "value"])
    rows = []
    for (as_of, _), group in known.groupby(["as_of", "where"]):
        inside = group.loc[group["what"] == "moved_in", "value"]
        contracted = group.loc[group["what"] != "moved_in", "value"]
        if len(inside) and len(contracted):
            whole = float(contracted.max())
            row = {
                "as_of": as_of,
                "contracted": whole,
                "low": inside.min(),
                "high": inside.max(),
                "low_share": inside.min() / whole,
                "high_share": inside.max() / whole,
                "source_ids": ";".join(sorted(set(group["source_id"]))),
            }
            rows.append(row)
    columns = ["as_of", "contracted", "low", "high", "low_share", "high_share", "source_ids"]
    return pd.DataFrame(rows, columns=columns).sort_values("as_of", ascending=False)


@finding("land.mixed")
def mixed(land_use: pd.DataFrame) -> Finding | Reason:
    """Say how mixed the uses of the newest whole plan are, and show all whole plans.

    Parameters
    ----------
    land_use : DataFrame
        A cluster's table.
    """
    mix = land_use_mix(land_use)
    if mix.empty:
        return Reason("no_land_use")
    whole = whole_plans(mix)
    if whole.empty:
        return Reason("no_whole_plan", n=len(mix))
    shares = planned_shares(land_use, whole)
    titles = [
        Joined([Label("-", district), Joined([date, Label("status", status)], " ")], " · ")
        for (district, _), date, status in zip(
            whole.index, whole["as_of"], whole["status"], strict=True
        )
    ]
    # A plan with a single use has no mix, and so is not among these.
    largest = shares.iloc[0].dropna().sort_values(ascending=False, kind="stable")
    return Finding(
        data=whole,
        said=[
            said(
                "mix",
                name=titles[0],
                first=Label("land", largest.index[0]),
                share=largest.iloc[0],
                second=Label("land", largest.index[1]),
                next=largest.iloc[1],
            )
        ],
        charts=[
            Chart(
                "stacked_shares",
                shares,
                caption="planned_shares",
                values={"count": len(whole)},
                options={
                    "names": {use: Label("land", use) for use in shares.columns},
                    "labels": titles,
                },
            )
        ],
        columns=[
            Column(measure="land_use_entropy", values=whole["relative_entropy"]),
            Column(measure="land_use_simpson", values=whole["simpson"]),
        ],
    )


@finding("land.plans")
def plans(land_use: pd.DataFrame) -> Finding | Reason:
    """List every land-use plan with its mix, or why it has none.

    Parameters
    ----------
    land_use : DataFrame
        A cluster's table.
    """
    mix = land_use_mix(land_use)
    if mix.empty:
        return Reason("no_land_use")
    columns = [
        "as_of", "status", "area_m2", "covered_pct", "classes", "relative_entropy", "simpson",
        "reason",
    ]  # fmt: skip
    return Finding(data=mix, tables=[Table(caption="mix", columns=columns, folded=True)])


@finding("land.floor")
def floor(buildings: pd.DataFrame) -> Finding | Reason:
    """Say how much floor space stands, and for which uses.

    Parameters
    ----------
    buildings : DataFrame
        A cluster's table.
    """
    if buildings.empty:
        return Reason("no_buildings")
    stock = floor_space(buildings)
    if stock.empty:
        return Reason("no_dated_buildings", n=stock.attrs["undated"])
    uses = stock.iloc[-1] / M2_IN_HA
    built = floor_space(buildings, cumulative=False).sum(axis="columns") / M2_IN_HA
    mix = floor_mix(buildings)["relative_entropy"].iloc[-1:]
    unit = Word("axis.floor_ha")
    area, undated = Amount(float(uses.sum() * M2_IN_HA), "m2"), stock.attrs["undated"]
    return Finding(
        data=uses,
        unit="ha",
        sources=cited(buildings),
        said=[
            said("floor", area=area, titles=stock.attrs["titles"], year=stock.index[-1]),
            *([said("floor_undated", undated=undated)] if undated else []),
        ],
        charts=[
            Chart(
                "ranking",
                uses,
                caption="floor_by_use",
                options={"unit": unit, "decimals": 1},
                names="use",
            ),
            Chart("time_columns", built, caption="floor_by_year", options={"unit": unit}),
        ],
        columns=[
            Column(measure="floor_space", values=uses, unit="ha"),
            Column(measure="floor_entropy", values=mix),
        ],
    )


@finding("land.arrived")
def arrived(cluster: Any) -> Finding:
    """Say how many of the firms that contracted have moved in, where both are published.

    Parameters
    ----------
    cluster : Cluster
        Its facts are looked at.
    """
    found = moved_in(cluster.facts)
    if found.empty:
        return Finding(data=found)
    newest = found.iloc[0]
    told = said(
        "moved_in",
        date=newest["as_of"],
        contracted=newest["contracted"],
        inside=(newest["low"], newest["high"]),
        share=(newest["low_share"], newest["high_share"]),
    )
    table = Table(found.set_index("as_of"), caption="moved_in")
    headline = said(
        "headline.moved_in",
        contracted=newest["contracted"],
        share=(newest["low_share"], newest["high_share"]),
        date=newest["as_of"],
    )
    return Finding(data=found, said=[told], tables=[table], matters=0.7, headline=headline)
