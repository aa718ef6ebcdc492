"""Asks what the regions of clusters specialise in, and how they grew beside each other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ...measure.herfindahl import herfindahl
from ...measure.krugman import krugman_specialisation
from ...measure.location_quotient import location_quotient
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Joined, Label, Said, Word, said
from ..growth import PARTS, basis, parts, stars_of
from ..prices import prices
from ..scope import Scope, published
from .group import Group, cells

# Industries with so many stars lead.
LEADING = 2
# What a value is called in the names of measures and words.
CALLED = {"employees": "jobs"}


@dataclass(frozen=True)
class Shared:
    """Clusters whose regions have figures at one level and of one newest year.

    Parameters
    ----------
    value : str
        What is counted.
    scopes : mapping of str to Scope
        By cluster.
    table : DataFrame, shape (industries, clusters)
        Location quotients [-].
    left_out : tuple of Reason
        Which clusters have no such figures.
    """

    value: str
    scopes: Mapping[str, Scope]
    table: pd.DataFrame
    left_out: tuple[Reason, ...]

    @property
    def first(self) -> Scope:
        """The scope of the first cluster; level and newest year are those of all."""
        return next(iter(self.scopes.values()))

    def of_regions(self, measured: Any) -> "pd.Series[float]":
        """Give a measure of regions by cluster."""
        found = {slug: measured(one.newest)[one.region] for slug, one in self.scopes.items()}
        return pd.Series(found, dtype="float64")


def shared(group: Group, *, value: str) -> Shared | Reason:
    """Choose the clusters that have figures at the level and of the year that most have.

    Parameters
    ----------
    group : Group
        To compare.
    value : str
        value_added, employees, establishments or sales.

    Returns
    -------
    Shared or Reason
        ``left_out_industries`` with all names where no cluster has figures.
    """
    scopes = {cluster.slug: published(cluster, value=value) for cluster in group.clusters}
    there = {slug: one for slug, one in scopes.items() if isinstance(one, Scope)}
    counted = Counter((one.level, one.years[-1]) for one in there.values())
    if not counted:
        return group.left_out("left_out_industries", [])[0]
    wanted = counted.most_common(1)[0][0]
    kept = {slug: one for slug, one in there.items() if (one.level, one.years[-1]) == wanted}
    table = pd.DataFrame(
        {slug: location_quotient(one.newest).loc[one.region] for slug, one in kept.items()}
    )
    table.index.name = "industry"
    cited = {name for one in kept.values() for name in one.newest.attrs.get("source_ids", ())}
    table.attrs = {"source_ids": sorted(cited), "year": wanted[1]}
    return Shared(value, kept, table, tuple(group.left_out("left_out_industries", list(kept))))


@finding("compared.special")
def special(of: Shared) -> Finding:
    """Say what stands out most in each region against the nation.

    Parameters
    ----------
    of : Shared
        Of `shared`.

    Returns
    -------
    Finding
        Its data are the location quotients.
    """
    called = CALLED.get(of.value, of.value)
    regions = {slug: Label("region", one.region) for slug, one in of.scopes.items()}
    outstanding = [
        Word(
            "named_quotient",
            {
                "region": region,
                "industry": Label("industry", of.table[slug].idxmax()),
                "quotient": of.table[slug].max(),
            },
        )
        for slug, region in regions.items()
    ]
    is_money = of.value == "value_added"
    return Finding(
        data=of.table,
        said=[
            *([said("compare_special", names=Joined(outstanding))] if is_money else []),
            *of.left_out,
        ],
        charts=[
            Chart(
                "quotients",
                caption="lq_compared" if is_money else "lq_jobs_compared",
                values={"level": Label("level", of.first.level)},
                options={"names": regions, "unit": Word(f"axis.lq_{called}")},
                names="industry",
            )
        ],
        columns=[
            Column(measure=f"lq_{called}", values=cells(of.table)),
            *(
                [
                    Column(
                        measure="krugman_value_added",
                        values=of.of_regions(krugman_specialisation),
                    ),
                    Column(measure="herfindahl_value_added", values=of.of_regions(herfindahl)),
                ]
                if is_money
                else []
            ),
        ],
    )


@finding("compared.growth")
def growth(of: Shared) -> Finding | Reason:
    """Say whose own part of growth is largest.

    Parameters
    ----------
    of : Shared
        Of `shared`.

    Returns
    -------
    Finding
        Its data are those of `growth.parts`; ``no_earlier_year`` where there is one year only.
    """
    within, regions = _compared(of)
    if len(within.years) < 2:
        return Reason("no_earlier_year", year=str(within.years[-1]))
    found = parts(within.earliest, within.newest, regions=regions)
    own, years = found["regional_pct"], _years(within)
    return Finding(
        data=found,
        as_of=str(within.years[-1]),
        said=[
            said(
                "compare_growth",
                **years,
                first=Label("region", own.idxmax()),
                high=own.max(),
                last=Label("region", own.idxmin()),
                low=own.min(),
                prices=prices(within.newest.attrs.get("unit", "")),
            ),
            said("read_growth"),
        ],
        cautions=basis(within)[1:],
        tables=[
            Table(
                caption="growth_compared",
                columns=["change_pct", *PARTS, "regional_rank"],
                values=years,
                names={"region": "region"},
            )
        ],
        columns=[Column(measure="shift_share_regional_pct", values=own, unit="points")],
    )


@finding("compared.leading")
def leading(of: Shared, *, seed: int) -> Finding | Reason:
    """Say which industry of which region has the most stars.

    Parameters
    ----------
    of : Shared
        Of `shared`.
    seed : int
        Of the weightings behind the interval of the ranks.

    Returns
    -------
    Finding
        Its data are those of `growth.stars_of`; ``no_earlier_year`` where there is one year only.
    """
    within, regions = _compared(of)
    if len(within.years) < 2:
        return Reason("no_earlier_year", year=str(within.years[-1]))
    found = stars_of(within.earliest, within.newest, regions=regions, seed=seed)
    first = found[found["stars"] >= LEADING].sort_values(
        ["stars", "rank"], ascending=[False, True], kind="stable"
    )
    return Finding(
        data=found,
        as_of=str(within.years[-1]),
        said=[*_most(first, within), said("read_stars")],
        tables=[
            Table(
                first,
                caption="stars_compared",
                columns=["stars", "rank", "rank_low", "rank_high"],
                rows=20,
                names={"region": "region"},
            )
        ],
        columns=[Column(measure="cluster_stars", values=found["stars"], unit="stars")],
    )


def _compared(of: Shared) -> tuple[Scope, list[str]]:
    """Take the tables with most years, and the regions that stand in both of its ends."""
    within = max(of.scopes.values(), key=lambda one: len(one.years))
    homes = dict.fromkeys(one.region for one in of.scopes.values())
    both = within.earliest.index.intersection(within.newest.index)
    return within, [region for region in homes if region in both]


def _years(within: Scope) -> dict[str, int]:
    return {"before": within.years[0], "after": within.years[-1]}


def _most(first: pd.DataFrame, within: Scope) -> list[Said]:
    if first.empty:
        return []
    (region, industry), top = first.index[0], first.iloc[0]
    return [
        said(
            "compare_stars",
            region=Label("region", region),
            first=Label("industry", industry),
            stars=top["stars"],
            of=top["of"],
            compared=top["compared"],
            level=Label("level", within.level),
            low=top["rank_low"],
            high=top["rank_high"],
        )
    ]
