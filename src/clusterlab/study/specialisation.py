"""Says what a region specialises in, beside the nation and every other region."""

from typing import Any

import pandas as pd

from ..measure.herfindahl import herfindahl
from ..measure.krugman import krugman_specialisation
from ..measure.location_quotient import location_quotient
from ..model.finding import Chart, Column, Comparison, Finding, Number, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Word, caution, said
from .names import called
from .scope import Scope, published
from .standing import standing


def region_profile(within: Scope) -> pd.DataFrame:
    """Give a region's location quotients by industry, of the newest year and of the earliest.

    Parameters
    ----------
    within : Scope
        Region and tables; the nation is the sum of all regions of a table.

    Returns
    -------
    DataFrame, indexed by `industry`
        region_share, nation_share [-] of the newest year; lq_before, where there is an earlier
        year, and lq [-]; highest quotient first. ``attrs``: source_ids, year, regions (how many
        are compared), and the region's herfindahl, krugman and krugman_rank_pct: the percentage
        of regions that are less specialised.
    """
    region, newest = within.region, within.newest
    columns = {
        "region_share": newest.loc[region] / newest.loc[region].sum(),
        "nation_share": newest.sum() / newest.to_numpy().sum(),
    }
    if len(within.years) > 1:
        columns["lq_before"] = location_quotient(within.earliest).loc[region]
    columns["lq"] = location_quotient(newest).loc[region]
    found = pd.DataFrame(columns)
    found.index.name = "industry"
    difference = krugman_specialisation(newest)
    found.attrs = {
        "source_ids": list(newest.attrs.get("source_ids", ())),
        "year": within.years[-1],
        "regions": len(newest),
        "herfindahl": float(herfindahl(newest)[region]),
        "krugman": float(difference[region]),
        "krugman_rank_pct": float((difference < difference[region]).mean() * 100),
    }
    return found.sort_values("lq", ascending=False, kind="stable")


@finding("specialisation.by_value_added")
def by_value_added(cluster: Any) -> Finding | Reason:
    """Say in which industry a cluster's region stands out by value added, and how much it differs.

    Parameters
    ----------
    cluster : Cluster
        Level, region and years are those that its tables publish.
    """
    within = published(cluster, value="value_added")
    if isinstance(within, Reason):
        return Reason("no_region_value_added")
    found = region_profile(within)
    region = Label("region", within.region)
    first, about = found.iloc[0], found.attrs
    told = [
        said(
            "special",
            region=region,
            first=Label("industry", found.index[0]),
            quotient=first["lq"],
            share=first["region_share"],
            nation=first["nation_share"],
        ),
        said(
            "krugman",
            krugman=about["krugman"],
            place=standing(about["krugman_rank_pct"] / 100, of=about["regions"], against="regions"),
        ),
    ]
    scale = caution("value_added_scale", region=region, name=called(cluster.meta))
    return _laid_out(within, found, told=told, scale=scale, name="value_added", folded=False)


@finding("specialisation.by_jobs")
def by_jobs(cluster: Any) -> Finding | Reason:
    """Say in which industry a cluster's region stands out by jobs, in the newest year.

    Parameters
    ----------
    cluster : Cluster
        Level, region and year are those that its tables publish.
    """
    within = published(cluster, value="employees")
    if isinstance(within, Reason):
        return Reason("no_region_jobs")
    # Surveys of jobs change their frame too often for two years to be set side by side.
    newest = Scope(within.level, within.region, within.value, within.years[-1:], within.tables[-1:])
    found = region_profile(newest)
    region = Label("region", within.region)
    told = [
        said(
            "special_jobs",
            region=region,
            first=Label("industry", found.index[0]),
            quotient=found["lq"].iloc[0],
        )
    ]
    scale = caution("jobs_scale", region=region, name=called(cluster.meta))
    return _laid_out(newest, found, told=told, scale=scale, name="jobs", folded=True)


def _laid_out(
    within: Scope, found: pd.DataFrame, *, told: Any, scale: Any, name: str, folded: bool
) -> Finding:
    about = found.attrs
    names = {"lq_before": str(within.years[0])} if "lq_before" in found else {}
    names |= {"lq": str(within.years[-1])}
    return Finding(
        data=found,
        scope=within.region,
        compared=Comparison(
            against="regions", of=about["regions"], share_below=about["krugman_rank_pct"] / 100
        ),
        said=told,
        charts=[
            Chart(
                "quotients",
                found[list(names)],
                caption=f"lq_{name}",
                values={"region": Label("region", within.region)},
                options={"names": names, "unit": Word(f"axis.lq_{name}")},
                names="industry",
            )
        ],
        tables=[
            Table(
                found.rename(
                    columns={
                        column: Word("column.lq_of_year", {"year": year})
                        for column, year in names.items()
                    }
                ),
                caption=f"lq_{name}_table",
                folded=folded,
            )
        ],
        numbers=[
            Number(measure=f"herfindahl_{name}", value=about["herfindahl"], unit="1"),
            Number(measure=f"krugman_{name}", value=about["krugman"], unit="1", n=about["regions"]),
        ],
        columns=[Column(measure=f"lq_{name}", values=found["lq"])],
        cautions=[scale],
        # What a whole region is good at says little of a place in it.
        matters=0.15,
        headline=said(
            f"headline.special_{name}",
            region=Label("region", within.region),
            first=Label("industry", found.index[0]),
            quotient=found["lq"].iloc[0],
        ),
    )
