"""Told: a scenario's own words for the reader, and its changes as a list."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...load.columns import UNDATED
from ...load.scenario_rules import own_source, sources_of
from ...model.citing import written_date
from ...model.finding import Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Named, caution, said
from ...model.scenario import Scenario

if TYPE_CHECKING:
    from .played import Played


@finding("scenarios.listed")
def listed(played: "Played") -> Finding | Reason:
    """List the scenarios that are looked at.

    Returns
    -------
    Finding or Reason
        Its data: indexed by scenario; since, in_force, changes (tables of the file), stated (those
        no table holds), source_ids. ``no_scenarios`` where there is none.
    """
    place = played.place
    if not played.scenarios:
        return Reason("no_scenarios", name=Named({"ko": place.name_ko, "en": place.name_en}))
    rows = []
    for name, scenario in played.scenarios.items():
        sections = (scenario.industries, scenario.limits, scenario.land, scenario.share_caps,
                    scenario.facilities, scenario.support_services, scenario.homes,
                    scenario.stops, scenario.on_demand, scenario.candidates)  # fmt: skip
        rows.append(
            {
                "scenario": played.title(name),
                "since": scenario.date,
                "in_force": scenario.in_force,
                "changes": sum(len(rows) for rows in sections),
                "stated": len(scenario.stated),
                "source_ids": ";".join(sources_of(scenario)),
            }
        )
    table = pd.DataFrame(rows).set_index("scenario")
    force = int(table["in_force"].sum())
    return Finding(
        data=table,
        said=[said("scenario_count", count=len(table), in_force=force)],
        tables=[Table(caption="scenarios")],
    )


@finding("scenarios.noted")
def noted(played: "Played") -> Finding:
    """Say what the files want a reader to bear in mind."""
    notes = {name: {"ko": one.note_ko, "en": one.note_en} for name, one in played.scenarios.items()}
    return Finding(
        cautions=[
            caution("scenario_note", title=played.title(name), note=Named(note))
            for name, note in notes.items()
            if any(note.values())
        ]
    )


@finding("scenarios.stated")
def stated(played: "Played") -> Finding:
    """List the changes that no table can hold.

    Returns
    -------
    Finding
        Its data: indexed by scenario; what, zone, since, source_ids.
    """
    rows = [
        {
            "scenario": played.title(name),
            "what": Named({"ko": row["what_ko"], "en": row["what_en"]}),
            "zone": played.zone(row["zone"]) if "zone" in row else "",
            "since": row.get("date", scenario.date),
            "source_ids": ";".join(row.get("sources", scenario.sources)),
        }
        for name, scenario in played.scenarios.items()
        for row in scenario.stated
    ]
    columns = ["scenario", "what", "zone", "since", "source_ids"]
    table = pd.DataFrame(rows, columns=columns).set_index("scenario")
    tables = [Table(caption="stated")] if rows else []
    return Finding(data=table, as_of=written_date(table["since"]), tables=tables)


def name_of(row: Mapping[str, Any]) -> Named:
    """Name a table of a scenario late; its id stands for a name that is missing."""
    names = {lang: str(row.get(f"name_{lang}", "")) for lang in ("ko", "en")}
    return Named({**names, "": str(row.get("id", ""))})


def file_sources(scenarios: Iterable[Scenario]) -> pd.DataFrame:
    """Describe scenario files as sources, for what rests on nothing else.

    Parameters
    ----------
    scenarios : iterable of Scenario
        Read from files.

    Returns
    -------
    DataFrame
        Columns as in a cluster's sources, one row a scenario.
    """
    columns = ["source_id", "title", "path", "publisher", "date", "licence", "kind"]
    rows = [
        {
            "source_id": own_source(scenario),
            "title": f"{scenario.name}.toml",
            "path": "",
            "publisher": "scenario file",
            "date": scenario.date or UNDATED,
            "licence": "what-if",
            "kind": "scenario",
        }
        for scenario in scenarios
    ]
    return pd.DataFrame(rows, columns=columns)
