"""Draws the map of a siting report: candidates by score, the first ones in a shape of their own."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...draw.maps import Shading, cluster_map
from ...words import wording

MOST_DRAWN = 500
"""More candidates would make a map too large to hand on; the explorer holds all of them."""
POINT_RADIUS_M = 28.0
"""Half the width of a candidate that is a point [m]; the first ones are wider."""


def site_map(
    place: Any,
    candidates: gpd.GeoDataFrame,
    ranked: pd.DataFrame,
    *,
    lang: str,
    sources: pd.DataFrame,
    max_uncertainty_m: float = 300.0,
) -> Any:
    """Draw candidates shaded by score over the districts and organisations of a cluster.

    Parameters
    ----------
    place : Cluster
        Districts, organisations, stations and base map are taken from it.
    candidates : GeoDataFrame
        Points or polygons in metres: name, source_id.
    ranked : DataFrame
        As `site_ranking.ranking` returns it; its candidates are drawn, of very many the best.
    lang : str
        ``"ko"`` or ``"en"``.
    sources : DataFrame
        Sources that the map may name.
    max_uncertainty_m : float
        Organisations placed no better than this are not drawn as points [m].

    Returns
    -------
    folium.Map
        The candidates that take the first ranks are diamonds (points) and bear their rank; the
        popup of each names its rank, its band and its score.
    """
    # Where labels would overlap the map keeps the earlier one: the best first.
    drawn = ranked.head(MOST_DRAWN)
    leaders = ranked.index[: ranked.attrs.get("top", 10)]
    first = {name: place for place, name in enumerate(leaders)}
    subtitle = wording.say("siting.map_subtitle", lang, count=len(first))
    if len(drawn) < len(ranked):
        rest = wording.say("siting.map_first", lang, count=len(drawn), all=len(ranked))
        subtitle = f"{subtitle}. {rest}"
    districts = place.districts
    shapes = [_shape(candidates.geometry[name], place=first.get(name)) for name in drawn.index]
    names = {
        f"name_{one}": [
            wording.say(
                "siting.place",
                one,
                rank=int(row["rank"]),
                name=str(candidates.loc[name, f"name_{one}"]),
                band=wording.label("band", row["band"], one),
            )
            for name, row in drawn.iterrows()
        ]
        for one in wording.LANGUAGES
    }
    sites = gpd.GeoDataFrame(
        {
            "district_id": [f"site_{number}" for number in range(len(drawn))],
            **names,
            "label": [
                str(int(rank)) if name in first else None
                for name, rank in zip(drawn.index, drawn["rank"], strict=True)
            ],
            "role": "district",
            "precision": "computed",
            "score": drawn["score"].to_numpy(),
            "source_id": candidates["source_id"].reindex(drawn.index).to_numpy(),
        },
        geometry=shapes,
        crs=candidates.crs,
    ).to_crs(districts.crs)
    context = districts[districts.geometry.notna()].assign(role="context", label=None)
    both = gpd.GeoDataFrame(pd.concat([context, sites], ignore_index=True), crs=districts.crs)
    both.attrs = {}
    return cluster_map(
        districts=both,
        organisations=place.organisations(include=("present",)),
        sources=sources,
        title=place.name_ko if lang == "ko" else place.name_en,
        subtitle=subtitle,
        as_of=place.as_of,
        lang=lang,
        measure=Shading("score", wording.say("siting.score", lang), "", decimals=2, classes=4),
        dongs=place.dongs,
        transit=place.transit,
        max_uncertainty_m=max_uncertainty_m,
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
