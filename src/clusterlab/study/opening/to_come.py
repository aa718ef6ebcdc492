"""Asks what complexes and sites that are planned would add to those that stand."""

from typing import Any

import pandas as pd

from ...model.finding import Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import said

GOAL = "_target"
"""Ending of the indicator of a facts row that says what another row is to become."""


def unbuilt(cluster: Any) -> pd.DataFrame:
    """List the cluster's own complexes with their land for industry, and whether any was offered.

    Returns
    -------
    DataFrame, indexed by `name`
        industrial_area_m2, for_sale_area_m2, unsold_area_m2 [m²], stands (something is for
        sale or a tenant is known), as_of, source_id.
    """
    every = cluster.complexes
    own = every[every["complex_id"].isin(cluster.meta.get("complexes", []))]
    stands = (own["for_sale_area_m2"].fillna(0) > 0) | (own["tenants"].fillna(0) > 0)
    own = own.assign(stands=stands).set_index("name")
    areas = ["industrial_area_m2", "for_sale_area_m2", "unsold_area_m2"]
    table: pd.DataFrame = own[[*areas, "stands", "as_of", "source_id"]]
    return table


def goals(facts: pd.DataFrame) -> pd.DataFrame:
    """Pair each area with the area that it is to become.

    Returns
    -------
    DataFrame, one row a pair
        indicator, now, then [m²], now_as_of, then_as_of, source_ids; the newest row of each.
    """
    rows = facts[facts["unit"] == "m2"].dropna(subset=["value"]).sort_values("as_of", kind="stable")
    newest = rows.groupby("indicator").tail(1).set_index("indicator")
    found = [
        {
            "indicator": name,
            "now": newest.loc[name, "value"],
            "then": newest.loc[f"{name}{GOAL}", "value"],
            "now_as_of": newest.loc[name, "as_of"],
            "then_as_of": newest.loc[f"{name}{GOAL}", "as_of"],
            "source_ids": ";".join({*newest.loc[[name, f"{name}{GOAL}"], "source_id"]}),
        }
        for name in newest.index
        if f"{name}{GOAL}" in newest.index
    ]
    columns = ["indicator", "now", "then", "now_as_of", "then_as_of", "source_ids"]
    return pd.DataFrame(found, columns=columns)


@finding("opening.to_come")
def to_come(cluster: Any) -> Finding | Reason:
    """Say what land for industry is to come, against the land that is there."""
    own, pairs = unbuilt(cluster), goals(cluster.facts)
    told: list[Any] = []
    now = float(own.loc[own["stands"], "industrial_area_m2"].sum())
    rest = own.loc[~own["stands"], "industrial_area_m2"]
    if len(rest) and now:
        told.append(
            said(
                "to_come",
                complexes=len(rest),
                area=rest.sum() / 1e4,
                now=now / 1e4,
                share=rest.sum() / now,
                date=str(own["as_of"].max()),
            )
        )
    unsold, offered = own["unsold_area_m2"].sum(), own["for_sale_area_m2"].sum()
    if unsold > 0:
        told.append(
            said(
                "to_come_unsold",
                area=unsold / 1e4,
                share=unsold / offered,
                date=str(own["as_of"].max()),
            )
        )
    told += [
        said(
            "to_come_goal",
            now=row["now"] / 1e4,
            then=row["then"] / 1e4,
            share=row["then"] / row["now"] - 1,
            date=row["now_as_of"],
            by=row["then_as_of"],
        )
        for row in pairs.to_dict("records")
    ]
    if not told:
        return Reason("nothing_to_come")
    headline = None
    if told[0].key == "to_come":
        headline = said("headline.to_come", **told[0].values)
    elif told[0].key == "to_come_goal":
        headline = said("headline.to_come_goal", **told[0].values)
    area = own["industrial_area_m2"]
    sources = {*own["source_id"], *(x for row in pairs["source_ids"] for x in row.split(";"))}
    return Finding(
        data=own,
        sources=sorted(sources),
        n=len(own) + len(pairs),
        as_of=str(own["as_of"].max()) if len(own) else str(pairs["now_as_of"].max()),
        said=told,
        tables=[Table(caption="to_come", columns=["industrial_area_m2", "stands"], folded=True)]
        if len(rest)
        else [],
        columns=[Column(measure="industrial_land", values=area, unit="m2")] if len(own) else [],
        headline=headline,
        matters=0.9,
    )
