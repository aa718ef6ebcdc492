"""Getis-Ord Gi*: where high values gather, and where low ones do."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from ..model.checks import whole_number
from ._conditional import ALTERNATIVES, Alternative, exceedances, p_value, read_weights
from ._shares import choice
from .false_discovery import false_discovery
from .moran import series_values, undefined


def getis_ord(
    values: pd.Series,
    weights: Any,
    *,
    star: bool = True,
    permutations: int = 999,
    seed: int = 0,
    alternative: Alternative = "two-sided",
) -> pd.DataFrame:
    r"""Compare the sum of each place and its neighbours with what chance would bring.

    .. math:: z_i = \frac{\sum_j w_{ij} y_j - W_i \bar y}
        {s \sqrt{(n W_i - W_i^2) / (n - 1)}}, \qquad W_i = \sum_j w_{ij}, \; w_{ij} \in \{0, 1\}

    with :math:`w_{ii} = 1`, and mean and (population) standard deviation s over all places;
    without the star, the place itself is left out of sum, mean, s and n.

    Parameters
    ----------
    values : Series, shape (n,)
        One value for each place, none missing.
    weights : sparse array, or libpysal W or Graph, shape (n, n)
        Neighbours, matched by label as in `moran`; any weight above 0 counts as 1, so that the
        scaling of rows cannot change the result.
    star : bool
        Count each place among its own neighbours (Gi*), or not (Gi).
    permutations : int
        Draws of chance neighbours for each place; its own value stays.
    seed : int
        Start of the random numbers.
    alternative : {"two-sided", "directed", "greater", "less"}
        Which extreme counts for p.

    Returns
    -------
    DataFrame, same index
        value; z [-]: above 0 where high values gather; p_norm: two-sided, from z; p: by
        permutation, (R + 1)/(permutations + 1); p_fdr: p held to the false-discovery rate. NaN
        for a place without neighbours, and everywhere if all values are equal.

    References
    ----------
    Getis & Ord (1992), Geographical Analysis 24: 189-206.
    Ord & Getis (1995), Geographical Analysis 27: 286-306.

    Examples
    --------
    >>> from scipy.sparse import diags_array
    >>> chain = diags_array([[1.0] * 5, [1.0] * 5], offsets=[1, -1])
    >>> getis_ord(pd.Series([1, 2, 3, 4, 5, 6]), chain, permutations=99)["z"].round(3).tolist()
    [-1.852, -1.964, -0.655, 0.655, 1.964, 1.852]
    """
    y = series_values(values)
    permutations = whole_number(permutations, "permutations")
    choice("alternative", alternative, ALTERNATIVES)
    matrix = read_weights(weights, values.index)
    matrix.data[:] = 1.0
    degree = np.diff(matrix.indptr)
    linked = degree > 0
    table = pd.DataFrame(
        {"value": y, "z": np.nan, "p_norm": np.nan, "p": np.nan, "p_fdr": np.nan},
        index=values.index,
    )
    table.attrs = {
        "permutations": permutations,
        "seed": seed,
        "alternative": alternative,
        "star": star,
    }
    reason = undefined(y, matrix.nnz)
    if reason:
        table.attrs["reason"] = reason
        return table
    # Centred first: the variance of large values would otherwise lose digits.
    z = y - y.mean()
    own = z if star else 0.0
    size = len(y) if star else len(y) - 1
    W = degree + (1 if star else 0)
    mean = 0.0 if star else -z / size
    variance = z @ z / size if star else (z @ z - z**2) / size - mean**2
    spread = np.sqrt(np.maximum(variance * (size * W - W**2) / (size - 1), 0.0))
    # Where all are neighbours, no chance is left.
    defined = linked & (spread > 1e-12 * np.abs(z).max())
    excess = matrix @ z + own - W * mean
    table["z"] = np.where(defined, excess / np.where(defined, spread, 1.0), np.nan)
    table["p_norm"] = 2 * stats.norm.sf(np.abs(table["z"]))
    high, low = exceedances(z, matrix, permutations=permutations, seed=seed)
    p = p_value(high, low, permutations=permutations, alternative=alternative)
    table["p"] = np.where(defined, p, np.nan)
    table["p_fdr"] = false_discovery(table["p"])
    return table
