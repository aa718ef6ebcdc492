"""Asks how long it takes from a contract to moving in, from totals published over the years."""

from typing import Any

import pandas as pd

from ...model.finding import Finding, Table, finding
from ...model.reason import Reason
from ...model.said import said
from ..land import moved_in


def contracted(facts: pd.DataFrame) -> pd.DataFrame:
    """List the published totals of contracts, one row a date, oldest first.

    Parameters
    ----------
    facts : DataFrame
        Columns indicator, value, as_of, source_id; the indicators ``firms_contracted`` and
        ``firms_confirmed``. Figures of a part (``firms_contracted_north``) are left out.

    Returns
    -------
    DataFrame
        as_of, contracted [firms], source_id.
    """
    rows = facts[facts["indicator"].isin(["firms_contracted", "firms_confirmed"])]
    rows = rows.dropna(subset=["value"]).sort_values("as_of", kind="stable")
    table: pd.DataFrame = rows.groupby("as_of", as_index=False).agg(
        contracted=("value", "max"), source_id=("source_id", "first")
    )
    return table


def arrived(facts: pd.DataFrame) -> pd.DataFrame:
    """Set who had moved in by a date against the contracts of earlier dates.

    Returns
    -------
    DataFrame, one row a date of moving in, oldest first
        as_of, inside [firms], the lowest figure of the date; since: newest date by which no more
        than ``inside`` had contracted, so that the last of them waited at most from then;
        waited [months], up to the date; cohort [firms] that had contracted by ``since``;
        source_ids. Dates before which no total of contracts is known are left out.
    """
    totals = contracted(facts)
    inside = facts[facts["indicator"] == "firms_moved_in"].dropna(subset=["value"])
    found = []
    for date, rows in inside.groupby("as_of"):
        value = float(rows["value"].min())
        before = totals[(totals["contracted"] <= value) & (totals["as_of"] <= date)]
        if before.empty:
            continue
        last = before.iloc[-1]
        found.append(
            {
                "as_of": date,
                "inside": value,
                "since": last["as_of"],
                "cohort": float(last["contracted"]),
                "waited": _month(str(date)) - _month(str(last["as_of"])),
                "source_ids": ";".join(sorted({*rows["source_id"], last["source_id"]})),
            }
        )
    columns = ["as_of", "inside", "since", "cohort", "waited", "source_ids"]
    return pd.DataFrame(found, columns=columns)


@finding("opening.cohorts")
def cohorts(cluster: Any) -> Finding | Reason:
    """Say how many have moved in of those who contracted, by the date of the contract.

    Totals at dates bound the answer; which firm contracted when is asked of the data too.
    """
    totals = contracted(cluster.facts)
    if len(totals) < 2:
        return Reason("contracts_unknown", dates=len(totals))
    waits, shares = arrived(cluster.facts), moved_in(cluster.facts)
    told: list[Any] = [
        said(
            "cohorts",
            first=totals["as_of"].iloc[0],
            low=totals["contracted"].iloc[0],
            last=totals["as_of"].iloc[-1],
            high=totals["contracted"].iloc[-1],
        )
    ]
    if len(waits):
        newest = waits.iloc[-1]
        told.append(
            said(
                "cohorts_waited",
                date=newest["as_of"],
                inside=newest["inside"],
                since=newest["since"],
                cohort=newest["cohort"],
                years=newest["waited"] / 12,
            )
        )
    elif shares.empty:
        told.append(Reason("arrivals_unknown"))
    told.append(Reason("cohort_unknown"))
    sources = [*totals["source_id"], *(x for row in waits["source_ids"] for x in row.split(";"))]
    table = totals.set_index("as_of")[["contracted"]].join(
        waits.set_index("as_of")[["inside", "since"]].rename(columns={"since": "contracted_by"}),
        how="outer",
    )
    return Finding(
        data=table,
        as_of=str(max([*totals["as_of"], *waits["as_of"]])),
        sources=sorted(set(sources)),
        said=told,
        tables=[Table(caption="cohorts", folded=True)],
        matters=0.9,
    )


def _month(date: str) -> int:
    """Count the months up to a date; a year alone stands for its middle."""
    year, _, rest = date.partition("-")
    return int(year) * 12 + (int(rest[:2]) if rest else 6)
