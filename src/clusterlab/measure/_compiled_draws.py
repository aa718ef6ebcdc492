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
from ._pairs import Selection
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
) -> None:
    """Add the powers of the offsets of all pairs. Points come in order of x.

    kind 0: no weights, 1: product, 2: sum.
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
            if kind == 0:
                for j in range(stop - start):
                    add_powers(acc, np.int64(node[j]) * POWERS, 1.0, offset[j], 1)
            else:
                for j in range(stop - start):
                    w = e[i] * e2[start + j] if kind == 1 else e[i] + e2[start + j]
                    add_powers(acc, np.int64(node[j]) * POWERS, w, offset[j], 1)


@njit(cache=True, nogil=True, fastmath=True)
def _gather(sums: Floats, shift: Floats, out: Floats) -> None:
    """Multiply as matrices; a library for that would keep idle threads spinning beside ours."""
    for c in range(out.shape[0]):
        for t in range(TERMS):
            total = 0.0
            for p in range(shift.shape[1]):
                total += sums[c * shift.shape[1] + p] * shift[t, p]
            out[c, t] = total


def fine_nodes(nodes: int, pairs: int) -> int:
    """Return how many close nodes stand for so many of `_smoothing`; 0 where they do not pay.

    They would leave the processor's cache, or cost more to go through than the pairs.
    """
    count = nodes * FINER
    return count if count <= MOST_NODES and PAIRS_A_NODE * count <= pairs else 0


def fine_moments(chosen: Selection, *, h: float, nodes: int, shift: Floats) -> Floats:
    """Collect the moments of all pair distances at close nodes, and bring them to wider ones.

    Returns shape (TERMS, nodes / FINER + 1), as `_smoothing.moments` does; `shift` is that of
    `shifts`. Moments that are not collected count as nil.
    """
    # Half a step of wide nodes stands before the first close one.
    sums = np.zeros(((nodes // FINER + 1) * FINER + SPARE) * POWERS)
    acc = sums[FINER // 2 * POWERS :]
    order = np.argsort(chosen.first[:, 0])
    x, y = (np.ascontiguousarray(chosen.first[order, axis]) for axis in (0, 1))
    e = chosen.size_first[order]
    x2, y2, e2 = x, y, e
    within = chosen.second is None or chosen.size_second is None
    if chosen.second is not None and chosen.size_second is not None:
        order = np.argsort(chosen.second[:, 0])
        x2, y2 = (np.ascontiguousarray(chosen.second[order, axis]) for axis in (0, 1))
        e2 = chosen.size_second[order]
    per_node = FINER / (STEP * h)
    _add_pairs(acc, x, y, e, x2, y2, e2, within, KINDS[chosen.weighting], per_node, nodes)
    acc[nodes * POWERS :] = 0.0  # the pairs too far
    wide = np.empty((nodes // FINER + 1, TERMS))
    _gather(sums, shift, wide)
    return np.ascontiguousarray(wide.T)


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
