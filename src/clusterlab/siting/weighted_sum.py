"""Weighted sum: scaled criteria times their weights, added up."""

import numpy as np
import pandas as pd

from ..model.ties import level
from ._validation import Weights, table_values, weight_values


def weighted_sum(scaled: pd.DataFrame, weights: Weights) -> pd.Series:
    r"""Score sites by :math:`\sum_j w_j s_{ij}`.

    Parameters
    ----------
    scaled : DataFrame, shape (sites, criteria)
        Criteria on one scale on which more is better, as `scale` returns them.
    weights : Series, mapping or sequence, shape (criteria,)
        Zero or more, summing to 1; by name, or in the order of the columns.

    Returns
    -------
    Series, shape (sites,)
        Score [-]. ``attrs["weights"]``: the weights by criterion.

    Raises
    ------
    ValueError
        A missing value, or weights that are negative, of unknown criteria or do not sum to 1.

    Notes
    -----
    A low value in one criterion can be made good by others without limit; see `weighted_product`.
    Scores within 1e-12 of the largest scaled value tie: they are given one value, so that neither
    the order of the criteria nor that of the sites decides between them.

    References
    ----------
    Fishburn (1967), Operations Research 15: 537-542.

    Examples
    --------
    >>> scaled = pd.DataFrame({"access": [1.0, 0.0], "price": [0.0, 1.0]}, index=["a", "b"])
    >>> weighted_sum(scaled, {"access": 0.7, "price": 0.3}).to_dict()
    {'a': 0.7, 'b': 0.3}
    """
    values = table_values(scaled, "scaled")
    numbers = weight_values(weights, scaled.columns)
    # Criterion by criterion, not as a matrix product: a page that adds in this order gets the same
    # scores. Those that rounding alone sets apart are then made equal.
    total = np.zeros(len(values))
    for weight, column in zip(numbers, values.T, strict=True):
        total += weight * column
    total = level(total, scale=float(np.abs(values).max()))
    score = pd.Series(total, index=scaled.index, name="weighted_sum")
    score.attrs["weights"] = dict(zip(scaled.columns, numbers.tolist(), strict=True))
    return score
