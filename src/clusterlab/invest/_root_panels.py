"""Roots of sums of exponentials between two ends, set apart by polynomials with a bound."""

from dataclasses import dataclass
from math import comb, factorial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ._root_batches import Sums

Vector = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Where a value is this small beside its terms, the curve touches zero [-].
TOUCH = 1e-13
# Degree of the polynomials, and what they may leave out beside the size of the terms [-].
_DEGREE = 15
_LEFT_OUT = 2e-14
# Slopes of a polynomial below this, over the whole width of its panel, are rounding [-].
_FLAT = 1e-14
_MOST_HALVINGS = 44


@dataclass(frozen=True)
class Apart:
    """Brackets with one root each, and those in which a curve only touches zero."""

    rows: Integers
    low: Vector
    high: Vector
    low_sign: NDArray[Any]
    touching: Integers
    touch_low: Vector
    touch_high: Vector


@dataclass
class _Pieces:
    """Stretches of rows, with the sign at both ends and the polynomial in Bernstein's form."""

    rows: Integers
    low: Vector
    high: Vector
    low_sign: NDArray[Any]
    high_sign: NDArray[Any]
    bernstein: Vector

    def take(self, chosen: Mask | Integers) -> "_Pieces":
        return _Pieces(*(value[chosen] for value in vars(self).values()))


def separate(
    sums: "Sums",
    rows: Integers,
    low: Vector,
    high: Vector,
    low_sign: NDArray[Any],
    high_sign: NDArray[Any],
) -> Apart:
    r"""Find brackets for all roots of some rows between two points of each.

    Parameters
    ----------
    sums : Sums
        Sums of exponentials.
    rows : ndarray of int, shape (n,)
        Which of them.
    low, high : ndarray, shape (n,)
        Between which points, the first below the second.
    low_sign, high_sign : ndarray of int, shape (n,)
        Sign of each sum there, 1 or -1.

    Returns
    -------
    Apart
        See its attributes.

    Notes
    -----
    On a panel of centre c and half width w each sum is a polynomial of degree m = 15 in the
    distance from the centre but for a remainder of at most
    :math:`\sum_k |q_k| (w |d_k|)^{m+1} e^{w |d_k|} / (m+1)!`, with q the terms at the centre and d
    their times from the mean one. Panels are halved until that is below 2e-14 of the terms. In
    Bernstein's form coefficients of one sign exclude a root and rising or falling ones leave at
    most one; what neither settles is halved. Stretches within 1e-13 of zero throughout are a
    root where the sign differs beyond them, and touch zero where it does not.

    References
    ----------
    Lane and Riesenfeld (1981), BIT 21: 112-117.

    Examples
    --------
    >>> from clusterlab.invest._root_batches import Sums
    >>> parabola = Sums(np.array([[0.0, 1, 2]]), np.array([[2.0, -3, 1]]))
    >>> ends = np.array([-1.0]), np.array([0.5]), np.array([1]), np.array([1])
    >>> separate(parabola, np.array([0]), *ends).rows
    array([0, 0])
    """
    settled: list[_Pieces] = []
    pieces = _panels(sums, rows, low, high, low_sign, high_sign)
    for halving in range(_MOST_HALVINGS + 1):
        if not len(pieces.rows):
            break
        values = pieces.bernstein
        least, most = values.min(axis=1), values.max(axis=1)
        kept = (least <= TOUCH) & (most >= -TOUCH)
        pieces, least, most = pieces.take(kept), least[kept], most[kept]
        steps = np.diff(pieces.bernstein, axis=1)
        flat = _FLAT / _DEGREE * 0.5**halving
        monotone = (steps > flat).all(axis=1) | (steps < -flat).all(axis=1)
        ready = monotone | (np.maximum(most, -least) <= TOUCH) | (halving == _MOST_HALVINGS)
        settled.append(pieces.take(ready))
        pieces = _halved(pieces.take(~ready))
    return _joined(settled)


def _panels(
    sums: "Sums",
    rows: Integers,
    low: Vector,
    high: Vector,
    low_sign: NDArray[Any],
    high_sign: NDArray[Any],
) -> _Pieces:
    """Cut each row's range until polynomials follow it."""
    span = sums.times[rows, -1] - sums.times[rows, 0]
    # Panels this wide always pass where all terms weigh alike; elsewhere they are halved on.
    count = np.clip(np.ceil((high - low) * span / 3.2), 1, 64).astype(np.int64)
    owner = np.repeat(np.arange(len(rows)), count)
    first = np.cumsum(count) - count
    number = np.arange(len(owner)) - first[owner]
    width = ((high - low) / count)[owner]
    at = rows[owner]
    left = low[owner] + number * width
    right = np.where(number == count[owner] - 1, high[owner], low[owner] + (number + 1) * width)
    left_sign = np.where(number == 0, low_sign[owner], sums.signs(at, left))
    right_sign = np.append(left_sign[1:], 0)
    right_sign = np.where(number == count[owner] - 1, high_sign[owner], right_sign)
    done: list[_Pieces] = []
    while True:
        values, good = _polynomials(sums, at, left, right)
        done.append(_Pieces(at, left, right, left_sign, right_sign, values).take(good))
        if good.all():
            break
        at, left, right, left_sign, right_sign = (
            value[~good] for value in (at, left, right, left_sign, right_sign)
        )
        middle = (left + right) / 2
        sign = sums.signs(at, middle)
        at = np.concatenate([at, at])
        left, right = np.concatenate([left, middle]), np.concatenate([middle, right])
        left_sign, right_sign = (
            np.concatenate([left_sign, sign]),
            np.concatenate([sign, right_sign]),
        )
    return _together(done)


def _polynomials(sums: "Sums", rows: Integers, low: Vector, high: Vector) -> tuple[Vector, Mask]:
    """Coefficients in Bernstein's form on each panel, and which of them leave out little enough."""
    values = np.zeros((len(rows), _DEGREE + 1))
    good = np.zeros(len(rows), dtype=np.bool_)
    for part in sums.parts(len(rows)):
        centre, half = (low[part] + high[part]) / 2, (high[part] - low[part]) / 2
        times, terms = sums.terms(rows[part], centre)
        sizes = np.abs(terms)
        size = sizes.sum(axis=1, keepdims=True)
        mean = (sizes * times).sum(axis=1, keepdims=True) / size
        far = (mean - times) * half[:, None]
        apart = np.abs(far)
        # Terms without weight may lie so far off that their exponential alone overflows.
        with np.errstate(divide="ignore", over="ignore"):
            beyond = np.exp(np.log(sizes / size) + (_DEGREE + 1) * np.log(apart) + apart)
        short = beyond.sum(axis=1) <= _LEFT_OUT * factorial(_DEGREE + 1)
        good[part] = short
        if not short.any():
            continue
        far, power = far[short], terms[short] / size[short]
        taylor = np.empty((len(far), _DEGREE + 1))
        taylor[:, 0] = power.sum(axis=1)
        for degree in range(1, _DEGREE + 1):
            power *= far
            taylor[:, degree] = power.sum(axis=1)
        values[np.arange(len(rows))[part][short]] = taylor @ _TO_BERNSTEIN
    return values, good


def _halved(pieces: _Pieces) -> _Pieces:
    """Cut each piece in the middle."""
    left, right = pieces.bernstein @ _TO_LEFT, pieces.bernstein @ _TO_RIGHT
    # One value for both at the point they share, so that no sign is told twice.
    right[:, 0] = left[:, -1]
    sign = np.where(left[:, -1] >= 0, 1, -1)
    middle = (pieces.low + pieces.high) / 2
    return _Pieces(
        np.concatenate([pieces.rows, pieces.rows]),
        np.concatenate([pieces.low, middle]),
        np.concatenate([middle, pieces.high]),
        np.concatenate([pieces.low_sign, sign]),
        np.concatenate([sign, pieces.high_sign]),
        np.concatenate([left, right]),
    )


def _joined(settled: list[_Pieces]) -> Apart:
    """Join pieces that meet within rounding of zero, and tell crossings from touches."""
    pieces = _together(settled)
    order = np.lexsort((pieces.low, pieces.rows))
    pieces = pieces.take(order)
    near_low = np.abs(pieces.bernstein[:, 0]) <= TOUCH
    near_high = np.abs(pieces.bernstein[:, -1]) <= TOUCH
    joins = (pieces.rows[1:] == pieces.rows[:-1]) & (pieces.low[1:] == pieces.high[:-1])
    joins &= near_low[1:] | near_high[:-1]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = ~joins
    begins = np.flatnonzero(new)
    ends = np.append(begins[1:], len(order))[: len(begins)] - 1
    crossing = pieces.low_sign[begins] != pieces.high_sign[ends]
    near = np.bincount(np.cumsum(new) - 1, near_low | near_high, len(begins)) > 0
    touch = ~crossing & near
    return Apart(
        pieces.rows[begins][crossing],
        pieces.low[begins][crossing],
        pieces.high[ends][crossing],
        pieces.low_sign[begins][crossing],
        pieces.rows[begins][touch],
        pieces.low[begins][touch],
        pieces.high[ends][touch],
    )


def _together(parts: list[_Pieces]) -> _Pieces:
    """Put pieces one after the other."""
    empty = _Pieces(
        np.empty(0, np.int64),
        np.empty(0),
        np.empty(0),
        np.empty(0, np.int64),
        np.empty(0, np.int64),
        np.empty((0, _DEGREE + 1)),
    )
    columns = zip(*(vars(part).values() for part in [empty, *parts]), strict=True)
    return _Pieces(*(np.concatenate(column) for column in columns))


def _to_bernstein() -> Vector:
    """Matrix from Taylor sums, the factorials left to it, to Bernstein's form on -1 to 1."""
    matrix = np.zeros((_DEGREE + 1, _DEGREE + 1))
    for degree in range(_DEGREE + 1):
        for place in range(_DEGREE + 1):
            # The mean over all choices of `degree` of 15 ends, of which `place` are 1, others -1.
            signed = sum(
                (-1) ** (degree - plus) * comb(place, plus) * comb(_DEGREE - place, degree - plus)
                for plus in range(min(degree, place) + 1)
            )
            matrix[degree, place] = signed / comb(_DEGREE, degree) / factorial(degree)
    return matrix


def _to_left() -> Vector:
    """Matrix to the form on the left half, by de Casteljau's means."""
    matrix = np.zeros((_DEGREE + 1, _DEGREE + 1))
    for place in range(_DEGREE + 1):
        matrix[: place + 1, place] = [comb(place, k) / 2.0**place for k in range(place + 1)]
    return matrix


_TO_BERNSTEIN = _to_bernstein()
_TO_LEFT = _to_left()
_TO_RIGHT = _TO_LEFT[::-1, ::-1].copy()
