"""Drawn: what of a scenario has a place, before and after, for its two maps."""

from typing import Any

import geopandas as gpd
import pandas as pd

from ...load.organisations import organisations
from ...model.citing import cited
from ...model.finding import Chart, Finding, finding
from ...model.said import caution, said
from .on_demand import reached_area
from .played import Played
from .told import name_of

# How far round the middle of its plots a zone is drawn: plots have no outlines in the data.
PLOT_M = 60
STATES = ("before", "after")


def maps(played: Played) -> list[Finding]:
    """Draw each scenario that has a place in the data; the cluster alone where none has.

    Parameters
    ----------
    played : Played
        What is drawn.
    """
    made = [map_of(played, name) for name in played.scenarios]
    if any(one.charts for one in made):
        ruled = any(played.scenarios[str(one.scope)].industries for one in made if one.charts)
        notes = [caution("map_zone_note")] if ruled else []
        return [*made, Finding(id="scenarios.map_note", cautions=notes)]
    return [*made, base_map(played)]


@finding("scenarios.map")
def map_of(played: Played, name: str) -> Finding:
    """Draw what a scenario changes, before and after.

    Returns
    -------
    Finding
        Without a chart where nothing that changes has a place in the data.
    """
    one, title = played.scenarios[name], played.title(name)
    before, after = played.tables[name]
    areas = reached(played, name) if one.on_demand else zones(played, name)
    if areas.empty and not (one.facilities or one.support_services):
        return Finding(scope=name, said=[] if one.candidates else [said("no_map_for", title=title)])
    drawn = {
        state: organisations(tables, include=("present",))
        for state, tables in zip(STATES, (before, after), strict=True)
    }
    options = {
        "cluster": played.place,
        "sources": played.described.sources,
        "organisations": drawn,
        "title": title,
        "measure": "lever_reach" if one.on_demand else "lever_floor",
        "max_uncertainty_m": played.asked.max_uncertainty_m,
    }
    chart = Chart("scenario_maps", areas, "scenario_map", values={"title": title}, options=options)
    return Finding(scope=name, charts=[chart])


@finding("scenarios.base_map")
def base_map(played: Played) -> Finding:
    """Draw the cluster alone."""
    chart = Chart("cluster_alone", played.place, "scenario_base_map")
    return Finding(sources=cited(played.place.districts), charts=[chart])


def zones(played: Played, name: str) -> gpd.GeoDataFrame:
    """Outline the zones whose permitted industries change, round the middles of their plots.

    Returns
    -------
    GeoDataFrame
        name (Named), state (before, after), value [1000 m2 of floor], source_id.
    """
    rows: list[dict[str, Any]] = []
    if name not in played.effects:
        return _table(rows)
    parcels = gpd.GeoDataFrame(played.tables[name][1]["parcels"])
    table = played.effects[name]
    for _, effect in table[table["lever"] == "industries"].iterrows():
        here = parcels[(parcels["zone"] == effect["zone"]) & parcels.geometry.notna()]
        if here.empty or pd.isna(effect["after"]):
            continue
        metric = here.to_crs(here.estimate_utm_crs())
        shape = gpd.GeoSeries([metric.buffer(PLOT_M).union_all()], crs=metric.crs)
        about = {
            "name": played.zone(effect["zone"]),
            "source_id": here["source_id"].iloc[0],
            "geometry": shape.to_crs(4326).iloc[0],
        }
        rows += [{**about, "state": state, "value": effect[state] / 1000} for state in STATES]
    return _table(rows)


def reached(played: Played, name: str) -> gpd.GeoDataFrame:
    """Outline what lies within reach of a station by each service, before and after.

    Returns
    -------
    GeoDataFrame
        As `zones`, its value the share of the area in percent.
    """
    rows, place, asked = [], played.place, played.asked
    for service in played.scenarios[name].on_demand:
        found = reached_area(
            service,
            place,
            facts=played.facts,
            wait_min=_wait(played.fleets, name, service),
            within_min=asked.within_min,
            walking_kmh=asked.walking_kmh,
        ).to_crs(4326)
        rows += [
            {
                "name": name_of(service),
                "state": state,
                "value": row["share"] * 100,
                "source_id": place.dongs["source_id"].iloc[0],
                "geometry": row["geometry"],
            }
            for state, row in found.iterrows()
            if not row["geometry"].is_empty
        ]
    return _table(rows)


def _wait(fleets: dict[tuple[str, str], pd.DataFrame], name: str, service: dict[str, Any]) -> float:
    curve = fleets[name, service["id"]]
    return float(curve.loc[service["vehicles"], "mean_wait_min"]) if len(curve) else 0.0


def _table(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    columns = ["name", "state", "value", "source_id", "geometry"]
    table = pd.DataFrame(rows, columns=columns)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=4326)
