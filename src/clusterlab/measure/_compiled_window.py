"""Compiled sums over pairs in a window, for sizes at which compiling pays."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._compiled import STRIPS, in_threads
from ._compiled_cells import Cells, cells_of, rows_near, run_near
from ._compiled_shares import edge_table, weigh_excess
from ._validation import Floats, Mask, Outline
from ._window import arc_share

LEADS = 4096  # cells of the table that leads from a distance to its step
PLAIN = 1500  # sources up to which one thread does all
DOUBTS = 2000  # circles that a strip may leave to be settled one by one
NONE, TRANSLATION, ISOTROPIC, BORDER = range(4)
CODES = {"none": NONE, "translation": TRANSLATION, "isotropic": ISOTROPIC, "border": BORDER}
Integers = NDArray[np.int64]
Leads = NDArray[np.uint32]  # unsigned, which spares numba the check for places from the end


@dataclass(frozen=True)
class Steps:
    """Rising distances [m], the last of them infinite, and a table that leads to them."""

    ends: Floats
    lead: Leads
    per_m: float

    @property
    def reach(self) -> float:
        """The last finite distance."""
        return float(self.ends[-2])


def steps_of(ends: Floats) -> Steps:
    """Make the table: cell k leads to the first end that a distance in it may lie under."""
    reach = float(ends[-1])
    per_m = LEADS / reach if reach > 0 else 0.0
    # One cell early, as rounding may take a distance into the next.
    begins = (np.arange(LEADS + 2) - 1) * (reach / LEADS)
    lead = np.searchsorted(ends, begins, side="left").astype(np.uint32)
    lead[0] = 0
    return Steps(np.append(ends, np.inf), lead, per_m)


@njit(cache=True, nogil=True, error_model="numpy")
def _measure(
    x: Floats,
    y: Floats,
    size: Floats,
    cx: float,
    cy: float,
    csize: float,
    translation: bool,
    sides: Floats,
    square: Floats,
    weight: Floats,
) -> None:
    """Fill in the squared distance and the weight of each point of a run."""
    for t in range(x.size):
        dx, dy = x[t] - cx, y[t] - cy
        square[t] = dx * dx + dy * dy
        weight[t] = csize * size[t]
    if translation:
        for t in range(x.size):
            shared = (sides[0] - abs(x[t] - cx)) * (sides[1] - abs(y[t] - cy))
            weight[t] *= sides[0] * sides[1] / shared


@njit(cache=True, nogil=True, error_model="numpy")
def _keep(
    near: Floats, heavy: Floats, cut: float, wide: float, square: Floats, weight: Floats, m: int
) -> int:
    """Append those past one squared distance and up to another; returns how many there are now."""
    for t in range(near.size):
        square[m], weight[m] = near[t], heavy[t]
        m += (near[t] > cut) & (near[t] <= wide)
    return m


@njit(cache=True, nogil=True, error_model="numpy")
def _gather(
    cx: float,
    cy: float,
    csize: float,
    own: int,
    later: bool,
    cut: float,
    reach: float,
    x: Floats,
    y: Floats,
    size: Floats,
    starts: Integers,
    shape: tuple[int, int],
    west: float,
    south: float,
    side: float,
    translation: bool,
    sides: Floats,
    run: Floats,
    square: Floats,
    weight: Floats,
) -> int:
    """List the neighbours within a little more than reach, the point itself left out.

    `later` asks only for those after it in the order of the cells, and `cut` only for those past
    a squared distance.
    """
    wide = reach * reach * (1 + 1e-9) + 1e-300
    first, last = rows_near(cy, reach, south, side, shape[0])
    m = 0
    for row in range(first, last):
        begin, end = run_near(cx, cy, reach, row, starts, shape[1], west, south, side)
        middle = own if begin <= own < end else end
        for part in range(2):
            low, high = (begin, middle) if part == 0 else (middle + 1, end)
            if later:
                low = max(low, own + 1)
            n = high - low
            if n <= 0:
                continue
            _measure(
                x[low:high],
                y[low:high],
                size[low:high],
                cx,
                cy,
                csize,
                translation,
                sides,
                run[0, :n],
                run[1, :n],
            )
            m = _keep(run[0, :n], run[1, :n], cut, wide, square, weight, m)
    return m


@njit(cache=True, nogil=True, error_model="numpy")
def _deposit(
    total: Floats,
    square: Floats,
    weight: Floats,
    ends: Floats,
    lead: Leads,
    per_m: float,
) -> None:
    """Add weights to their steps; turns squared distances into distances."""
    for t in range(square.size):
        square[t] = np.sqrt(square[t])
    for t in range(square.size):
        d = square[t]
        step = lead[np.uint32(d * per_m)]
        while ends[step] < d:
            step += np.uint32(1)
        total[step] += weight[t]


@njit(cache=True, nogil=True, error_model="numpy")
def _deposit_before(
    total: Floats,
    square: Floats,
    weight: Floats,
    until: int,
    ends: Floats,
    lead: Leads,
    per_m: float,
) -> None:
    """Add weights to the steps before one, and take them away again at that one."""
    added = 0.0
    for t in range(square.size):
        d = np.sqrt(square[t])
        step = lead[np.uint32(d * per_m)]
        while ends[step] < d:
            step += np.uint32(1)
        if step < until:
            total[step] += weight[t]
            added += weight[t]
    total[until] -= added


@njit(cache=True, nogil=True, error_model="numpy")
def _deposit_moments(
    total: Floats,
    square: Floats,
    weight: Floats,
    ends: Floats,
    lead: Leads,
    per_m: float,
    middle: Floats,
) -> None:
    """Add weights, and weights times the offset from the middle of the step and its square."""
    for t in range(square.size):
        square[t] = np.sqrt(square[t])
    for t in range(square.size):
        d, w = square[t], weight[t]
        step = lead[np.uint32(d * per_m)]
        while ends[step] < d:
            step += np.uint32(1)
        off = d - middle[step]
        total[step, 0] += w
        total[step, 1] += w * off
        total[step, 2] += w * off * off


@njit(cache=True, nogil=True, error_model="numpy")
def _bump(total: Floats, low: int, high: int, middle: Floats, r: float, half_width: float) -> float:
    """Return Σ w κ(r − d) from the moments of the steps that the kernel spans."""
    summed = 0.0
    for step in range(low, high):
        off = middle[step] - r
        spread = total[step, 2] + off * (2 * total[step, 1] + off * total[step, 0])
        summed += total[step, 0] - spread / (half_width * half_width)
    return 0.75 / half_width * summed


@njit(cache=True, nogil=True, error_model="numpy")
def _strip(
    total: Floats,
    moments: Floats,
    bumps: Floats,
    unsettled: Floats,
    sources: tuple[Floats, Floats, Floats, Integers, Floats, Integers],
    targets: tuple[Floats, Floats, Floats],
    cells: tuple[Integers, tuple[int, int], float, float, float],
    steps: tuple[Floats, Leads, float, Floats],
    spans: tuple[Floats, Integers, Integers, float],
    edges: tuple[Floats, Floats, Integers],
    sides: Floats,
    code: int,
    mutual: bool,
    begin: int,
    stride: int,
) -> int:
    """Add the pairs of every stride-th source; returns how many circles are left unsettled.

    With `spans` (distances, and the steps that the kernel spans round each) the moments of the
    steps are summed and folded into `bumps`; else `total` is filled. `mutual` says that sources
    and targets are the same: pairs that weigh as much from either end are then met once.
    """
    sx, sy, ssize, own, border, last = sources
    x, y, size = targets
    starts, shape, west, south, side = cells
    ends, lead, per_m, middle = steps
    grid, low, high, half_width = spans
    start, way, after = edges
    smooth = grid.size > 0
    n = x.size
    reach = ends[ends.size - 2]
    once = mutual and code != BORDER
    run, kept = np.empty((2, n)), np.empty((2, n + 1))
    room = np.empty((3, n if code == ISOTROPIC else 0))
    places = np.empty((2, room.shape[1]), dtype=np.int64)
    doubts = np.empty(room.shape[1], dtype=np.int64)
    doubtful = 0
    open_until = grid.size
    for i in range(begin, sx.size, stride):
        if smooth and code == BORDER:
            # Sources come from the middle of the window outward: what is summed up to here are
            # those far enough from the border for the distances still open.
            while open_until and grid[open_until - 1] + half_width > border[i]:
                k = open_until = open_until - 1
                bumps[k] = _bump(moments, low[k], high[k], middle, grid[k], half_width)
        for excess in range(2 if code == ISOTROPIC and border[i] < reach else 1):
            # A little less than the border, for rounding: a circle not cut has no excess.
            cut = border[i] * border[i] * (1 - 1e-9) if excess else -1.0
            m = _gather(
                sx[i],
                sy[i],
                ssize[i] if excess or not once else 2 * ssize[i],
                own[i],
                once and not excess,
                cut,
                min(reach, border[i]) if code == BORDER else reach,
                x,
                y,
                size,
                starts,
                shape,
                west,
                south,
                side,
                code == TRANSLATION,
                sides,
                run,
                kept[0],
                kept[1],
            )
            square, weight = kept[0, :m], kept[1, :m]
            if excess:
                found = weigh_excess(
                    sx[i], sy[i], square, weight, start, way, after, room, places, doubts
                )
                for k in range(found):
                    t = doubts[k]
                    d = np.sqrt(square[t])
                    if d <= reach:
                        if doubtful < unsettled.shape[0]:
                            unsettled[doubtful, 0], unsettled[doubtful, 1] = sx[i], sy[i]
                            unsettled[doubtful, 2], unsettled[doubtful, 3] = d, weight[t]
                        doubtful += 1
                    weight[t] = 0.0
            if smooth:
                _deposit_moments(moments, square, weight, ends, lead, per_m, middle)
            elif code == BORDER:
                _deposit_before(total, square, weight, last[i], ends, lead, per_m)
            else:
                _deposit(total, square, weight, ends, lead, per_m)
    for k in range(open_until):
        bumps[k] = _bump(moments, low[k], high[k], middle, grid[k], half_width)
    return doubtful


@dataclass(frozen=True)
class Pattern:
    """Sources and the targets round them, ready to be summed over a window.

    `border` is the distance [m] of each point to the border, `last` the first step at which a
    point is too near to it.
    """

    window: Outline
    xy: Floats
    first: Mask
    second: Mask
    size: Floats
    correction: str
    border: Floats
    last: Integers


def ring_sums(pattern: Pattern, grid: Floats) -> Floats | None:
    """Return the weighted pairs that each step of a grid adds; None where too many are in doubt.

    "translation" is meant for windows that are rectangles along the axes.
    """
    none = np.empty(0, dtype=np.int64)
    found = _sum(pattern, grid, (np.empty(0), none, none, 1.0))
    if found is None:
        return None
    total, _, circles = found
    if len(circles):
        step = np.searchsorted(grid, circles[:, 2], side="left")
        total += np.bincount(step, weights=circles[:, 3], minlength=total.size)
    return total


def bump_sums(pattern: Pattern, grid: Floats, half_width: float) -> Floats | None:
    """Return Σ w κ(r − d) for each r of a grid; None where too many circles are in doubt.

    κ is the Epanechnikov kernel, a polynomial, whose sum follows from the moments of the distances
    between the places where the kernels of the grid begin and end.
    """
    ends = np.unique(np.concatenate([grid - half_width, grid + half_width]))
    ends = ends[ends > 0]
    # A step runs from after one end to the next.
    low = np.searchsorted(ends, grid - half_width, side="left") + 1
    low[grid - half_width <= 0] = 0
    high = np.searchsorted(ends, grid + half_width, side="left") + 1
    found = _sum(pattern, ends, (grid, low, high, half_width))
    if found is None:
        return None
    _, bumps, circles = found
    for _, _, d, weight in circles:
        u = (grid - d) / half_width
        bumps += weight * 0.75 / half_width * np.maximum(1 - u * u, 0.0)
    return bumps


def _sum(
    pattern: Pattern, ends: Floats, spans: tuple[Floats, Integers, Integers, float]
) -> tuple[Floats, Floats, Floats] | None:
    """Return the sums of the steps, the sums of the kernel, and the circles left, shared out."""
    xy, code = pattern.xy, CODES[pattern.correction]
    steps = steps_of(ends)
    targets, sources = np.flatnonzero(pattern.second), np.flatnonzero(pattern.first)
    cells = cells_of(xy[targets], steps.reach)
    targets = targets[cells.order]
    own = np.full(len(xy), -1, dtype=np.int64)
    own[targets] = np.arange(targets.size)
    sources = _in_order(pattern, sources, targets, cells)
    chosen = (
        np.ascontiguousarray(xy[sources, 0]),
        np.ascontiguousarray(xy[sources, 1]),
        pattern.size[sources],
        own[sources],
        pattern.border[sources],
        pattern.last[sources].astype(np.int64),
    )
    mutual = sources.size == targets.size and bool((sources == targets).all())
    edges = edge_table(pattern.window)
    west, south, east, north = pattern.window.bounds
    sides = np.array([east - west, north - south])
    middle = np.append(0.5 * (np.append(0.0, ends[:-1]) + ends), 0.0)

    # The number of strips follows from the size alone, so that results do not hang on threads.
    strips = STRIPS if sources.size > PLAIN else 1

    def strip(k: int) -> tuple[Floats, Floats, Floats, int]:
        total, bumps = np.zeros(ends.size + 1), np.zeros(spans[0].size)
        unsettled = np.empty((DOUBTS, 4))
        found = _strip(
            total,
            np.zeros((ends.size + 1, 3)),
            bumps,
            unsettled,
            chosen,
            (cells.x, cells.y, pattern.size[targets]),
            (cells.starts, cells.shape, cells.west, cells.south, cells.side),
            (steps.ends, steps.lead, steps.per_m, middle),
            spans,
            edges,
            sides,
            code,
            mutual,
            k,
            strips,
        )
        return total, bumps, unsettled[: min(found, DOUBTS)].copy(), found

    total, bumps, left = np.zeros(ends.size + 1), np.zeros(spans[0].size), []
    for part, bump, unsettled, found in in_threads(strip, range(strips)):
        if found > DOUBTS:
            return None
        total += part
        bumps += bump
        left.append(unsettled)
    circles = np.vstack(left)
    if len(circles):
        share = arc_share(pattern.window, circles[:, :2], circles[:, 2])
        with np.errstate(divide="ignore"):
            circles[:, 3] *= np.where(share > 0, 1 / share - 1, np.nan)
    return total, bumps, circles


def _in_order(pattern: Pattern, sources: Integers, targets: Integers, cells: Cells) -> Integers:
    """Return the sources by place, so that neighbours find the same cells at hand.

    Under "border" they come from the middle outward, as the sums of kernels need.
    """
    if pattern.correction == "border":
        order = np.argsort(-pattern.border[sources], kind="stable")
        return sources[order]
    if sources.size == targets.size and pattern.second[sources].all():
        return targets
    return sources[cells_of(pattern.xy[sources], cells.side).order]
