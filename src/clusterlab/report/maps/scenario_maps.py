"""Drawn: a scenario on two maps, before and after."""

from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw import palette
from ...draw.maps import Shading, cluster_map
from ...load.organisations import organisations
from ...model.scenario import Scenario
from ...study.scenarios.on_demand import reached_area
from ...study.scenarios.told import file_sources, name_of, title_of
from ...words import wording

Tables = dict[str, pd.DataFrame]
# How far round the middle of its plots a zone is drawn: plots have no outlines in the data.
PLOT_M = 60
STATES = ("before", "after")


def scenario_maps(
    place: Any,
    scenario: Scenario,
    before: Tables,
    after: Tables,
    *,
    effects: pd.DataFrame,
    facts: pd.DataFrame,
    lang: str,
    wait_min: float,
    within_min: float,
    walking_kmh: float,
    max_uncertainty_m: float,
) -> list[Any]:
    """Draw what a scenario changes, if it has a place.

    Parameters
    ----------
    place : Cluster
        Districts, base map, stations and sources are taken from it.
    scenario : Scenario
        Zones are shaded by the floor open to the industries it adds; what lies within reach of a
        station is outlined; places it adds are drawn as organisations.
    before, after : dict of str to DataFrame
        As `before_and_after` makes them.
    effects : DataFrame
        As `rule_effects` gives it.
    facts : DataFrame
        Rates of the way to a station.
    lang : str
        ``"ko"`` or ``"en"``.
    wait_min, within_min, walking_kmh, max_uncertainty_m
        As in `on_demand_reach`.

    Returns
    -------
    list of folium.Map
        Two, or none where nothing that changes has a place in the data.
    """
    areas = _zones(after, effects)
    unit, column = wording.say("unit.m2_thousand", lang), "lever_floor"
    if scenario.on_demand:
        way = {"wait_min": wait_min, "within_min": within_min, "walking_kmh": walking_kmh}
        areas = _reached(scenario, place, facts, way)
        unit, column = wording.say("unit.percent", lang), "lever_reach"
    added = [*scenario.facilities, *scenario.support_services]
    if areas.empty and not added:
        return []
    title = wording.say(f"map.{column}", lang)
    # One scale for both maps: a colour says the same before and after.
    limits = tuple(palette.class_limits([0.0, *areas["value"]], classes=4)) if len(areas) else ()
    shading = Shading("value", title, unit, decimals=0, classes=4, limits=limits)
    own = file_sources([scenario], lang=lang)
    every = pd.concat([place.sources, own], ignore_index=True)
    return [
        cluster_map(
            districts=_districts(place, areas, state),
            organisations=_drawn(tables),
            sources=every,
            title=f"{title_of(scenario, lang)}: {wording.say(f'state.{state}', lang)}",
            subtitle=title if len(areas) else "",
            as_of=place.as_of,
            lang=lang,
            measure=shading if (areas["state"] == state).any() else None,
            dongs=place.dongs,
            transit=place.transit,
            max_uncertainty_m=max_uncertainty_m,
        )
        for state, tables in zip(STATES, (before, after), strict=True)
    ]


def _zones(after: Tables, effects: pd.DataFrame) -> gpd.GeoDataFrame:
    """Outline the zones whose permitted industries change, round the middles of their plots."""
    rows = []
    parcels = gpd.GeoDataFrame(after["parcels"])
    for _, effect in effects[effects["lever"] == "industries"].iterrows():
        here = parcels[(parcels["zone"] == effect["zone"]) & parcels.geometry.notna()]
        if here.empty or pd.isna(effect["after"]):
            continue
        metric = here.to_crs(here.estimate_utm_crs())
        shape = gpd.GeoSeries([metric.buffer(PLOT_M).union_all()], crs=metric.crs)
        english = here["zone_en"].iloc[0] if "zone_en" in here else effect["zone"]
        rows.append(
            {
                "name_ko": effect["zone"],
                "name_en": english,
                "source_id": here["source_id"].iloc[0],
                "geometry": shape.to_crs(4326).iloc[0],
            }
        )
        rows[-1:] = [
            {**rows[-1], "state": state, "value": effect[state] / 1000} for state in STATES
        ]
    return _table(rows)


def _reached(
    scenario: Scenario, place: Any, facts: pd.DataFrame, way: dict[str, float]
) -> gpd.GeoDataFrame:
    """Outline what lies within reach of a station by each service, before and after."""
    rows = []
    for service in scenario.on_demand:
        found = reached_area(service, place, facts=facts, **way).to_crs(4326)
        for state, row in found.iterrows():
            if not row["geometry"].is_empty:
                rows.append(
                    {
                        "name_ko": name_of(service, "ko"),
                        "name_en": name_of(service, "en"),
                        "state": state,
                        "value": row["share"] * 100,
                        "source_id": place.dongs["source_id"].iloc[0],
                        "geometry": row["geometry"],
                    }
                )
    return _table(rows)


def _table(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    columns = ["name_ko", "name_en", "state", "value", "source_id", "geometry"]
    table = pd.DataFrame(rows, columns=columns)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=4326)


def _districts(place: Any, areas: gpd.GeoDataFrame, state: str) -> gpd.GeoDataFrame:
    districts = place.districts
    areas = areas[areas["state"] == state]
    if areas.empty:
        return districts
    drawn = gpd.GeoDataFrame(
        {
            "district_id": [f"lever_{number}" for number in range(len(areas))],
            "name_ko": areas["name_ko"].to_numpy(),
            "name_en": areas["name_en"].fillna(areas["name_ko"]).to_numpy(),
            "role": "district",
            "precision": "computed",
            "value": areas["value"].to_numpy(),
            "source_id": areas["source_id"].to_numpy(),
        },
        geometry=areas.geometry.to_numpy(),
        crs=areas.crs,
    ).to_crs(districts.crs)
    context = districts[districts.geometry.notna()].assign(role="context")
    return gpd.GeoDataFrame(pd.concat([context, drawn], ignore_index=True))


def _drawn(tables: Tables) -> gpd.GeoDataFrame:
    return organisations(tables, include=("present",))
