"""Says what a cluster holds, how surely its places are known, and what is not known of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from ..measure.district_density import district_density
from ..model.finding import Column, Finding, Number, Table, finding
from ..model.said import caution, said
from .inventory import (
    FIRMS,
    STATUSES,
    count_organisations,
    disagreements,
    gaps,
    mostly_placed,
    split_stack,
)
from .names import called

# From this share of all firms on, the firms of one spot rule densities and distances.
CROWDED = 0.2


@dataclass(frozen=True)
class Held:
    """A cluster with its organisations, and those of them that are placed well enough.

    Parameters
    ----------
    cluster : Cluster
        The cluster.
    everyone, points, firms : GeoDataFrame
        All organisations whatever their status; those present and placed; the firms of these.
    counts : DataFrame, indexed by `type`
        As `inventory.count_organisations` makes it.
    max_uncertainty_m : float
        What "well enough" means [m].
    """

    cluster: Any
    everyone: gpd.GeoDataFrame
    points: gpd.GeoDataFrame
    firms: gpd.GeoDataFrame
    counts: pd.DataFrame
    max_uncertainty_m: float

    @property
    def total(self) -> "pd.Series[int]":
        """Counts over all types."""
        return self.counts.sum()

    @property
    def cited(self) -> gpd.GeoDataFrame:
        """Whom a measure of distance rests on: the placed ones, or all where none is placed."""
        return self.points if len(self.points) else self.everyone

    @property
    def mostly_placed(self) -> bool:
        """Whether enough organisations are placed for a density to hold."""
        return mostly_placed(self.points, self.cluster.organisations())

    @cached_property
    def density(self) -> pd.DataFrame:
        """Density of each district, as `measure.district_density` gives it, by district_id.

        None has any where most organisations are not placed; ``reason`` is then a code.
        """
        found = district_density(self.cluster.districts, self.points, weights="employees")
        if not self.mostly_placed:
            found = found.assign(per_ha=float("nan"), reason="mostly_unplaced")
        return found.set_index("district_id")

    def crowd(self, minimum: int) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame] | None:
        """Part the firms of one spot from the others, where they are so many that they rule.

        Parameters
        ----------
        minimum : int
            Firms that a measure of distance needs.
        """
        stack, others = split_stack(self.firms)
        rules = len(stack) > CROWDED * len(self.firms) and len(stack) >= minimum
        return (stack, others) if rules else None


def held(cluster: Any, *, max_uncertainty_m: float) -> Held:
    """Take a cluster's organisations once, for all questions.

    Parameters
    ----------
    cluster : Cluster
        The cluster.
    max_uncertainty_m : float
        Organisations placed no better than this are counted, but not placed [m].
    """
    everyone = cluster.organisations(include=list(STATUSES))
    points = cluster.points(max_uncertainty_m=max_uncertainty_m)
    return Held(
        cluster=cluster,
        everyone=everyone,
        points=points,
        firms=points[points["type"].isin(FIRMS)],
        counts=count_organisations(everyone, max_uncertainty_m=max_uncertainty_m),
        max_uncertainty_m=max_uncertainty_m,
    )


@finding("profile.counted")
def counted(held: Held) -> Finding:
    """Say how many organisations operate, how many are placed, and who is still to come."""
    total, everyone = held.total, held.everyone
    share = total["placed"] / total["present"] if total["present"] else None
    grades = everyone.loc[everyone["status"] == "present", "confidence"].value_counts()
    name = called(held.cluster.meta)
    told = [said("inventory_none", name=name)]
    headline = None
    if share is not None:
        told = [
            said(
                "inventory",
                name=name,
                present=total["present"],
                placed=total["placed"],
                share=share,
                metres=held.max_uncertainty_m,
            )
        ]
        headline = said(
            "headline.counted", name=name, present=total["present"], placed=total["placed"]
        )
    coming = {name: total[name] for name in ("planned", "pledged") if total[name]}
    if coming:
        told.append(said(f"inventory_{'to_come' if len(coming) == 2 else min(coming)}", **coming))
    if len(grades):
        told.append(said("confidence", **{g.lower(): grades.get(g, 0) for g in ("A", "B", "C")}))
    return Finding(
        data=held.counts,
        sources=everyone,
        said=told,
        tables=[Table(caption="counts")],
        numbers=[
            Number(measure="organisations_present", value=total["present"], unit="count"),
            Number(measure="organisations_placed", value=total["placed"], unit="count"),
            Number(measure="placed_share", value=share, unit="1", how="percent"),
            Number(measure="organisations_planned", value=total["planned"], unit="count"),
            Number(measure="organisations_pledged", value=total["pledged"], unit="count"),
        ],
        columns=[
            Column(
                measure="organisations_present_by_type",
                values=held.counts["present"],
                unit="count",
            )
        ],
        matters=0.3,
        headline=headline,
    )


@finding("profile.crowded")
def crowded(held: Held, *, minimum: int) -> Finding:
    """Warn where one building holds so many firms that it rules all distances.

    Parameters
    ----------
    held : Held
        The cluster.
    minimum : int
        Firms that a measure of distance needs.
    """
    parted = held.crowd(minimum)
    if parted is None:
        return Finding()
    stack = parted[0]
    told = caution("stack", stack=len(stack), firms=len(held.firms))
    return Finding(data=len(stack), unit="firms", sources=stack, cautions=[told])


@finding("profile.listed")
def listed(held: Held) -> Finding:
    """List every organisation."""
    order = ["status", "type", *(c for c in ("name_ko", "name_en") if c in held.everyone)]
    rows = held.everyone.sort_values(order[:3])
    shown = rows.assign(name=[called(row) for row in rows.to_dict("records")])
    columns = [
        "name", "type", "sector", "status", "since", "location_basis", "uncertainty_m",
        "confidence",
    ]  # fmt: skip
    return Finding(
        data=shown,
        tables=[Table(caption="organisations", columns=columns, folded=True)],
    )


@finding("profile.disagreeing")
def disagreeing(cluster: Any) -> Finding:
    """Say where sources give different values for the same thing and year."""
    found = disagreements(cluster.facts)
    if found.empty:
        return Finding(data=found)
    columns = ["low", "high", "unit", "as_of", "figures"]
    table = Table(found.set_index("indicator"), caption="disagreements", columns=columns)
    return Finding(data=found, said=[said("disagreements", count=len(found))], tables=[table])


@finding("profile.lacking")
def lacking(cluster: Any) -> Finding:
    """List what a full profile asks for and the cluster's package does not hold."""
    found = gaps(cluster)
    return Finding(data=found, tables=[Table(caption="gaps")] if len(found) else [])


@finding("profile.unplaced")
def unplaced(held: Held) -> Finding:
    """Say how many organisations are in no density and no distance."""
    present, placed = int(held.total["present"]), int(held.total["placed"])
    if placed == present:
        return Finding(data=0, unit="count")
    told = said(
        "placed_again", missing=present - placed, present=present, metres=held.max_uncertainty_m
    )
    return Finding(data=present - placed, unit="count", sources=held.everyone, said=[told])
