"""Pairs of points: their distances, their weights and the bandwidth that they call for."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import cdist, pdist

from ._validation import Floats


@dataclass(frozen=True)
class Selection:
    """The points whose pairs are measured: one set against itself, or one against another.

    `first` and `second` are shapes (n, 2) [m]; `second` is None for pairs within one set.
    `size_first` and `size_second` are the weights of the points.
    """

    first: Floats
    size_first: Floats
    second: Floats | None
    size_second: Floats | None
    weighting: str

    @property
    def pairs(self) -> int:
        """Number of pairs."""
        n = len(self.first)
        return n * (n - 1) // 2 if self.second is None else n * len(self.second)

    def total(self) -> float:
        """Sum of the weights of all pairs."""
        return pair_total(self.size_first, self.size_second, self.weighting)


def pair_total(e: Floats, f: Floats | None, weighting: str) -> float:
    """Sum w_ij over all pairs without visiting them."""
    if f is None:
        n = len(e)
        if weighting == "none":
            return n * (n - 1) / 2
        if weighting == "sum":
            return float((n - 1) * e.sum())
        return float(e[1:] @ np.cumsum(e)[:-1]) if n > 1 else 0.0
    if weighting == "none":
        return float(len(e) * len(f))
    if weighting == "sum":
        return float(len(f) * e.sum() + len(e) * f.sum())
    return float(e.sum() * f.sum())


def pair_distances(chosen: Selection) -> Floats:
    """Return the distance [m] of each pair."""
    if chosen.second is None:
        within: Floats = pdist(chosen.first) if len(chosen.first) > 1 else np.empty(0)
        return within
    crossed: Floats = cdist(chosen.first, chosen.second).ravel()
    return crossed


def pair_weights(chosen: Selection) -> Floats | None:
    """Return the weight of each pair in the order of `pair_distances`; None when all are 1."""
    if chosen.weighting == "none":
        return None
    join = np.multiply if chosen.weighting == "product" else np.add
    e, f = chosen.size_first, chosen.size_second
    if f is not None:
        return join.outer(e, f).ravel()
    rows, columns = np.triu_indices(len(e), k=1)
    weights: Floats = join(e[rows], e[columns])
    return weights


def rule_of_thumb(distance: Floats) -> float:
    """Return the bandwidth that the spread of N pair distances calls for."""
    if distance.size < 2:
        return 0.0
    low, high = quartiles(distance)
    return thumb(float(distance.std(ddof=1)), low, high, distance.size)


def quartiles(values: Floats) -> tuple[float, float]:
    """Return the quartiles of two values or more, as `np.quantile` does.

    Numpy is quicker at one rank than at several at once, so each is sought among the rest.
    """
    last = values.size - 1
    found, done, rest = [], 0, values.copy()
    for share in (0.25, 0.75):
        lower = int(share * last)
        rest.partition(lower - done)
        rest = rest[lower - done :]
        done = lower
        above = float(rest[1:].min()) if rest.size > 1 else float(rest[0])
        below, part = float(rest[0]), share * last - lower
        # The same two sums as numpy's, so that the same digits come out.
        step = above - below
        found.append(above - step * (1 - part) if part >= 0.5 else below + step * part)
    return found[0], found[1]


def thumb(sd: float, low: float, high: float, pairs: int) -> float:
    """Return 0.9 · min(sd, IQR / 1.34) · N^(−1/5) (Silverman 1986, equation 3.31)."""
    return float(0.9 * min(sd, (high - low) / 1.34) * pairs**-0.2)
