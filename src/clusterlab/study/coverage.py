"""Asks how much of what a register counts stands on a cluster's list, in all and by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..measure.capture_recapture import capture_recapture
from ..measure.list_coverage import list_coverage
from ..model.finding import Column, Finding, Number, Table, finding
from ..model.reason import Reason
from ..model.said import said
from .inventory import FIRMS
from .names import called

LEVEL = 0.9
"""Level of the intervals of coverage."""
ALIKE = 0.8
"""Lists are alike where the lowest coverage is at least this part of the highest."""
OPEN = "unknown"
"""Field of an establishment whose field nobody gave."""


@dataclass(frozen=True)
class Coverage:
    """How much of a register a list holds.

    Parameters
    ----------
    listed : int
        Firms present on the list, each once.
    registered, operating : float
        Tenants of the register, and those of them at work; NaN where there is none.
    share, low, high : float
        Coverage and its interval [0-1]; NaN with a reason.
    as_of : str
        Date of the register.
    sources : tuple of str
        Of list and register.
    reason : Reason or None
        Why coverage is not known.
    """

    listed: int
    registered: float
    operating: float
    share: float
    low: float
    high: float
    as_of: str
    sources: tuple[str, ...]
    reason: Reason | None


def firms_of(cluster: Any) -> pd.DataFrame:
    """Take the firms present, whatever their size, each once."""
    everyone = cluster.organisations()
    firms: pd.DataFrame = everyone[everyone["type"].isin(FIRMS)]
    return firms


def registered(cluster: Any, field: str = "") -> pd.DataFrame:
    """Find the totals of a cluster's register.

    Parameters
    ----------
    cluster : Cluster
        Its member ``register`` says where the totals stand.
    field : str
        A field alone; all firms where it is empty.

    Returns
    -------
    DataFrame
        tenants, operating, as_of, source_id; a row for each complex or published figure, none
        where no total is known.
    """
    names = ["tenants", "operating", "as_of", "source_id"]
    told = cluster.meta.get("register", {})
    if field or told.get("basis") == "facts":
        indicator = told.get("fields", {}).get(field) if field else told.get("firms")
        rows = cluster.facts[cluster.facts["indicator"] == indicator].dropna(subset=["value"])
        newest = rows.sort_values("as_of", kind="stable").tail(1)
        figure: pd.DataFrame = newest.rename(columns={"value": "tenants"})
        return figure.reindex(columns=names)
    if told.get("basis") != "complexes":
        return pd.DataFrame(columns=names)
    own: pd.DataFrame = cluster.complexes
    own = own[own["complex_id"].isin(cluster.meta.get("complexes", [])) & (own["tenants"] > 0)]
    return own.reindex(columns=names)


def coverage_of(cluster: Any, *, listed: int | None = None, level: float = LEVEL) -> Coverage:
    """Set a cluster's list against its register.

    Parameters
    ----------
    cluster : Cluster
        The cluster.
    listed : int, optional
        Firms of the list that count, such as those placed; all that are present by default.
    level : float
        Of the interval.
    """
    firms = firms_of(cluster)
    count = len(firms) if listed is None else listed
    rows = registered(cluster)
    total = float(rows["tenants"].sum()) if len(rows) else float("nan")
    row = list_coverage(pd.Series([count]), pd.Series([total]), level=level).iloc[0]
    return Coverage(
        listed=count,
        registered=total,
        operating=float(rows["operating"].sum(min_count=1)) if len(rows) else float("nan"),
        share=float(row["coverage"]),
        low=float(row["low"]),
        high=float(row["high"]),
        as_of=str(rows["as_of"].astype(str).max()) if len(rows) else "",
        sources=tuple(sorted({*firms["source_id"].dropna(), *rows["source_id"].dropna()})),
        reason=row["reason"],
    )


def alike(coverages: Iterable[Coverage]) -> Reason | None:
    """Say why lists may not be compared: a coverage that is not known, or that differs.

    Parameters
    ----------
    coverages : iterable of Coverage
        Of the clusters that are to be compared.

    Returns
    -------
    Reason or None
        ``coverages_unknown`` (so many of so many), ``coverage_differs`` (lowest and highest
        coverage, and the limit), or None where the lowest is at least 0.8 of the highest.
    """
    every = list(coverages)
    unknown = [one for one in every if one.reason is not None]
    if unknown:
        return Reason("coverages_unknown", unknown=len(unknown), of=len(every))
    shares = [one.share for one in every]
    if shares and min(shares) < ALIKE * max(shares):
        return Reason("coverage_differs", low=min(shares), high=max(shares), limit=ALIKE)
    return None


def by_field(cluster: Any) -> pd.DataFrame:
    """Lay out how many firms of each field are listed, and which share of the register that is.

    Returns
    -------
    DataFrame, indexed by `sector`
        listed, registered, coverage, low, high, and reason; most listed first. Firms whose field
        is not known stay apart, and so every coverage of a field is a lower bound.
    """
    counts = firms_of(cluster)["sector"].value_counts().rename_axis("sector")
    totals = {
        name: float(found["tenants"].iloc[0]) if len(found) else float("nan")
        for name in counts.index
        for found in [registered(cluster, str(name))]
    }
    return list_coverage(counts, pd.Series(totals, dtype="float64"), level=LEVEL)


@finding("coverage.listed")
def listed(cluster: Any) -> Finding | Reason:
    """Say how much of the register stands on the list, and how many more two lists point to."""
    found, fields = coverage_of(cluster), by_field(cluster)
    if not found.listed:
        return Reason("no_organisations")
    name = called(cluster.meta)
    told: list[Any] = []
    if found.reason is None:
        told.append(
            said(
                "coverage",
                name=name,
                listed=found.listed,
                registered=found.registered,
                share=found.share,
                range=(found.low, found.high),
                date=found.as_of,
            )
        )
        if found.operating >= 0:
            told.append(said("coverage_operating", operating=found.operating))
    else:
        told.append(found.reason)
    told += [*_overlap(cluster), *_fields(fields)]
    return Finding(
        data=fields,
        n=found.listed,
        level=LEVEL,
        as_of=found.as_of or str(cluster.meta.get("as_of", "")),
        sources=found.sources,
        said=told,
        tables=[
            Table(
                fields.drop(columns="reason"),
                caption="coverage_by_field",
                names={"sector": "sector"},
                folded=True,
            )
        ],
        numbers=[
            Number(
                measure="list_coverage",
                value=None if found.reason else found.share,
                unit="1",
                how="percent",
                n=found.listed,
                reason=found.reason,
            )
        ],
        columns=[
            Column(
                measure="list_coverage_by_field",
                values=fields["coverage"],
                n=fields["listed"],
                reason=fields["reason"],
            )
        ],
        headline=None if found.reason else said("headline.coverage", **told[0].values),
        matters=0.4,
    )


def _overlap(cluster: Any) -> list[Any]:
    """Say what two lists that overlap point to, where a register is one of them."""
    if cluster.meta.get("register", {}).get("basis") != "listing":
        return []
    rows = cluster.firms[cluster.firms["status"] == "present"]
    first = rows["listing"] == "register"
    both = int((first & rows["same_as"].notna()).sum())
    seen = capture_recapture(int(first.sum()), int((~first).sum()), both, level=LEVEL)
    if "reason" in seen.attrs:
        return [seen.attrs["reason"]]
    return [
        said(
            "coverage_overlap",
            register=int(first.sum()),
            other=int((~first).sum()),
            both=both,
            range=(round(seen["low"]), round(seen["high"])),
            share=(seen["coverage_low"], seen["coverage_high"]),
        )
    ]


def _fields(fields: pd.DataFrame) -> list[Any]:
    """Say for how many listed firms no field is known, and that no register tells fields apart."""
    told: list[Any] = []
    nameless = int(fields["listed"].get(OPEN, 0))
    if nameless:
        total = int(fields["listed"].sum())
        told.append(said("coverage_fieldless", n=nameless, listed=total, share=nameless / total))
    if fields["coverage"].isna().all():
        told.append(Reason("field_coverage_unknown", fields=int((fields.index != OPEN).sum())))
    return told
