"""Draws where the money has to arrive: firms by district, and who brings money beside them."""

from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw.maps import Shading
from ...draw.sheet import Sheet
from ...words import wording
from .of_cluster import of_cluster


def money_map(
    firms: "pd.Series[float]",
    *,
    lang: str,
    cluster: Any,
    organisations: gpd.GeoDataFrame,
    max_uncertainty_m: float = 300,
) -> Sheet:
    """Draw firms by district, with investors, accelerators and incubators as points.

    Parameters
    ----------
    firms : Series, indexed by district_id
        What `study.money.arrival.firms_by_district` returns.
    lang : str
        Language of the labels.
    cluster : Cluster
        Districts, stations and base map are taken from it.
    organisations : GeoDataFrame
        Those that are drawn.
    max_uncertainty_m : float
        Organisations placed no better than this are not drawn as points [m].

    Returns
    -------
    Sheet
    """
    shading = Shading(
        "firms", wording.say("map.firms", lang), wording.say("unit.firms", lang), decimals=0
    )
    return of_cluster(
        cluster,
        lang,
        districts=cluster.districts.assign(firms=cluster.districts["district_id"].map(firms)),
        organisations=organisations,
        subtitle=wording.say("map.money_subtitle", lang),
        measure=shading if firms.notna().any() else None,
        max_uncertainty_m=max_uncertainty_m,
    )
