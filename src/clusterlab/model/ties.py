"""Ties: numbers that differ by rounding alone are made equal, so that no rank rests on it."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

# What sums and products of a few dozen numbers lose by rounding is far below this, and what a
# criterion or a statistic can tell apart is far above.
SAME = 1e-12


def level(values: ArrayLike, *, scale: float | None = None) -> NDArray[np.float64]:
    """Give numbers that are equal but for rounding one value.

    Parameters
    ----------
    values : array_like, shape (n,)
        NaN and infinities stay as they are.
    scale : float, optional
        What a step of 1e-12 is measured by; without it each number's own size, so that the step
        is relative.

    Returns
    -------
    ndarray of float, shape (n,)
        From the highest down, each value within 1e-12 of the scale of the one before it takes
        that one's value. The result does not depend on the order of the values.

    Examples
    --------
    >>> level([0.1 + 0.2, 0.3, 0.2]).tolist()
    [0.30000000000000004, 0.30000000000000004, 0.2]
    """
    given = np.array(values, dtype=np.float64)
    known = np.flatnonzero(np.isfinite(given))
    if known.size < 2:
        return given
    order = known[np.argsort(-given[known], kind="stable")]
    fallen = given[order]
    size = np.maximum(np.abs(fallen[:-1]), np.abs(fallen[1:])) if scale is None else abs(scale)
    apart = fallen[:-1] - fallen[1:] > SAME * size
    first = np.maximum.accumulate(
        np.where(np.concatenate([[True], apart]), np.arange(len(order)), 0)
    )
    given[order] = fallen[first]
    return given


def ranks(values: "pd.Series[Any]", *, largest_first: bool = True) -> "pd.Series[float]":
    """Rank numbers from 1, those equal but for rounding sharing the better rank.

    Parameters
    ----------
    values : Series, shape (n,)
        NaN has no rank.
    largest_first : bool
        Whether 1 is the largest.

    Returns
    -------
    Series of float, same index

    Examples
    --------
    >>> ranks(pd.Series([0.1 + 0.2, 0.3, 0.5])).tolist()
    [2.0, 2.0, 1.0]
    """
    numbers = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan)
    even = pd.Series(level(numbers), index=values.index, name=values.name)
    return even.rank(ascending=not largest_first, method="min")
