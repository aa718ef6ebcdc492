"""Asks where money has to arrive: which firms there are, and who brings money beside them."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from ...measure.district_density import district_density
from ...model.finding import Chart, Column, Finding, Number, finding
from ...model.reason import Reason
from ...model.said import Amount, Joined, Label, Said, Word, caution, said
from ..inventory import FIRMS
from . import funds as tables, intensity
from .chosen import MoneyStudy
from .units import millions, ratio

# Who finds, raises or brings money for a firm.
BRINGERS = ("investor", "accelerator", "incubator")


def firms_by_district(cluster: Any, *, max_uncertainty_m: float = 300) -> "pd.Series[float]":
    """Count the firms present in each planning district.

    Parameters
    ----------
    cluster : Cluster
        Its districts and points are taken.
    max_uncertainty_m : float
        Organisations placed no better than this are not counted [m].

    Returns
    -------
    Series, indexed by district_id
        NaN for outlines that are no district.
    """
    points = cluster.points(max_uncertainty_m=max_uncertainty_m)
    counted = district_density(cluster.districts, points[points["type"].isin(FIRMS)])
    counts = counted.set_index("district_id")["count"].astype(float)
    drawn = cluster.districts.loc[cluster.districts["role"] == "district", "district_id"]
    return counts.where(counts.index.isin(drawn))


def shown_on_map(cluster: Any) -> gpd.GeoDataFrame:
    """Give the firms present, and who brings money beside them.

    Parameters
    ----------
    cluster : Cluster
        Its organisations are taken.
    """
    everyone: gpd.GeoDataFrame = cluster.organisations(include=("present",))
    return everyone[everyone["type"].isin((*FIRMS, *BRINGERS))]


@finding("money.bringers")
def bringers(money: MoneyStudy, *, max_uncertainty_m: float = 300) -> Finding:
    """Say how many firms there are, and how many investors, accelerators and incubators.

    Parameters
    ----------
    money : MoneyStudy
        Its cluster is looked at.
    max_uncertainty_m : float
        Organisations placed no better than this are not counted by district [m].

    Returns
    -------
    Finding
        Its data are the numbers of each kind that brings money.
    """
    place = money.cluster
    everyone = place.organisations(include=("present",))
    kinds = everyone.loc[everyone["type"].isin(BRINGERS), "type"].value_counts()
    counts = kinds.reindex(list(BRINGERS), fill_value=0)
    sources = list(dict.fromkeys(everyone["source_id"].dropna()))
    outlines = list(dict.fromkeys(place.districts["source_id"].dropna()))
    return Finding(
        data=counts,
        sources=sources,
        matters=0.1,
        said=[_beside(int(everyone["type"].isin(FIRMS).sum()), counts)],
        charts=[
            Chart(
                "money_map",
                firms_by_district(place, max_uncertainty_m=max_uncertainty_m),
                caption="money_map",
                options={
                    "cluster": place,
                    "organisations": shown_on_map(place),
                    "max_uncertainty_m": max_uncertainty_m,
                },
                sources=[*sources, *outlines],
            )
        ],
        columns=[Column(measure="money_organisations", values=counts, unit="count")],
    )


def _beside(firms: int, counts: "pd.Series[int]") -> Said:
    """Say who stands beside the firms, leaving out kinds of which there is none."""
    names = [
        Word("named_count", {"name": Label("kind", kind), "count": int(count)})
        for kind, count in counts[counts > 0].items()
    ]
    if not names:
        return said("bringers_none", firms=firms)
    return said("bringers", firms=firms, names=Joined(names))


@finding("money.for_each")
def for_each(money: MoneyStudy) -> Finding | Reason:
    """Say how much fund money there is for each firm and each job.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds, and the counts of its cluster, are looked at.

    Returns
    -------
    Finding
        Its data are those of `intensity.intensity`.
    """
    listed = tables.fund_list(money.funds)
    if listed.empty:
        return Reason("no_single_funds")
    if apart := tables.dates_apart(listed.dropna(subset=["size_high"])):
        return apart
    found = intensity.counts(money.cluster)
    each = intensity.intensity(money.funds, found)
    sources = [name for ids in listed["source_ids"] for name in ids.split(";")]
    return Finding(
        data=each,
        sources=[*sources, *found["source_ids"]],
        as_of=found["firms_as_of"],
        said=[
            said(f"for_{name}", each=Amount((row["low"], row["high"]), money.unit))
            for name, row in each.drop(index="money").iterrows()
            if not row["reason"]
        ],
        numbers=[_each(each, name, unit=money.unit) for name in ("per_firm", "per_job")],
        cautions=[caution("each_not_received")],
    )


def _each(each: pd.DataFrame, name: str, *, unit: str) -> Number:
    """Take one row, in millions: what a firm or a job has is small beside a fund."""
    factor = ratio(unit, millions(unit))
    row = each[each.index == name].iloc[0]
    return Number(
        measure=f"funds_{name}",
        value=row["high"] * factor,
        low=row["low"] * factor,
        unit=millions(unit),
        reason=Reason(row["reason"] or "no_data", what=name),
    )


@finding("money.counted")
def counted(money: MoneyStudy, *, what: str) -> Finding | Reason:
    """Say how many firms or jobs the money was divided by.

    Parameters
    ----------
    money : MoneyStudy
        Its cluster is looked at.
    what : str
        firms or jobs.

    Returns
    -------
    Finding
        Its data are the range of what is told.
    """
    found: Mapping[str, Any] = intensity.counts(money.cluster)
    if pd.isna(found[what][0]):
        return Reason(f"no_{what}")
    return Finding(
        data=found[what],
        sources=found["source_ids"],
        as_of=found[f"{what}_as_of"],
        said=[said(f"each_{what}", value=found[what])],
    )
