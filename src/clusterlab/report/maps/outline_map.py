"""Draws the map of the agglomeration report: groups of points over the planning districts."""

from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw.maps import Shading
from ...words import wording
from .of_cluster import of_cluster


def group_map(outlines: gpd.GeoDataFrame, *, lang: str, study: Any) -> Any:
    """Draw groups, shaded by density, over the districts and organisations of a cluster.

    Parameters
    ----------
    outlines : GeoDataFrame
        Groups in metres: n, per_ha, geometry; the districts alone are drawn where it is empty.
    lang : str
        Language of the labels.
    study : Study
        The cluster and the points that the groups were found in; their commonest source is cited.
        Plants of a file are drawn as groups only, never one by one.

    Returns
    -------
    folium.Map
    """
    districts = study.districts
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
                "source_id": study.points["source_id"].mode().iloc[0],
            },
            geometry=outlines.geometry.to_crs(districts.crs).to_numpy(),
            crs=districts.crs,
        )
        context = districts[districts.geometry.notna()].assign(role="context")
        districts = gpd.GeoDataFrame(pd.concat([context, drawn], ignore_index=True))
        title = wording.say("map.group_density", lang)
        shading = Shading("per_ha", title, wording.say("unit.per_ha", lang), decimals=1, classes=3)
    return of_cluster(
        study.place,
        lang,
        districts=districts,
        sources=study.sources,
        subtitle=wording.say("map.group_subtitle", lang),
        measure=shading,
        max_uncertainty_m=study.max_uncertainty_m,
    )
