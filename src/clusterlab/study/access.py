"""Sets the nearest distances to several kinds of places side by side."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from ..load.choices import INSTITUTION_KINDS
from ..measure.nearest_distance import nearest_distance, nearest_distance_summary
from ..model.reason import Reason

QUANTILES = (0.25, 0.5, 0.75)
ALONE = ("university", "institute", "hospital")
"""Types of organisations that are a kind of place by themselves; the other institutions support."""


def places_by_kind(
    organisations: gpd.GeoDataFrame, *, stations: gpd.GeoDataFrame
) -> dict[str, gpd.GeoDataFrame]:
    """Part the places that firms may want to reach by their kind.

    Parameters
    ----------
    organisations : GeoDataFrame
        Points with type.
    stations : GeoDataFrame
        Stations and stops.

    Returns
    -------
    dict of str to GeoDataFrame
        university, institute, hospital, support, station.
    """
    support = [kind for kind in INSTITUTION_KINDS if kind not in ALONE]
    kinds = organisations["type"]
    alone = {name: organisations[kinds == name] for name in ALONE}
    return alone | {"support": organisations[kinds.isin(support)], "station": stations}


def nearest_by_kind(
    origins: gpd.GeoDataFrame, targets: Mapping[str, gpd.GeoDataFrame]
) -> pd.DataFrame:
    """Give quartiles of the distance from each origin to the nearest target of each kind.

    Parameters
    ----------
    origins : GeoDataFrame
        Points in a metric CRS.
    targets : mapping of str to GeoDataFrame
        Points by kind, in any CRS; a kind without points gets a row without values.

    Returns
    -------
    DataFrame, indexed by `target`
        places (how many there are), q25_m, median_m, q75_m [m], uncertain_share [-]: origins that
        lie nearer than their location is known; n; reason: a mapping, or None.
    """
    rows = []
    for kind, found in targets.items():
        placed = found[found.geometry.notna()]
        row: dict[str, object] = {"target": kind, "places": len(placed), "reason": None}
        if len(placed) and len(origins):
            nearest = nearest_distance(origins, placed.to_crs(origins.crs))
            summary = nearest_distance_summary(nearest, quantiles=QUANTILES)
            values = summary["distance_m"].tolist()
            row |= dict(zip(("q25_m", "median_m", "q75_m"), values, strict=True))
            n = int(summary.attrs["n"])
            row |= {"n": n, "uncertain_share": summary.attrs["uncertain"] / n if n else None}
        else:
            code = "no_target" if len(origins) else "too_few_points"
            row |= {"n": 0, "reason": Reason(code, n=len(origins), minimum=1)}
        rows.append(row)
    columns = ["target", "places", "n", "q25_m", "median_m", "q75_m", "uncertain_share", "reason"]
    return pd.DataFrame(rows, columns=columns).set_index("target")
