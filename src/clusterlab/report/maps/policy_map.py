"""Draws where a country's policy has touched the ground: clusters, and the places it names."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from ...draw.country_map import country_map
from ...draw.maps import Shading
from ...words import wording

TEXTS = ("places", "regions", "base", "kind", "told", "note")


def policy_map(
    places: gpd.GeoDataFrame,
    *,
    lang: str,
    base: gpd.GeoDataFrame,
    cited: pd.DataFrame,
    kinds: Sequence[str],
    told: Sequence[str],
    on: str,
) -> Any:
    """Draw the clusters, and the regions that an event names, over all regions of the country.

    Parameters
    ----------
    places : GeoDataFrame
        As `study.policy.touched.touched` makes it.
    lang : str
        Language of the labels.
    base : GeoDataFrame
        Every region: source_id, geometry.
    cited : DataFrame
        Sources that the map may name.
    kinds, told : sequence of str, one for each place
        What it is, and the instruments that have to do with it.
    on : str
        Day, month or year that the map speaks of.

    Returns
    -------
    folium.Map
        Every place is a circle of its own area round its own centre: outlines are not part of the
        data.
    """
    return country_map(
        places=places.assign(kind=list(kinds), told=list(told)),
        regions=base,
        sources=cited,
        measure=Shading(
            "instruments",
            wording.say("policy_map.count", lang),
            wording.label("unit", "instruments", lang),
            decimals=0,
            classes=2,
        ),
        title=wording.say("caption.policy_map", lang),
        texts={name: wording.say(f"policy_map.{name}", lang) for name in TEXTS},
        as_of=on,
        lang=lang,
    )
