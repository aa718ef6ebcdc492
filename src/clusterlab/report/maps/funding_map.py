"""Draws where the money has to arrive: firms by district, and who brings money beside them."""

from typing import Any

from ...draw.maps import Shading, cluster_map
from ...measure.district_density import district_density
from ...study.inventory import FIRMS
from ...words import wording

# Who finds, raises or brings money for a firm.
BRINGERS = ("investor", "accelerator", "incubator")


def money_map(cluster: Any, *, lang: str, max_uncertainty_m: float = 300) -> Any:
    """Draw firms by district, with investors, accelerators and incubators as points.

    Parameters
    ----------
    cluster : Cluster
        Districts, organisations, stations and base map are taken from it.
    lang : str
        ``"ko"`` or ``"en"``.
    max_uncertainty_m : float
        Organisations placed no better than this are neither counted nor drawn as points [m].

    Returns
    -------
    folium.Map
    """
    points = cluster.points(max_uncertainty_m=max_uncertainty_m)
    firms = district_density(cluster.districts, points[points["type"].isin(FIRMS)])
    counts = firms.set_index("district_id")["count"].astype(float)
    drawn = cluster.districts["role"] == "district"
    counts = counts.where(counts.index.isin(cluster.districts.loc[drawn, "district_id"]))
    everyone = cluster.organisations(include=("present",))
    shading = Shading(
        "firms", wording.say("map.firms", lang), wording.say("unit.firms", lang), decimals=0
    )
    return cluster_map(
        districts=cluster.districts.assign(firms=cluster.districts["district_id"].map(counts)),
        organisations=everyone[everyone["type"].isin((*FIRMS, *BRINGERS))],
        sources=cluster.sources,
        title=cluster.name_ko if lang == "ko" else cluster.name_en,
        subtitle=wording.say("map.money_subtitle", lang),
        as_of=cluster.as_of,
        lang=lang,
        measure=shading if counts.notna().any() else None,
        dongs=cluster.dongs,
        transit=cluster.transit,
        max_uncertainty_m=max_uncertainty_m,
        extent=cluster.meta.get("extent"),
    )
