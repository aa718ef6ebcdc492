"""Local Moran: where like values lie beside like, and where they stand out."""

from typing import Any

import numpy as np
import pandas as pd

from ..model.checks import whole_number
from ._conditional import (
    ALTERNATIVES,
    Alternative,
    exceedances,
    p_value,
    read_weights,
    row_standardised,
)
from ._shares import choice
from .false_discovery import false_discovery
from .moran import series_values, undefined


def local_moran(
    values: pd.Series,
    weights: Any,
    *,
    permutations: int = 999,
    seed: int = 0,
    alternative: Alternative = "two-sided",
) -> pd.DataFrame:
    r"""Split Moran's I into a part for each place, tested by conditional permutation.

    .. math:: I_i = \frac{(n - 1) z_i \sum_j w_{ij} z_j}{\sum_j z_j^2}, \qquad \sum_j w_{ij} = 1

    Parameters
    ----------
    values : Series, shape (n,)
        One value for each place, none missing.
    weights : sparse array, or libpysal W or Graph, shape (n, n)
        Neighbour weights; matched to `values` by label where both name their places, else
        in its order; rows are made to add up to 1.
    permutations : int
        Draws of chance neighbours for each place; its own value stays.
    seed : int
        Start of the random numbers.
    alternative : {"two-sided", "directed", "greater", "less"}
        Which extreme counts for p: "directed" is the tail on which the place lies (esda's p_sim),
        "two-sided" twice that, "greater" a high :math:`I_i`.

    Returns
    -------
    DataFrame, same index
        value, lag: mean of the neighbours; I [-]; quadrant: HH, LH, LL or HL, the place's own
        value first; p: (R + 1)/(permutations + 1); p_fdr: p held to the false-discovery rate.
        NaN for a place without neighbours, and everywhere if all values are equal.

    Notes
    -----
    With 999 permutations no p lies below 0.001, two-sided 0.002: with many places, few can pass
    the false-discovery rate unless more permutations are asked for.

    References
    ----------
    Anselin (1995), Geographical Analysis 27: 93-115.

    Examples
    --------
    >>> from scipy.sparse import diags_array
    >>> chain = diags_array([[1.0] * 5, [1.0] * 5], offsets=[1, -1])
    >>> table = local_moran(pd.Series([1, 2, 3, 4, 5, 6]), chain, permutations=99)
    >>> table[["I", "quadrant"]].round(3).T  # doctest: +NORMALIZE_WHITESPACE
                  0      1      2      3      4      5
    I         1.071  0.643  0.071  0.071  0.643  1.071
    quadrant     LL     LL     LL     HH     HH     HH
    """
    y = series_values(values)
    permutations = whole_number(permutations, "permutations")
    choice("alternative", alternative, ALTERNATIVES)
    matrix = row_standardised(read_weights(weights, values.index))
    linked = np.diff(matrix.indptr) > 0
    table = pd.DataFrame(
        {
            "value": y,
            "lag": np.where(linked, matrix @ y, np.nan),
            "I": np.nan,
            "quadrant": pd.Series(pd.NA, index=values.index, dtype="str"),
            "p": np.nan,
            "p_fdr": np.nan,
        },
        index=values.index,
    )
    table.attrs = {"permutations": permutations, "seed": seed, "alternative": alternative}
    reason = undefined(y, matrix.nnz)
    if reason:
        table.attrs["reason"] = reason
        return table
    z = (y - y.mean()) / y.std()
    lag = matrix @ z
    table["I"] = np.where(linked, (len(y) - 1) * z * lag / (z @ z), np.nan)
    names = np.array(["LL", "LH", "HL", "HH"])
    quadrant = names[2 * (z > 0).astype(int) + (lag > 0).astype(int)]
    table["quadrant"] = pd.Series(quadrant, index=values.index, dtype="str").where(linked)
    high, low = exceedances(z, matrix, permutations=permutations, seed=seed)
    # Where the place itself is low, high neighbours make a low I; at the mean, I is 0 throughout.
    at_least = np.where(z > 0, high, np.where(z < 0, low, permutations))
    at_most = np.where(z > 0, low, np.where(z < 0, high, permutations))
    p = p_value(at_least, at_most, permutations=permutations, alternative=alternative)
    table["p"] = np.where(linked, p, np.nan)
    table["p_fdr"] = false_discovery(table["p"])
    return table
