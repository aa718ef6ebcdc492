"""A rate of return with all its roots: which there are, and which one a reader would quote."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.reason import Reason
from ._roots import exponential_roots, sign_changes

# Rates are told as shares in floats: logarithms of growth outside these are lost in rounding.
LEAST_LOG, GREATEST_LOG = -36.0, 700.0


@dataclass(frozen=True)
class Rate:
    """A yearly rate of return.

    Attributes
    ----------
    roots : list of float
        Every rate above -100 % at which the flows are worth nothing, rising [share a year].
    quoted : float
        The one a reader would quote; NaN where there is none.
    reason : dict
        Empty, or why there is no rate: `code` is ``no_sign_change``, ``total_loss`` (nothing
        came back, and a value of zero says so), ``no_root`` or ``out_of_range`` (beyond what a
        number can hold), with `flows` or `roots` counted.
    """

    roots: list[float]
    quoted: float
    reason: dict[str, Any] = field(default_factory=dict)

    def __float__(self) -> float:
        return self.quoted


def rate_of(years: NDArray[np.float64], amounts: NDArray[np.float64]) -> Rate:
    """Find every rate at which timed amounts are worth nothing, and choose the one to quote.

    Parameters
    ----------
    years, amounts : ndarray, shape (flows,)
        Years since the first flow, not falling, and money, paid in negative.

    Returns
    -------
    Rate
        See its attributes.

    Notes
    -----
    Quoted of several: the root nearest to zero, and of two as near the positive one. It is what
    spreadsheets come to from their usual start, so that a reader can check it. It may stand on
    the other side of zero than the gain: where there are several roots none of them ranks funds,
    and the multiples say more.

    Examples
    --------
    >>> rate_of(np.array([0.0, 1.0]), np.array([-100.0, 110.0])).roots  # doctest: +ELLIPSIS
    [0.10...]
    """
    new = years[1:] != years[:-1]
    if new.all():
        times, sums = years, amounts
    else:
        begins = np.flatnonzero(np.concatenate([[True], new]))
        times, sums = years[begins], np.add.reduceat(amounts, begins)
    if not sums.all():
        times, sums = times[sums != 0], sums[sums != 0]
    if sign_changes(sums) == 0:
        lost = bool((amounts <= 0).all() and (amounts < 0).any() and (amounts == 0).any())
        code = "total_loss" if lost else "no_sign_change"
        return Rate([], float("nan"), Reason(code, flows=len(amounts)))
    logs = exponential_roots(times, sums / np.abs(sums).max())
    if not logs:
        return Rate([], float("nan"), Reason("no_root", flows=len(amounts)))
    held = [log for log in logs if LEAST_LOG < log < GREATEST_LOG]
    if not held:
        return Rate([], float("nan"), Reason("out_of_range", roots=len(logs)))
    roots = [math.expm1(log) for log in held]
    return Rate(roots, quoted_of(roots))


def quoted_of(roots: list[float]) -> float:
    """Choose the root to quote: the nearest to zero, of two as near the positive one.

    Parameters
    ----------
    roots : list of float
        At least one.

    Returns
    -------
    float
        One of the roots.

    Examples
    --------
    >>> quoted_of([-0.5, 0.2, 0.8])
    0.2
    """
    return min(roots, key=lambda root: (abs(root), root < 0))
