"""Ratios of neighbours to neighbours, averaged over reference points, under permuted labels.

This is the common body of M and m: the two differ only in which neighbours a distance selects.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ._memory import refuse_table
from ._strata import Strata, within
from ._validation import Floats, Mask

Integers = NDArray[np.int64]
# Adds, for one step of the grid, the weighted neighbours of a block of rows: X -> (block, draws).
Step = Callable[[Floats], Floats]
CHUNK = 4_000_000  # numbers held for one block of draws


@dataclass(frozen=True)
class Roles:
    """Who plays what: reference points, neighbours counted, all those they are set against.

    Roles change places within strata only, where there are strata.
    """

    reference: Mask
    counted: Mask
    against: Mask
    weight: Floats
    strata: Strata | None = None


def relabelled(roles: Roles, *, simulations: int, seed: int) -> Integers:
    """Return the observed order and one permutation for each draw, shape (1 + draws, n)."""
    random = np.random.default_rng(seed)
    n = roles.weight.size
    refuse_table(simulations, "draws", n, "points")
    orders = np.empty((simulations + 1, n), dtype=np.int64)
    orders[0] = np.arange(n)
    for row in orders[1:]:
        row[:] = within(roles.strata, random.permutation(n))
    return orders


def ratio_curves(
    roles: Roles,
    orders: Integers,
    blocks: Iterable[tuple[Integers, list[Step]]],
    *,
    steps: int,
    accumulate: bool,
    weights_move: bool,
) -> Floats:
    """Return the averaged ratio for each order (row) and step of the grid (column).

    Parameters
    ----------
    roles : Roles
        As observed.
    orders : array, shape (draws, n)
        Whose label each place bears.
    blocks : iterable
        Rows of places and, for each step, the sum over their neighbours.
    steps : int
        Length of the grid.
    accumulate : bool
        Whether a step adds to those before it (M) or stands alone (m).
    weights_move : bool
        Whether weights go with labels.
    """
    draws, n = orders.shape
    top, bottom = np.zeros((draws, steps)), np.zeros((draws, steps))
    width = max(1, CHUNK // max(n, 1))
    for rows, ways in blocks:
        for start in range(0, draws, width):
            part = slice(start, min(start + width, draws))
            _add_block(
                roles,
                orders[part],
                rows,
                ways,
                top[part],
                bottom[part],
                accumulate=accumulate,
                weights_move=weights_move,
            )
    with np.errstate(invalid="ignore", divide="ignore"):
        curves: Floats = np.where(bottom > 0, top / bottom, np.nan)
    return curves


def _add_block(
    roles: Roles,
    orders: Integers,
    rows: Integers,
    ways: list[Step],
    top: Floats,
    bottom: Floats,
    *,
    accumulate: bool,
    weights_move: bool,
) -> None:
    """Add the reference points among some rows to the two sums of each draw."""
    order = orders.T
    weight = roles.weight[order] if weights_move else roles.weight[:, None]
    counted = weight * roles.counted[order]
    # One column serves all draws where what is set against does not move.
    fixed = not weights_move and bool(roles.against.all())
    against = weight * (roles.against[:, None] if fixed else roles.against[order])
    is_reference = roles.reference[order[rows]]
    own_counted, own_against = counted[rows], against[rows]
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = (counted.sum(axis=0) - own_counted) / (against.sum(axis=0) - own_against)
    near_counted = np.zeros((rows.size, order.shape[1]))
    near_against = np.zeros((rows.size, against.shape[1]))
    for k, way in enumerate(ways):
        if accumulate:
            near_counted += way(counted)
            near_against += way(against)
        else:
            near_counted, near_against = way(counted), way(against)
        used = is_reference & (near_against > 0)
        ratio = np.divide(near_counted, near_against, out=np.zeros_like(near_counted), where=used)
        top[:, k] += ratio.sum(axis=0)
        bottom[:, k] += np.where(used, expected, 0.0).sum(axis=0)


def possible_rows(roles: Roles, orders: Integers) -> Integers:
    """Return the places that are a reference point in some draw."""
    if len(orders) > 1:
        return np.arange(roles.weight.size)
    return np.flatnonzero(roles.reference)


def as_steps(
    blocks: Iterator[tuple[Integers, list[csr_array]]],
) -> Iterator[tuple[Integers, list[Step]]]:
    """Turn matrices into the sums that they perform."""
    for rows, matrices in blocks:
        yield rows, [matrix.__matmul__ for matrix in matrices]
