"""Asks what may be compared, how much of what there is, and whether every role is filled."""

import pandas as pd

from ...measure.mix_index import community_counts, mix_index
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Joined, Label, Word, caution, said
from ..coverage import alike
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
        register rather than a list made by hand), coverage [-] and registered [firms] (NaN where
        no register is known), anchors, universities; all present.
    """
    rows = {}
    for cluster, everyone, cover in zip(
        group.clusters, group.everyone, group.coverages, strict=True
    ):
        counts = count_organisations(everyone, max_uncertainty_m=group.max_uncertainty_m)
        total = counts.sum()
        firms = cluster.firms[cluster.firms["same_as"].isna()]
        listed = firms.loc[firms["status"] == "present", "listing"]
        rows[cluster.slug] = {
            "present": total["present"],
            "placed": total["placed"],
            "placed_share": total["placed"] / total["present"] if total["present"] else None,
            "register_share": (listed == "register").mean() if len(listed) else None,
            "coverage": cover.share,
            "registered": cover.registered,
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
    # A role without a row is one that nobody listed, and no count of 0.
    ordered = counts.reindex(group.slugs).astype(float)
    ordered = ordered.where(ordered > 0)
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
    unlike = alike(group.coverages)
    thin = found[found["placed"] < THIN * minimum]
    return Finding(
        data=found,
        sources=group.cited,
        matters=1.0,
        headline=said("headline.comparable"),
        said=[said("compare_may"), *([] if unlike is None else [unlike])],
        cautions=[
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
                columns=["present", "placed", "placed_share", "registered", "coverage"],
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
    found, unlike = counted(group), alike(group.coverages)
    shown = ("present", "placed", "anchors", "universities")
    drawn = Chart(
        "comparison",
        caption="sizes",
        options={"panels": {name: Label("column", name) for name in shown}},
        names="-",
    )
    counts = [
        Word("named_count", {"name": Label("-", slug), "count": int(count)})
        for slug, count in found["present"].items()
    ]
    return Finding(
        data=found,
        sources=group.cited,
        said=[said("compare_sizes", names=Joined(counts)), *([] if unlike is None else [unlike])],
        # Bars side by side would rank what only counts how closely each place was searched.
        charts=[drawn] if unlike is None else [],
        columns=[
            Column(measure="organisations_present", values=found["present"], unit="count"),
            Column(measure="placed_share", values=found["placed_share"], n=found["present"]),
        ],
    )


@finding("compared.mix")
def mix(group: Group, *, seed: int) -> Finding | Reason:
    """Say where the roles of a community are filled most evenly.

    Parameters
    ----------
    group : Group
        To compare.
    seed : int
        Of the weightings behind the rank interval.

    Returns
    -------
    Finding or Reason
        Its data are those of `community`; a reason where the lists do not cover alike.
    """
    unlike = alike(group.coverages)
    if unlike is not None:
        return unlike
    found = community(group, seed=seed)
    if found["index"].notna().sum() < 2:
        return Reason("roles_unlisted", names=named(list(found.index[found["index"].isna()])))
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
            Column(measure="mix_index", values=found["index"], reason=Reason("role_unlisted")),
            Column(measure="mix_rank", values=found["rank"], unit="rank"),
        ],
    )
