"""Conditional permutation: how often chance neighbours reach what a place's own neighbours do."""

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ._shares import FloatArray, choice

Alternative = Literal["two-sided", "directed", "greater", "less"]
ALTERNATIVES = ("two-sided", "directed", "greater", "less")
Counts = npt.NDArray[np.int64]

# Cells of a chunk of simulated sums: small enough to stay in the processor's cache.
_CHUNK = 1 << 20


def read_weights(weights: Any, places: pd.Index | int) -> sparse.csr_array:
    """Return weights as a sparse array without own weights, after checking them.

    Parameters
    ----------
    weights : sparse array, or an object that holds one as ``.sparse`` (libpysal's W and Graph)
        Neighbour weights of zero or more, shape (n, n).
    places : Index, shape (n,), or int
        Labels of the values, or their number. Weights that name their places (a W, a Graph, a
        table, what `neighbour_weights` gives) are put in this order; a mere count of rows on
        either side, and an array that names nothing, are taken by position.

    Raises
    ------
    ValueError
        Another shape, other places, a place named twice, or a weight that is negative or not
        finite.
    """
    labels = pd.RangeIndex(places) if isinstance(places, int) else places
    size = len(labels)
    named = place_names(weights)
    if isinstance(weights, pd.DataFrame):
        weights = weights.to_numpy()
    matrix = sparse.csr_array(getattr(weights, "sparse", weights), dtype=np.float64, copy=True)
    if matrix.shape != (size, size):
        raise ValueError(
            f"weights must have shape ({size}, {size}) for {size} values, not {matrix.shape}."
        )
    if len(matrix.data) and not (np.isfinite(matrix.data) & (matrix.data >= 0)).all():
        raise ValueError(f"weights must be zero or more. The lowest given is {matrix.data.min()}.")
    if named is not None:
        order = _order(named, labels)
        if order is not None:
            matrix = sparse.csr_array(matrix[order][:, order])
    matrix.sum_duplicates()
    rows = np.repeat(np.arange(size), np.diff(matrix.indptr))
    keep = (rows != matrix.indices) & (matrix.data > 0)
    return sparse.csr_array(
        (matrix.data[keep], (rows[keep], matrix.indices[keep])), shape=(size, size)
    )


def place_names(weights: Any) -> pd.Index | None:
    """Names of the places of weights in their order; nothing where they name none."""
    if isinstance(weights, pd.DataFrame):
        if not weights.index.equals(weights.columns):
            raise ValueError("weights must name the same places in rows and columns, in one order.")
        named: pd.Index[Any] = weights.index
        return named
    for name in ("unique_ids", "id_order", "clusterlab_places"):
        found = getattr(weights, name, None)
        if found is not None:
            listed: pd.Index[Any] = pd.Index(found)
            return listed
    return None


def _order(named: pd.Index, places: pd.Index) -> npt.NDArray[np.intp] | None:
    """Where each value's place stands in the weights; nothing where position is all there is."""
    if named.equals(places):
        return None
    if named.is_unique and places.is_unique and not len(named.symmetric_difference(places)):
        return named.get_indexer(places)
    count = pd.RangeIndex(len(places))
    if named.equals(count) or places.equals(count):
        return None
    if not (named.is_unique and places.is_unique):
        twice = next(x for x in (named, places) if not x.is_unique)
        raise ValueError(
            f"Values and weights name their places: {twice[twice.duplicated()][0]!r} stands twice."
        )
    odd = places.difference(named, sort=False)
    side, one = ("values", odd[0]) if len(odd) else ("weights", named.difference(places)[0])
    raise ValueError(
        f"Values and weights must name the same places; {one!r} is in the {side} only. "
        "Give both the same labels, or weights without labels in the order of the values."
    )


def row_standardised(weights: sparse.csr_array) -> sparse.csr_array:
    """Divide each row by its sum; a row without neighbours stays empty."""
    sums = np.asarray(weights.sum(axis=1)).ravel()
    scaled = weights.copy()
    scaled.data = weights.data / np.repeat(sums, np.diff(weights.indptr))
    return scaled


def exceedances(
    values: FloatArray, weights: sparse.csr_array, *, permutations: int, seed: int
) -> tuple[Counts, Counts]:
    r"""Count the permutations in which chance neighbours sum to as much, or as little.

    For each place, its neighbours' values are replaced by values drawn without replacement from
    all other places, the place's own value staying where it is.

    Parameters
    ----------
    values : ndarray, shape (n,)
    weights : csr_array, shape (n, n)
        Without own weights.
    permutations : int
    seed : int

    Returns
    -------
    at_least, at_most : ndarray of int, shape (n,)
        Permutations in which the weighted sum is at least, or at most, the observed one.

    Notes
    -----
    One set of draws from the positions 0 to n-2 serves every place: in that of place i, position
    i stands for the last place, which makes it a draw from all places but i. Sums of k equally
    weighted values are therefore shared by all places with k neighbours, but for the few draws
    that hit position i, which are put right one by one. This is exact, not an approximation.
    Sums equal but for rounding count as equal.
    """
    size = len(values)
    degree = np.diff(weights.indptr)
    at_least, at_most = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    most = int(degree.max(initial=0))
    if most == 0 or permutations == 0:
        return at_least, at_most
    rng = np.random.default_rng(seed)
    drawn = np.stack([rng.choice(size - 1, most, replace=False) for _ in range(permutations)])
    observed = weights @ values
    first = weights.data[np.minimum(weights.indptr[:-1], len(weights.data) - 1)]
    spread = np.abs(weights.data - np.repeat(first, degree))
    worst = np.zeros(size)
    np.maximum.at(worst, np.repeat(np.arange(size), degree), spread)
    even = (worst <= 1e-12 * first) & (degree > 0)
    slack = 1e-12 * np.abs(values).max() * most

    sums = np.cumsum(values[drawn], axis=1)
    target = np.where(even, observed / np.where(even, first, 1.0), 0.0)
    for number in np.unique(degree[even]):
        group = np.flatnonzero(even & (degree == number))
        shared = np.sort(sums[:, number - 1])
        at_least[group] = permutations - np.searchsorted(shared, target[group] - slack, "left")
        at_most[group] = np.searchsorted(shared, target[group] + slack, "right")
    draw, place = np.nonzero(np.arange(most) < np.where(even, degree, 0)[drawn])
    hit = drawn[draw, place]
    before = sums[draw, degree[hit] - 1]
    after = before + values[-1] - values[hit]
    for count, sign in ((at_least, 1.0), (at_most, -1.0)):
        limit = sign * target[hit] - slack
        change = (sign * after >= limit).astype(np.int64) - (sign * before >= limit)
        np.add.at(count, hit, change)

    uneven = np.flatnonzero(~even & (degree > 0))
    for number in np.unique(degree[uneven]):
        group = uneven[degree[uneven] == number]
        _uneven(values, weights, drawn[:, :number], group, observed, slack, at_least, at_most)
    return at_least, at_most


def _uneven(
    values: FloatArray,
    weights: sparse.csr_array,
    drawn: npt.NDArray[np.int64],
    group: npt.NDArray[np.intp],
    observed: FloatArray,
    slack: float,
    at_least: Counts,
    at_most: Counts,
) -> None:
    """Count for places with as many neighbours, but unequal weights, by products of matrices."""
    number = drawn.shape[1]
    chosen = values[drawn]
    step = max(1, _CHUNK // len(drawn))
    where = np.full(len(values), -1)
    for start in range(0, len(group), step):
        some = group[start : start + step]
        rows = weights.indptr[some][:, None] + np.arange(number)
        own = weights.data[rows]
        sums = chosen @ own.T
        where[some] = np.arange(len(some))
        draw, place = np.nonzero(where[drawn] >= 0)
        hit = drawn[draw, place]
        sums[draw, where[hit]] += own[where[hit], place] * (values[-1] - values[hit])
        where[some] = -1
        scale = slack * own.max(axis=1)
        at_least[some] = (sums >= observed[some] - scale).sum(axis=0)
        at_most[some] = (sums <= observed[some] + scale).sum(axis=0)


def p_value(
    at_least: Counts, at_most: Counts, *, permutations: int, alternative: Alternative
) -> FloatArray:
    """Turn counts into pseudo p-values (R + 1) / (n + 1)."""
    choice("alternative", alternative, ALTERNATIVES)
    if permutations == 0:
        return np.full(len(at_least), np.nan)
    extreme = {"greater": at_least, "less": at_most}.get(alternative, np.minimum(at_least, at_most))
    p = (extreme + 1) / (permutations + 1)
    return np.asarray(np.minimum(1.0, 2 * p) if alternative == "two-sided" else p)
