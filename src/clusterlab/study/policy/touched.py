"""Says where a policy has touched the ground: its clusters, and the regions that events name."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...load.nation import nation_package
from ...model.finding import Chart, Finding, finding
from ...model.said import Joined, Word, said
from ..names import called
from ..region_circles import region_circles
from . import scorecard
from .judged import Judged

DEGREES = "EPSG:4326"
# A place is drawn no smaller than this, or it could not be seen beside a whole country [m].
LEAST_RADIUS_M = 8_000
# Clusters a little larger, so that their names go before those of the places beside them.
CLUSTER_RADIUS_M = 10_000
# Hundreds of circles make a map heavy: a polygon of so many sides passes for one.
SIDES = 40


@finding("touched.places")
def places(policy: Judged) -> Finding:
    """Map the clusters and the regions that events name, with the instruments of each."""
    clusters, promises = policy.clusters, policy.promises
    found = touched(policy)
    most = found.loc[found["instruments"].idxmax()]
    shorts = {identity: called(row, "short") for identity, row in promises.iterrows()}
    options = {
        "base": base(clusters),
        "cited": scorecard.sources(clusters),
        "on": policy.on,
        "kinds": [Word(f"policy_map.{kind}") for kind in found["kind"]],
        "told": [Joined([shorts[name] for name in names]) for names in found["told"]],
    }
    return Finding(
        data=found,
        as_of=policy.on,
        said=[
            said(
                "scorecard_map",
                count=len(clusters),
                places=len(found) - len(clusters),
                name=called(most),
                most=int(most["instruments"]),
            )
        ],
        charts=[Chart("policy_map", caption="policy_map", options=options)],
    )


def touched(policy: Judged) -> gpd.GeoDataFrame:
    """List the clusters, and the places that events name, with the instruments of each.

    Returns
    -------
    GeoDataFrame
        One column name_<language> for each language of the regions' names; kind ("cluster" or
        "designated"), told (ids of instruments, in their order), instruments (how many),
        source_id, geometry in degrees. A region that is a cluster's own is that cluster.
    """
    clusters, events = policy.clusters, policy.events
    regions = _regions(clusters).set_index("region_code", drop=False)
    named: dict[str, list[str]] = {}
    cited: dict[str, str] = {}
    for event in events[events["region_codes"].notna()].to_dict(orient="records"):
        for code in str(event["region_codes"]).split(";"):
            named.setdefault(code, []).append(str(event["instrument_id"]))
            cited.setdefault(code, str(event["source_id"]))
    rows, shapes = [], []
    for cluster in clusters:
        own = {
            str(identity)
            for table in (policy.figures, events)
            for identity in table.loc[table["place"] == cluster.slug, "instrument_id"]
        }
        home = cluster.home(cluster.levels[-1]) if cluster.levels else ""
        for code in regions.index[regions["region"] == home]:
            own |= set(named.pop(code, []))
        shape, source_id = _extent(cluster)
        names = {f"name_{lang}": text for lang, text in called(cluster.meta).names.items()}
        rows.append(names | {"kind": "cluster", "told": own, "source_id": source_id})
        shapes.append(shape)
    for code, identities in named.items():
        row = regions.loc[code]
        names = {f"name_{lang}": text for lang, text in called(row).names.items()}
        # The code of the statistics names a region too, behind the region that holds it.
        names.setdefault("name_ko", str(row["region"]).removeprefix(f"{row['parent']} "))
        known = {"kind": "designated", "told": set(identities), "source_id": cited[code]}
        rows.append(names | known)
        shapes.append(_circle(regions.loc[[code]], clusters[0].national_crs))
    order = list(policy.promises.index)
    table = pd.DataFrame(rows)
    table["told"] = [sorted(own, key=order.index) for own in table["told"]]
    table["instruments"] = [float(len(own)) for own in table["told"]]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=DEGREES)


def base(clusters: Sequence[Any]) -> gpd.GeoDataFrame:
    """Draw every region of the finest level that has middles and areas as a circle.

    Returns
    -------
    GeoDataFrame
        source_id, geometry in degrees.
    """
    regions = _regions(clusters)
    fine = [name for name in clusters[0].levels if (regions["level"] == name).any()]
    own = regions[regions["level"] == fine[-1]] if fine else regions
    shapes = region_circles(own, crs=clusters[0].national_crs, sides=SIDES).to_crs(DEGREES).geometry
    sources = {"source_id": own["source_id"].to_numpy()}
    return gpd.GeoDataFrame(sources, geometry=shapes.to_numpy(), crs=DEGREES)


def _regions(clusters: Sequence[Any]) -> pd.DataFrame:
    return nation_package([cluster.package for cluster in clusters]).tables["regions"]


def _circle(region: pd.DataFrame, crs: str) -> Any:
    """Draw one region as a circle of its area, or of the least radius that can be seen."""
    least = np.pi * LEAST_RADIUS_M**2
    seen = region.assign(area_m2=region["area_m2"].clip(lower=least))
    return region_circles(seen, crs=crs, sides=SIDES).to_crs(DEGREES).geometry.iloc[0]


def _extent(cluster: Any) -> tuple[Any, str]:
    """Draw a cluster as a circle of the area of its districts, or of what else is known of it."""
    known = (cluster.districts, cluster.dongs, cluster.organisations())
    placed = [table[table.geometry.notna()] for table in known]
    drawn = next((table for table in placed if len(table)), None)
    crs = cluster.national_crs
    if drawn is not None:
        whole = drawn.to_crs(crs).geometry.union_all()
        source_id = str(drawn["source_id"].iloc[0])
    else:
        box = gpd.GeoSeries([shapely.box(*cluster.meta["extent"])], crs=DEGREES)
        whole = box.to_crs(crs).centroid.iloc[0]
        source_id = str(cluster.sources["source_id"].iloc[0])
    radius = max(CLUSTER_RADIUS_M, float(np.sqrt(whole.area / np.pi)))
    circle = gpd.GeoSeries([whole.centroid.buffer(radius, quad_segs=SIDES // 4)], crs=crs)
    return circle.to_crs(DEGREES).iloc[0], source_id
