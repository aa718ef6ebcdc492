"""Asks how regions grew: with the nation, by their mix, of their own, and led by what."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..measure.cluster_stars import cluster_stars
from ..measure.shift_share import shift_share
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Named, Said, Word, caution, said
from ..model.ties import ranks
from .prices import prices
from .scope import Scope

PARTS = ["national_pct", "mix_pct", "regional_pct"]
STARS = [
    "stars",
    "star_size",
    "star_specialisation",
    "star_focus",
    "star_growth",
    "rank",
    "rank_low",
    "rank_high",
]


def parts(before: pd.DataFrame, after: pd.DataFrame, *, regions: Sequence[str]) -> pd.DataFrame:
    """Split the growth of some regions into national, mix and regional parts.

    Parameters
    ----------
    before, after : DataFrame, shape (regions, industries)
        The same amount at two dates; regions that one of them lacks are left out.
    regions : sequence of str
        The regions to show.

    Returns
    -------
    DataFrame, indexed by `region`
        before, after; change_pct, national_pct, mix_pct, regional_pct: percent of before;
        regional_rank: rank of regional_pct (1 is highest). ``attrs``: compared, source_ids.
    """
    both = before.index.intersection(after.index)
    split = shift_share(before.loc[both], after.loc[both])
    for region in regions:
        _check(split, region)
    names = ["change", "national", "mix", "regional"]
    percent = split[names].div(split["before"], axis="index") * 100
    percent.columns = [f"{name}_pct" for name in names]
    percent["regional_rank"] = ranks(percent["regional_pct"])
    found = split[["before", "after"]].join(percent).loc[list(regions)]
    found.index.name = "region"
    found.attrs = {
        "compared": len(both),
        "source_ids": sorted(
            {*before.attrs.get("source_ids", ()), *after.attrs.get("source_ids", ())}
        ),
    }
    return found


def stars_of(
    before: pd.DataFrame, after: pd.DataFrame, *, regions: Sequence[str], seed: int = 0
) -> pd.DataFrame:
    """Give the stars of each industry of some regions, with the interval of their rank.

    Parameters
    ----------
    before, after : DataFrame, shape (regions, industries)
        The same amount at two dates.
    regions : sequence of str
        The regions to show.
    seed : int
        Of the weightings behind the interval.

    Returns
    -------
    DataFrame, indexed by `region` and `industry`
        As `measure.cluster_stars`; in each region, most stars first.
    """
    both = before.index.intersection(after.index)
    table = cluster_stars(after.loc[both], before=before.loc[both], seed=seed)
    shown: list[Any] = []
    for region in regions:
        _check(after, region)
        own = table.loc[[region]]
        shown.append(own.sort_values(["stars", "rank"], ascending=[False, True], kind="stable"))
    found: pd.DataFrame = pd.concat(shown)
    found.index.names = ["region", "industry"]
    found.attrs = {
        "source_ids": sorted(
            {*before.attrs.get("source_ids", ()), *after.attrs.get("source_ids", ())}
        )
    }
    return found


@finding("growth.region")
def region(within: Scope) -> Finding | Reason:
    """Say how the cluster's region grew, and how much of that is its own.

    Parameters
    ----------
    within : Scope
        Its earliest and its newest table are held against each other.

    Returns
    -------
    Finding
        Its data are those of `parts`; ``no_earlier_year`` where there is one year only.
    """
    if len(within.years) < 2:
        return Reason("no_earlier_year", year=str(within.years[-1]))
    found = parts(within.earliest, within.newest, regions=[within.region])
    own = found.iloc[0]
    return Finding(
        data=found,
        as_of=str(within.years[-1]),
        scope=within.region,
        n=found.attrs["compared"],
        said=[
            said(
                "growth",
                region=Label("region", within.region),
                before=within.years[0],
                after=within.years[-1],
                change=own["change_pct"],
                national=own["national_pct"],
                mix=own["mix_pct"],
                own=own["regional_pct"],
                rank=own["regional_rank"],
                compared=found.attrs["compared"],
                level=Label("level", within.level),
            ),
            said("read_growth"),
        ],
        charts=[
            Chart(
                "ranking",
                own[PARTS].astype(float),
                caption="growth",
                values={
                    "region": Label("region", within.region),
                    "before": within.years[0],
                    "after": within.years[-1],
                },
                options={
                    "unit": Word("axis.growth_pct", {"year": within.years[0]}),
                    "decimals": 1,
                },
                names="part",
            )
        ],
        cautions=basis(within),
        columns=[
            Column(measure="growth_pct", values=found["change_pct"], unit="percent"),
            Column(measure="shift_share_regional_pct", values=found["regional_pct"], unit="points"),
        ],
    )


@finding("growth.leading")
def leading(within: Scope, *, seed: int) -> Finding | Reason:
    """Say which industry of the cluster's region has the most stars.

    Parameters
    ----------
    within : Scope
        Its earliest and its newest table are held against each other.
    seed : int
        Of the weightings behind the interval of the ranks.

    Returns
    -------
    Finding
        Its data are the region's rows of `stars_of`; ``no_earlier_year`` where there is one year
        only.
    """
    if len(within.years) < 2:
        return Reason("no_earlier_year", year=str(within.years[-1]))
    found = stars_of(within.earliest, within.newest, regions=[within.region], seed=seed)
    own = found.droplevel("region")
    first = own.iloc[0]
    return Finding(
        data=own,
        as_of=str(within.years[-1]),
        scope=within.region,
        said=[
            said(
                "stars",
                region=Label("region", within.region),
                first=Label("industry", own.index[0]),
                stars=first["stars"],
                of=first["of"],
                compared=first["compared"],
                level=Label("level", within.level),
                low=first["rank_low"],
                high=first["rank_high"],
            ),
            said("read_stars"),
        ],
        tables=[
            Table(
                caption="stars",
                columns=STARS,
                values={
                    "region": Label("region", within.region),
                    "before": within.years[0],
                    "after": within.years[-1],
                },
            )
        ],
        columns=[Column(measure="cluster_stars", values=own["stars"], unit="stars")],
    )


def basis(within: Scope) -> list[Said]:
    """Say what bears on a growth: its prices, and what the package says of its two years.

    Parameters
    ----------
    within : Scope
        Unit and ``year_notes`` of its tables are looked at.
    """
    of_prices = prices(within.newest.attrs.get("unit", ""))
    notes = within.year_notes
    return [
        caution(of_prices.key.replace("prices", "growth_basis"), prices=of_prices),
        *(
            caution("year_note", note=Named(notes[str(year)]))
            for year in (within.years[0], within.years[-1])
            if str(year) in notes
        ),
    ]


def _check(table: pd.DataFrame, region: str) -> None:
    if region not in table.index:
        raise ValueError(f"region {region!r} is not among the {len(table)} of the table")
