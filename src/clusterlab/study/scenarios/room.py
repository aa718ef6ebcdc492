"""Room: how much floor and how many jobs the changes of rule make room for."""

import pandas as pd

from ...model.citing import written_date
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.numbers import rough
from ...model.reason import Reason
from ...model.said import Amount, Said, Word, caution, said
from .played import Played
from .sentence import sentence

MEASURES = (
    ("floor_added", "floor_m2", "m2"),
    ("jobs_admitted", "jobs", "jobs"),
    ("jobs_admitted_low", "jobs_low", "jobs"),
    ("jobs_admitted_high", "jobs_high", "jobs"),
)
JOBS = ["jobs_low", "jobs", "jobs_high"]
SHOWN = (
    "zone", "codes", "floor_use", "value_before", "value_after", "unit", "floor_m2", "jobs",
    "jobs_low", "jobs_high",
)  # fmt: skip


def rooms(played: Played) -> list[Finding]:
    """Say what each change of rule makes room for, then show all of them.

    Parameters
    ----------
    played : Played
        Scenarios without a change of rule are left out.

    Returns
    -------
    list of Finding
        One sentence a change, the ranges of jobs, and the changes of each scenario; or the reason.
    """
    changes = [
        change(played, name, place)
        for name, table in played.effects.items()
        for place in range(len(table))
    ]
    return [*changes, room(played), *(effects(played, name) for name in played.effects)]


@finding("scenarios.change")
def change(played: Played, name: str, place: int) -> Finding:
    """Say what one change of rule makes room for.

    Parameters
    ----------
    played : Played
        Where it plays.
    name : str
        The scenario.
    place : int
        Row of its effects.
    """
    row = played.effects[name].iloc[place]
    about = {"title": played.title(name), "zone": played.zone(row["zone"]), "jobs": row["jobs"]}
    about |= {"low": row["jobs_low"], "high": row["jobs_high"]}
    floor = {"was": row["before"], "becomes": row["after"], "floor": row["floor_m2"]}
    if row["unit"] == "m2_land":
        told = sentence("rules_land_only", row["reason"], **about)
    else:
        told = sentence(f"rules_{row['lever']}", row["reason"], **about, **floor)
        if isinstance(told, Said):
            areas = {name: Amount(float(value), "m2") for name, value in floor.items()}
            told = said(told.key, **{**told.values, **areas})
    return Finding(sources=row["source_ids"].split(";"), scope=name, said=[told])


@finding("scenarios.room")
def room(played: Played) -> Finding | Reason:
    """Set the ranges of jobs that the scenarios make room for side by side.

    Returns
    -------
    Finding or Reason
        Its data: low, jobs and high by title. ``no_rule_scenarios`` where no rule changes.
    """
    if not played.effects:
        return Reason("no_rule_scenarios")
    jobs = jobs_of(played).dropna()
    headline = None
    if len(jobs):
        most = jobs.iloc[int(jobs["jobs"].argmax())]
        headline = said(
            "headline.room",
            title=played.title(str(most.name)),
            low=rough(most["jobs_low"]),
            high=rough(most["jobs_high"]),
        )
    named = pd.Index([played.title(str(name)) for name in jobs.index])
    ranges = jobs.set_axis(named).rename(columns={"jobs_low": "low", "jobs_high": "high"})
    chart = Chart(
        "ranges",
        caption="jobs_admitted",
        values={"count": len(jobs)},
        options={"unit": Word("axis.jobs_admitted")},
        sources=[
            source
            for table in played.effects.values()
            for source in table["source_ids"].str.split(";").explode()
        ],
    )
    return Finding(
        data=ranges,
        charts=[chart] if len(jobs) else [],
        cautions=[caution("capacity")],
        matters=1.0,
        headline=headline,
    )


@finding("scenarios.effects")
def effects(played: Played, name: str) -> Finding:
    """Lay out what the rules of a scenario make room for.

    Returns
    -------
    Finding
        Its data are those of `rules.rule_effects`.
    """
    table = played.effects[name]
    shown = table.assign(zone=table["zone"].map(played.zone)).set_index("lever")
    shown = shown.rename(columns={"before": "value_before", "after": "value_after"})
    keyed = table.set_axis(
        [f"{name} | {row.lever} | {row.zone}" for row in table.itertuples()], axis="index"
    )
    return Finding(
        data=table,
        as_of=written_date(table["as_of"]),
        scope=name,
        tables=[
            Table(
                shown,
                "rule_effects",
                columns=SHOWN,
                values={"title": played.title(name)},
                names={"lever": "lever", "floor_use": "floor_use"},
            )
        ],
        columns=[
            Column(measure=measure, values=keyed[column], unit=unit, reason=Reason("no_far_limit"))
            for measure, column, unit in MEASURES
        ],
    )


def jobs_of(played: Played) -> pd.DataFrame:
    """Add up the jobs that each scenario makes room for: jobs_low, jobs, jobs_high [persons]."""
    sums = {name: table[JOBS].sum(min_count=1) for name, table in played.effects.items()}
    return pd.DataFrame(sums, index=JOBS).T
