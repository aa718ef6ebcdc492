"""Draws the map of the agglomeration report: groups of points over the planning districts."""

from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw.maps import Shading, cluster_map
from ...words import wording


def group_map(
    cluster: Any,
    outlines: gpd.GeoDataFrame,
    *,
    lang: str,
    sources: pd.DataFrame,
    points: pd.DataFrame,
    max_uncertainty_m: float = 300,
) -> Any:
    """Draw groups, shaded by density, over the districts and organisations of a cluster.

    Parameters
    ----------
    cluster : Cluster
        Districts, organisations, stations and base map are taken from it.
    outlines : GeoDataFrame
        Groups in metres: n, per_ha, geometry; the districts alone are drawn where it is empty.
    lang : str
        ``"ko"`` or ``"en"``.
    sources : DataFrame
        Sources that the map may name.
    points : DataFrame
        What the groups were found in; its commonest source is cited. Plants of a file are drawn
        as groups only, never one by one.
    max_uncertainty_m : float
        Organisations placed no better than this are not drawn as points [m].

    Returns
    -------
    folium.Map
    """
    districts = cluster.districts
    shading = None
    if len(outlines):
        names = {
            f"name_{one}": [
                wording.say("map.group", one, number=number, count=int(row["n"]))
                for number, row in outlines.iterrows()
            ]
            for one in wording.LANGUAGES
        }
        drawn = gpd.GeoDataFrame(
            {
                "district_id": [f"group_{number}" for number in outlines.index],
                **names,
                "role": "district",
                "precision": "computed",
                "per_ha": outlines["per_ha"].to_numpy(),
                "source_id": points["source_id"].mode().iloc[0],
            },
            geometry=outlines.geometry.to_crs(districts.crs).to_numpy(),
            crs=districts.crs,
        )
        context = districts[districts.geometry.notna()].assign(role="context")
        districts = gpd.GeoDataFrame(pd.concat([context, drawn], ignore_index=True))
        title = wording.say("map.group_density", lang)
        shading = Shading("per_ha", title, wording.say("unit.per_ha", lang), decimals=1, classes=3)
    return cluster_map(
        districts=districts,
        organisations=cluster.organisations(include=("present",)),
        sources=sources,
        title=cluster.name_ko if lang == "ko" else cluster.name_en,
        subtitle=wording.say("map.group_subtitle", lang),
        as_of=cluster.as_of,
        lang=lang,
        measure=shading,
        dongs=cluster.dongs,
        transit=cluster.transit,
        max_uncertainty_m=max_uncertainty_m,
        extent=cluster.meta.get("extent"),
    )
