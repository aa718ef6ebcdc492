"""Kernel surface: a smooth map of density, and its contours as polygons."""

from collections.abc import Sequence
from itertools import pairwise

import contourpy
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..model.checks import positive, whole_number
from ..model.covering import FEW, border_grid, covering
from ..model.reason import Reason
from ._kernel_grid import gaussian_sums
from ._places import columns_xy
from ._positions import Drawer, checked, generator
from ._unit_check import expect_metres
from ._validation import Floats, Outline, Window, metric_crs, weight_values, window_polygon

MOST_CELLS = 20_000_000
ROWS = 1 << 18  # nodes clipped at a time
REACH = 4.0  # bandwidths drawn beyond the outermost point


def kernel_surface(
    points: gpd.GeoDataFrame,
    *,
    bandwidth_m: float,
    cell_m: float,
    within: Window | None = None,
    weights: str | None = None,
    uncertainty_m: str | float | None = None,
    position_draws: int = 0,
    seed: int = 0,
) -> pd.DataFrame:
    r"""Estimate density on a grid with a Gaussian kernel.

    .. math:: f(x) = \frac{10^4}{2\pi h^2} \sum_i w_i \exp(-|x - x_i|^2 / 2h^2)

    Parameters
    ----------
    points : GeoDataFrame
        Points in a metric CRS.
    bandwidth_m : float
        Standard deviation h of the kernel [m].
    cell_m : float
        Spacing of the grid [m]; its nodes are whole multiples of it.
    within : polygons, optional
        Nodes outside it are NaN. All points count, also those outside.
    weights : str, optional
        Column of `points`, such as jobs [persons].
    uncertainty_m : str or float, optional
        How far a place may be off [m]: a column of `points`, or one number.
    position_draws, seed : int
        Draws of all places within it (uniform in the disc; points at the same spot move together),
        and their seed.

    Returns
    -------
    DataFrame, shape (y, x)
        Density [1/ha] at each node; index `y_m` and columns `x_m` are coordinates [m], rising.
        `attrs` holds crs, bandwidth_m, cell_m, n, peak_m (x and y of the highest node [m]),
        places (distinct coordinates within one bandwidth of it), and with position_draws peak_held:
        the share of draws in which the highest node lies within one bandwidth of it. Of no size,
        with a reason, where there is
        neither a point nor a window.

    Notes
    -----
    The kernel is not corrected at the edge of `within`: what lies outside it is truly elsewhere.
    The sum is exact up to a thousand million points x nodes. Beyond, it is taken by a non-uniform
    Fourier transform, tile by tile, with an error below 1e-7 of the top of the surface.

    References
    ----------
    Silverman (1982), Applied Statistics 31: 93-99 (by Fourier transform).
    Barnett, Magland & af Klinteberg (2019), SIAM J. Sci. Comput. 41: C479-C504 (the transform).

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import kernel_surface
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 0], [0, 0]), crs=5186)
    >>> surface = kernel_surface(firms, bandwidth_m=100, cell_m=20)
    >>> round(float(surface.sum().sum() * 20**2 / 1e4), 3)
    2.0
    """
    h, cell = positive(bandwidth_m, "bandwidth_m"), positive(cell_m, "cell_m")
    asked = checked(uncertainty_m, position_draws)
    crs = metric_crs(points)
    px, py = columns_xy(points)
    expect_metres(h, "bandwidth_m", (px, py))
    expect_metres(cell, "cell_m", (px, py), most=1.0)
    weight = weight_values(points, weights)
    area = None if within is None else window_polygon(within, crs=crs, name="within")
    if area is not None:
        low, high = np.array(area.bounds[:2]), np.array(area.bounds[2:])
    elif len(px):
        low = np.array([px.min(), py.min()]) - REACH * h
        high = np.array([px.max(), py.max()]) + REACH * h
    else:
        nowhere = pd.DataFrame(
            index=pd.Index([], name="y_m", dtype="float64"),
            columns=pd.Index([], name="x_m", dtype="float64"),
            dtype="float64",
        )
        nowhere.attrs = {"crs": crs.to_string(), "bandwidth_m": h, "cell_m": cell, "n": 0}
        nowhere.attrs["reason"] = Reason("too_few_points", n=0, minimum=1)
        return nowhere
    first, last = np.floor(low / cell).astype(np.int64), np.ceil(high / cell).astype(np.int64)
    size = last - first + 1
    if size.prod() > MOST_CELLS:
        raise ValueError(
            f"cell_m must be larger: {cell:g} m would need {size.prod():,} cells, "
            f"and {MOST_CELLS:,} are allowed."
        )
    x, y = (np.arange(first[k], last[k] + 1) * cell for k in (0, 1))
    density = gaussian_sums(px, py, weight, grid_x=x, grid_y=y, cell=cell, h=h)
    density *= 1e4
    if area is not None:
        _clip(density, area, x, y)
    surface = pd.DataFrame(
        density, index=pd.Index(y, name="y_m"), columns=pd.Index(x, name="x_m"), copy=False
    )
    surface.attrs = {"crs": crs.to_string(), "bandwidth_m": h, "cell_m": cell, "n": len(px)}
    peak = _peak(density, x, y)
    if peak is None:
        return surface
    near = np.hypot(px - peak[0], py - peak[1]) <= h
    surface.attrs["peak_m"] = peak
    surface.attrs["places"] = len(np.unique(np.column_stack([px[near], py[near]]), axis=0))
    if asked and uncertainty_m is not None:
        drawer, held = Drawer(points, uncertainty_m), 0
        for k in range(asked):
            ax, ay = np.ascontiguousarray(drawer.xy_drawn(generator(seed, k)).T)
            drawn = gaussian_sums(ax, ay, weight, grid_x=x, grid_y=y, cell=cell, h=h)
            if area is not None:
                _clip(drawn, area, x, y)
            top = _peak(drawn, x, y)
            held += top is not None and np.hypot(top[0] - peak[0], top[1] - peak[1]) <= h
        surface.attrs["peak_held"] = held / asked
        surface.attrs["position_draws"] = asked
    return surface


def _peak(density: Floats, x: Floats, y: Floats) -> tuple[float, float] | None:
    """Return where the highest node lies, the first of equals; None where nothing stands."""
    if not np.isfinite(density).any() or not np.nanmax(density) > 0:
        return None
    row, column = np.unravel_index(int(np.nanargmax(density)), density.shape)
    return float(x[column]), float(y[row])


def _clip(density: Floats, area: Outline, x: Floats, y: Floats) -> None:
    """Make the nodes outside an area NaN, some rows at a time."""
    outline = np.array([area], dtype=object)
    grid = border_grid(outline, points=density.size) if density.size > FEW else None
    step = max(1, ROWS // len(x))
    for start in range(0, len(y), step):
        part = density[start : start + step]
        up = np.repeat(y[start : start + step], len(x))
        beyond = covering(outline, np.tile(x, len(part)), up, grid=grid) < 0
        part[beyond.reshape(part.shape)] = np.nan


def contours(
    surface: pd.DataFrame, *, breaks: Sequence[float] | None = None, classes: int = 5
) -> gpd.GeoDataFrame:
    """Draw the ground between class breaks of a surface as polygons.

    Parameters
    ----------
    surface : DataFrame, shape (y, x)
        What `kernel_surface` returns.
    breaks : sequence of float, optional
        Rising lower bounds of the classes [1/ha]. Ground below the first is not drawn.
    classes : int
        Most classes to form when no breaks are given: equal steps of 1, 2, 2.5 or 5 times a power
        of ten from the step upward.

    Returns
    -------
    GeoDataFrame, one row a class that occurs
        low, high [1/ha] (the last class has the highest value as its high), area_ha [ha], geometry.
        `attrs["breaks"]` lists the breaks. Empty where the surface nowhere reaches a break.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from clusterlab.measure import contours, kernel_surface
    >>> firms = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 9], [0, 0]), crs=5186)
    >>> surface = kernel_surface(firms, bandwidth_m=100, cell_m=20)
    >>> contours(surface, breaks=[0.1, 0.2])["low"].tolist()
    [0.1, 0.2]
    """
    values = surface.to_numpy(dtype=np.float64)
    top = float(np.nanmax(values)) if np.isfinite(values).any() else 0.0
    if breaks is None:
        levels = round_breaks(top, whole_number(classes, "classes", minimum=1))
    else:
        levels = np.asarray(breaks, dtype=np.float64)
        if levels.size == 0 or (np.diff(levels) <= 0).any():
            raise ValueError(f"breaks must rise from one to the next. They are {list(breaks)}.")
    x, y = surface.columns.to_numpy(dtype=np.float64), surface.index.to_numpy(dtype=np.float64)
    # Local coordinates keep digits; a grid of one row or column holds no ground.
    ready = min(values.shape) > 1
    maker = (
        contourpy.contour_generator(
            x - x[0], y - y[0], np.ma.masked_invalid(values), fill_type="OuterOffset"
        )
        if ready
        else None
    )
    corner = np.array([x[0], y[0]]) if ready else np.zeros(2)
    rows = []
    uppers = [*levels[1:], np.inf]
    for low, high in zip(levels, uppers, strict=True):
        if maker is None or low >= top:
            continue
        ground = _filled(maker, float(low), float(high))
        if ground.area > 0:
            moved = shapely.transform(ground, lambda xy: xy + corner)
            rows.append((float(low), min(float(high), top), ground.area / 1e4, moved))
    table = gpd.GeoDataFrame(
        pd.DataFrame(rows, columns=["low", "high", "area_ha", "geometry"]),
        geometry="geometry",
        crs=surface.attrs.get("crs"),
    )
    table.attrs["breaks"] = [float(one) for one in levels]
    return table


def _filled(maker: contourpy.ContourGenerator, low: float, high: float) -> Outline:
    shapes = []
    for ring, offsets in zip(*maker.filled(low, high), strict=True):
        parts = [ring[a:b] for a, b in pairwise(offsets)]
        shapes.append(shapely.Polygon(parts[0], parts[1:]))
    made = shapely.get_parts(shapely.get_parts(shapely.make_valid(np.array(shapes, dtype=object))))
    ground = shapely.union_all(made[shapely.get_dimensions(made) == 2])
    return ground if isinstance(ground, Outline) else shapely.MultiPolygon()


def round_breaks(top: float, classes: int) -> Floats:
    """Choose at most `classes` equal steps of a round number below a top value."""
    if top <= 0:
        return np.array([1.0])
    rough = top / (classes + 1)
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * m for m in (1.0, 2.0, 2.5, 5.0, 10.0) if power * m >= rough * (1 - 1e-12))
    count = max(1, int(np.ceil(top / step - 1e-9)) - 1)
    levels: Floats = np.round(step * np.arange(1, count + 1), 12)
    return levels
