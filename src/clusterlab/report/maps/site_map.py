"""Draws the map of a siting report: candidates by score, the first ones in a shape of their own."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...draw.maps import Shading
from ...words import wording
from .of_cluster import of_cluster

MOST_DRAWN = 500
"""More candidates would make a map too large to hand on; the explorer holds all of them."""
POINT_RADIUS_M = 28.0
"""Half the width of a candidate that is a point [m]; the first ones are wider."""


def site_map(
    data: gpd.GeoDataFrame,
    *,
    lang: str,
    cluster: Any,
    sources: pd.DataFrame,
    top: int = 10,
    max_uncertainty_m: float = 300.0,
) -> Any:
    """Draw candidates shaded by score over the districts and organisations of a cluster.

    Parameters
    ----------
    data : GeoDataFrame
        Ranked candidates, the best first, as points or polygons in metres: name, rank, score,
        band, source_id; of very many the best are drawn.
    lang : str
        Language of the map.
    cluster : Cluster
        Districts, organisations, stations and base map are taken from it.
    sources : DataFrame
        Sources that the map may name.
    top : int
        How many are drawn as the first ones.
    max_uncertainty_m : float
        Organisations placed no better than this are not drawn as points [m].

    Returns
    -------
    folium.Map
        The candidates that take the first ranks are diamonds (points) and bear their rank; the
        popup of each names its rank, its band and its score.
    """
    # Where labels would overlap the map keeps the earlier one: the best first.
    drawn = data.head(MOST_DRAWN)
    top = min(top, len(data))
    subtitle = wording.say("siting.map_subtitle", lang, count=top)
    if len(drawn) < len(data):
        rest = wording.say("siting.map_first", lang, count=len(drawn), all=len(data))
        subtitle = f"{subtitle}. {rest}"
    districts = cluster.districts
    context = districts[districts.geometry.notna()].assign(role="context", label=None)
    sites = _sites(drawn, top, lang).to_crs(districts.crs)
    both = gpd.GeoDataFrame(pd.concat([context, sites], ignore_index=True), crs=districts.crs)
    both.attrs = {}
    return of_cluster(
        cluster,
        lang,
        districts=both,
        sources=sources,
        subtitle=subtitle,
        ranked=True,
        measure=Shading("score", wording.say("siting.score", lang), "", decimals=2, classes=4),
        max_uncertainty_m=max_uncertainty_m,
    )


def _sites(drawn: gpd.GeoDataFrame, top: int, lang: str) -> gpd.GeoDataFrame:
    """Lay candidates out as the map's districts."""
    names = [
        wording.say(
            "siting.place",
            lang,
            rank=int(rank),
            name=str(name),
            band=wording.label("band", band, lang),
        )
        for rank, name, band in zip(drawn["rank"], drawn["name"], drawn["band"], strict=True)
    ]
    shapes = [
        _shape(geometry, place=place if place < top else None)
        for place, geometry in enumerate(drawn.geometry)
    ]
    return gpd.GeoDataFrame(
        {
            "district_id": [f"site_{number}" for number in range(len(drawn))],
            "name_ko": names,
            "name_en": names,
            "label": [
                str(int(rank)) if place < top else None for place, rank in enumerate(drawn["rank"])
            ],
            "role": "district",
            "precision": "computed",
            "score": drawn["score"].to_numpy(),
            "source_id": drawn["source_id"].to_numpy(),
        },
        geometry=shapes,
        crs=drawn.crs,
    )


def _shape(geometry: Any, *, place: int | None) -> Any:
    """Give a point a disc, or a diamond where it is among the first; leave a polygon as it is.

    A diamond is a little smaller than the one before it: the map draws and labels large shapes
    first, so that labels keep the order of the ranks where they would overlap.
    """
    if not isinstance(geometry, shapely.Point):
        return geometry
    if place is None:
        return geometry.buffer(POINT_RADIUS_M, quad_segs=6)
    reach = POINT_RADIUS_M * (1.4 + 0.4 / (1 + 0.1 * place))
    turns = np.pi / 2 * np.arange(4)
    return shapely.Polygon(
        np.column_stack([geometry.x + reach * np.cos(turns), geometry.y + reach * np.sin(turns)])
    )
