"""Drawn: a scenario on two maps, before and after."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw import palette
from ...draw.maps import Shading
from ...words import wording
from .of_cluster import of_cluster

UNITS = {"lever_floor": "unit.m2_thousand", "lever_reach": "unit.percent"}
"""What shades the areas, and its unit."""


def scenario_maps(
    areas: gpd.GeoDataFrame,
    *,
    lang: str,
    cluster: Any,
    sources: pd.DataFrame,
    organisations: Mapping[str, gpd.GeoDataFrame],
    title: str,
    measure: str,
    max_uncertainty_m: float,
) -> list[Any]:
    """Draw what a scenario changes.

    Parameters
    ----------
    areas : GeoDataFrame
        name, state, value, source_id: areas that are shaded in each state.
    lang : str
        Language of the labels.
    cluster : Cluster
        Districts, base map and stations are taken from it.
    sources : DataFrame
        Sources that the maps may name.
    organisations : mapping of str to GeoDataFrame
        What is there in each state, the states in order.
    title : str
        Name of the scenario.
    measure : str
        Which of `UNITS` the value is.
    max_uncertainty_m : float
        Organisations placed no better than this are not drawn as points [m].

    Returns
    -------
    list of folium.Map
        One a state.
    """
    told = wording.say(f"map.{measure}", lang)
    # One scale for all maps: a colour says the same before and after.
    limits = tuple(palette.class_limits([0.0, *areas["value"]], classes=4)) if len(areas) else ()
    unit = wording.say(UNITS[measure], lang)
    shading = Shading("value", told, unit, decimals=0, classes=4, limits=limits)
    return [
        of_cluster(
            cluster,
            lang,
            districts=_districts(cluster, areas[areas["state"] == state]),
            organisations=there,
            sources=sources,
            title=f"{title}: {wording.say(f'state.{state}', lang)}",
            subtitle=told if len(areas) else "",
            extent=None,
            measure=shading if (areas["state"] == state).any() else None,
            max_uncertainty_m=max_uncertainty_m,
        )
        for state, there in organisations.items()
    ]


def _districts(cluster: Any, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    districts = cluster.districts
    if areas.empty:
        return districts
    drawn = gpd.GeoDataFrame(
        {
            "district_id": [f"lever_{number}" for number in range(len(areas))],
            "name_ko": areas["name"].to_numpy(),
            "name_en": areas["name"].to_numpy(),
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
