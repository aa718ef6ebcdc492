"""Asks where organisations stand densely, and draws them cluster by cluster."""

from typing import Any

import pandas as pd

from ...measure.district_density import district_density
from ...measure.hexagons import hexagon_density
from ...measure.kernel_surface import contours, kernel_surface
from ...model.finding import Chart, Column, Finding, finding
from ...model.reason import Reason
from ...model.said import Word, caution
from ..coverage import alike
from ..density import HA_IN_KM2
from ..inventory import mostly_placed
from .group import Group

# So many cells of the surface in one bandwidth.
CELLS = 5


def densities(group: Group) -> pd.DataFrame:
    """Give the density of each district of each cluster.

    Returns
    -------
    DataFrame, indexed by `cluster` and `district_id`
        count, area_ha [ha], per_ha [1/ha]; districts with an outline. per_ha is NaN where less than
        half of a cluster's organisations are placed.
    """
    parts = []
    for cluster, everyone, points in zip(group.clusters, group.everyone, group.points, strict=True):
        density = district_density(cluster.districts, points)
        inner = density[(cluster.districts["role"] == "district") & density["per_ha"].notna()]
        if not mostly_placed(points, everyone):
            inner = inner.assign(per_ha=float("nan"))
        parts.append(inner.assign(cluster=cluster.slug))
    table: pd.DataFrame = pd.concat(parts).set_index(["cluster", "district_id"])
    return table[["count", "area_ha", "per_ha"]]


@finding("compared.density")
def density(group: Group, *, hexagon_side_m: float, bandwidth_m: float) -> Finding | Reason:
    """Draw where each cluster is dense, and rank its districts.

    Parameters
    ----------
    group : Group
        To compare.
    hexagon_side_m : float
        Side of the hexagons that points are counted in [m].
    bandwidth_m : float
        Of the surface [m].

    Returns
    -------
    Finding or Reason
        Its data are those of `densities`; ``coverage_differs`` or ``coverages_unknown`` where the
        lists do not cover their registers alike, since a density would then compare lists.
    """
    unlike = alike(group.coverages)
    if unlike is not None:
        return unlike
    found = densities(group)
    outlines = [cluster.districts for cluster in group.clusters]
    drawn = [
        _drawn(cluster, points, hexagon_side_m=hexagon_side_m, bandwidth_m=bandwidth_m)
        | {"max_uncertainty_m": group.max_uncertainty_m}
        for cluster, points in zip(group.clusters, group.points, strict=True)
    ]
    schematic = any(
        table["precision"].astype(str).str.contains("schematic").any() for table in outlines
    )
    ranked = Chart(
        "ranking",
        found["per_ha"] * HA_IN_KM2,
        caption="densities",
        options={"unit": Word("axis.per_ha"), "decimals": 0},
        names="-",
    )
    return Finding(
        data=found,
        sources=[*group.cited, *outlines],
        charts=[
            Chart("density_maps", drawn, caption="density_maps"),
            *([ranked] if found["per_ha"].notna().any() else []),
        ],
        cautions=[
            caution("compare_density"),
            *([caution("outlines_schematic")] if schematic else []),
        ],
        columns=[
            Column(
                measure="organisation_density",
                values=found["per_ha"],
                unit="per_ha",
                n=found["count"],
                reason=Reason("mostly_unplaced"),
            )
        ],
    )


def _drawn(
    cluster: Any, points: Any, *, hexagon_side_m: float, bandwidth_m: float
) -> dict[str, Any]:
    """Compute what the map of one cluster shows."""
    surface = kernel_surface(points, bandwidth_m=bandwidth_m, cell_m=bandwidth_m / CELLS)
    return {
        "cluster": cluster,
        "density": district_density(cluster.districts, points),
        "hexagons": hexagon_density(points, side_m=hexagon_side_m),
        "contours": contours(surface),
    }
