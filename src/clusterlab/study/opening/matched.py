"""Asks how much is sold and how many operate, among complexes of the same kind and size."""

from typing import Any

import pandas as pd

from ...measure.list_coverage import list_coverage
from ...measure.occupancy import occupancy
from ...model.finding import Column, Comparison, Finding, Number, Table, finding
from ...model.reason import Reason
from ...model.said import said

TIMES = 2.0
"""A complex is of comparable size where its land is at most so many times larger or smaller."""
PEERS = 10
"""A rank among fewer is not given."""
LEVEL = 0.9


def peers(complexes: pd.DataFrame, own: str) -> pd.DataFrame:
    """Find the whole complexes of one's kind and size that sell land and have tenants.

    Parameters
    ----------
    complexes : DataFrame
        All complexes, indexed by `complex_id`.
    own : str
        The one that is asked about; it is the first row of the answer.
    """
    mine = complexes.loc[own]
    there = complexes["count_as_complex"].astype(bool) & (complexes["tenants"] > 0)
    there &= (complexes["for_sale_area_m2"] > 0) & (complexes["kind"] == mine["kind"])
    size = complexes["industrial_area_m2"] / mine["industrial_area_m2"]
    there &= (size <= TIMES) & (size >= 1 / TIMES)
    there[own] = False
    return pd.concat([complexes.loc[[own]], complexes[there]])


def rank_with_interval(
    operating: Any, tenants: Any, *, level: float = LEVEL
) -> tuple[int, int, int]:
    """Rank the first share among all, with the interval that few tenants leave.

    Parameters
    ----------
    operating, tenants : array_like of shape (complexes,)
        Those at work, and all.
    level : float
        Of the interval: exact intervals of all shares hold together so often, and a complex counts
        as above or below only where its interval lies apart. The rank is always inside.

    Returns
    -------
    rank, low, high : int
        1 for the highest share; ties share the best rank.

    References
    ----------
    Klein, Wright & Wieczorek (2020), A joint confidence region for an overall ranking of
    populations, J. R. Stat. Soc. C 69.
    """
    part, whole = pd.Series(operating, dtype=float), pd.Series(tenants, dtype=float)
    share = part.to_numpy() / whole.to_numpy()
    ends = list_coverage(part, whole, level=level ** (1 / len(part)))
    low, high = ends["low"].to_numpy(), ends["high"].to_numpy()
    above, below = int((low[1:] > high[0]).sum()), int((high[1:] < low[0]).sum())
    return int(1 + (share[1:] > share[0]).sum()), 1 + above, len(part) - below


def ranked(cluster: Any) -> pd.DataFrame:
    """Rank each of the cluster's complexes at work among its peers.

    Returns
    -------
    DataFrame, indexed by `name`
        sold_share, operating_share, peers (itself not counted), rank, rank_low, rank_high by
        operating share, sold_rank, median_sold, median_operating of the peers [-], as_of,
        source_id.
    """
    every = cluster.complexes.set_index("complex_id")
    shares = occupancy(every.reset_index())
    found = {}
    for one in every.index.intersection(cluster.meta.get("complexes", [])):
        row = every.loc[one]
        if not (row["tenants"] > 0 and row["for_sale_area_m2"] > 0):
            continue
        field = peers(every, one)
        sold, working = (shares.loc[field.index, f"{x}_share"] for x in ("sold", "operating"))
        rank, low, high = rank_with_interval(
            field["operating"].to_numpy(), field["tenants"].to_numpy()
        )
        found[row["name"]] = {
            "sold_share": sold.iloc[0],
            "operating_share": working.iloc[0],
            "peers": len(field) - 1,
            "rank": rank,
            "rank_low": low,
            "rank_high": high,
            "sold_rank": int(1 + (sold.iloc[1:] > sold.iloc[0]).sum()),
            "median_sold": sold.iloc[1:].median(),
            "median_operating": working.iloc[1:].median(),
            "as_of": row["as_of"],
            "source_id": row["source_id"],
        }
    table: pd.DataFrame = pd.DataFrame.from_dict(found, orient="index")
    return table.rename_axis("name")


@finding("opening.matched")
def matched(cluster: Any) -> Finding | Reason:
    """Say where sold land and tenants at work stand among complexes of one kind and size.

    Parameters
    ----------
    cluster : Cluster
        Its complexes are those of the whole country.
    """
    found = ranked(cluster)
    if found.empty:
        return Reason("no_complexes")
    enough = found[found["peers"] >= PEERS]
    if enough.empty:
        return Reason("few_peers", peers=int(found["peers"].max()), minimum=PEERS, times=TIMES)
    first = enough.iloc[0]
    told: list[Any] = [
        said(
            "matched",
            name=name,
            peers=row["peers"],
            sold=row["sold_share"],
            median_sold=row["median_sold"],
            share=row["operating_share"],
            median=row["median_operating"],
            rank=row["rank"],
            of=row["peers"] + 1,
            range=(row["rank_low"], row["rank_high"]),
            times=TIMES,
        )
        for name, row in enough.iterrows()
    ]
    rest = found[found["peers"] < PEERS]
    told += [
        Reason("few_peers_named", name=name, peers=int(row["peers"]), minimum=PEERS)
        for name, row in rest.iterrows()
    ]
    return Finding(
        data=found,
        n=int(first["peers"]) + 1,
        level=LEVEL,
        compared=Comparison(against="matched", rank=int(first["rank"]), of=int(first["peers"]) + 1),
        said=told,
        tables=[
            Table(
                caption="matched",
                columns=[
                    "sold_share", "operating_share", "peers", "rank", "rank_low", "rank_high",
                    "sold_rank", "median_sold", "median_operating",
                ],
                folded=True,
            )
        ],
        headline=said("headline.matched", **told[0].values),
        numbers=[
            Number(
                measure="matched_rank", value=float(first["rank"]), unit="rank", how="whole",
                scope=str(enough.index[0]), n=int(first["peers"]),
            )
        ],
        columns=[
            Column(
                measure="matched_rank", values=enough["rank"].iloc[1:], unit="rank",
                n=enough["peers"],
            )
        ],
        # A rank whose interval holds the middle does not tell on which side of it a complex is.
        matters=1.0 if one_side(first) else 0.3,
    )  # fmt: skip


def one_side(row: "pd.Series[Any]") -> bool:
    """Say whether the interval of a rank leaves out the middle of the peers."""
    middle = (row["peers"] + 2) / 2
    return bool(row["rank_high"] < middle or row["rank_low"] > middle)
