"""Lagrangian bound of a p-median: how low any choice of k sites could bring the cost."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ._validation import Floats, Integers

# Steps after which a choice is made of what the bound would open.
_ASK_EVERY = 40


@dataclass(frozen=True)
class Bound:
    """A lower bound, the multipliers that prove it, and the sites it would open."""

    value: float
    multipliers: Floats
    reduced: Floats
    sites: Integers

    def useful(self, value: float, *, fixed: Integers) -> tuple[Integers, Floats]:
        """List the columns that a choice cheaper than `value` may open.

        Returns
        -------
        array of int, array
            The columns; by how much opening each column of all raises the bound.
        """
        free = np.setdiff1d(self.sites, fixed)
        # Opening a site that the bound does not costs at least its reduced cost less the dearest
        # one that it replaces.
        dearest = float(self.reduced[free].max()) if len(free) else -np.inf
        extra = np.maximum(self.reduced - dearest, 0)
        extra[self.sites] = 0
        slack = value - self.value + 1e-9 * max(abs(value), 1)
        return np.flatnonzero(extra <= slack), extra


def lagrangian_bound(
    cost: Floats,
    k: int,
    *,
    fixed: Integers,
    target: float,
    deadline: float,
    iterations: int = 2000,
    stop_gap: float = 1e-9,
    keep: int | None = None,
    better: Callable[[Integers], float] | None = None,
) -> Bound:
    r"""Raise a lower bound by subgradient steps on the rule that each row is served once.

    .. math:: L(\lambda) = \sum_i \lambda_i + \min_{|S| = k} \sum_{j \in S} \rho_j, \quad
        \rho_j = \sum_i \min(0, c_{ij} - \lambda_i)

    Parameters
    ----------
    cost : array, shape (demand, candidates)
        Weighted cost, finite.
    k : int
        Number of open sites, the fixed ones among them.
    fixed : array of int
        Columns that are open.
    target : float
        Cost of a known choice, towards which the steps are measured.
    deadline : float
        `time.monotonic()` at which to stop.
    iterations : int
        Most steps.
    stop_gap : float
        Stop when the bound is this near to the target, relative to it.
    keep : int, optional
        Cheapest columns that each row keeps.
    better : callable, optional
        Makes a choice of the sites that the bound would open and gives its cost; asked now and
        then, so that a poor target does not keep the steps going.

    Returns
    -------
    Bound
        The highest bound met. It holds whatever the multipliers are.

    References
    ----------
    Narula, Ogbu & Samuelsson (1977), Operations Research 25: 709-713.
    """
    count, width = cost.shape
    # Only costs below a row's multiplier matter. Each row keeps its cheapest columns, and its
    # multiplier is held at the dearest of those: bounds stay true, and steps cost a fraction.
    keep = min(width, keep or max(64, 4 * -(-width // k)))
    if keep < width:
        near = np.argpartition(cost, keep - 1, axis=1)[:, :keep]
        near.sort(axis=1)
    else:
        near = np.broadcast_to(np.arange(width), cost.shape)
    kept = np.take_along_axis(cost, near, axis=1)
    ceiling = kept.max(axis=1) if keep < width else np.full(count, np.inf)
    flat = near.ravel()
    free = np.setdiff1d(np.arange(width), fixed)
    second = np.partition(kept, min(1, kept.shape[1] - 1), axis=1)[:, min(1, kept.shape[1] - 1)]
    multipliers = np.minimum(np.maximum(second, kept.min(axis=1)), ceiling)
    best = Bound(-np.inf, multipliers, np.zeros(width), fixed)
    pace, idle = 1.0, 0
    direction = np.zeros(count)
    asked, below = fixed, np.empty(kept.shape)
    for step_number in range(1, iterations + 1):
        np.subtract(kept, multipliers[:, None], out=below)
        np.minimum(below, 0, out=below)
        reduced: Floats = np.bincount(flat, below.ravel(), width).astype(np.float64)
        wanted = k - len(fixed)
        chosen = free[np.argpartition(reduced[free], wanted - 1)[:wanted]] if wanted else free[:0]
        sites = np.concatenate([fixed, chosen])
        value = float(multipliers.sum() + reduced[sites].sum())
        if value > best.value:
            idle = 0 if value > best.value + 1e-6 * abs(value) else idle + 1
            best = Bound(value, multipliers.copy(), reduced, sites)
        else:
            idle += 1
        due = step_number % _ASK_EVERY == 0
        if better is not None and due and not np.array_equal(asked, best.sites):
            asked = best.sites
            target = min(target, better(asked))
        if target - best.value <= stop_gap * max(abs(target), 1e-300):
            break
        if idle >= 15:
            pace, idle = pace / 1.6, 0
            multipliers = best.multipliers.copy()
            if pace < 1e-4:
                break
        # A column that a row does not keep costs at least its ceiling, and so never serves it.
        served = (cost[:, sites] < multipliers[:, None]).sum(axis=1)
        slope = 1.0 - served
        direction = slope + 0.5 * direction
        length = float(direction @ direction)
        if not slope.any() or length == 0 or time.monotonic() > deadline:
            break
        step = pace * (target - value) / length
        multipliers = np.minimum(np.maximum(multipliers + step * direction, 0), ceiling)
    return best
