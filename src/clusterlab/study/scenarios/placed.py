"""Placed: where one facility for the whole country would be nearest, among candidate places."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.numbers import MISSING
from ...model.reason import Reason
from ...model.said import Joined, Label, Said, Word, caution, said
from ..scope import published
from .placing import WEIGHTS, placing
from .played import Played

SHOWN = [
    "fixed", "uncertainty_km", "mean_km_all", "mean_km_making", "mean_km_knowing",
    "covered_all_share", "best_share", "added_share",
]  # fmt: skip


def placed(played: Played) -> list[Finding]:
    """Answer for each scenario that compares candidate places; else give the reason."""
    names = [name for name, one in played.scenarios.items() if one.candidates]
    none = Finding(id="scenarios.placed", reason=Reason("no_placing"))
    return [nearest(played, name) for name in names] or [none]


@finding("scenarios.placed")
def nearest(played: Played, name: str) -> Finding | Reason:
    """Say where a facility is nearest to what stands for its demand.

    Parameters
    ----------
    played : Played
        Where it plays.
    name : str
        Scenario with candidates.

    Returns
    -------
    Finding or Reason
        Its data are those of `placing.placing`.
    """
    place, asked = played.place, played.asked
    scope = published(place, value="value_added")
    if isinstance(scope, Reason):
        return Reason("no_region_demand")
    table = placing(
        played.scenarios[name],
        place,
        level=scope.level,
        radius_km=asked.radius_km,
        k=asked.facilities,
        draws=asked.draws,
        seed=asked.seed,
    )
    if table.empty:
        return Reason.of(table.attrs["reason"])
    level = Label("level", scope.level)
    fixed = list(table["name"][table["fixed"]])
    shown = table.assign(candidate=table["name"], covered_all_share=table["covered_all"])
    chart = Chart(
        "ranking",
        table.set_index("name")["mean_km_all"].sort_values(),
        "placing_chart",
        values={"count": len(table), "level": level},
        options={"unit": Word("axis.mean_km"), "highlight": fixed},
    )
    return Finding(
        data=table,
        sources=table.attrs["source_ids"],
        as_of=str(table.attrs["year"]),
        scope=name,
        said=_said(table, radius_km=asked.radius_km, level=level),
        charts=[chart],
        cautions=[caution("placing_limits", level=level)],
        tables=[Table(shown.set_index("candidate"), "placing", columns=SHOWN)],
        columns=[Column(measure="facility_mean_km", values=table["mean_km_all"], unit="km")],
    )


def _said(table: pd.DataFrame, *, radius_km: float, level: Label) -> list[Said]:
    best, named = table.attrs["best"], table["name"]
    decided = list(table.index[table["fixed"]])
    fixed: Any = Joined(list(named[decided])) if decided else MISSING
    told = []
    for idea in WEIGHTS:
        one = best[f"one_{idea}"][0]
        second = [site for site in best[f"beside_{idea}"] if site not in decided]
        told.append(
            said(
                "placing_one",
                idea=Label("demand", idea),
                one=named[one],
                km=table.loc[one, f"mean_km_{idea}"],
                fixed=fixed,
                second=Joined(list(named[second])),
            )
        )
    first, other = str(table["best_share"].idxmax()), str(table["added_share"].idxmax())
    robust = said(
        "placing_robust",
        draws=table.attrs["draws"],
        first=named[first],
        first_share=table.loc[first, "best_share"],
        second=named[other],
        second_share=table.loc[other, "added_share"],
        fixed=fixed,
        fixed_share=table.loc[decided, "best_share"].sum(),
    )
    centre = said(
        "placing_centre",
        centre=_dotted(named, best["centre"]),
        cover=_dotted(named, best["cover_all"]),
        radius=radius_km,
        level=level,
    )
    return [*told, robust, centre]


def _dotted(named: "pd.Series[Any]", sites: Iterable[str]) -> Joined:
    return Joined(list(named[list(sites)]), " · ")
