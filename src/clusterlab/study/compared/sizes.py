"""Asks what may be compared, how much of what there is, and whether every role is filled."""

import pandas as pd

from ...measure.mix_index import community_counts, mix_index
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.said import Joined, Label, Word, caution, said
from ..inventory import count_organisations
from .group import Group, by_cluster, named

ROLES = ["firm", "university", "institute", "hospital", "support"]
# Fewer points than so many times what a distance needs are too thin to compare.
THIN = 3


def counted(group: Group) -> pd.DataFrame:
    """Count what each cluster holds, and how much of it is placed.

    Returns
    -------
    DataFrame, indexed by `cluster`
        present, placed, placed_share [-], register_share [-] (present firms that come from a
        register rather than a list made by hand), anchors, universities; all present.
    """
    rows = {}
    for cluster, everyone in zip(group.clusters, group.everyone, strict=True):
        counts = count_organisations(everyone, max_uncertainty_m=group.max_uncertainty_m)
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
    return by_cluster(rows)


def community(group: Group, *, seed: int) -> pd.DataFrame:
    """Say how far each role of the community is filled, placed or not.

    Parameters
    ----------
    group : Group
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
        everyone[["type"]].assign(cluster=slug)
        for slug, everyone in zip(group.slugs, group.everyone, strict=True)
    ]
    counts = community_counts(pd.concat(parts), place="cluster")
    ordered = counts.reindex(group.slugs, fill_value=0)
    found = ordered.join(mix_index(ordered, seed=seed))
    found.index.name = "cluster"
    return found


@finding("compared.comparable")
def comparable(group: Group, *, minimum: int) -> Finding:
    """Say what may be compared at all, and what may not.

    Parameters
    ----------
    group : Group
        To compare.
    minimum : int
        Points that a distance needs.

    Returns
    -------
    Finding
        Its data are those of `counted`.
    """
    found = counted(group)
    shares = found["register_share"]
    thin = found[found["placed"] < THIN * minimum]
    return Finding(
        data=found,
        sources=group.cited,
        matters=1.0,
        headline=said("headline.comparable"),
        said=[said("compare_may")],
        cautions=[
            caution("compare_may_not", low=shares.min(), high=shares.max()),
            *(
                [
                    caution(
                        "compare_thin",
                        names=named(list(thin.index)),
                        placed=thin["placed"].min(),
                        metres=group.max_uncertainty_m,
                    )
                ]
                if len(thin)
                else []
            ),
        ],
        tables=[
            Table(
                caption="comparable",
                columns=["present", "placed", "placed_share", "register_share"],
            )
        ],
    )


@finding("compared.sizes")
def sizes(group: Group) -> Finding:
    """Say how many organisations of each kind are known.

    Parameters
    ----------
    group : Group
        To compare.

    Returns
    -------
    Finding
        Its data are those of `counted`.
    """
    found = counted(group)
    shown = ("present", "placed", "anchors", "universities")
    counts = [
        Word("named_count", {"name": Label("-", slug), "count": int(count)})
        for slug, count in found["present"].items()
    ]
    return Finding(
        data=found,
        sources=group.cited,
        said=[said("compare_sizes", names=Joined(counts))],
        charts=[
            Chart(
                "comparison",
                caption="sizes",
                options={"panels": {name: Label("column", name) for name in shown}},
                names="-",
            )
        ],
        columns=[
            Column(measure="organisations_present", values=found["present"], unit="count"),
            Column(measure="placed_share", values=found["placed_share"], n=found["present"]),
        ],
    )


@finding("compared.mix")
def mix(group: Group, *, seed: int) -> Finding:
    """Say where the roles of a community are filled most evenly.

    Parameters
    ----------
    group : Group
        To compare.
    seed : int
        Of the weightings behind the rank interval.

    Returns
    -------
    Finding
        Its data are those of `community`.
    """
    found = community(group, seed=seed)
    ordered = found.sort_values("rank")
    overlap = (ordered["rank_low"].iloc[1:].to_numpy() <= ordered["rank_high"].iloc[:-1]).all()
    return Finding(
        data=found,
        sources=group.cited,
        said=[
            said("mix_overlap")
            if overlap
            else said(
                "compare_mix",
                first=Label("-", found["index"].idxmax()),
                high=found["index"].max(),
                last=Label("-", found["index"].idxmin()),
                low=found["index"].min(),
            ),
            said("read_mix"),
        ],
        tables=[
            Table(
                caption="mix_compared", columns=[*ROLES, "index", "rank", "rank_low", "rank_high"]
            )
        ],
        columns=[
            Column(measure="mix_index", values=found["index"]),
            Column(measure="mix_rank", values=found["rank"], unit="rank"),
        ],
    )
