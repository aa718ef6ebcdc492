"""Asks on which measures clusters can be ranked at all."""

from typing import Any

import pandas as pd

from ...measure.krugman import krugman_specialisation
from ...model.finding import Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Joined, Label, said
from ...model.ties import ranks as ranked_values
from ..coverage import alike
from .group import Group
from .nearness import medians
from .occupied import complexes
from .regions import shared


def ranked(table: pd.DataFrame, *, largest_first: bool = True) -> pd.DataFrame:
    """Rank clusters on each measure that every one of them has.

    Parameters
    ----------
    table : DataFrame, shape (clusters, measures)
        Measures with a missing value are not ranked.
    largest_first : bool
        Whether the largest value is first.
    """
    complete = table.dropna(axis="columns")
    return complete.apply(ranked_values, largest_first=largest_first).astype(int)


def on_one_basis(group: Group, *, minimum: int) -> tuple[pd.DataFrame, list[Any]]:
    """Give the measures that are computed alike in each cluster, and the tables they rest on.

    Parameters
    ----------
    group : Group
        To compare.
    minimum : int
        Firms that a distance needs.

    Returns
    -------
    table : DataFrame, indexed by `cluster`
        krugman [-], operating_share [-], median_station_m [m]; NaN where there is none.
    cited : list of DataFrame
    """
    found, occupied = shared(group, value="value_added"), complexes(group)
    krugman = None if isinstance(found, Reason) else found.of_regions(krugman_specialisation)
    table = pd.DataFrame(
        {
            "krugman": krugman,
            "operating_share": occupied.groupby("cluster")["operating_share"].max(),
            # Distances of listed firms compare lists where these do not cover alike.
            "median_station_m": medians(group, minimum=minimum)["station"]
            if alike(group.coverages) is None
            else float("nan"),
        },
        index=pd.Index(group.slugs, name="cluster"),
        dtype="float64",
    )
    return table, [*group.cited, occupied, *([] if isinstance(found, Reason) else [found.table])]


@finding("compared.ranks")
def ranks(group: Group, *, minimum: int) -> Finding:
    """Rank clusters on each measure that every one of them has on one basis.

    Parameters
    ----------
    group : Group
        To compare.
    minimum : int
        Firms that a distance needs.

    Returns
    -------
    Finding
        Its data are the measures; no overall score is made of them.
    """
    found, cited = on_one_basis(group, minimum=minimum)
    order = ranked(found)
    rest = [Label("column", name) for name in found.columns if name not in order.columns]
    return Finding(
        data=found,
        sources=cited,
        said=[
            said("compare_rank", ranked=len(order.columns), all=len(found.columns))
            if len(order.columns)
            else said("compare_rank_none"),
            *([Reason("not_ranked", names=Joined(rest))] if rest else []),
        ],
        tables=[
            Table(caption="comparable_values"),
            *([Table(order, caption="ranks")] if len(order.columns) else []),
        ],
    )
