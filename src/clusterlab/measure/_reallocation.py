"""Random reallocation: pair curves of points thrown over the sites that exist."""

from dataclasses import dataclass

import numpy as np

from ._curves import weighted_curve
from ._pairs import Selection, pair_distances, pair_weights
from ._products import add_product
from ._smoothing import (
    MATRIX,
    REACH,
    TERMS,
    kernel,
    moments,
    node_count,
    smooth_many,
    smoothing_matrix,
)
from ._strata import Strata, within
from ._validation import Floats
from ._worth import worth_compiling

# Rough seconds for one unit of work, used only to choose the quicker way.
FORM_COST = 7e-11  # one multiply-add of a matrix product
ROW_COST = 1e-9  # one distance of one draw, for each site
KERNEL_COST = 1.5e-8  # one kernel value
PAIR_COST = 8e-8  # one pair collected in numpy
COMPILED_COST = 3e-9  # one pair collected in a compiled loop
DRAW_COST = 4e-4  # one call
COMPILED_DRAW_COST = 2e-5  # one draw of a compiled loop
MOMENT_COST = 6e-9  # one moment of a draw, cleared and scaled
SMOOTHING_COST = 2e-10  # one moment of a draw at one distance
MATRIX_COST = 2e-8  # one number of a smoothing matrix
MODE_COST = 1.5e-7  # one mode of a Fourier transform
MOST_EXACT = 4_000  # points thrown, above which the Fourier transform may be chosen
TASK_PAIRS = 1_000_000  # pairs of the draws that one thread takes at a time
HELD = 600_000  # moments held at a time, over draws
SOME_PAIRS = 512  # pairs of sites whose kernels are held at a time
AT_ONCE = 4_000_000  # sites of draws that are marked at a time
TOGETHER = 512  # draws that are added up at a time


@dataclass(frozen=True)
class Null:
    """What is thrown: weights onto sites, in one or two groups, and how pairs are weighed.

    With strata, `rows` tells which site each thing thrown was observed at: it stays in its stratum.
    """

    sites: Floats
    size_first: Floats
    size_second: Floats | None
    weighting: str
    strata: Strata | None = None
    rows: np.ndarray | None = None

    @property
    def thrown(self) -> int:
        """Number of points thrown over the sites."""
        return len(self.size_first) + (0 if self.size_second is None else len(self.size_second))


def draw_sites(null: Null, *, simulations: int, seed: int) -> np.ndarray:
    """Choose sites without replacement, one draw a row; a longer run begins with a shorter one."""
    random = np.random.default_rng(seed)
    n = len(null.sites)
    draws = np.empty((simulations, null.thrown), dtype=np.int64)
    for row in draws:
        if null.strata is None:
            row[:] = random.choice(n, null.thrown, replace=False)
        else:
            row[:] = within(null.strata, random.permutation(n))[null.rows]
    return draws


def simulate(
    null: Null, draws: np.ndarray, *, grid: Floats, h: float, cumulative: bool
) -> tuple[Floats, str]:
    """Return Σ w φ over pairs for each draw (row) and distance (column), and the way taken."""
    n, count = len(null.sites), len(draws)
    chosen = _selection(null, draws[0])
    pairs = chosen.pairs
    cost = {
        "quadratic form": n
        * grid.size
        * (n * (KERNEL_COST + count * FORM_COST) / 2 + count * ROW_COST),
        "pairs of each draw": count * (pairs * PAIR_COST + DRAW_COST),
    }
    if null.thrown > MOST_EXACT:
        from ._spectral import MOST_MODES, modes_needed

        modes = modes_needed(float(np.ptp(null.sites, axis=0).max()), float(grid[-1]), h)
        if modes <= MOST_MODES:
            cost["Fourier transform of each draw"] = count * modes * modes * MODE_COST
    way = min(cost, key=cost.__getitem__)
    held = TERMS * node_count(grid, h)
    compiled_cost = (
        count * (pairs * COMPILED_COST + COMPILED_DRAW_COST)
        + count * held * (MOMENT_COST + grid.size * SMOOTHING_COST)
        + held * grid.size * MATRIX_COST
    )
    if worth_compiling("pairs", cost[way] - compiled_cost):
        way = "compiled pairs of each draw"
    if way == "quadratic form":
        size = max(TOGETHER, AT_ONCE // n)
        curves = np.empty((count, grid.size))
        for start in range(0, count, size):
            part = slice(start, start + size)
            curves[part] = _by_form(null, draws[part], grid=grid, h=h, cumulative=cumulative)
        return curves, way
    if way == "Fourier transform of each draw":
        return _by_transform(null, draws, grid=grid, h=h, cumulative=cumulative), way
    compiled = way == "compiled pairs of each draw"
    return (
        _by_pair(null, draws, grid=grid, h=h, cumulative=cumulative, compiled=compiled),
        way,
    )


def _selection(null: Null, draw: np.ndarray) -> Selection:
    """Return the points that a draw throws."""
    split = len(null.size_first)
    return Selection(
        first=null.sites[draw[:split]],
        size_first=null.size_first,
        second=None if null.size_second is None else null.sites[draw[split:]],
        size_second=null.size_second,
        weighting=null.weighting,
    )


def _by_form(null: Null, draws: np.ndarray, *, grid: Floats, h: float, cumulative: bool) -> Floats:
    """Evaluate the kernel once for each pair of sites, and add up those that each draw chose."""
    rows = np.arange(len(draws))[:, None]
    split = len(null.size_first)
    groups = [(draws[:, :split], null.size_first)]
    if null.size_second is not None:
        groups.append((draws[:, split:], null.size_second))
    present, sized = [], []
    for chosen, size in groups:
        one = np.zeros((len(draws), len(null.sites)))
        one[rows, chosen] = 1.0
        weighed = np.zeros_like(one)
        weighed[rows, chosen] = size
        present.append(one)
        sized.append(weighed)
    if null.weighting == "none":
        terms = [(present[0], present[-1])]
    elif null.weighting == "product":
        terms = [(sized[0], sized[-1])]
    else:
        terms = [(sized[0], present[-1])]
        if null.size_second is not None:
            terms.append((present[0], sized[1]))
    curves = np.zeros((len(draws), grid.size))
    sites = np.ascontiguousarray(null.sites.T)
    begins = np.concatenate([[0], np.cumsum(np.arange(len(null.sites) - 1, 0, -1))])
    first = 0
    while first < len(begins) - 1:
        last = max(int(np.searchsorted(begins, begins[first] + SOME_PAIRS, "right")) - 1, first + 1)
        ahead = [sites[:, i + 1 :] - sites[:, i, None] for i in range(first, last)]
        distance = np.hypot(*np.concatenate(ahead, axis=1))
        form = _kernels(distance, grid=grid, h=h, cumulative=cumulative)
        for i in range(first, last):
            row = form[:, begins[i] - begins[first] : begins[i + 1] - begins[first]]
            for left, right in terms:
                _add_row(curves, row, left, right, i)
                # Either end of a pair may be the first, unless both play the same part.
                if left is not right:
                    _add_row(curves, row, right, left, i)
        first = last
    return curves


def _add_row(curves: Floats, row: Floats, left: Floats, right: Floats, i: int) -> None:
    """Add the pairs of one site with all after it, in the draws that chose it."""
    with_it = np.flatnonzero(left[:, i])
    for start in range(0, with_it.size, TOGETHER):
        part = with_it[start : start + TOGETHER]
        met = np.zeros((part.size, len(row)))
        add_product(met, right[part, i + 1 :], row.T)
        met *= left[part, i, None]
        curves[part] += met


def _kernels(distance: Floats, *, grid: Floats, h: float, cumulative: bool) -> Floats:
    """Evaluate the reflected Gaussian, or its integral, at each distance of the grid (row)."""
    if cumulative:
        return np.array([kernel(distance, at=float(at), h=h, cumulative=True) for at in grid])
    away = (grid[:, None] - distance) / h
    form: Floats = np.exp(-0.5 * away * away)
    near = grid < REACH * h  # beyond, what is reflected is nil
    away = (grid[near, None] + distance) / h
    form[near] += np.exp(-0.5 * away * away)
    form /= np.sqrt(2 * np.pi) * h
    return form


def _by_pair(
    null: Null,
    draws: np.ndarray,
    *,
    grid: Floats,
    h: float,
    cumulative: bool,
    compiled: bool,
) -> Floats:
    """Collect the pairs of each draw."""
    nodes, pairs = node_count(grid, h), _selection(null, draws[0]).pairs
    curves = np.empty((len(draws), grid.size))

    def plainly(task: np.ndarray) -> Floats:
        chosen = [_selection(null, draw) for draw in task]
        return np.array(
            [moments(pair_distances(one), pair_weights(one), h=h, nodes=nodes) for one in chosen]
        )

    def quickly(task: np.ndarray) -> Floats:
        from ._compiled_draws import draw_moments, fine_nodes

        sizes = null.size_first, null.size_second
        fine = fine_nodes(nodes, pairs)
        return draw_moments(
            null.sites, task, sizes, weighting=null.weighting, h=h, nodes=nodes, fine=fine
        )

    size = max(16, HELD // (TERMS * nodes))
    matrix = np.empty((0, 0))
    for start in range(0, len(draws), size):
        batch = draws[start : start + size]
        if compiled:
            from ._compiled import in_threads
            from ._compiled_draws import products

            # One task holds many small draws, as handing out a task takes time too.
            cuts = max(1, min(len(batch), len(batch) * pairs // TASK_PAIRS))
            collected = np.concatenate(in_threads(quickly, np.array_split(batch, cuts)))
            flat = collected.reshape(len(batch), -1)
            if grid.size * flat.shape[1] > MATRIX:
                curves[start : start + size] = smooth_many(
                    collected, grid=grid, h=h, cumulative=cumulative
                )
                continue
            if matrix.shape[1] != flat.shape[1]:
                matrix = smoothing_matrix(
                    grid, nodes=collected.shape[2], h=h, cumulative=cumulative
                )
            products(flat, matrix, curves[start : start + size])
        else:
            curves[start : start + size] = smooth_many(
                plainly(batch), grid=grid, h=h, cumulative=cumulative
            )
    return curves


def _by_transform(
    null: Null, draws: np.ndarray, *, grid: Floats, h: float, cumulative: bool
) -> Floats:
    """Transform each draw; the error is that of `_spectral`."""
    return np.array(
        [
            weighted_curve(
                _selection(null, draw), grid=grid, h=h, cumulative=cumulative, method="spectral"
            )
            for draw in draws
        ]
    )
