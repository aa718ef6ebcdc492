"""Says of a policy's promises what was promised, what measures it, and where each one stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ...model.citing import cited
from ...model.finding import Chart, Column, Finding, Number, Table, finding
from ...model.reason import Reason
from ...model.said import Label, Word, caution, said
from ..names import called
from . import scorecard


@dataclass(frozen=True)
class Judged:
    """A policy, judged on a day.

    Parameters
    ----------
    clusters : sequence of Cluster
        Where local promises are looked for.
    on : str
        Day, month or year on whose last day it is judged.
    promises, figures, events, verdicts : DataFrame
        As made by `scorecard.instruments`, `readings`, `milestones` and `verdicts`.
    """

    clusters: Sequence[Any]
    on: str
    promises: pd.DataFrame
    figures: pd.DataFrame
    events: pd.DataFrame
    verdicts: pd.DataFrame


def judged(clusters: Sequence[Any], *, on: str = "") -> Judged | Reason:
    """Read a policy's tables once and judge its promises.

    Parameters
    ----------
    clusters : sequence of Cluster
        Where local promises are looked for.
    on : str
        Day, month or year on whose last day it is judged; that of the newest evidence where it is
        empty (`scorecard.newest`).

    Returns
    -------
    Judged or Reason
        ``no_policy`` where the country's package holds no instruments: the findings hand it on.
    """
    if scorecard.instruments(clusters).empty:
        return Reason("no_policy")
    on = on or scorecard.newest(clusters)
    return Judged(
        clusters,
        on,
        scorecard.instruments(clusters),
        scorecard.readings(clusters),
        scorecard.milestones(clusters),
        scorecard.verdicts(clusters, on=on),
    )


@finding("judged.two_minutes")
def two_minutes(policy: Judged) -> Finding:
    """Say how many promises name a number or a date, and how many a figure measures."""
    promises, verdicts = policy.promises, policy.verdicts
    numbered = int(promises["promise_value"].notna().sum())
    dated = int(promises["due"].notna().sum())
    measured = int((verdicts["measured"] > 0).sum())
    count = {"count": len(promises), "numbered": numbered, "dated": dated, "found": measured}
    told = said("scorecard_two_minutes", any=int((verdicts["found"] > 0).sum()), **count)
    unit = "instruments"
    return Finding(
        data=verdicts,
        as_of=policy.on,
        sources=cited(promises),
        said=[told],
        charts=[Chart("tally", options={"promises": promises}, sources=[])],
        numbers=[
            Number(measure="instruments_promised", value=len(promises), unit=unit),
            Number(measure="instruments_numbered", value=numbered, unit=unit),
            Number(measure="instruments_dated", value=dated, unit=unit),
            Number(
                measure="instruments_measured", value=measured, unit=unit, sources=policy.figures
            ),
        ],
        columns=[
            Column(
                measure="instruments_by_status",
                values=scorecard.counts(verdicts),
                unit=unit,
                sources=[policy.figures, policy.events],
            )
        ],
        matters=0.9,
        headline=said("headline.two_minutes", **count),
    )


@finding("judged.rules")
def rules(policy: Judged) -> Finding:
    """Say by which rules a promise is judged, and what the lack of evidence does not mean."""
    told = [caution("scorecard_rules")]
    if scorecard.counts(policy.verdicts)["nothing_found"]:
        told.append(caution("scorecard_absent"))
    return Finding(data=policy.verdicts, as_of=policy.on, cautions=told)


@finding("judged.dates_differ")
def dates_differ(policy: Judged) -> Finding:
    """Name the promises on whose date sources disagree, and by which date they are judged."""
    both = policy.promises[policy.promises["due_late"].notna()]
    return Finding(
        data=both,
        as_of=policy.on,
        sources=[*both["source_id"], *both["due_late_source_id"]],
        cautions=[
            caution(
                "scorecard_disagree",
                name=called(row, "short"),
                due=when(row["due"]),
                late=when(row["due_late"]),
            )
            for _, row in both.iterrows()
        ],
    )


def when(date: Any) -> Any:
    """Let a bare year be written as a reader's language writes one; other dates stay.

    >>> when("2023-12"), when("2027")
    ('2023-12', Word(key='date.year', values={'year': '2027'}))
    """
    text = str(date)
    return Word("date.year", {"year": text}) if re.fullmatch(r"\d{4}", text) else text


@finding("judged.board")
def board(policy: Judged) -> Finding:
    """Lay out every promise: its number, its figures, its verdict and what has happened."""
    slugs = [cluster.slug for cluster in policy.clusters]
    tables = {"promises": policy.promises, "figures": policy.figures, "events": policy.events}
    rows = scorecard.metric_rows(policy.verdicts, policy.figures)
    return Finding(
        data=policy.verdicts,
        as_of=policy.on,
        sources=_in_order(policy),
        said=[said("scorecard_board"), said("scorecard_links")],
        charts=[Chart("board", options=tables | {"places": slugs})],
        columns=[
            Column(
                measure=row["measure"],
                values=pd.Series([row["value"]], index=[row["scope"]]),
                unit=row["unit"],
                as_of=row["as_of"],
                sources=row["sources"],
            )
            for row in rows
        ],
    )


def _in_order(policy: Judged) -> list[str]:
    """List the sources of the board in the order in which its rows name them."""
    found: list[Any] = []
    for identity, promise in policy.promises.iterrows():
        found += [promise["source_id"], promise["due_late_source_id"]]
        for table in (policy.figures, policy.events):
            found.extend(table.loc[table["instrument_id"] == identity, "source_id"])
    return list(dict.fromkeys(str(source) for source in found if pd.notna(source)))


@finding("judged.wanted")
def wanted(policy: Judged) -> Finding:
    """List the promises that no published figure measures, and the figure that would."""
    rows = policy.promises.loc[policy.verdicts["measured"] == 0]
    listed = [(called(row, "short"), called(row, "indicator")) for _, row in rows.iterrows()]
    table = pd.DataFrame(listed, columns=["instrument", "wanted_figure"])
    return Finding(
        data=table,
        as_of=policy.on,
        sources=cited(policy.promises),
        said=[said("scorecard_wanted", count=len(rows), of=len(policy.promises))],
        tables=[Table(caption="unmeasured", rows=len(policy.promises))] if len(rows) else [],
    )


@finding("judged.timeline")
def timeline(policy: Judged) -> Finding:
    """Set what has happened beside the dates that were set, on one line of time."""
    marks = scorecard.dated(policy.promises, policy.events)
    shown = policy.promises.loc[policy.promises.index.isin(marks["subject"])]
    late = policy.promises["due_late_source_id"].dropna()
    options = {
        "labels": {name: called(row, "short") for name, row in shown.iterrows()},
        "names": {kind: Label("milestone", kind) for kind in marks["kind"].unique()},
        "start": policy.promises["promised"].min(),
        "today": policy.on,
        "starts": Word("timeline.start"),
    }
    values = {"count": len(shown), "events": len(policy.events)}
    return Finding(
        data=marks,
        as_of=policy.on,
        sources=[*policy.events["source_id"], *late],
        charts=[Chart("timeline", caption="policy_timeline", values=values, options=options)],
    )
