"""Local join counts: where marked places lie side by side."""

from typing import Any

import numpy as np
import pandas as pd

from ..model.checks import whole_number
from ._conditional import exceedances, p_value, read_weights
from .false_discovery import false_discovery
from .moran import series_values


def join_counts(
    marked: pd.Series, weights: Any, *, permutations: int = 999, seed: int = 0
) -> pd.DataFrame:
    r"""Count the marked neighbours of each marked place, tested by conditional permutation.

    .. math:: J_i = y_i \sum_j w_{ij} y_j, \qquad y, w \in \{0, 1\}

    Parameters
    ----------
    marked : Series of bool or of 0 and 1, shape (n,)
        Whether a place has what is looked for.
    weights : sparse array, or libpysal W or Graph, shape (n, n)
        Neighbours, matched by label as in `moran`; any weight above 0 counts as 1.
    permutations : int
        Draws of chance neighbours for each place; its own mark stays.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame, same index
        marked; neighbours: how many; joins; p: one-sided, chance of as many joins or more, (R +
        1)/(permutations + 1), NaN for places that are not marked or have no neighbours; p_fdr.

    References
    ----------
    Anselin & Li (2019), Journal of Geographical Systems 21: 189-210.

    Examples
    --------
    >>> from scipy.sparse import diags_array
    >>> chain = diags_array([[1.0] * 5, [1.0] * 5], offsets=[1, -1])
    >>> join_counts(pd.Series([1, 1, 1, 0, 0, 1]), chain)["joins"].tolist()
    [1, 2, 1, 0, 0, 0]
    """
    y = series_values(marked.astype(np.float64))
    permutations = whole_number(permutations, "permutations")
    if not np.isin(y, (0.0, 1.0)).all():
        raise ValueError(f"marked must be 0 or 1. One given is {y[~np.isin(y, (0.0, 1.0))][0]}.")
    matrix = read_weights(weights, marked.index)
    matrix.data[:] = 1.0
    degree = np.diff(matrix.indptr)
    high, low = exceedances(y, matrix, permutations=permutations, seed=seed)
    p = p_value(high, low, permutations=permutations, alternative="greater")
    table = pd.DataFrame(
        {
            "marked": y > 0,
            "neighbours": degree,
            "joins": (y * (matrix @ y)).astype(np.int64),
            "p": np.where((y > 0) & (degree > 0), p, np.nan),
        },
        index=marked.index,
    )
    table["p_fdr"] = false_discovery(table["p"])
    table.attrs = {"permutations": permutations, "seed": seed, "alternative": "greater"}
    return table
