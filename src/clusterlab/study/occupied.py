"""Asks of a cluster's industrial complexes how much is sold and how many tenants operate."""

from typing import Any

import pandas as pd

from ..measure.occupancy import occupancy
from ..model.finding import Chart, Column, Comparison, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Word, said
from .standing import standing


def own_complexes(cluster: Any) -> pd.DataFrame:
    """Take the complexes that a cluster names as its own, with what `measure.occupancy` tells.

    Parameters
    ----------
    cluster : Cluster
        Its complexes are those of the whole country.

    Returns
    -------
    DataFrame, indexed by complex_id
        ``attrs``: those of `measure.occupancy`, and ``field``: the operating share of every
        complex that counts as one [-].
    """
    every = cluster.complexes
    found = occupancy(every)
    rows = every.set_index("complex_id")
    named = rows.index.intersection(cluster.meta.get("complexes", []))
    own: pd.DataFrame = rows.loc[named].join(found)
    wholes = every.loc[every["count_as_complex"].astype(bool), "complex_id"]
    own.attrs = dict(found.attrs) | {"field": found.loc[wholes, "operating_share"]}
    return own


@finding("occupied.operating")
def operating(cluster: Any) -> Finding | Reason:
    """Say which share of a complex's tenants operates, beside all complexes of the country."""
    own = own_complexes(cluster)
    if own.empty:
        return Reason("no_complexes")
    known = own[own["operating_share"].notna()]
    if known.empty:
        return Reason("no_tenants")
    first = known.iloc[0]
    return Finding(
        data=known,
        n=int(first["tenants"]),
        matters=0.9,
        headline=said(
            "headline.occupied",
            name=first["name"],
            share=first["operating_share"],
            nation=own.attrs["operating_share"],
        ),
        compared=Comparison(
            against="complexes",
            of=int(first["operating_compared"]),
            share_below=float(first["operating_rank_pct"]) / 100,
        ),
        said=[
            said(
                "occupied",
                name=row["name"],
                tenants=row["tenants"],
                operating=row["operating"],
                share=row["operating_share"],
                nation=own.attrs["operating_share"],
                standing=standing(
                    row["operating_rank_pct"] / 100,
                    of=int(row["operating_compared"]),
                    against="complexes",
                ),
            )
            for _, row in known.iterrows()
        ],
        charts=[
            Chart(
                "position",
                own.attrs["field"] * 100,
                caption="operating_share",
                values={"count": int(known["operating_compared"].max())},
                options={
                    "of": dict(zip(known["name"], known["operating_share"] * 100, strict=True)),
                    "unit": Word("axis.operating_share"),
                },
            )
        ],
    )


@finding("occupied.complexes")
def complexes(cluster: Any) -> Finding | Reason:
    """List the cluster's complexes with their tenants, and what is sold."""
    own = own_complexes(cluster)
    if own.empty:
        return Reason("no_complexes")
    by_name = own.reset_index().set_index("name")
    columns = [
        "kind", "tenants", "operating", "operating_share", "operating_rank_pct", "sold_share",
        "sold_rank_pct",
    ]  # fmt: skip
    return Finding(
        data=by_name,
        tables=[Table(caption="complexes", columns=columns)],
        columns=[
            Column(
                measure="operating_share",
                values=by_name["operating_share"],
                n=by_name["tenants"],
                reason=Reason("no_tenants"),
            ),
            Column(
                measure="sold_share", values=by_name["sold_share"], reason=Reason("not_for_sale")
            ),
        ],
    )
