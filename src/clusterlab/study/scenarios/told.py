"""Told: a scenario's own words for the reader, and its changes as a list."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ...load.columns import UNDATED
from ...load.scenario_rules import own_source, sources_of
from ...model.scenario import Scenario
from ...words import wording


def change_table(scenarios: Mapping[str, Scenario], *, lang: str) -> pd.DataFrame:
    """List scenarios.

    Returns
    -------
    DataFrame, indexed by scenario
        Title in the language; since, in_force, changes (tables of the file), stated (those no
        table holds), source_ids.
    """
    rows = []
    for scenario in scenarios.values():
        sections = (scenario.industries, scenario.limits, scenario.land, scenario.share_caps,
                    scenario.facilities, scenario.support_services, scenario.homes,
                    scenario.stops, scenario.on_demand, scenario.candidates)  # fmt: skip
        rows.append(
            {
                "scenario": title_of(scenario, lang),
                "since": scenario.date,
                "in_force": scenario.in_force,
                "changes": sum(len(rows) for rows in sections),
                "stated": len(scenario.stated),
                "source_ids": ";".join(sources_of(scenario)),
            }
        )
    columns = ["scenario", "since", "in_force", "changes", "stated", "source_ids"]
    return pd.DataFrame(rows, columns=columns).set_index("scenario")


def stated_table(scenarios: Mapping[str, Scenario], place: Any, *, lang: str) -> pd.DataFrame:
    """List the changes that no table can hold.

    Returns
    -------
    DataFrame, indexed by scenario
        what, zone, since, source_ids.
    """
    rows = [
        {
            "scenario": title_of(scenario, lang),
            "what": row[f"what_{lang}"],
            "zone": zone_of(place, row["zone"], lang) if "zone" in row else "",
            "since": row.get("date", scenario.date),
            "source_ids": ";".join(row.get("sources", scenario.sources)),
        }
        for scenario in scenarios.values()
        for row in scenario.stated
    ]
    columns = ["scenario", "what", "zone", "since", "source_ids"]
    return pd.DataFrame(rows, columns=columns).set_index("scenario")


def title_of(scenario: Scenario, lang: str) -> str:
    """Give the title of a scenario in a language, or its name."""
    return str(getattr(scenario, f"title_{lang}") or scenario.name)


def note_of(scenario: Scenario, lang: str) -> str:
    """Give what the reader must bear in mind."""
    return str(getattr(scenario, f"note_{lang}"))


def zone_of(place: Any, zone: str, lang: str) -> str:
    """Give the name of a zone in a language; in Korean, or where no other is given, the zone."""
    parcels = place.parcels
    if lang == "ko" or "zone_en" not in parcels:
        return zone
    names = parcels.loc[parcels["zone"] == zone, "zone_en"].dropna()
    return str(names.iloc[0]) if len(names) else zone


def name_of(row: Mapping[str, Any], lang: str) -> str:
    """Give the name of a table of a scenario in a language, or its id."""
    return str(row.get(f"name_{lang}") or row.get("id", ""))


def file_sources(scenarios: Iterable[Scenario], *, lang: str) -> pd.DataFrame:
    """Describe scenario files as sources, for what rests on nothing else.

    Parameters
    ----------
    scenarios : iterable of Scenario
        Read from files.
    lang : str
        ``"ko"`` or ``"en"``.

    Returns
    -------
    DataFrame
        Columns as in a cluster's sources, one row a scenario.
    """
    return pd.DataFrame(
        [
            {
                "source_id": own_source(scenario),
                "title": title_of(scenario, lang),
                "path": "",
                "publisher": wording.say("scenario_publisher", lang),
                "date": scenario.date or UNDATED,
                "licence": wording.say("scenario_licence", lang),
                "kind": "scenario",
            }
            for scenario in scenarios
        ],
        columns=["source_id", "title", "path", "publisher", "date", "licence", "kind"],
    )
