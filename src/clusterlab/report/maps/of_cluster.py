"""Draws a map of a cluster: what is the same on all of them is taken from the cluster itself."""

from typing import Any

from ...draw.maps import cluster_map


def of_cluster(cluster: Any, lang: str, **differing: Any) -> Any:
    """Draw a cluster's districts, organisations, stations and base map.

    Parameters
    ----------
    cluster : Cluster
        Its tables, name, date and extent are taken.
    lang : str
        Language of the labels.
    **differing
        What differs, as in `draw.maps.cluster_map`: subtitle, measure, hexagons, and whatever
        stands in for something of the cluster's, such as districts or organisations.

    Returns
    -------
    folium.Map
    """
    own: dict[str, Any] = {
        "districts": cluster.districts,
        "sources": cluster.sources,
        "title": cluster.name_ko if lang == "ko" else cluster.name_en,
        "as_of": cluster.as_of,
        "dongs": cluster.dongs,
        "transit": cluster.transit,
        "extent": cluster.meta.get("extent"),
    }
    if "organisations" not in differing:
        own["organisations"] = cluster.organisations(include=("present",))
    return cluster_map(**own | differing, lang=lang)
