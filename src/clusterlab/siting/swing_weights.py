"""Swing weights: what it is worth to move each criterion from its worst to its best value."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from .weights import weight_series


def swing_weights(points: Mapping[str, float] | pd.Series) -> pd.Series:
    r"""Turn swing points into weights, :math:`w_j = p_j / \sum_l p_l`.

    Picture a site at its worst in every criterion. The move to the best value that is worth most
    gets 100 points, the others as many as they are worth beside it.

    Parameters
    ----------
    points : mapping or Series
        Points by criterion, 0 to 100, the largest being 100.

    Returns
    -------
    Series, shape (criteria,)
        Weights [-], which sum to 1. ``attrs``: method "swing", points.

    Raises
    ------
    ValueError
        Points below 0 or missing, or the largest is not 100.

    Notes
    -----
    They belong to the range of values at hand: when the sites change, the swing changes, and so
    should the points.

    References
    ----------
    von Winterfeldt & Edwards (1986), Decision Analysis and Behavioral Research, Cambridge.

    Examples
    --------
    >>> swing_weights({"access": 100, "price": 60, "slope": 40}).to_dict()
    {'access': 0.5, 'price': 0.3, 'slope': 0.2}
    """
    given = pd.Series(points, dtype="float64")
    for name, value in given.items():
        if not np.isfinite(value) or value < 0:
            raise ValueError(f"Swing points must be zero or more. Those of {name!r} are {value:g}.")
    if not len(given) or given.max() != 100:
        top = f"{given.max():g}" if len(given) else "missing"
        raise ValueError(f"The largest swing must have 100 points. It has {top}.")
    return weight_series(given / given.sum(), method="swing", points=given.to_dict())
