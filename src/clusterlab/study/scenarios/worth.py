"""Worth: what greater density would be worth in productivity, if all jobs that fit came."""

import pandas as pd

from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Label, Word, caution, said
from ..prices import money_of
from ..scope import published
from .played import Played
from .productivity import productivity
from .room import jobs_of

MEASURES = (
    ("change_low", "scenario_productivity_low"),
    ("change_pct3", "scenario_productivity"),
    ("change_high", "scenario_productivity_high"),
)


LEAST = 0.001
"""Changes of productivity below this share are no more than what figures are rounded to."""


@finding("scenarios.worth")
def worth(played: Played) -> Finding | Reason:
    """Say by how much productivity would rise if all jobs that fit came.

    Returns
    -------
    Finding or Reason
        Its data: jobs_added, change_low, change_pct3 and change_high [%] by scenario.
        ``no_productivity`` where no jobs can be said.
    """
    place, scope = played.place, published(played.place, value="value_added")
    jobs = jobs_of(played).dropna()
    if jobs.empty:
        return Reason("no_productivity")
    level = "" if isinstance(scope, Reason) else scope.level
    told = {
        str(name): productivity(place, row, facts=played.facts, level=level)
        for name, row in jobs.iterrows()
    }
    last = next(reversed(told.values()))
    if last.attrs.get("reason"):
        return Reason.of(last.attrs["reason"])
    known = pd.DataFrame(
        {
            "jobs_added": {name: one["jobs"]["jobs"] for name, one in told.items()},
            "change_low": {name: one["low"]["jobs_low"] * 100 for name, one in told.items()},
            "change_pct3": {name: one["change"]["jobs"] * 100 for name, one in told.items()},
            "change_high": {name: one["high"]["jobs_high"] * 100 for name, one in told.items()},
        },
        index=list(told),
    )
    named = known.set_axis([played.title(str(name)) for name in known.index], axis="index")
    top = str(known["change_pct3"].idxmax())
    low, middle, high = last.attrs["elasticity"]
    unit = money_of(place.money_unit("industries.value_added"))
    name = Label("level", level)
    return Finding(
        data=known,
        sources=last.attrs["source_ids"],
        as_of=str(last.attrs["year"]),
        scope=last.attrs["region"],
        matters=0.2,
        said=[
            said("productivity_small", region=Label("region", last.attrs["region"]), least=LEAST)
            if known["change_high"].abs().max() < LEAST * 100
            else said(
                "productivity_said",
                region=Label("region", last.attrs["region"]),
                title=played.title(top),
                change=known.loc[top, "change_pct3"],
                low=known.loc[top, "change_low"],
                high=known.loc[top, "change_high"],
                elasticity=middle,
                e_low=low,
                e_high=high,
                regions=last.attrs["regions"],
                year=str(last.attrs["year"]),
                level=name,
            )
        ],
        charts=[
            Chart(
                "ranges",
                named.rename(columns={"change_low": "low", "change_high": "high"}),
                "scenario_productivity",
                values={"count": len(known)},
                options={"unit": Word("axis.productivity_pct"), "decimals": 3},
            )
        ]
        if known["change_high"].abs().max() >= LEAST * 100
        else [],
        cautions=[
            caution("productivity_limits", per_job=Amount(last.attrs["per_job"], unit), level=name)
        ],
        tables=[Table(named.rename_axis("scenario"), "scenario_productivity_table", folded=True)],
        columns=[
            Column(measure=measure, values=known[column], unit="percent")
            for column, measure in MEASURES
        ],
    )
