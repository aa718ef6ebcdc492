"""Asks how far it is to a campus, a hospital, a support service, a station."""

import pandas as pd

from ...model.finding import Chart, Column, Finding, finding
from ...model.reason import Reason
from ...model.said import Label, Word, said
from ..access import nearest_by_kind, places_by_kind
from ..inventory import FIRMS
from .group import Group, by_cluster, cells


def medians(group: Group, *, minimum: int) -> pd.DataFrame:
    """Give the median distance from firms to the nearest place of each kind.

    Parameters
    ----------
    group : Group
        To compare.
    minimum : int
        Firms that a cluster needs.

    Returns
    -------
    DataFrame, shape (clusters, kinds)
        Distance [m]; NaN where too few firms are placed, or nothing to measure to.
    """
    rows = {}
    for cluster, points in zip(group.clusters, group.points, strict=True):
        firms = points[points["type"].isin(FIRMS)]
        nearest = nearest_by_kind(firms, places_by_kind(points, stations=cluster.transit))
        scale = 1.0 if len(firms) >= minimum else float("nan")
        rows[cluster.slug] = (nearest["median_m"] * scale).to_dict()
    return by_cluster(rows).astype(float)


@finding("compared.nearness")
def nearness(group: Group, *, minimum: int) -> Finding:
    """Set the median distances of clusters side by side.

    Parameters
    ----------
    group : Group
        To compare.
    minimum : int
        Firms that a cluster needs.

    Returns
    -------
    Finding
        Its data are those of `medians`.
    """
    found = medians(group, minimum=minimum)
    panels = {kind: Word("axis.to", {"place": Label("kinds", kind)}) for kind in found.columns}
    chart = Chart("comparison", caption="medians", options={"panels": panels}, names="-")
    return Finding(
        data=found,
        sources=[*group.cited, *(cluster.transit for cluster in group.clusters)],
        said=[said("compare_near", minimum=minimum)],
        charts=[chart] if found.notna().any(axis=None) else [],
        columns=[
            Column(
                measure="nearest_median",
                values=cells(found),
                unit="m",
                reason=Reason("too_few_points"),
            )
        ],
    )
