"""Compiled sums over the pairs of one draw after another, four powers at a node in place of eight.

Nodes sixteen times as close as those of `_smoothing` need half the powers for the same error: with
offsets up to a 512th of a bandwidth, four powers leave less than 2e-12 of the kernel's top.
"""

from math import comb

import numpy as np
from numba import njit

from ._compiled import KINDS
from ._compiled_near import _first_at
from ._compiled_powers import SPARE, add_powers, find_nodes
from ._lanes import Integers
from ._smoothing import STEP, TERMS
from ._validation import Floats

FINER = 16  # nodes in the place of one
POWERS = 4
BUFFER = 512
EVEN = 16  # numbers that a loop takes at a time
PAIRS_A_NODE = 10
MOST_NODES = 16_384  # half a megabyte of sums, which a processor's cache holds


@njit(cache=True, nogil=True)
def _add_pairs(
    acc: Floats,
    x: Floats,
    y: Floats,
    e: Floats,
    x2: Floats,
    y2: Floats,
    e2: Floats,
    within: bool,
    kind: int,
    per_node: float,
    nodes: int,
    fours: int,
) -> None:
    """Add the powers of the offsets of all pairs. Points come in order of x.

    kind 0: no weights, 1: product, 2: sum. fours: 1 for four powers, 2 for eight.
    """
    node = np.empty(BUFFER, dtype=np.int32)
    offset = np.empty(BUFFER)
    reach = (nodes + 1) / per_node
    for i in range(x.size):
        begin = i + 1 if within else _first_at(x2, 0, x2.size, x[i] - reach)
        end = _first_at(x2, begin, x2.size, x[i] + reach)
        for start in range(begin, end, BUFFER):
            stop = min(start + BUFFER, end)
            wide = start + (stop - start + EVEN - 1) // EVEN * EVEN
            find_nodes(node, offset, x2[start:wide], y2[start:wide], x[i], y[i], per_node, nodes)
            if kind == 0 and fours == 1:
                for j in range(stop - start):
                    add_powers(acc, np.int64(node[j]) * 4, 1.0, offset[j], 1)
                continue
            for j in range(stop - start):
                w = 1.0
                if kind == 1:
                    w = e[i] * e2[start + j]
                elif kind == 2:
                    w = e[i] + e2[start + j]
                if fours == 1:
                    add_powers(acc, np.int64(node[j]) * 4, w, offset[j], 1)
                else:
                    add_powers(acc, np.int64(node[j]) * 8, w, offset[j], 2)


@njit(cache=True, nogil=True)
def _add_draws(
    sums: Floats,
    skipped: int,
    x: Floats,
    y: Floats,
    e: Floats,
    x2: Floats,
    y2: Floats,
    e2: Floats,
    within: bool,
    kind: int,
    per_node: float,
    nodes: int,
    fours: int,
) -> None:
    """Add the pairs of each draw to a row of sums, of which the first are skipped."""
    for d in range(x.shape[0]):
        acc = sums[d, skipped:]
        _add_pairs(acc, x[d], y[d], e[d], x2[d], y2[d], e2[d], within, kind, per_node, nodes, fours)
        acc[nodes * 4 * fours :] = 0.0  # the pairs too far


@njit(cache=True, nogil=True, fastmath=True)
def products(rows: Floats, columns: Floats, out: Floats) -> None:
    """Multiply each row by each column, both of which lie in rows.

    A library of matrices would set threads of its own to work, which wait for one another by
    spinning: on a busy machine that costs more than all pairs.
    """
    for c in range(out.shape[0]):
        for t in range(out.shape[1]):
            total = 0.0
            for p in range(columns.shape[1]):
                total += rows[c, p] * columns[t, p]
            out[c, t] = total


def fine_nodes(nodes: int, pairs: int) -> int:
    """Return how many close nodes stand for so many of `_smoothing`; 0 where they do not pay.

    They would leave the processor's cache, or cost more to go through than the pairs.
    """
    count = nodes * FINER
    return count if count <= MOST_NODES and PAIRS_A_NODE * count <= pairs else 0


def draw_moments(
    sites: Floats,
    draws: Integers,
    sizes: tuple[Floats, Floats | None],
    *,
    weighting: str,
    h: float,
    nodes: int,
    fine: int,
) -> Floats:
    """Collect the moments of the pair distances of each draw, as `_smoothing.moments` does.

    Parameters
    ----------
    sites : array, shape (n, 2)
    draws : array, shape (draws, thrown)
        Sites of the first group of points, then of the second, if there is one.
    sizes : weights of the points of each group
    weighting, h, nodes
        As in `_compiled.pair_moments`.
    fine : int
        Close nodes to collect at; 0 to collect eight powers at the nodes themselves.

    Returns
    -------
    array, shape (draws, TERMS, nodes or more)
        Moments that are not collected count as nil.
    """
    split = sizes[0].size
    first = _sorted(sites, draws[:, :split], sizes[0])
    second = first if sizes[1] is None else _sorted(sites, draws[:, split:], sizes[1])
    how = (sizes[1] is None, KINDS[weighting])
    if not fine:
        sums = np.zeros((len(draws), (nodes + SPARE) * TERMS))
        _add_draws(sums, 0, *first, *second, *how, 1 / (STEP * h), nodes, TERMS // 4)
        rows = sums[:, : nodes * TERMS].reshape(-1, nodes, TERMS) * STEP ** np.arange(TERMS)
        return rows.transpose(0, 2, 1)
    # Half a step of wide nodes stands before the first close one.
    wide = fine // FINER + 1
    sums = np.zeros((len(draws), (wide * FINER + SPARE) * POWERS))
    before = FINER // 2 * POWERS
    _add_draws(sums, before, *first, *second, *how, FINER / (STEP * h), fine, 1)
    out, shift = np.empty((len(draws), wide, TERMS)), shifts()
    for row, gathered in zip(sums, out, strict=True):
        products(row[: -SPARE * POWERS].reshape(wide, -1), shift, gathered)
    return out.transpose(0, 2, 1)


def _sorted(sites: Floats, draws: Integers, size: Floats) -> tuple[Floats, Floats, Floats]:
    """Return x, y and weights of the points of each draw, in order of x."""
    order = np.argsort(sites[draws, 0], axis=1)
    chosen = np.take_along_axis(draws, order, axis=1)
    return sites[chosen, 0], sites[chosen, 1], size[order]


def shifts() -> Floats:
    """Return what the powers at each close node are worth at the node that it belongs to."""
    shift = np.zeros((FINER, POWERS, TERMS))
    step = STEP / FINER
    for place in range(FINER):
        away = (place - FINER // 2) * step
        for power in range(POWERS):
            for term in range(power, TERMS):
                shift[place, power, term] = comb(term, power) * away ** (term - power) * step**power
    return np.ascontiguousarray(shift.reshape(-1, TERMS).T)
