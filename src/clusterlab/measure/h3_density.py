"""H3 cells: counts and jobs per hectare on the worldwide hexagonal grid of that name."""

from collections.abc import Callable, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..model.covering import covering
from ._cells import counted
from ._h3_lattice import h3_cells
from ._places import columns_xy
from ._positions import Drawer, cells_over_positions, checked, distinct_places
from ._validation import Window, metric_crs, weight_values, window_polygon

FINEST = 15


def h3_density(
    points: gpd.GeoDataFrame,
    *,
    resolution: int,
    within: Window | None = None,
    weights: str | None = None,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    seed: int = 0,
) -> gpd.GeoDataFrame:
    """Count points in H3 cells and divide by the area of each cell.

    `hexagon_density` has cells of one size in metres; these have ids that other systems know.

    Parameters
    ----------
    points : GeoDataFrame
        Points in a metric CRS.
    resolution : int
        Of H3, 0 to 15; in Korea a cell of 9 has about 11 ha, of 10 about 1.5 ha.
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
    GeoDataFrame, indexed by `h3_cell`
        In the CRS of the points: area_ha [ha] after clipping, share_inside [-] of the full cell,
        count, per_ha [1/ha], places (distinct coordinates); with weights also jobs_known, jobs
        [persons], jobs_per_ha.
        With position_draws count_low, count_high (90 % of the draws) and `densest`: the share of
        draws in which the cell is the densest, not counting cells of one or two spots that several
        points share.

    Raises
    ------
    ValueError
        Where the CRS is not metric or the resolution is not a whole number from 0 to 15.

    Notes
    -----
    A point on an edge belongs to the cell that H3 gives it. Areas are those of the projected
    outline, so that they agree with every other area in the CRS of the points.

    References
    ----------
    Brodsky (2018), H3: Uber's Hexagonal Hierarchical Spatial Index.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import h3_density
    >>> place = gpd.points_from_xy([126.83, 126.83, 126.86], [37.56, 37.56, 37.56], crs=4326)
    >>> firms = gpd.GeoDataFrame(geometry=place).to_crs(5186)
    >>> h3_density(firms, resolution=9)["count"].to_list()
    [2, 1]
    """
    # Imported here: few need it, and the honeycomb in metres does without.
    import h3.api.basic_int as h3

    if isinstance(resolution, bool) or not isinstance(resolution, (int, np.integer)):
        raise ValueError(f"resolution must be a whole number, not {resolution!r}.")
    if not 0 <= resolution <= FINEST:
        raise ValueError(f"resolution must be from 0 to {FINEST}, not {resolution}.")
    crs = metric_crs(points)
    asked = checked(uncertainty_m, position_draws)
    x, y = columns_xy(points)
    weight = weight_values(points, weights, allow_missing=True)
    outside = 0
    area = None
    if within is not None:
        area = window_polygon(within, crs=crs, name="within")
        inside = covering(np.array([area], dtype=object), x, y) >= 0
        outside = int((~inside).sum())
        x, y, weight = x[inside], y[inside], weight[inside]
    held, place = h3_cells(x, y, crs, int(resolution))
    cells = held
    if area is not None:
        outline = gpd.GeoSeries([area], crs=crs).to_crs(4326).iloc[0]
        over = h3.h3shape_to_cells_experimental(
            h3.geo_to_h3shape(outline), int(resolution), contain="overlap"
        )
        cells = np.union1d(cells, np.array(list(over), dtype=np.uint64))
    table = _outlines(cells, h3.cell_to_boundary).to_crs(crs)
    full = shapely.area(table.geometry.to_numpy())
    if area is not None:
        table = table.set_geometry(table.geometry.intersection(area))
    size = shapely.area(table.geometry.to_numpy())
    table["area_ha"] = size / 1e4
    table["share_inside"] = np.minimum(size / full, 1.0)
    real = (size > full * 1e-9) | np.isin(cells, held)
    table, cells = table[real], cells[real]
    place = np.searchsorted(cells, held)[place]
    table = counted(table, place, None if weights is None else weight)
    table["places"] = distinct_places(x, y, place, len(table))
    table.attrs = {"resolution": int(resolution), "n": len(place), "outside": outside}
    if asked and uncertainty_m is not None:
        cells_over_positions(
            lambda drawn: h3_density(drawn, resolution=resolution, within=within),
            table,
            Drawer(points, uncertainty_m),
            draws=asked,
            seed=seed,
        )
        table.attrs["position_draws"] = asked
    return table


def _outlines(
    cells: NDArray[np.uint64], boundary: Callable[[int], Sequence[tuple[float, float]]]
) -> gpd.GeoDataFrame:
    """Draw the cells in degrees."""
    rings = [boundary(cell) for cell in cells.tolist()]
    corners = np.array([corner for ring in rings for corner in ring]).reshape(-1, 2)[:, ::-1]
    ring = np.repeat(np.arange(len(rings)), [len(one) for one in rings])
    shapes = shapely.polygons(shapely.linearrings(corners, indices=ring))
    index = pd.Index([f"{cell:x}" for cell in cells.tolist()], name="h3_cell", dtype="str")
    return gpd.GeoDataFrame(geometry=gpd.GeoSeries(shapes, index=index, crs=4326))
