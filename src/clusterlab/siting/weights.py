"""Weights that are given: equal ones, or a planner's own, checked."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ..model.checks import listed
from ._validation import unique, weight_values


def equal_weights(criteria: Sequence[str]) -> pd.Series:
    """Give each criterion the same weight, 1/n.

    Parameters
    ----------
    criteria : sequence of str
        Names.

    Returns
    -------
    Series, shape (criteria,)
        Weights [-], which sum to 1; ``attrs["method"]`` is "equal".

    Examples
    --------
    >>> equal_weights(["access", "price"]).to_dict()
    {'access': 0.5, 'price': 0.5}
    """
    names = pd.Index(criteria)
    if not len(names):
        raise ValueError("criteria must name at least one criterion. It names none.")
    unique(names, "Each criterion")
    return weight_series(pd.Series(1 / len(names), index=names), method="equal")


def given_weights(
    weights: Mapping[str, float] | pd.Series,
    *,
    criteria: Sequence[str] | None = None,
    normalise: bool = False,
) -> pd.Series:
    """Check weights that somebody chose.

    Parameters
    ----------
    weights : mapping or Series
        Weight by criterion, zero or more.
    criteria : sequence of str, optional
        Names and order; each must have a weight and none may be unknown.
    normalise : bool
        Divide by the sum; otherwise they must sum to 1.

    Returns
    -------
    Series, shape (criteria,)
        Weights [-], which sum to 1. ``attrs``: method "given", given_sum.

    Raises
    ------
    ValueError
        A weight that is negative or missing, all are zero, they do not sum to 1, or the names are
        not those of the criteria.

    Examples
    --------
    >>> given_weights({"access": 3, "price": 1}, normalise=True).to_dict()
    {'access': 0.75, 'price': 0.25}
    """
    named = pd.Series(weights, dtype="float64")
    names = named.index if criteria is None else pd.Index(criteria)
    if not len(names):
        raise ValueError(f"weights must name at least one criterion. They name {listed(names)}.")
    values = weight_values(named, names, normalise=normalise)
    return weight_series(
        pd.Series(values, index=names), method="given", given_sum=float(named.sum())
    )


def weight_series(weights: pd.Series, **attrs: object) -> pd.Series:
    """Name a Series of weights and note how they came about."""
    out = weights.rename("weight")
    out.index.name = "criterion"
    out.attrs.update(attrs)
    return out
