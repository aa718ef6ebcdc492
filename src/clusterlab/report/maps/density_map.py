"""Draws the map of a report: density by district, on hexagons and as a smooth surface."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw.maps import Shading
from ...study.inventory import mostly_placed
from ...words import wording
from .of_cluster import of_cluster


def density_map(
    cluster: Any,
    density: pd.DataFrame,
    *,
    lang: str,
    hexagons: gpd.GeoDataFrame | None = None,
    contours: gpd.GeoDataFrame | None = None,
    max_uncertainty_m: float = 300,
) -> Any:
    """Draw a cluster with its organisations over the density of them.

    Parameters
    ----------
    cluster : Cluster
        Districts, organisations, stations and base map are taken from it.
    density : DataFrame
        What `measure.district_density` returns. Districts are not shaded without any value, nor
        where most of the cluster's organisations are not placed.
    lang : str
        ``"ko"`` or ``"en"``.
    hexagons, contours : GeoDataFrame, optional
        What `measure.hexagon_density` and `measure.contours` return.
    max_uncertainty_m : float
        Organisations placed no better than this are not drawn as points [m].

    Returns
    -------
    folium.Map
    """
    shading = Shading(
        "per_ha",
        wording.say("map.shading", lang),
        wording.say("unit.per_ha", lang),
        decimals=2,
    )
    values = density.set_index("district_id")["per_ha"]
    points = cluster.points(max_uncertainty_m=max_uncertainty_m)
    shaded = values.notna().any() and mostly_placed(points, cluster.organisations())
    districts = cluster.districts
    return of_cluster(
        cluster,
        lang,
        districts=districts.assign(per_ha=districts["district_id"].map(values)),
        organisations=cluster.organisations(include=("present", "planned", "pledged")),
        subtitle=wording.say("map.subtitle", lang),
        measure=shading if shaded else None,
        hexagons=hexagons,
        hexagon_measure=shading if hexagons is not None else None,
        kernel=contours,
        kernel_measure=shading if contours is not None else None,
        max_uncertainty_m=max_uncertainty_m,
    )


def density_maps(drawn: Sequence[Mapping[str, Any]], *, lang: str) -> list[Any]:
    """Draw the densities of several clusters, one map each.

    Parameters
    ----------
    drawn : sequence of mapping
        What `density_map` asks for, by the names of its parameters.
    lang : str
        Language of the labels.
    """
    return [density_map(**one, lang=lang) for one in drawn]
