"""Asks where in a cluster organisations stand densely: by district, on hexagons, as a surface."""

import pandas as pd

from ..measure.covered_count import covered_count
from ..measure.district_density import district_density
from ..measure.hexagons import hexagon_density
from ..measure.kernel_surface import contours, kernel_surface
from ..model.citing import cited
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.numbers import Carried
from ..model.reason import Reason
from ..model.said import Label, said
from .coverage import LEVEL, Coverage, coverage_of
from .profile import Held

HA_IN_KM2 = 100
# Cells of the surface are this part of its bandwidth.
CELLS_IN_BANDWIDTH = 5
# One spot that holds more than this share of a district's organisations makes it dense by itself.
ONE_PLACE = 0.5


@finding("density.densest")
def densest(held: Held) -> Finding | Reason:
    """Name the district with most firms on a hectare, where the list's coverage is known.

    The density is that of all firms which the listed ones stand for, with the interval that the
    coverage leaves; the district is called the densest only where no other's interval reaches it.
    """
    if not held.mostly_placed:
        present = int(held.total["present"])
        if not present:
            return Reason("no_organisations")
        return Reason("mostly_unplaced", present=present, placed=len(held.points))
    cover = coverage_of(held.cluster, listed=len(held.firms))
    if cover.reason is not None:
        return cover.reason
    ranked = carried_density(held, cover)
    if ranked.empty:
        return Reason.of(next(iter(held.density["reason"].dropna()), "no_outline"))
    first = ranked.iloc[0]
    apart = len(ranked) > 1 and first["low_per_ha"] > ranked["high_per_ha"].iloc[1:].max()
    values = {
        "name": Label("-", ranked.index[0]),
        "count": first["count"],
        "hectares": first["area_ha"],
        "density": Carried(first["per_ha"] * HA_IN_KM2, first["count"]),
        "range": tuple(
            Carried(first[end] * HA_IN_KM2, first["count"]) for end in ("low_per_ha", "high_per_ha")
        ),
        "share": cover.share,
    }
    if first["fullest"] > ONE_PLACE * first["count"] and first["fullest"] > 2:
        rest = first["count"] - first["fullest"]
        told = said(
            "densest_one_place",
            name=values["name"],
            fullest=first["fullest"],
            count=first["count"],
            density=Carried(rest / first["area_ha"] * HA_IN_KM2, rest),
        )
    elif apart:
        told = said("densest_firms", **values)
    else:
        told = said("densest_open", **values)
    return Finding(
        data=float(first["per_ha"]),
        unit="per_ha",
        n=int(first["count"]),
        level=LEVEL,
        sources=[*cited(held.points), *cited(held.cluster.districts), *cover.sources],
        scope=str(ranked.index[0]),
        said=[told],
        matters=0.4,
    )


def carried_density(held: Held, cover: Coverage) -> pd.DataFrame:
    """Give the firms of each district that the listed ones stand for, densest first.

    Parameters
    ----------
    held : Held
        The cluster; its firms that are placed are counted.
    cover : Coverage
        Of those firms.

    Returns
    -------
    DataFrame, indexed by `district_id`
        count (listed), fullest (of them on one spot), estimate, low, high [firms], area_ha [ha],
        per_ha, low_per_ha, high_per_ha [1/ha]; districts with an outline and an area.
    """
    found = district_density(held.cluster.districts, held.firms).set_index("district_id")
    role = held.cluster.districts.set_index("district_id")["role"]
    found = found[(role.reindex(found.index) == "district") & found["per_ha"].notna()]
    table = covered_count(
        found["count"], listed=cover.listed, registered=cover.registered, level=LEVEL
    )
    table["area_ha"] = found["area_ha"]
    table["fullest"] = found["fullest"]
    for name, part in (("per_ha", "estimate"), ("low_per_ha", "low"), ("high_per_ha", "high")):
        table[name] = table[part] / table["area_ha"]
    return table.sort_values("per_ha", ascending=False)


@finding("density.mapped")
def mapped(held: Held, *, hexagon_side_m: float, bandwidth_m: float) -> Finding:
    """Say how many organisations the fullest hexagon holds, and map the densities.

    Parameters
    ----------
    held : Held
        The cluster.
    hexagon_side_m : float
        Side of a hexagon [m].
    bandwidth_m : float
        Of the smooth surface [m].
    """
    points = held.points
    cells = hexagon_density(points, side_m=hexagon_side_m)
    surface = kernel_surface(
        points, bandwidth_m=bandwidth_m, cell_m=bandwidth_m / CELLS_IN_BANDWIDTH
    )
    told = []
    if len(points):
        peak = cells["count"].max()
        told = [
            said(
                "hexagons",
                count=peak,
                share=peak / len(points),
                side=hexagon_side_m,
            )
        ]
    options = {
        "density": held.density.reset_index(),
        "hexagons": cells,
        "contours": contours(surface),
        "max_uncertainty_m": held.max_uncertainty_m,
    }
    drawn = Chart("density_map", held.cluster, caption="density_map", options=options)
    sources = [points, held.cluster.districts]
    return Finding(data=cells, sources=sources, said=told, charts=[drawn], matters=0.1)


@finding("density.districts")
def districts(held: Held) -> Finding:
    """Lay out the density of every district."""
    found = held.density
    columns = ["count", "area_ha", "area_basis", "per_km2", "jobs_known", "reason"]
    pairs = zip(found["per_ha"] * HA_IN_KM2, found["count"], strict=True)
    digits = pd.Series([Carried(*pair) for pair in pairs], index=found.index, dtype=object)
    shown = found.assign(per_km2=digits)
    return Finding(
        data=found,
        sources=[held.points, held.cluster.districts],
        tables=[Table(shown, caption="density", columns=columns)],
        columns=[
            Column(
                measure="organisation_density",
                values=found["per_ha"],
                unit="per_ha",
                n=found["count"],
                reason=found["reason"].where(found["per_ha"].isna()),
            )
        ],
    )


@finding("density.areas")
def areas(held: Held) -> Finding:
    """Set published areas of districts against drawn ones, where both are known."""
    found = held.density
    both = found.dropna(subset=["official_ha", "drawn_ha"])
    both = both.assign(difference_pct=(both["drawn_ha"] / both["official_ha"] - 1) * 100)
    columns = ["official_ha", "drawn_ha", "difference_pct"]
    tables = [Table(caption="areas", columns=columns)] if len(both) else []
    return Finding(data=both, sources=held.cluster.districts, tables=tables)
