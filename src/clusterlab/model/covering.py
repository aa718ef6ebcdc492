"""Which of many polygons covers each of very many points, exactly; rooms stand on this.

A grid is laid over the polygons, and every cell that an edge touches is marked. Unmarked cells
that hang together lie in the same polygons throughout, so one test of one place answers for all
points in them. Only the points in marked cells are tested one by one, with GEOS's exact predicates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]
Shapes = NDArray[Any]

NOWHERE, BORDER = -1, -2
FEW = 20_000  # points below which laying a grid costs more than it saves
CELLS_A_POINT = 4
MOST_CELLS = 1 << 24  # 64 MB of codes
BLOCK = 1 << 16  # points, pieces of edges or pairs handled at a time
SLACK = 1e-6  # of a cell: far above the rounding of its number, far below its side


@dataclass(frozen=True)
class Grid:
    """The polygon that covers each cell, or BORDER where an edge touches it."""

    low: tuple[float, float]
    cell: float
    codes: Codes  # shape (rows, columns)

    def place(self, x: Floats, y: Floats) -> tuple[NDArray[np.intp], Flags]:
        """Return the flat number of the cell of each place, and whether there is one."""
        rows, columns = self.codes.shape
        across, up = (x - self.low[0]) / self.cell, (y - self.low[1]) / self.cell
        inside = (across >= 0) & (across < columns) & (up >= 0) & (up < rows)
        flat = np.where(inside, np.floor(up) * columns + np.floor(across), 0.0)
        return flat.astype(np.intp), inside

    def of(self, x: Floats, y: Floats) -> Codes:
        """Return the code of the cell of each place; NOWHERE beyond the grid."""
        flat, inside = self.place(x, y)
        return np.where(inside, self.codes.ravel()[flat], np.int32(NOWHERE))


def covering(outlines: Shapes, x: Floats, y: Floats, *, grid: Grid | None = None) -> Codes:
    """Find the first polygon that covers each point.

    Parameters
    ----------
    outlines : array of polygons or None, shape (k,)
        In the order in which they are asked: on a shared border the first one has the point.
    x, y : array, shape (n,)
        Places in the system of the outlines; NaN for none.
    grid : Grid, optional
        What `border_grid` laid over the same outlines; laid here where it is not given and pays.

    Returns
    -------
    array of int, shape (n,)
        Place in `outlines`; -1 where none covers the point.
    """
    if grid is None:
        if len(x) < FEW:
            return _tested(outlines, x, y)
        grid = border_grid(outlines, points=len(x))
    found = np.empty(len(x), dtype=np.int32)
    for part in _blocks(len(x)):
        found[part] = grid.of(x[part], y[part])
    border = np.flatnonzero(found == BORDER)
    # Neighbours one after the other: what one test brought into the processor serves the next.
    border = border[np.argsort(grid.place(x[border], y[border])[0])]
    found[border] = _tested(outlines, x[border], y[border])
    return found


def border_grid(outlines: Shapes, *, points: int) -> Grid:
    """Lay a grid over polygons, as fine as pays for so many points."""
    # Imported here: few points need none of it.
    from scipy import ndimage

    if shapely.is_empty(outlines[shapely.get_type_id(outlines) >= 0]).all():
        return Grid((0.0, 0.0), 1.0, np.full((1, 1), NOWHERE, dtype=np.int32))
    whole = shapely.total_bounds(outlines)
    width, height = max(whole[2] - whole[0], 1e-9), max(whole[3] - whole[1], 1e-9)
    number = min(max(CELLS_A_POINT * points, 1 << 12), MOST_CELLS)
    cell = max(np.sqrt(width * height / number), width / number, height / number)
    # One cell of margin all round, so that no place of a polygon is beyond the grid.
    low = (whole[0] - cell, whole[1] - cell)
    rows, columns = int(height / cell) + 3, int(width / cell) + 3
    marked = np.zeros(rows * columns, dtype=np.bool_)
    for here in _touched(outlines, low, cell, columns):
        marked[here] = True
    codes = np.empty((rows, columns), dtype=np.int32)
    count = ndimage.label(~marked.reshape(rows, columns), output=codes)
    spot = np.zeros(count + 1, dtype=np.intp)
    strip = max(1, BLOCK // columns)
    for row in range(0, rows, strip):
        part = codes[row : row + strip].ravel()
        spot[part] = np.arange(row * columns, row * columns + part.size)
    home = _tested(
        outlines,
        low[0] + (spot % columns + 0.5) * cell,
        low[1] + (spot // columns + 0.5) * cell,
    )
    home[0] = BORDER
    for row in range(0, rows, strip):
        codes[row : row + strip] = home[codes[row : row + strip]]
    return Grid(low, cell, codes)


def near_border(grid: Grid, x: Floats, y: Floats, reach: Floats) -> Flags:
    """Mark the points whose reach may touch a border; the others' surely do not.

    `reach` is in the unit of the coordinates. A point beyond the grid is marked.
    """
    from scipy import ndimage

    steps = ndimage.distance_transform_cdt(grid.codes != BORDER, metric="chessboard")
    away = Grid(grid.low, grid.cell, steps.astype(np.int32, copy=False))
    marked = np.empty(len(x), dtype=np.bool_)
    for part in _blocks(len(x)):
        # Between a cell and one k steps away lie k - 1 whole cells.
        marked[part] = reach[part] >= (away.of(x[part], y[part]) - 1 - SLACK) * grid.cell
    return marked


def _touched(
    outlines: Shapes, low: tuple[float, float], cell: float, columns: int
) -> Iterator[NDArray[np.intp]]:
    """Yield the flat numbers of the cells near edges: all that an edge touches, and few others."""
    rings = shapely.get_rings(shapely.get_parts(outlines[shapely.get_type_id(outlines) >= 0]))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    a = (xy - np.array(low)) / cell
    start = np.flatnonzero(ring[:-1] == ring[1:])
    span = np.abs(a[start + 1] - a[start]).max(axis=1, initial=0.0)
    # Pieces shorter than half a cell: their boxes touch few cells that they do not.
    pieces = np.maximum(np.ceil(span * 2.01), 1).astype(np.intp)
    ends = np.cumsum(pieces)
    first = 0
    while first < len(start):
        done = ends[first - 1] if first else 0
        last = max(int(np.searchsorted(ends, done + BLOCK, side="right")), first + 1)
        edge = np.repeat(start[first:last], pieces[first:last])
        number = np.arange(len(edge)) - np.repeat(
            ends[first:last] - pieces[first:last] - done, pieces[first:last]
        )
        share = 1.0 / np.repeat(pieces[first:last], pieces[first:last])
        step = (a[edge + 1] - a[edge]) * share[:, None]
        one = a[edge] + step * number[:, None]
        other = one + step
        lower = np.floor(np.minimum(one, other) - SLACK).astype(np.intp)
        upper = np.floor(np.maximum(one, other) + SLACK).astype(np.intp)
        for up in (lower[:, 1], upper[:, 1]):
            for across in (lower[:, 0], upper[:, 0]):
                yield up * columns + across
        first = last


def _tested(outlines: Shapes, x: Floats, y: Floats) -> Codes:
    """Test each point against the polygons whose boxes hold it."""
    found = np.full(len(x), NOWHERE, dtype=np.int32)
    tree = shapely.STRtree(outlines)
    fresh = outlines[~shapely.is_prepared(outlines)]
    shapely.prepare(fresh)
    for part in _blocks(len(x)):
        point, shape = tree.query(shapely.points(np.column_stack([x[part], y[part]])))
        point += part.start
        held = shapely.intersects_xy(outlines[shape], x[point], y[point])
        point, shape = point[held], shape[held]
        # Written in falling order, so that the first polygon is written last and stays.
        order = np.argsort(-shape, kind="stable")
        found[point[order]] = shape[order]
    shapely.destroy_prepared(fresh)
    return found


def _blocks(size: int) -> Iterator[slice]:
    for start in range(0, size, BLOCK):
        yield slice(start, min(start + BLOCK, size))
