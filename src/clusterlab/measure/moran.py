"""Moran's I: whether like values lie beside like."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse, stats

from ..model.checks import whole_number
from ..model.reason import Reason
from ._conditional import ALTERNATIVES, Alternative, p_value, read_weights, row_standardised
from ._shares import FloatArray, choice

# Rearrangements taken through the weights in one product.
_BATCH = 32
# Values moved in all from which compiled loops do it. By size alone, since the draws differ.
_COMPILED = 20_000_000


def moran(
    values: pd.Series,
    weights: Any,
    *,
    permutations: int = 999,
    seed: int = 0,
    alternative: Alternative = "two-sided",
) -> pd.Series:
    r"""Measure spatial autocorrelation over all places.

    .. math:: I = \frac{n}{\sum_{ij} w_{ij}}
        \frac{\sum_{ij} w_{ij} (y_i - \bar y)(y_j - \bar y)}{\sum_i (y_i - \bar y)^2}

    Parameters
    ----------
    values : Series, shape (n,)
        One value for each place, none missing.
    weights : sparse array, or libpysal W or Graph, shape (n, n)
        Neighbour weights; matched to `values` by label where both name their places, else
        in its order; rows are made to add up to 1.
    permutations : int
        Random rearrangements of the values.
    seed : int
        Start of the random numbers.
    alternative : {"two-sided", "directed", "greater", "less"}
        Which extreme counts for p: "directed" is the tail on which I lies, "two-sided" twice that.

    Returns
    -------
    Series
        I, expected (-1/(n-1)), z and p_norm (randomisation assumption, two-sided), p (by
        permutation, (R + 1)/(permutations + 1)), n, without_neighbours. NaN where all values are
        equal, or nobody has a neighbour; `attrs["reason"]` says which.

    Notes
    -----
    From 20 million values moved in all (20,000 places, 999 permutations) compiled loops do it, with
    draws of their own; below, nothing is compiled.

    References
    ----------
    Moran (1950), Biometrika 37: 17-23. Cliff & Ord (1981), Spatial Processes, Pion.

    Examples
    --------
    >>> from scipy.sparse import diags_array
    >>> chain = diags_array([[1.0] * 5, [1.0] * 5], offsets=[1, -1])
    >>> found = moran(pd.Series([1, 2, 3, 4, 5, 6]), chain, permutations=99)
    >>> round(float(found["I"]), 3), float(found["expected"])
    (0.714, -0.2)
    """
    y = series_values(values)
    permutations = whole_number(permutations, "permutations")
    choice("alternative", alternative, ALTERNATIVES)
    matrix = row_standardised(read_weights(weights, values.index))
    size = len(y)
    islands = int((np.diff(matrix.indptr) == 0).sum())
    out = {"I": np.nan, "expected": np.nan, "z": np.nan, "p_norm": np.nan, "p": np.nan}
    found = pd.Series({**out, "n": size, "without_neighbours": islands}, name="moran")
    found.attrs = {"permutations": permutations, "seed": seed, "alternative": alternative}
    reason = undefined(y, matrix.nnz)
    if reason:
        found.attrs["reason"] = reason
        return found
    z = y - y.mean()
    total = float(matrix.sum())
    scale = size / total / (z @ z)
    observed = scale * (z @ (matrix @ z))
    expected = -1 / (size - 1)
    simulated = scale * _turned(z, matrix, permutations=permutations, seed=seed)
    slack = 1e-12 * max(1.0, abs(observed))
    p = p_value(
        np.array([(simulated >= observed - slack).sum()]),
        np.array([(simulated <= observed + slack).sum()]),
        permutations=permutations,
        alternative=alternative,
    )
    both = matrix + matrix.T
    s1 = float((both.data**2).sum()) / 2
    sums = np.asarray(matrix.sum(axis=1)).ravel() + np.asarray(matrix.sum(axis=0)).ravel()
    found["I"], found["expected"], found["p"] = observed, expected, p[0]
    variance = _variance(z, size, total, s1, float(sums @ sums))
    if variance > 0:
        found["z"] = (observed - expected) / np.sqrt(variance)
        found["p_norm"] = 2 * stats.norm.sf(abs(found["z"]))
    return found


def _turned(z: FloatArray, matrix: sparse.csr_array, *, permutations: int, seed: int) -> FloatArray:
    """Return Σ w_ij z_i z_j of random rearrangements."""
    if len(z) * permutations >= _COMPILED:
        from ._compiled_moran import turned_products

        return turned_products(z, matrix, permutations=permutations, seed=seed)
    rng = np.random.default_rng(seed)
    sums = np.empty(permutations)
    for start in range(0, permutations, _BATCH):
        batch = range(start, min(start + _BATCH, permutations))
        turned = np.ascontiguousarray(rng.permuted(np.tile(z, (len(batch), 1)), axis=1).T)
        sums[batch.start : batch.stop] = np.einsum("ij,ij->j", turned, matrix @ turned)
    return sums


def series_values(values: pd.Series) -> FloatArray:
    """Return values as floats after making sure that none is missing."""
    numbers = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan)
    if not np.isfinite(numbers).all():
        row = values.index.tolist()[int(np.flatnonzero(~np.isfinite(numbers))[0])]
        raise ValueError(f"values must be known for every place; that of {row!r} is not.")
    return numbers


def undefined(values: FloatArray, links: int) -> dict[str, Any]:
    """Say why association cannot be told, or return nothing."""
    if len(values) < 3:
        return Reason("too_few_places", n=len(values), needed=3)
    if np.ptp(values) <= 1e-12 * np.abs(values).max():
        return Reason("values_all_equal", n=len(values))
    if links == 0:
        return Reason("no_neighbours", n=len(values))
    return {}


def _variance(z: FloatArray, n: int, s0: float, s1: float, s2: float) -> float:
    """Variance of I when the values are placed at random (Cliff & Ord)."""
    if n < 4:
        return np.nan
    kurtosis = float((z**4).mean() / (z**2).mean() ** 2)
    first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
    second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
    mean_square = (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0)
    return mean_square - 1 / (n - 1) ** 2
