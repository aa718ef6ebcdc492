"""Asks where points form groups, how sure each is, and how round the drawn districts are."""

import geopandas as gpd
import numpy as np

from ..measure.compactness import compactness
from ..measure.outlines import cluster_outlines
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Said, caution, said
from .placed import placed_within
from .points import Study

# A group that comes back more often than this in resamples stands firm (Hennig 2007).
FIRM = 0.85
RESAMPLES = 99
COLUMNS = [
    "n",
    "area_ha",
    "stability",
    "polsby_popper",
    "elongation",
    "main_type",
    "main_share",
]


def outlines(
    points: gpd.GeoDataFrame, *, radius_m: float, minimum: int, resamples: int, seed: int
) -> gpd.GeoDataFrame:
    """Find groups of points, with their stability, their shape and what they hold most of.

    Parameters
    ----------
    points : GeoDataFrame
        Points in metres, with type.
    radius_m : float
        Reach of DBSCAN [m]; a third of it is the margin drawn.
    minimum : int
        Points that make a core.
    resamples, seed : int
        Draws for the stability, and their seed.

    Returns
    -------
    GeoDataFrame, indexed by `outline_id`
        n, area_ha, per_ha, stability, polsby_popper, elongation, main_type, main_share, geometry.
    """
    found = cluster_outlines(
        points,
        radius_m=radius_m,
        minimum=minimum,
        margin_m=radius_m / 3,
        resamples=resamples,
        seed=seed,
        **placed_within(points),
    )
    result = found.copy()
    result[["polsby_popper", "elongation"]] = compactness(found)[["polsby_popper", "elongation"]]
    labels = np.asarray(found.attrs.get("labels", ()))
    for number in found.index:
        types = points.loc[labels == number, "type"].value_counts()
        result.loc[number, "main_type"] = str(types.index[0])
        result.loc[number, "main_share"] = types.iloc[0] / types.sum()
    result.attrs = dict(found.attrs)
    return result


@finding("groups.found")
def found(
    study: Study, *, radius_m: float, minimum: int, minimum_points: int, seed: int
) -> Finding:
    """Say where groups of points are, and draw them.

    Parameters
    ----------
    study : Study
        Its points are looked at.
    radius_m : float
        Reach within which points are joined [m].
    minimum : int
        Points that make a core of a group.
    minimum_points : int
        Points that are needed at all.
    seed : int
        Of the resamples.

    Returns
    -------
    Finding
        Its data are those of `outlines`.
    """
    points = study.points
    shapes = outlines(points, radius_m=radius_m, minimum=minimum, resamples=RESAMPLES, seed=seed)
    sentences: list[Said | Reason] = []
    firm = int((shapes["stability"] > FIRM).sum())
    if len(points) < minimum_points:
        shapes = shapes.iloc[:0]
        sentences.append(Reason("too_few_points", n=len(points), minimum=minimum_points))
    elif shapes.empty:
        sentences.append(Reason("no_group", minimum=minimum))
    else:
        sentences += [
            said(
                "groups",
                count=len(shapes),
                share=shapes["n"].sum() / len(points),
                n=shapes["n"].iloc[0],
                area=shapes["area_ha"].iloc[0],
                stability=shapes["stability"].iloc[0],
            ),
            said("groups_firm", firm=firm) if firm else said("groups_not_firm"),
            said("read_groups", radius=radius_m, minimum=minimum),
        ]
        if "held" in shapes:
            sentences.append(said("group_held", held=float(shapes["held"].iloc[0])))
    sentences += [
        caution("no_group_one_place", n=one["n"], places=one["places"])
        for one in shapes.attrs.get("no_groups", [])
    ]
    drawn = Chart(
        "group_map",
        shapes,
        caption="group_map",
        options={"study": study},
        sources=[points, study.districts],
    )
    table = Table(
        shapes.drop(columns="geometry"),
        caption="groups",
        columns=COLUMNS,
        names={"main_type": "sector"},
    )
    sizes, firmness = shapes["n"], shapes["stability"]
    return Finding(
        data=shapes,
        sources=[points],
        said=sentences,
        matters=1.0 if len(points) < minimum_points else 0.3,
        headline=said("headline.too_few_to_cluster", n=len(points), minimum=minimum_points)
        if len(points) < minimum_points
        else None,
        charts=[drawn],
        tables=[table] if len(shapes) else [],
        columns=[
            Column(measure="outline_size", values=sizes, unit="count"),
            Column(measure="outline_stability", values=firmness, n=sizes),
        ]
        if len(shapes)
        else [],
    )


@finding("groups.district_shapes")
def district_shapes(study: Study) -> Finding | Reason:
    """Say how round the drawn districts are.

    Parameters
    ----------
    study : Study
        Its districts are looked at.

    Returns
    -------
    Finding
        Its data are area and shape of each district; ``no_outline`` where none is drawn.
    """
    districts = study.districts
    drawn = districts[districts.geometry.notna() & (districts["role"] == "district")]
    if drawn.empty:
        return Reason("no_outline")
    shapes = compactness(drawn.set_index("district_id").to_crs(study.place.measure_crs))
    best = str(shapes["polsby_popper"].idxmax())
    columns = [Column(measure="district_roundness", values=shapes["polsby_popper"])]
    if drawn["precision"].astype(str).str.contains("schematic").any():
        # The shape of a sketch tells of the hand that drew it.
        return Finding(data=shapes, sources=[drawn], columns=columns)
    return Finding(
        data=shapes,
        sources=[drawn],
        said=[
            said("district_shapes", first=Label("-", best), high=shapes.loc[best, "polsby_popper"])
        ],
        tables=[
            Table(
                caption="district_shapes",
                columns=["area_ha", "polsby_popper", "elongation"],
                folded=True,
            )
        ],
        columns=columns,
    )
