"""Asks whether the land of complexes is sold, and whether their tenants are at work."""

import pandas as pd

from ...measure.occupancy import occupancy
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Word, said
from .group import Group

COLUMNS = ["cluster", "tenants", "operating", "operating_share", "operating_rank_pct", "sold_share"]


def complexes(group: Group) -> pd.DataFrame:
    """Give the occupancy of each cluster's complexes, from one statistic of the whole country.

    Returns
    -------
    DataFrame, indexed by `name`
        cluster, tenants, operating, operating_share, operating_rank_pct, sold_share, as_of,
        source_id; complexes with tenants.
    """
    parts = []
    for cluster in group.clusters:
        shares = occupancy(cluster.complexes)
        complexes = cluster.complexes.set_index("complex_id")
        own = complexes.loc[complexes.index.intersection(cluster.meta["complexes"])]
        parts.append(own.join(shares).assign(cluster=cluster.slug))
    every: pd.DataFrame = pd.concat(parts).drop_duplicates("name")
    return every[every["operating_share"].notna()].set_index("name")


def national(group: Group) -> pd.DataFrame:
    """Give the list of complexes that most is compared with: the longest that a cluster has."""
    longest: pd.DataFrame = max((cluster.complexes for cluster in group.clusters), key=len)
    return longest


@finding("compared.occupied")
def occupied(group: Group) -> Finding | Reason:
    """Say in which complex most tenants are at work.

    Parameters
    ----------
    group : Group
        To compare.

    Returns
    -------
    Finding
        Its data are those of `complexes`; ``left_out_complexes`` where no cluster has any.
    """
    found = complexes(group)
    left_out = group.left_out("left_out_complexes", list(found["cluster"]))
    if found.empty:
        return left_out[0]
    nation = national(group)
    shares = occupancy(nation)
    wholes = nation.loc[nation["count_as_complex"], "complex_id"]
    return Finding(
        data=found,
        said=[
            said(
                "compare_occupied",
                first=found["operating_share"].idxmax(),
                high=found["operating_share"].max(),
                last=found["operating_share"].idxmin(),
                low=found["operating_share"].min(),
                nation=shares.attrs["operating_share"],
            ),
            *left_out,
        ],
        charts=[
            Chart(
                "position",
                shares["operating_share"][wholes] * 100,
                caption="operating_share",
                values={"count": int(shares["operating_compared"].max())},
                options={
                    "of": (found["operating_share"] * 100).to_dict(),
                    "unit": Word("axis.operating_share"),
                },
            )
        ],
        tables=[Table(caption="complexes", columns=COLUMNS)],
        columns=[
            Column(measure="operating_share", values=found["operating_share"], n=found["tenants"])
        ],
    )
