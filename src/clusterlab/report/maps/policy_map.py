"""Draws where a country's policy has touched the ground: clusters, and the places it names."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...draw.country_map import country_map
from ...draw.maps import Shading
from ...load.nation import nation_package
from ...study.policy import scorecard
from ...words import wording

# National work: areas true to 0.07 %.
METRES = "EPSG:5179"
# A place is drawn no smaller than this, or it could not be seen beside a whole country [m].
LEAST_RADIUS_M = 8_000
# Clusters a little larger, so that their names go before those of the places beside them.
CLUSTER_RADIUS_M = 10_000


def draw(clusters: Sequence[Any], *, on: str, lang: str) -> Any:
    """Draw the clusters, and the cities and counties that an event names.

    Parameters
    ----------
    clusters : sequence of Cluster
        Drawn where their districts, or their base map, lie.
    on : str
        Day, month or year that the map speaks of.
    lang : str
        ``"ko"`` or ``"en"``.

    Returns
    -------
    folium.Map
        Every city and county is a circle of its own area round its own centre: outlines of them
        are not part of the data.
    """
    nation = nation_package([cluster.package for cluster in clusters])
    base = circles(nation.tables["regions"])
    base = base[base["level"] == "sigungu"]
    title = wording.say("caption.policy_map", lang)
    return country_map(
        places=places(clusters, lang=lang),
        regions=base,
        sources=scorecard.sources(clusters),
        measure=Shading(
            "instruments",
            wording.say("policy_map.count", lang),
            wording.label("unit", "instruments", lang),
            decimals=0,
            classes=2,
        ),
        title=title,
        texts={
            name: wording.say(f"policy_map.{name}", lang)
            for name in ("places", "regions", "base", "kind", "told", "note")
        },
        as_of=on,
        lang=lang,
    )


def places(clusters: Sequence[Any], *, lang: str) -> gpd.GeoDataFrame:
    """List the clusters and the places that events name, with the instruments they have to do with.

    Returns
    -------
    GeoDataFrame
        name_ko, name_en, kind and told (in the language), instruments (count), source_id, geometry
        in degrees. A region that is a cluster's own is drawn as that cluster.
    """
    promises = scorecard.instruments(clusters)
    figures, events = scorecard.readings(clusters), scorecard.milestones(clusters)
    nation = nation_package([cluster.package for cluster in clusters])
    regions = nation.tables["regions"].set_index("region_code", drop=False)
    named: dict[str, list[str]] = {}
    cited: dict[str, str] = {}
    for event in events[events["region_codes"].notna()].to_dict(orient="records"):
        for code in str(event["region_codes"]).split(";"):
            named.setdefault(code, []).append(str(event["instrument_id"]))
            cited.setdefault(code, str(event["source_id"]))
    order = list(promises.index)
    rows, shapes = [], []
    for cluster in clusters:
        own = {
            str(identity)
            for table in (figures, events)
            for identity in table.loc[table["place"] == cluster.slug, "instrument_id"]
        }
        region = cluster.meta.get("reference_regions", {}).get("sigungu")
        for code in regions.index[regions["region"] == region]:
            own |= set(named.pop(code, []))
        shape, source_id = _extent(cluster)
        rows.append((cluster.name_ko, cluster.name_en, "cluster", own, source_id))
        shapes.append(shape)
    for code, identities in named.items():
        row = regions.loc[code]
        name_ko = str(row["region"]).rpartition(" ")[2]
        rows.append((name_ko, row["name_en"], "designated", set(identities), cited[code]))
        shapes.append(circles(regions.loc[[code]], least_m=LEAST_RADIUS_M).geometry.iloc[0])
    return gpd.GeoDataFrame(
        {
            "name_ko": [row[0] for row in rows],
            "name_en": [row[1] for row in rows],
            "kind": [wording.say(f"policy_map.{row[2]}", lang) for row in rows],
            "told": [
                ", ".join(promises.loc[sorted(row[3], key=order.index), f"short_{lang}"])
                for row in rows
            ],
            "instruments": [float(len(row[3])) for row in rows],
            "source_id": [row[4] for row in rows],
        },
        geometry=shapes,
        crs="EPSG:4326",
    )


def _extent(cluster: Any) -> tuple[Any, str]:
    """Draw a cluster as a circle of the area of its districts, or of what else is known of it."""
    known = (cluster.districts, cluster.dongs, cluster.organisations())
    drawn = next((table[table.geometry.notna()] for table in known if _placed(table)), None)
    if drawn is not None:
        whole = drawn.to_crs(METRES).geometry.union_all()
        source_id = str(drawn["source_id"].iloc[0])
    else:
        box = gpd.GeoSeries([shapely.box(*cluster.meta["extent"])], crs="EPSG:4326")
        whole = box.to_crs(METRES).centroid.iloc[0]
        source_id = str(cluster.sources["source_id"].iloc[0])
    radius = max(CLUSTER_RADIUS_M, float(np.sqrt(whole.area / np.pi)))
    circle = gpd.GeoSeries([whole.centroid.buffer(radius, quad_segs=10)], crs=METRES)
    return circle.to_crs("EPSG:4326").iloc[0], source_id


def _placed(table: Any) -> bool:
    return bool(table.geometry.notna().any())


def circles(regions: pd.DataFrame, *, least_m: float = 0.0) -> gpd.GeoDataFrame:
    """Turn regions into circles of their area.

    Parameters
    ----------
    regions : DataFrame
        lon, lat [degree], area_m2 [m2]; other columns are kept.
    least_m : float
        Smallest radius [m].
    """
    points = gpd.GeoDataFrame(
        regions,
        geometry=gpd.points_from_xy(regions["lon"], regions["lat"]),
        crs="EPSG:4326",
    ).to_crs(METRES)
    radius = np.sqrt(regions["area_m2"].to_numpy(dtype=float) / np.pi).clip(min=least_m)
    points.geometry = points.buffer(radius, quad_segs=10)
    return points.to_crs("EPSG:4326")
