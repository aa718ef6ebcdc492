"""Weighted product: ratios to the best value, raised to their weights and multiplied."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..model.checks import choice
from ..model.ties import level
from ._validation import Weights, by_name, table_values, weight_values


def weighted_product(
    matrix: pd.DataFrame,
    weights: Weights,
    directions: Mapping[str, str] | Sequence[str],
) -> pd.Series:
    r"""Score sites by :math:`\prod_j r_{ij}^{w_j}`.

    With :math:`r_{ij} = x_{ij} / \max_i x_{ij}` for a benefit, :math:`\min_i x_{ij} / x_{ij}` for a
    cost.

    Parameters
    ----------
    matrix : DataFrame, shape (sites, criteria)
        Values on a ratio scale: zero or more for a benefit, above zero for a cost.
    weights : Series, mapping or sequence, shape (criteria,)
        Zero or more, summing to 1; by name, or in the order of the columns.
    directions : mapping or sequence, shape (criteria,)
        "benefit" or "cost".

    Returns
    -------
    Series, shape (sites,)
        Score, 0-1 [-]; 1 for a site that is best in all. ``attrs``: weights, constant (criteria in
        which all sites are alike; their ratio is 1 and changes no score).

    Raises
    ------
    ValueError
        Values outside the scale, an unknown direction, or unusable weights.

    Notes
    -----
    A benefit of 0 makes the whole score 0. The order does not hang on units, nor on which other
    sites are compared. Scores within 1e-12 of each other's size tie.

    References
    ----------
    Bridgman (1922), Dimensional Analysis, Yale; Miller & Starr (1969), Executive Decisions and
    Operations Research, Prentice-Hall.

    Examples
    --------
    >>> plots = pd.DataFrame({"jobs": [100.0, 25.0], "price": [4.0, 1.0]}, index=["a", "b"])
    >>> weighted_product(plots, [0.5, 0.5], ["benefit", "cost"]).to_dict()
    {'a': 0.5, 'b': 0.5}
    """
    values = table_values(matrix, "matrix")
    numbers = weight_values(weights, matrix.columns)
    signs = by_name(directions, matrix.columns, "directions")
    ratios = np.ones_like(values)
    for j, (name, direction) in enumerate(zip(matrix.columns, signs, strict=True)):
        choice(direction, f"direction of {name!r}", ("benefit", "cost"))
        x = values[:, j]
        if x.min() < 0 or (direction == "cost" and x.min() == 0):
            rule = "above zero" if direction == "cost" else "zero or more"
            raise ValueError(
                f"Criterion {name!r} must be {rule} as a {direction}. The lowest is {x.min():g}."
            )
        if direction == "cost":
            ratios[:, j] = x.min() / x
        elif x.max() > 0:
            ratios[:, j] = x / x.max()
    # A weight of 0 leaves a criterion out, even where its ratio is 0: 0 ** 0 is 1.
    score = pd.Series(
        level(np.prod(ratios**numbers, axis=1)), index=matrix.index, name="weighted_product"
    )
    score.attrs["weights"] = dict(zip(matrix.columns, numbers.tolist(), strict=True))
    score.attrs["constant"] = list(matrix.columns[np.ptp(values, axis=0) == 0])
    return score
