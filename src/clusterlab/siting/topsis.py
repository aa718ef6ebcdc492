"""TOPSIS: near to the best values and far from the worst at the same time."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..model.checks import choice
from ..model.reason import Reason
from ..model.ties import level
from ._validation import Weights, by_name, table_values, weight_values


def topsis(
    matrix: pd.DataFrame,
    weights: Weights,
    directions: Mapping[str, str] | Sequence[str],
    *,
    normalisation: str = "vector",
) -> pd.Series:
    r"""Score sites by their closeness to the ideal.

    .. math:: v_{ij} = w_j x_{ij} / \sqrt{\sum_i x_{ij}^2}, \quad
        C_i = \frac{\lVert v_i - v^- \rVert}{\lVert v_i - v^- \rVert + \lVert v_i - v^+ \rVert}

    with the best :math:`v^+` and worst :math:`v^-` value of each criterion among the sites.

    Parameters
    ----------
    matrix : DataFrame, shape (sites, criteria)
        Values in any unit.
    weights : Series, mapping or sequence, shape (criteria,)
        Zero or more, summing to 1; by name, or in the order of the columns.
    directions : mapping or sequence, shape (criteria,)
        "benefit" or "cost".
    normalisation : {"vector", "min-max"}
        As above, or :math:`(x - \min x) / (\max x - \min x)`.

    Returns
    -------
    Series, shape (sites,)
        Closeness, 0 (worst in all) to 1 (best in all) [-]. ``attrs``: weights, constant (criteria
        in which all sites are alike: they contribute 0). NaN, with ``attrs["reason"]``, where all
        sites are alike in every criterion of weight.

    Raises
    ------
    ValueError
        A missing value, an unknown direction, or unusable weights.

    Notes
    -----
    Best and worst are taken from the sites at hand, so that a site added or left out may turn the
    order of two others: see `leave_one_out`.

    References
    ----------
    Hwang & Yoon (1981), Multiple Attribute Decision Making, Springer.

    Examples
    --------
    >>> plots = pd.DataFrame({"jobs": [3.0, 4.0], "price": [1.0, 2.0]}, index=["a", "b"])
    >>> topsis(plots, [0.5, 0.5], ["benefit", "cost"]).round(3).to_dict()
    {'a': 0.691, 'b': 0.309}
    """
    choice(normalisation, "normalisation", ("vector", "min-max"))
    values = table_values(matrix, "matrix")
    numbers = weight_values(weights, matrix.columns)
    signs = by_name(directions, matrix.columns, "directions")
    for name, direction in zip(matrix.columns, signs, strict=True):
        choice(direction, f"direction of {name!r}", ("benefit", "cost"))
    cost = np.array([direction == "cost" for direction in signs])
    width = np.ptp(values, axis=0)
    size = width if normalisation == "min-max" else np.sqrt((values**2).sum(axis=0))
    # Only differences from the best and the worst count, so those are scaled, not the values:
    # a constant criterion is then exactly 0.
    scale = np.where(width > 0, numbers / np.where(size > 0, size, 1), 0)
    best = np.where(cost, values.min(axis=0), values.max(axis=0))
    worst = np.where(cost, values.max(axis=0), values.min(axis=0))
    to_best = np.sqrt((((values - best) * scale) ** 2).sum(axis=1))
    to_worst = np.sqrt((((values - worst) * scale) ** 2).sum(axis=1))
    both = to_best + to_worst
    closeness = np.divide(to_worst, both, where=both > 0, out=np.full(len(values), np.nan))
    # Closeness runs from 0 to 1: what rounding alone sets apart is made equal.
    closeness = level(closeness, scale=1.0)
    score = pd.Series(closeness, index=matrix.index, name="topsis")
    score.attrs["weights"] = dict(zip(matrix.columns, numbers.tolist(), strict=True))
    score.attrs["constant"] = list(matrix.columns[width == 0])
    if not (both > 0).any():
        score.attrs["reason"] = Reason("sites_alike", sites=len(values))
    return score
