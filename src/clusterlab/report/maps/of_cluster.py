"""Draws a map of a cluster, with what the cluster itself says: names, date, base map, sources."""

from typing import Any

from ...draw.maps import cluster_map
from ...draw.sheet import Sheet


def of_cluster(cluster: Any, lang: str, **different: Any) -> Sheet:
    """Draw a cluster's districts and organisations, and what a finding lays over them.

    Parameters
    ----------
    cluster : Cluster
        Districts, organisations, names, date, base map, stations, extent and sources are its own.
    lang : str
        Language of the labels.
    **different
        Arguments of `draw.maps.cluster_map` that take the place of the cluster's own, or come
        beside them: ``subtitle``, ``measure``, ``hexagons``, ``max_uncertainty_m``, …

    Returns
    -------
    Sheet
    """
    own = {
        "districts": cluster.districts,
        "sources": cluster.sources,
        "title": cluster.name_ko if lang == "ko" else cluster.name_en,
        "as_of": cluster.as_of,
        "lang": lang,
        "dongs": cluster.dongs,
        "context": getattr(cluster, "context", None),
        "transit": cluster.transit,
        "extent": cluster.meta.get("extent"),
    }
    if "organisations" not in different:
        own["organisations"] = cluster.organisations(include=("present",))
    return cluster_map(**(own | different))


def cluster_alone(cluster: Any, *, lang: str) -> Any:
    """Draw a cluster as it shows itself.

    Parameters
    ----------
    cluster : Cluster
        What is drawn.
    lang : str
        Language of the labels.
    """
    return cluster.explore(lang=lang)
