"""Uncertainty of criteria, brought to the scale of their values."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..model.checks import column
from ._validation import Floats, table_values
from .criteria import Criterion, criterion_columns, worths


def scale_uncertainty(
    sd: pd.DataFrame, matrix: pd.DataFrame, criteria: Sequence[Criterion]
) -> pd.DataFrame:
    r"""Bring standard deviations to the scale that `scale` gives to the values.

    Each is multiplied by the slope of the scaling: :math:`1 / (\max u - \min u)` for min-max,
    :math:`1 / s_u` for z-score, the slope of the piece for a value function. The bounds of the
    scaling itself are held.

    Parameters
    ----------
    sd : DataFrame, shape (sites, criteria or fewer)
        Standard deviation in the unit of each criterion; a criterion without a column is exact.
    matrix : DataFrame, shape (sites, columns)
        The values that were scaled, without missing ones.
    criteria : sequence of Criterion
        As given to `scale`.

    Returns
    -------
    DataFrame, shape (sites, criteria)
        Standard deviation on the scaled criteria [-]; 0 for constant criteria.

    Raises
    ------
    ValueError
        A negative standard deviation, an unknown criterion, other sites, or scaling "rank", which
        has no slope.

    Examples
    --------
    >>> from clusterlab.siting import Criterion
    >>> price = pd.DataFrame({"price": [100.0, 300.0]}, index=["a", "b"])
    >>> scale_uncertainty(price * 0.1, price, [Criterion(name="price", direction="cost")])
       price
    a   0.05
    b   0.15
    """
    chosen = criterion_columns(matrix, criteria)
    values = table_values(chosen, "matrix")
    spread = pd.DataFrame(0.0, index=chosen.index, columns=chosen.columns)
    for name in sd.columns:
        column(chosen, name)
        if not sd.index.equals(chosen.index):
            raise ValueError("sd must have the same sites as matrix, in the same order.")
        spread[name] = table_values(sd[[name]], "sd")[:, 0]
    lowest = float(spread.to_numpy().min())
    if lowest < 0:
        raise ValueError(f"sd must be zero or more. The lowest given is {lowest:g}.")
    for j, criterion in enumerate(criteria):
        if criterion.scaling == "rank" and spread[criterion.name].any():
            raise ValueError(
                f"Criterion {criterion.name!r} is scaled by rank, which has no slope. "
                "Choose min-max, z-score or value."
            )
        spread[criterion.name] *= _slope(values[:, j], criterion)
    return spread


def _slope(x: Floats, criterion: Criterion) -> Floats:
    """Give the slope of a criterion's scaling at each value, without its sign."""
    worth = worths(x, criterion)
    if np.ptp(worth) == 0:
        return np.zeros_like(x)
    if criterion.points is not None:
        corners = np.array(criterion.points, dtype=np.float64)
        slopes = np.abs(np.diff(corners[:, 1]) / np.diff(corners[:, 0]))
        padded = np.concatenate([[0.0], slopes, [0.0]])
        return np.asarray(padded[np.searchsorted(corners[:, 0], x, side="right")])
    width = worth.std() if criterion.scaling == "z-score" else np.ptp(worth)
    return np.full_like(x, 1 / width)
