"""Gathers the clusters that are compared, and what most comparisons ask of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from ...model.reason import Reason
from ...model.said import Joined, Label
from ..coverage import Coverage, coverage_of


@dataclass(frozen=True)
class Group:
    """Clusters side by side.

    Parameters
    ----------
    clusters : tuple of Cluster
        In the order in which they are shown.
    everyone, points : tuple of GeoDataFrame
        Organisations present of each, and those placed well enough.
    max_uncertainty_m : float
        What well enough means [m].
    """

    clusters: tuple[Any, ...]
    everyone: tuple[gpd.GeoDataFrame, ...]
    points: tuple[gpd.GeoDataFrame, ...]
    max_uncertainty_m: float

    @property
    def slugs(self) -> list[str]:
        """Short names, in order."""
        return [cluster.slug for cluster in self.clusters]

    @cached_property
    def coverages(self) -> list[Coverage]:
        """How much of its register the list of each cluster holds."""
        return [coverage_of(cluster) for cluster in self.clusters]

    @property
    def cited(self) -> list[Any]:
        """Tables that counts of organisations rest on."""
        return list(self.everyone)

    def left_out(self, code: str, kept: Sequence[str]) -> list[Reason]:
        """Say which clusters a comparison leaves out, where there are such.

        Parameters
        ----------
        code : str
            Code of the reason, whose words ask for names.
        kept : sequence of str
            Short names of those that are compared.
        """
        rest = [slug for slug in self.slugs if slug not in set(kept)]
        return [Reason(code, names=named(rest))] if rest else []


def gather(clusters: Sequence[Any], *, max_uncertainty_m: float) -> Group:
    """Gather clusters for a comparison.

    Parameters
    ----------
    clusters : sequence of Cluster
        To compare.
    max_uncertainty_m : float
        Points placed no better are left out of distances and densities [m].
    """
    return Group(
        tuple(clusters),
        tuple(cluster.organisations() for cluster in clusters),
        tuple(cluster.points(max_uncertainty_m=max_uncertainty_m) for cluster in clusters),
        max_uncertainty_m,
    )


def named(slugs: Sequence[str]) -> Joined:
    """Name clusters in one line."""
    return Joined([Label("-", slug) for slug in slugs])


def cells(table: pd.DataFrame) -> "pd.Series[float]":
    """List the cells of a table, one row for each row and column, such as an industry's cluster.

    >>> cells(pd.DataFrame({"magok": [1.5]}, index=["bio"])).to_dict()
    {('bio', 'magok'): 1.5}
    """
    values = {
        (row, column): float(value)
        for row, of_row in table.iterrows()
        for column, value in of_row.items()
    }
    return pd.Series(values, dtype="float64")


def by_cluster(rows: Mapping[str, Mapping[Any, Any]]) -> pd.DataFrame:
    """Lay rows out as a table, one row a cluster."""
    table: pd.DataFrame = pd.DataFrame.from_dict(dict(rows), orient="index")
    table.index.name = "cluster"
    return table
