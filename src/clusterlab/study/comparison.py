"""Sets clusters side by side: one row a cluster, one column a measure."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..invest.structure import private_share
from ..measure.district_density import district_density
from ..measure.mix_index import community_counts, mix_index
from ..measure.occupancy import occupancy
from .access import nearest_by_kind
from .inventory import FIRMS, count_organisations, mostly_placed
from .money import funds as money, intensity as money_intensity, mandates as money_mandates
from .specialisation import comparison_years, region_profile


def sizes(clusters: Sequence[Any], *, max_uncertainty_m: float) -> pd.DataFrame:
    """Count what each cluster holds, and how much of it is placed.

    Returns
    -------
    DataFrame, indexed by `cluster`
        present, placed, placed_share [-], register_share [-] (present firms that come from a
        register rather than a list made by hand), anchors, universities; all present.
    """
    rows = {}
    for cluster in clusters:
        everyone = cluster.organisations(include=("present",))
        counts = count_organisations(everyone, max_uncertainty_m=max_uncertainty_m)
        total = counts.sum()
        firms = cluster.firms[cluster.firms["same_as"].isna()]
        listed = firms.loc[firms["status"] == "present", "listing"]
        rows[cluster.slug] = {
            "present": total["present"],
            "placed": total["placed"],
            "placed_share": total["placed"] / total["present"] if total["present"] else None,
            "register_share": (listed == "register").mean() if len(listed) else None,
            "anchors": counts["present"].get("anchor", 0),
            "universities": counts["present"].get("university", 0),
        }
    return _table(rows)


def community(clusters: Sequence[Any], *, seed: int) -> pd.DataFrame:
    """Say how far each role of the community is filled, placed or not.

    Parameters
    ----------
    clusters : sequence of Cluster
        To compare.
    seed : int
        Of the weightings behind the rank interval.

    Returns
    -------
    DataFrame, indexed by `cluster`
        firm, university, institute, hospital, support: organisations present; and as
        `measure.mix_index`.
    """
    parts = [
        cluster.organisations(include=("present",))[["type"]].assign(cluster=cluster.slug)
        for cluster in clusters
    ]
    counts = community_counts(pd.concat(parts), place="cluster")
    ordered = counts.reindex([cluster.slug for cluster in clusters], fill_value=0)
    found = ordered.join(mix_index(ordered, seed=seed))
    found.index.name = "cluster"
    return found


def densities(clusters: Sequence[Any], *, max_uncertainty_m: float) -> pd.DataFrame:
    """Give the density of each district of each cluster.

    Returns
    -------
    DataFrame, indexed by `cluster` and `district_id`
        count, area_ha [ha], per_ha [1/ha]; districts with an outline. per_ha is NaN where less than
        half of a cluster's organisations are placed.
    """
    parts = []
    for cluster in clusters:
        points = cluster.points(max_uncertainty_m=max_uncertainty_m)
        density = district_density(cluster.districts, points)
        inner = density[(cluster.districts["role"] == "district") & density["per_ha"].notna()]
        if not mostly_placed(points, cluster.organisations(include=("present",))):
            inner = inner.assign(per_ha=float("nan"))
        parts.append(inner.assign(cluster=cluster.slug))
    table: pd.DataFrame = pd.concat(parts).set_index(["cluster", "district_id"])
    return table[["count", "area_ha", "per_ha"]]


def complexes(clusters: Sequence[Any]) -> pd.DataFrame:
    """Give the occupancy of each cluster's complexes, from one statistic of the whole country.

    Returns
    -------
    DataFrame, indexed by `name`
        cluster, tenants, operating, operating_share, operating_rank_pct, sold_share, as_of,
        source_id; complexes with tenants.
    """
    parts = []
    for cluster in clusters:
        shares = occupancy(cluster.complexes)
        complexes = cluster.complexes.set_index("complex_id")
        own = complexes.loc[complexes.index.intersection(cluster.meta["complexes"])]
        parts.append(own.join(shares).assign(cluster=cluster.slug))
    every: pd.DataFrame = pd.concat(parts).drop_duplicates("name")
    return every[every["operating_share"].notna()].set_index("name")


def national_complexes(clusters: Sequence[Any]) -> pd.DataFrame:
    """Give the list of complexes that most is compared with: the longest that a cluster has."""
    longest: pd.DataFrame = max((cluster.complexes for cluster in clusters), key=len)
    return longest


def national_industries(clusters: Sequence[Any]) -> pd.DataFrame:
    """Give the industries table that most is compared with: the longest that a cluster has."""
    longest: pd.DataFrame = max((cluster.industries for cluster in clusters), key=len)
    return longest


def with_figures(clusters: Sequence[Any], *, level: str, value: str, year: int) -> list[Any]:
    """Choose the clusters whose region has figures of a year, beside those of other regions.

    Parameters
    ----------
    clusters : sequence of Cluster
        To compare; some may have no region, or no figures of it.
    level : str
        sigungu or sido.
    value : str
        value_added, employees, establishments or sales.
    year : int
        The year.

    Returns
    -------
    list of Cluster
        In their order.
    """
    return [
        cluster
        for cluster in clusters
        if year
        in comparison_years(
            cluster.industries[cluster.industries["year"] == year],
            region=cluster.meta["reference_regions"].get(level, ""),
            level=level,
            value=value,
        )
    ]


def quotients(clusters: Sequence[Any], *, level: str, value: str, year: int) -> pd.DataFrame:
    """Give the location quotients of each cluster's region; each must have figures of it.

    Returns
    -------
    DataFrame, shape (industries, clusters)
        Ratio [-]. ``attrs``: source_ids, and krugman and herfindahl by cluster.
    """
    columns, krugman, herfindahl, found = {}, {}, {}, list[str]()
    for cluster in clusters:
        profile = region_profile(
            cluster.industries,
            region=cluster.meta["reference_regions"][level],
            level=level,
            value=value,
            years=(year,),
            exclude=("ALL",),
        )
        columns[cluster.slug] = profile[f"lq_{year}"]
        krugman[cluster.slug] = profile.attrs["krugman"]
        herfindahl[cluster.slug] = profile.attrs["herfindahl"]
        found.extend(profile.attrs["source_ids"])
    table = pd.DataFrame(columns)
    table.index.name = "industry"
    table.attrs = {
        "source_ids": sorted(set(found)),
        "krugman": pd.Series(krugman),
        "herfindahl": pd.Series(herfindahl),
    }
    return table


def medians(
    clusters: Sequence[Any],
    *,
    kinds: Mapping[str, Sequence[str]],
    max_uncertainty_m: float,
    minimum: int,
) -> pd.DataFrame:
    """Give the median distance from firms to the nearest place of each kind.

    Parameters
    ----------
    clusters : sequence of Cluster
        To compare.
    kinds : mapping of str to sequence of str
        Types of organisations under one name; stations are added.
    max_uncertainty_m : float
        Points placed no better are left out [m].
    minimum : int
        Firms that a cluster needs.

    Returns
    -------
    DataFrame, shape (clusters, kinds)
        Distance [m]; NaN where too few firms are placed, or nothing to measure to.
    """
    rows = {}
    for cluster in clusters:
        points = cluster.points(max_uncertainty_m=max_uncertainty_m)
        firms = points[points["type"].isin(FIRMS)]
        targets = {name: points[points["type"].isin(types)] for name, types in kinds.items()}
        nearest = nearest_by_kind(firms, targets | {"station": cluster.transit})
        scale = 1.0 if len(firms) >= minimum else float("nan")
        rows[cluster.slug] = (nearest["median_m"] * scale).to_dict()
    return _table(rows).astype(float)


def regional_funds(clusters: Sequence[Any]) -> pd.DataFrame:
    """Give the private share of each cluster's own funds, national ones left out.

    Returns
    -------
    DataFrame, indexed by `name`
        cluster, low, high [-], as_of, source_ids; funds whose split is known.
    """
    parts = []
    for cluster in clusters:
        shares = private_share(cluster.package.tables["funds"])
        parts.append(shares[shares["high"].notna()].assign(cluster=cluster.slug))
    table: pd.DataFrame = pd.concat(parts).set_index("name")
    return table


def money_rows(clusters: Sequence[Any]) -> pd.DataFrame:
    """Set the money of each cluster's own funds side by side, each figure as a range.

    Returns
    -------
    DataFrame, indexed by `cluster`
        funds, known (with a known split); size_low, size_high of single funds in place
        [100 million won]; private_low_share, private_high_share [-], leverage_low, leverage_high
        [won for each public won], pooled over those with a known split; funds_per_firm_low,
        funds_per_firm_high [100 million won]; bound_low_share, bound_high_share: part that must
        be invested in the region [-]. NaN where no source tells. `attrs`: source_ids.
    """
    rows, sources = {}, set[str]()
    for cluster in clusters:
        funds = cluster.package.tables["funds"]
        listed = money.fund_list(funds)
        pooled = money.pooled_split(listed)
        found = money_intensity.counts(cluster)
        each = money_intensity.intensity(funds, found).loc["per_firm"]
        bound = money_mandates.mandate(funds).loc["share"]
        for ids in listed["source_ids"]:
            sources |= set(ids.split(";"))
        sources |= set(found["count_source_ids"])
        rows[cluster.slug] = {
            "funds": pooled["funds"],
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
    table = _table(rows)
    table.attrs = {"source_ids": sorted(sources - {""})}
    return table


def ranks(table: pd.DataFrame, *, largest_first: bool = True) -> pd.DataFrame:
    """Rank clusters on each measure that every one of them has.

    Parameters
    ----------
    table : DataFrame, shape (clusters, measures)
        Measures with a missing value are not ranked.
    largest_first : bool
        Whether the largest value is first.
    """
    complete = table.dropna(axis="columns")
    return complete.rank(ascending=not largest_first, method="min").astype(int)


def _table(rows: dict[str, dict[Any, Any]]) -> pd.DataFrame:
    table: pd.DataFrame = pd.DataFrame.from_dict(rows, orient="index")
    table.index.name = "cluster"
    return table
