"""Hexagons: counts and jobs per hectare on a honeycomb in the metric CRS."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from ..model.checks import positive
from ..model.covering import covering
from ._cells import Cells, counted, tallied
from ._places import columns_xy
from ._positions import Drawer, cells_over_positions, checked, distinct_places
from ._unit_check import expect_metres
from ._validation import Floats, Outline, Window, metric_crs, weight_values, window_polygon

MOST_CELLS = 2_000_000
BLOCK = 1 << 15


def hexagon_density(
    points: gpd.GeoDataFrame,
    *,
    side_m: float,
    within: Window | None = None,
    weights: str | None = None,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    seed: int = 0,
) -> gpd.GeoDataFrame:
    """Count points on a honeycomb and divide by the area of each cell.

    Parameters
    ----------
    points : GeoDataFrame
        Points in a metric CRS.
    side_m : float
        Side of a hexagon [m]; its area is 3√3/2 · side².
    within : polygons, optional
        Cells are clipped to it, cells beyond it are left out, and so are points outside it
        (`attrs["outside"]` counts them). Without it, the cells that hold a point are returned.
    weights : str, optional
        Column of `points` with jobs [persons]; empty where unknown.
    uncertainty_m : str or float, optional
        How far a place may be off [m]: a column of `points`, or one number.
    position_draws, seed : int
        Draws of all places within it (uniform in the disc; points at the same spot move together),
        and their seed.

    Returns
    -------
    GeoDataFrame, indexed by `hexagon_id`
        area_ha [ha] after clipping, share_inside [-] of the full cell, count, per_ha [1/ha], places
        (distinct coordinates); with weights also jobs_known, jobs [persons], jobs_per_ha. jobs is
        NaN where a cell has points but none whose jobs are known.
        With position_draws count_low, count_high (90 % of the draws) and `densest`: the share of
        draws in which the cell is the densest, not counting cells of one or two spots that several
        points share.

    Notes
    -----
    The honeycomb is anchored at the origin of the CRS, pointed at the top; the id "q:r" counts its
    two axes, so that a cell keeps its id whatever the data. A density in a cell of which little is
    inside rests on little ground: see share_inside.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import hexagon_density
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 5, 900], [0, 5, 0]), crs=5186)
    >>> hexagon_density(firms, side_m=100)["count"].to_dict()
    {'0:0': 2, '5:0': 1}
    """
    side = positive(side_m, "side_m")
    crs = metric_crs(points)
    asked = checked(uncertainty_m, position_draws)
    x, y = columns_xy(points)
    expect_metres(side, "side_m", (x, y))
    weight = weight_values(points, weights, allow_missing=True)
    outside = 0
    if within is not None:
        area = window_polygon(within, crs=crs, name="within")
        held = covering(np.array([area], dtype=object), x, y) >= 0
        outside = int((~held).sum())
        x, y, weight = x[held], y[held], weight[held]
    q, r = cell_of(x, y, side)
    cells, place = tallied(q, r)
    if within is None:
        table = _frame(cells, side, crs)
    else:
        table = hexagonal_grid(area, side_m=side, crs=crs)
        # A point on the very border may fall in a cell that only touches the window.
        row = table.index.get_indexer(_ids(cells[:, 0], cells[:, 1]))
        place = row[place]
        beyond = place < 0
        if beyond.any():
            outside += int(beyond.sum())
            x, y, place, weight = x[~beyond], y[~beyond], place[~beyond], weight[~beyond]
    table = counted(table, place, None if weights is None else weight)
    table["places"] = distinct_places(x, y, place, len(table))
    table.attrs = {"side_m": side, "n": len(place), "outside": outside}
    if asked and uncertainty_m is not None:
        cells_over_positions(
            lambda drawn: hexagon_density(drawn, side_m=side_m, within=within),
            table,
            Drawer(points, uncertainty_m),
            draws=asked,
            seed=seed,
        )
        table.attrs["position_draws"] = asked
    return table


def hexagonal_grid(within: Window, *, side_m: float, crs: CRS | None = None) -> gpd.GeoDataFrame:
    """Lay a honeycomb over an area and clip it to it.

    Parameters
    ----------
    within : polygons
        A GeoDataFrame or GeoSeries in a metric CRS, or a bare polygon with `crs`.
    side_m : float
        Side of a hexagon [m].
    crs : CRS, optional
        Metric CRS to lay it in; needed for a bare polygon.

    Returns
    -------
    GeoDataFrame, indexed by `hexagon_id`
        geometry (clipped), area_ha [ha], share_inside [-]. Cells that only touch the area are left
        out.

    Examples
    --------
    >>> import geopandas as gpd, shapely
    >>> from clusterlab.measure import hexagonal_grid
    >>> site = gpd.GeoSeries([shapely.box(-100, -100, 100, 100)], crs=5186)
    >>> round(float(hexagonal_grid(site, side_m=50)["area_ha"].sum()), 9)
    4.0
    """
    side = positive(side_m, "side_m")
    if isinstance(within, Outline):
        if crs is None:
            raise ValueError("A bare polygon needs crs, a metric CRS. None was given.")
        target = CRS.from_user_input(crs)
    else:
        target = metric_crs(within, "within") if crs is None else CRS.from_user_input(crs)
    area = window_polygon(within, crs=target, name="within")
    table = _frame(_cells_over(area.bounds, side), side, target)
    shapely.prepare(area)
    hexagons = table.geometry.to_numpy()
    table = table[shapely.intersects(area, hexagons)]
    clipped = shapely.intersection(table.geometry.to_numpy(), area)
    size = shapely.area(clipped)
    full = 1.5 * np.sqrt(3) * side**2
    real = size > full * 1e-9
    table = table[real].set_geometry(
        gpd.GeoSeries(clipped[real], index=table.index[real], crs=target)
    )
    table["area_ha"] = size[real] / 1e4
    table["share_inside"] = np.minimum(size[real] / full, 1.0)
    return table


def cell_of(x: Floats, y: Floats, side: float) -> tuple[Cells, Cells]:
    """Return the two axial numbers of the hexagon that holds each point."""
    q, r = np.empty(len(x), dtype=np.int64), np.empty(len(x), dtype=np.int64)
    # In blocks that stay in the processor's cache.
    for start in range(0, len(x), BLOCK):
        part = slice(start, start + BLOCK)
        across = (np.sqrt(3) / 3 * x[part] - y[part] / 3) / side
        up = (2 / 3 * y[part]) / side
        third = -across - up
        near = [np.rint(across), np.rint(up), np.rint(third)]
        off = [np.abs(near[0] - across), np.abs(near[1] - up), np.abs(near[2] - third)]
        # Rounding three numbers that sum to zero: mend the one that moved most. By arithmetic, as
        # nobody can foresee which it is, the processor neither.
        total = near[0] + near[1] + near[2]
        first = (off[0] >= off[1]) & (off[0] >= off[2])
        second = ~first & (off[1] >= off[2])
        near[0] -= total * first
        near[1] -= total * second
        q[part], r[part] = near[0], near[1]
    return q, r


def _cells_over(bounds: tuple[float, float, float, float], side: float) -> Cells:
    west, south, east, north = bounds
    low, high = int(np.floor(south / (1.5 * side))) - 1, int(np.ceil(north / (1.5 * side))) + 1
    width = np.sqrt(3) * side
    across = int(np.ceil((east - west) / width)) + 3
    if (high - low + 1) * across > MOST_CELLS:
        raise ValueError(
            f"side_m must be larger: {side:g} m would need {(high - low + 1) * across:,} hexagons, "
            f"and {MOST_CELLS:,} are allowed."
        )
    rows = np.arange(low, high + 1)
    first = np.floor(west / width - rows / 2).astype(np.int64) - 1
    q = first[:, None] + np.arange(across)
    return np.column_stack([q.ravel(), np.repeat(rows, across)])


def _ids(q: Cells, r: Cells) -> NDArray[np.object_]:
    return np.array([f"{a}:{b}" for a, b in zip(q.tolist(), r.tolist(), strict=True)], dtype=object)


def _frame(cells: Cells, side: float, crs: CRS) -> gpd.GeoDataFrame:
    """Draw whole hexagons."""
    q, r = cells[:, 0], cells[:, 1]
    centre = np.column_stack([np.sqrt(3) * (q + r / 2), 1.5 * r]) * side
    angle = np.pi / 6 + np.pi / 3 * np.arange(6)
    ring = centre[:, None, :] + side * np.column_stack([np.cos(angle), np.sin(angle)])
    table = gpd.GeoDataFrame(
        {"area_ha": np.full(len(cells), 1.5 * np.sqrt(3) * side**2 / 1e4), "share_inside": 1.0},
        geometry=shapely.polygons(ring),
        crs=crs,
    )
    table.index = pd.Index(_ids(q, r), name="hexagon_id")
    return table
