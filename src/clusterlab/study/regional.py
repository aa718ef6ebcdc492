"""Asks of all regions: where industries concentrate, which lie together, what grew and why."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..measure.cluster_stars import cluster_stars
from ..measure.coagglomeration import coagglomeration
from ..measure.complexity import complexity
from ..measure.hoover import hoover
from ..measure.industry_table import industry_table
from ..measure.krugman import krugman_concentration
from ..measure.location_quotient import location_quotient
from ..measure.locational_gini import locational_gini
from ..measure.proximity import proximity
from ..measure.relatedness_density import relatedness_density
from ..measure.shift_share import shift_share
from ..measure.theil import theil
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.said import Label, Word, caution, said
from .scope import Scope


def value_added(industries: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Pivot the value added of all sigungu that publish every industry.

    Parameters
    ----------
    industries : DataFrame
        A cluster's industries table.
    year : int
        The year.

    Returns
    -------
    DataFrame, shape (regions, industries)
        100 million KRW, chained at 2020 prices. ``attrs``: source_ids, year.
    """
    table = industry_table(
        industries, value="value_added", level="sigungu", year=year, exclude=("ALL",)
    )
    complete = table.dropna()
    complete.attrs = {"source_ids": table.attrs.get("source_ids", []), "year": year}
    return complete


def spread(table: pd.DataFrame) -> pd.DataFrame:
    """Say how far each industry's spread over regions departs from that of all.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments.

    Returns
    -------
    DataFrame, indexed by `industry`
        nation_share, locational_gini, hoover, krugman_industry, theil_industry [-], largest_region,
        largest_share [-]; most concentrated first. ``attrs``: those of the table.
    """
    found = pd.DataFrame(
        {
            "nation_share": table.sum() / table.to_numpy().sum(),
            "locational_gini": locational_gini(table),
            "hoover": hoover(table),
            "krugman_industry": krugman_concentration(table),
            "theil_industry": theil(table),
            "largest_region": table.idxmax(),
            "largest_share": table.max() / table.sum(),
        }
    ).sort_values("locational_gini", ascending=False, kind="stable")
    found.index.name = "industry"
    found.attrs = dict(table.attrs)
    return found


@finding("regional.concentration")
def concentration(within: Scope) -> Finding:
    """Say which industries stand in few regions and which follow the others.

    Parameters
    ----------
    within : Scope
        Its newest table is looked at.

    Returns
    -------
    Finding
        Its data are those of `spread`.
    """
    found = spread(within.newest)
    first, last = found.index[0], found.index[-1]
    return Finding(
        data=found,
        n=len(within.newest),
        said=[
            said(
                "concentrated",
                first=Label("industry", first),
                gini=found.loc[first, "locational_gini"],
                share=found.loc[first, "largest_share"],
                region=Label("region", found.loc[first, "largest_region"]),
                last=Label("industry", last),
                low=found.loc[last, "locational_gini"],
            ),
            said("read_concentration"),
        ],
        charts=[
            Chart(
                "ranking",
                found["locational_gini"],
                caption="gini_value_added",
                values={"regions": len(within.newest)},
                options={"unit": Word("axis.gini"), "decimals": 2},
                names="industry",
            )
        ],
        cautions=[caution("concentration_scale", regions=len(within.newest))],
        tables=[Table(caption="concentration", folded=True, names={"largest_region": "region"})],
        columns=[
            Column(measure=f"{name}_{within.value}", values=found[column])
            for column, name in {
                "locational_gini": "locational_gini",
                "hoover": "hoover",
                "krugman_industry": "krugman_concentration",
                "theil_industry": "theil",
            }.items()
        ],
    )


def pairs(table: pd.DataFrame) -> pd.DataFrame:
    """List every two industries with how far they lie together.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments.

    Returns
    -------
    DataFrame
        industry_a, industry_b, coagglomeration, proximity [-]; those together first.
    """
    together, near = coagglomeration(table), proximity(table)
    upper = np.triu_indices(len(table.columns), k=1)
    found = pd.DataFrame(
        {
            "industry_a": table.columns[upper[0]],
            "industry_b": table.columns[upper[1]],
            "coagglomeration": together.to_numpy()[upper],
            "proximity": near.to_numpy()[upper],
        }
    ).sort_values("coagglomeration", ascending=False, kind="stable", ignore_index=True)
    found.attrs = dict(table.attrs)
    return found


def outlook(table: pd.DataFrame, *, region: str) -> pd.DataFrame:
    """Say what a region is strong in, and how near each other industry is to that.

    Parameters
    ----------
    table : DataFrame, shape (regions, industries)
        Value added, jobs or establishments.
    region : str
        The region.

    Returns
    -------
    DataFrame, indexed by `industry`
        lq, relatedness_density [-], relatedness_rank among regions (1 is highest), pci; highest
        density first. ``attrs``: eci, eci_rank, regions, reason, and those of the table.
    """
    _check(table, region)
    density = relatedness_density(table)
    eci, pci = complexity(table)
    ranks = density.rank(ascending=False, method="min")
    found = pd.DataFrame(
        {
            "lq": location_quotient(table).loc[region],
            "relatedness_density": density.loc[region],
            "relatedness_rank": ranks.loc[region],
            "pci": pci,
        }
    ).sort_values("relatedness_density", ascending=False, kind="stable")
    found.index.name = "industry"
    found.attrs = dict(table.attrs) | {
        "eci": float(eci[region]),
        "eci_rank": float(eci.rank(ascending=False, method="min")[region]),
        "regions": int(eci.notna().sum()),
        "reason": eci.attrs.get("reason"),
    }
    return found


def growth(before: pd.DataFrame, after: pd.DataFrame, *, regions: Sequence[str]) -> pd.DataFrame:
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
    parts = shift_share(before.loc[both], after.loc[both])
    for region in regions:
        _check(parts, region)
    names = ["change", "national", "mix", "regional"]
    percent = parts[names].div(parts["before"], axis="index") * 100
    percent.columns = [f"{name}_pct" for name in names]
    percent["regional_rank"] = percent["regional_pct"].rank(ascending=False, method="min")
    found = parts[["before", "after"]].join(percent).loc[list(regions)]
    found.index.name = "region"
    found.attrs = {
        "compared": len(both),
        "source_ids": sorted(
            {*before.attrs.get("source_ids", ()), *after.attrs.get("source_ids", ())}
        ),
    }
    return found


def stars(
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
    parts: list[Any] = []
    for region in regions:
        _check(after, region)
        own = table.loc[[region]]
        parts.append(own.sort_values(["stars", "rank"], ascending=[False, True], kind="stable"))
    found: pd.DataFrame = pd.concat(parts)
    found.index.names = ["region", "industry"]
    found.attrs = {
        "source_ids": sorted(
            {*before.attrs.get("source_ids", ()), *after.attrs.get("source_ids", ())}
        )
    }
    return found


def _check(table: pd.DataFrame, region: str) -> None:
    if region not in table.index:
        raise ValueError(f"region {region!r} is not among the {len(table)} of the table")
