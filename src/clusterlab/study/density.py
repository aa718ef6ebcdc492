"""Asks where in a cluster organisations stand densely: by district, on hexagons, as a surface."""

from ..measure.hexagons import hexagon_density
from ..measure.kernel_surface import contours, kernel_surface
from ..model.finding import Chart, Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Label, said
from .profile import Held

HA_IN_KM2 = 100
# Cells of the surface are this part of its bandwidth.
CELLS_IN_BANDWIDTH = 5


@finding("density.densest")
def densest(held: Held) -> Finding | Reason:
    """Name the densest district."""
    if not held.mostly_placed:
        present = int(held.total["present"])
        if not present:
            return Reason("no_organisations")
        return Reason("mostly_unplaced", present=present, placed=len(held.points))
    found = held.density
    role = held.cluster.districts.set_index("district_id")["role"]
    parts = found[role.reindex(found.index) == "district"]
    ranked = parts.dropna(subset=["per_ha"]).sort_values("per_ha", ascending=False)
    if ranked.empty:
        return Reason.of(next(iter(parts["reason"].dropna()), "no_outline"))
    first = ranked.iloc[0]
    return Finding(
        data=float(first["per_ha"]),
        unit="per_ha",
        sources=[held.points, held.cluster.districts],
        scope=str(ranked.index[0]),
        said=[
            said(
                "densest",
                name=Label("-", ranked.index[0]),
                density=first["per_ha"] * HA_IN_KM2,
                count=first["count"],
                hectares=first["area_ha"],
            )
        ],
        matters=0.4,
    )


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
    shown = found.assign(per_km2=found["per_ha"] * HA_IN_KM2)
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
