"""Asks how much of a cluster's floor and of its listed firms hangs on one owner."""

from typing import Any

import pandas as pd

from ...model.citing import cited
from ...model.finding import Finding, Number, finding
from ...model.reason import Reason
from ...model.said import Label, said
from ..coverage import firms_of
from ..names import called


def floor_of(buildings: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Add up the floor of buildings that bear some names, by class of use.

    Parameters
    ----------
    buildings : DataFrame
        Columns name, use_class, counted and floor_area_m2.
    names : list of str
        As the register writes them.

    Returns
    -------
    DataFrame, indexed by `use_class`
        own and every: floor [m²]; share [-]. Titles whose floor another row holds are left out.
    """
    rows = buildings[buildings["counted"].astype(bool)]
    floor = pd.to_numeric(rows["floor_area_m2"])
    own = floor.where(rows["name"].isin(names), 0.0)
    table = pd.DataFrame({"own": own, "every": floor}).groupby(rows["use_class"].astype(str)).sum()
    return table.assign(share=table["own"] / table["every"].where(table["every"] > 0))


@finding("opening.dependence")
def dependence(cluster: Any) -> Finding | Reason:
    """Say which share of all floor, of its main use and of the listed firms one owner holds."""
    owners = cluster.meta.get("owners", [])
    buildings = cluster.buildings
    if not owners or buildings.empty:
        return Reason("owners_unknown", buildings=len(buildings))
    tables = [floor_of(buildings, list(one.get("buildings", []))) for one in owners]
    place = max(range(len(owners)), key=lambda i: tables[i]["own"].sum())
    first, floor = owners[place], tables[place]
    own, every = float(floor["own"].sum()), float(floor["every"].sum())
    if not own:
        return Reason("owners_unknown", buildings=len(buildings))
    use = str(floor["own"].idxmax())
    firms = firms_of(cluster)
    mine = firms["organisation_id"].isin(first.get("firms", []))
    told = [
        said(
            "dependence",
            owner=called(first),
            own=own / 1e4,
            every=every / 1e4,
            share=own / every,
            use=Label("use", use),
            of_use=float(floor["share"][use]),
        )
    ]
    if mine.any():
        fields = pd.DataFrame({"own": mine, "sector": firms["sector"]}).groupby("sector")["own"]
        most = str(fields.sum().idxmax())
        told.append(
            said(
                "dependence_firms",
                owner=called(first),
                own=int(mine.sum()),
                listed=len(firms),
                share=float(mine.mean()),
                field=Label("sector", most),
                of_field=int(fields.sum()[most]),
                in_field=int(fields.size()[most]),
            )
        )
    return Finding(
        data=floor,
        n=int(buildings["counted"].astype(bool).sum()),
        sources=[*cited(buildings), *cited(firms)],
        as_of=str(cluster.meta.get("as_of", "")),
        said=told,
        numbers=[
            Number(measure="owner_floor_share", value=own / every, unit="1", how="percent"),
            Number(
                measure="owner_main_use_share",
                value=float(floor["share"][use]),
                unit="1",
                how="percent",
                scope=use,
            ),
        ],
        headline=said("headline.dependence", **told[0].values),
        matters=1.0,
    )
