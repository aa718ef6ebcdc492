"""Compiled loops over pairs of points, for sizes at which compiling pays.

Work is cut into a fixed number of interleaved strips, whose results are added in order, so that
answers do not depend on the number of threads. Loops are compiled without numba's own threads,
which would treble the time of the first use.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._compiled_powers import SPARE, add_powers, find_nodes
from ._smoothing import STEP, TERMS
from ._validation import Floats

STRIPS = 16
BUFFER = 2048
FEW = 3_000_000  # pairs for which finer bins cost more to clear than they save
FOURS = TERMS // 4
Task = TypeVar("Task")
Result = TypeVar("Result")
Bins = NDArray[np.int32]
Counts = NDArray[np.int64]


def in_threads(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    """Do tasks in as many threads as there are processors; results come in order."""
    workers = min(os.cpu_count() or 1, len(tasks))
    if workers < 2:
        return [work(task) for task in tasks]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, tasks))


@njit(cache=True, nogil=True)
def _add_row(
    acc: Floats,
    x: Floats,
    y: Floats,
    e: Floats,
    xi: float,
    yi: float,
    ei: float,
    kind: int,
    per_node: float,
    nodes: int,
    node: Bins,
    offset: Floats,
) -> None:
    """Add the moments of one point's distances to a run of others, a buffer at a time.

    kind 0: no weights, 1: product, 2: sum.
    """
    for start in range(0, x.size, node.size):
        end = min(start + node.size, x.size)
        find_nodes(node, offset, x[start:end], y[start:end], xi, yi, per_node, nodes)
        for j in range(end - start):
            w = 1.0
            if kind == 1:
                w = ei * e[start + j]
            elif kind == 2:
                w = ei + e[start + j]
            add_powers(acc, np.int64(node[j]) * TERMS, w, offset[j], FOURS)


@njit(cache=True, nogil=True)
def _strip_within(
    acc: Floats,
    x: Floats,
    y: Floats,
    e: Floats,
    kind: int,
    per_node: float,
    nodes: int,
    first: int,
    step: int,
) -> None:
    node = np.empty(BUFFER, dtype=np.int32)
    offset = np.empty(BUFFER)
    for i in range(first, x.size, step):
        xs, ys, es = x[i + 1 :], y[i + 1 :], e[i + 1 :]
        _add_row(acc, xs, ys, es, x[i], y[i], e[i], kind, per_node, nodes, node, offset)


@njit(cache=True, nogil=True)
def _strip_across(
    acc: Floats,
    x: Floats,
    y: Floats,
    e: Floats,
    x2: Floats,
    y2: Floats,
    e2: Floats,
    kind: int,
    per_node: float,
    nodes: int,
    first: int,
    step: int,
) -> None:
    node = np.empty(BUFFER, dtype=np.int32)
    offset = np.empty(BUFFER)
    for i in range(first, x.size, step):
        _add_row(acc, x2, y2, e2, x[i], y[i], e[i], kind, per_node, nodes, node, offset)


def _columns(xy: Floats) -> tuple[Floats, Floats]:
    return np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1])


KINDS = {"none": 0, "product": 1, "sum": 2}


def pair_moments(
    first: Floats,
    size_first: Floats,
    second: Floats | None,
    size_second: Floats | None,
    *,
    weighting: str,
    h: float,
    nodes: int,
    threads: bool = True,
) -> Floats:
    """Collect the moments of all pair distances, as `_smoothing.moments` does."""
    kind = KINDS[weighting]
    x, y = _columns(first)
    per_node = 1 / (STEP * h)

    def strip(k: int, step: int = STRIPS) -> Floats:
        acc = np.zeros((nodes + SPARE) * TERMS)
        if second is None or size_second is None:
            _strip_within(acc, x, y, size_first, kind, per_node, nodes, k, step)
        else:
            x2, y2 = _columns(second)
            _strip_across(
                acc, x, y, size_first, x2, y2, size_second, kind, per_node, nodes, k, step
            )
        return acc

    if not threads:
        total = strip(0, 1)
    else:
        total = np.zeros((nodes + SPARE) * TERMS)
        for part in in_threads(strip, range(STRIPS)):
            total += part
    collected: Floats = total.reshape(-1, TERMS)[:nodes] * STEP ** np.arange(TERMS)
    return np.ascontiguousarray(collected.T)


@njit(cache=True, nogil=True)
def _strip_summary(
    counts: Counts,
    sums: Floats,
    x: Floats,
    y: Floats,
    x2: Floats,
    y2: Floats,
    within: bool,
    middle: float,
    per_bin: float,
    first: int,
    step: int,
) -> None:
    """Count distances in bins, and add d − middle and its square."""
    top = counts.size - 1
    total = 0.0
    square = 0.0
    for i in range(first, x.size, step):
        start = i + 1 if within else 0
        for j in range(start, x2.size):
            dx = x2[j] - x[i]
            dy = y2[j] - y[i]
            d = np.sqrt(dx * dx + dy * dy)
            counts[min(int(d * per_bin), top)] += 1
            d -= middle
            total += d
            square += d * d
    sums[0] = total
    sums[1] = square


@njit(cache=True, nogil=True)
def _strip_collect(
    found: Floats,
    x: Floats,
    y: Floats,
    x2: Floats,
    y2: Floats,
    within: bool,
    per_bin: float,
    top: int,
    wanted: int,
    first: int,
    step: int,
) -> int:
    """Gather the distances that fall in one bin; returns how many."""
    n = 0
    for i in range(first, x.size, step):
        start = i + 1 if within else 0
        for j in range(start, x2.size):
            dx = x2[j] - x[i]
            dy = y2[j] - y[i]
            d = np.sqrt(dx * dx + dy * dy)
            if min(int(d * per_bin), top) == wanted:
                if n < found.size:
                    found[n] = d
                n += 1
    return n


def _in_turn(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return [work(task) for task in tasks]


def distance_spread(
    first: Floats, second: Floats | None, *, threads: bool = True
) -> tuple[float, float, float]:
    """Return the standard deviation and the quartiles of all pair distances, exactly.

    Two passes: one counts distances in bins, the next sorts those in the bins of the quartiles.
    """
    within = second is None
    other = first if second is None else second
    (x, y), (x2, y2) = _columns(first), _columns(other)
    low = np.minimum(first.min(axis=0), other.min(axis=0))
    high = np.maximum(first.max(axis=0), other.max(axis=0))
    far = float(np.hypot(*(high - low)))
    pairs = x.size * (x.size - 1) // 2 if within else x.size * x2.size
    if far == 0 or pairs < 2:
        return 0.0, 0.0, 0.0
    bins = 65_536 if pairs > FEW else 4096
    per_bin = bins / far
    middle = far / 3

    def summary(k: int) -> tuple[Counts, Floats]:
        counts, sums = np.zeros(bins, dtype=np.int64), np.zeros(2)
        _strip_summary(counts, sums, x, y, x2, y2, within, middle, per_bin, k, STRIPS)
        return counts, sums

    each = in_threads if threads else _in_turn
    parts = each(summary, range(STRIPS))
    counts = np.sum([c for c, _ in parts], axis=0)
    total, square = np.sum([s for _, s in parts], axis=0)
    sd = float(np.sqrt(max(0.0, (square - total * total / pairs) / (pairs - 1))))
    ends = np.cumsum(counts)
    held: dict[int, Floats] = {}

    def ranked(rank: int) -> float:
        """Return the distance of a rank, counted from 0."""
        bin_ = int(np.searchsorted(ends, rank, side="right"))
        if bin_ not in held:

            def collect(k: int) -> Floats:
                found = np.empty(int(counts[bin_]))
                n = _strip_collect(found, x, y, x2, y2, within, per_bin, bins - 1, bin_, k, STRIPS)
                return found[:n]

            held[bin_] = np.sort(np.concatenate(each(collect, range(STRIPS))))
        return float(held[bin_][rank - (int(ends[bin_]) - int(counts[bin_]))])

    def quantile(share: float) -> float:
        place = share * (pairs - 1)
        lower = int(np.floor(place))
        below = ranked(lower)
        return below + (place - lower) * (ranked(min(lower + 1, pairs - 1)) - below)

    return sd, quantile(0.25), quantile(0.75)


@njit(cache=True, nogil=True, fastmath=True)
def _to_bins(
    buffer: Bins,
    x: Floats,
    y: Floats,
    xi: float,
    yi: float,
    per_bin: np.float32,
    top: np.int32,
) -> None:
    for j in range(x.size):
        dx = x[j] - xi
        dy = y[j] - yi
        b = np.int32(np.sqrt(dx * dx + dy * dy) * per_bin)
        buffer[j] = min(b, top)


@njit(cache=True, nogil=True)
def _count_bins(
    h0: Counts,
    h1: Counts,
    h2: Counts,
    h3: Counts,
    buffer: Bins,
) -> None:
    whole = buffer.size // 4 * 4
    for j in range(0, whole, 4):
        h0[buffer[j]] += 1
        h1[buffer[j + 1]] += 1
        h2[buffer[j + 2]] += 1
        h3[buffer[j + 3]] += 1
    for j in range(whole, buffer.size):
        h0[buffer[j]] += 1


@njit(cache=True, nogil=True)
def _strip_histogram(
    four: Counts,
    x: Floats,
    y: Floats,
    per_bin: np.float32,
    buffer: Bins,
    first: int,
    step: int,
) -> None:
    top = np.int32(four.shape[1] - 1)
    for i in range(first, x.size, step):
        for start in range(i + 1, x.size, buffer.size):
            end = min(start + buffer.size, x.size)
            part = buffer[: end - start]
            _to_bins(part, x[start:end], y[start:end], x[i], y[i], per_bin, top)
            _count_bins(four[0], four[1], four[2], four[3], part)


def distance_histogram(xy: Floats, *, reach_m: float, bins: int) -> Counts:
    """Count the pair distances in equal bins up to a reach; farther pairs are left out.

    Distances are taken in single precision from a local origin: a pair may land in the next bin
    where its distance is within about 1e-7 of the extent from an edge.
    """
    local = (xy - xy.mean(axis=0)).astype(np.float32)
    x, y = np.ascontiguousarray(local[:, 0]), np.ascontiguousarray(local[:, 1])
    per_bin = np.float32(bins / reach_m)

    def strip(k: int) -> Counts:
        four = np.zeros((4, bins + 1), dtype=np.int64)
        buffer = np.empty(BUFFER, dtype=np.int32)
        _strip_histogram(four, x, y, per_bin, buffer, k, STRIPS)
        summed: Counts = four.sum(axis=0)
        return summed

    counts: Counts = np.sum(in_threads(strip, range(STRIPS)), axis=0)[:bins]
    return counts
