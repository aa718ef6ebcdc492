"""Every real root of many sums of exponentials at once: counted, set apart, then narrowed down."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._root_panels import separate

Vector = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Terms looked at together: an array of them fits into the cache of a processor.
_BLOCK = 1 << 15
# By how much each look for an end goes further than the last.
_PACE = 1.5
_GRAIN = float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Sums:
    """Sums of exponentials, one a row; the last time is repeated with coefficient zero."""

    times: Vector
    coefficients: Vector

    def terms(self, rows: Integers, s: Vector) -> tuple[Vector, Vector]:
        """Give times and terms of some rows at s, the greatest exponential of each row being 1."""
        times = self.times[rows]
        # The exponent is greatest at the first time or, where s is negative, at the last.
        top = np.where(s < 0, times[:, -1], times[:, 0])
        return times, self.coefficients[rows] * np.exp((top[:, None] - times) * s[:, None])

    def signs(self, rows: Integers, s: Vector) -> NDArray[np.int8]:
        """Sign of some rows at s; a sum of exactly zero counts as positive."""
        signs = np.empty(len(rows), dtype=np.int8)
        for part in self.parts(len(rows)):
            total = self.terms(rows[part], s[part])[1].sum(axis=1)
            signs[part] = np.where(total >= 0, 1, -1)
        return signs

    def parts(self, count: int, each: int = 1) -> list[slice]:
        """Cut so many evaluations, or several each, into runs that fit into memory."""
        step = max(_BLOCK // (each * self.times.shape[1]), 1)
        return [slice(at, min(at + step, count)) for at in range(0, count, step)]


def all_roots(times: Vector, coefficients: Vector, begins: Integers) -> tuple[Vector, Integers]:
    r"""Find every real root of each of many sums of exponentials.

    .. math:: g(s) = \sum_k a_k e^{-s t_k}

    Parameters
    ----------
    times : ndarray, shape (terms,)
        Strictly rising within each sum.
    coefficients : ndarray, shape (terms,)
        None of them zero.
    begins : ndarray of int, shape (sums + 1,)
        Where the terms of each sum begin, and where the last ends.

    Returns
    -------
    roots : ndarray, shape (roots,)
        Of one sum after the other, rising; a multiple root once. Roots nearer to each other than
        about 1e-6 may come as one, or as none where the curve between them stays within rounding
        of zero.
    counts : ndarray of int, shape (sums,)
        How many of them each sum has.

    Notes
    -----
    To the right of any s there are no more roots than changes of sign along the partial sums of
    the terms at s, and as many or fewer by an even number (Laguerre); to the left the same holds
    of the partial sums from the last term back. Where neither side of zero has more than one
    change, which is Norstrøm's case, that counts all roots. Elsewhere the same rule gives a left
    and a right end, and `separate` sets apart what lies between. Nothing is sampled, so that no
    root is missed for want of a fine grid.

    References
    ----------
    Laguerre (1883), Journal de Mathématiques Pures et Appliquées 9: 99-146; Jameson (2006),
    Mathematical Gazette 90: 223-234; Norstrøm (1972), Journal of Financial and Quantitative
    Analysis 7: 1835-1839.

    Examples
    --------
    >>> roots, counts = all_roots(np.array([0.0, 1, 0, 1]), np.array([-1.0, 2, 1, 2]),
    ...                           np.array([0, 2, 4]))
    >>> roots.round(9).tolist(), counts.tolist()
    ([0.693147181], [1, 0])
    """
    sizes = np.diff(begins)
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 1]
    owners, found = [np.empty(0, np.int64)], [np.empty(0)]
    while len(order):
        # As many of the shortest as fill a block of the width of the longest among them.
        widths = sizes[order] * np.arange(1, len(order) + 1)
        count = max(int(np.searchsorted(widths, _BLOCK, side="right")), 1)
        block, order = order[:count], order[count:]
        rows, logs = _roots_of(_padded(times, coefficients, begins, block))
        owners.append(block[rows])
        found.append(logs)
    owner, roots = np.concatenate(owners), np.concatenate(found)
    rising = np.lexsort((roots, owner))
    return roots[rising], np.bincount(owner, minlength=len(sizes)).astype(np.int64)


def _padded(times: Vector, coefficients: Vector, begins: Integers, block: Integers) -> Sums:
    """Put the sums of one block side by side."""
    width = int((begins[block + 1] - begins[block]).max())
    at = begins[block, None] + np.arange(width)
    last = begins[block + 1, None] - 1
    given = coefficients[np.minimum(at, last)]
    given = np.where(at <= last, given / np.abs(given).max(axis=1, keepdims=True), 0.0)
    return Sums(times[np.minimum(at, last)], given)


def _roots_of(sums: Sums) -> tuple[Integers, Vector]:
    """Rows and values of all roots of a block."""
    right, right_sign = _right_of(sums.coefficients)
    left, _ = _left_of(sums.coefficients)
    every = np.arange(len(right))
    plain = (right <= 1) & (left <= 1)
    zero = np.zeros(len(every))
    first, last = _reaches(sums)
    brackets = [
        (every[plain & (right == 1)], zero, first, right_sign),
        (every[plain & (left == 1)], -last, zero, -right_sign),
    ]
    parts = [tuple(value[chosen] for value in ends) for chosen, *ends in brackets]
    owners = [chosen for chosen, *_ in brackets]
    hard = every[~plain]
    touching, touches = np.empty(0, np.int64), np.empty(0)
    if len(hard):
        low, low_count, low_sign = _end(sums, hard, -last, _left_of)
        high, high_count, high_sign = _end(sums, hard, first, _right_of)
        apart = separate(sums, hard, low, high, low_sign, high_sign)
        before, beyond = low_count == 1, high_count == 1
        far_low = np.minimum(-last[hard], low)
        far_high = np.maximum(first[hard], high)
        owners += [hard[before], hard[beyond], apart.rows]
        parts += [
            (far_low[before], low[before], -low_sign[before]),
            (high[beyond], far_high[beyond], high_sign[beyond]),
            (apart.low, apart.high, apart.low_sign),
        ]
        touching = apart.touching
        touches = _turning(sums, touching, apart.touch_low, apart.touch_high)
    # All brackets at once: for few sums the handling of arrays is most of the work.
    rows = np.concatenate(owners)
    logs = _narrowed(sums, rows, *(np.concatenate(column) for column in zip(*parts, strict=True)))
    return np.concatenate([rows, touching]), np.concatenate([logs, touches])


def _right_of(terms: Vector) -> tuple[Integers, NDArray[Any]]:
    """Count at most so many roots to the right, from the terms at a point; 9 where rounding rules.

    With it comes the sign of the whole sum.
    """
    partial = np.cumsum(terms, axis=1)
    size = np.cumsum(np.abs(terms), axis=1)
    unsure = np.abs(partial) <= 4 * terms.shape[1] * _GRAIN * size
    # Before the first term of a row that is filled up from the left there is nothing to doubt.
    unsure &= size > 0
    signs = np.sign(partial).astype(np.int8)
    changes = np.count_nonzero(signs[:, 1:] * signs[:, :-1] < 0, axis=1)
    return np.where(unsure.any(axis=1), 9, changes), np.where(partial[:, -1] >= 0, 1, -1)


def _left_of(terms: Vector) -> tuple[Integers, NDArray[Any]]:
    """Count the same to the left."""
    return _right_of(terms[:, ::-1])


def _reaches(sums: Sums) -> tuple[Vector, Vector]:
    """Bounds on every root: beyond the first the first term, before the other the last outweighs.

    Both are given without sign; each is at least 1.
    """
    times, sizes = sums.times, np.abs(sums.coefficients)
    total = np.log(2 * sizes.sum(axis=1))
    lengths = np.count_nonzero(sizes, axis=1)
    rows = np.arange(len(times))
    early = (total - np.log(sizes[:, 0])) / (times[:, 1] - times[:, 0])
    late = (total - np.log(sizes[rows, lengths - 1])) / (
        times[rows, lengths - 1] - times[rows, lengths - 2]
    )
    return early + 1, late + 1


def _end(
    sums: Sums, rows: Integers, reach: Vector, count: Any
) -> tuple[Vector, Integers, NDArray[Any]]:
    """Find a point near zero beyond which each row has at most one root, going towards `reach`."""
    span = sums.times[rows, -1] - sums.times[rows, 0]
    step = np.sign(reach[rows]) / span
    # A row whose end is the bound itself: beyond it there is no root.
    end, number = reach[rows].copy(), np.zeros(len(rows), dtype=np.int64)
    sign = sums.signs(rows, end)
    open_ = np.arange(len(rows))
    while len(open_):
        open_ = open_[np.abs(step[open_]) < np.abs(reach[rows[open_]])]
        # Where rows are few, several steps are looked at in one go.
        ahead = int(np.clip(_BLOCK // (8 * max(len(open_), 1) * sums.times.shape[1]), 1, 6))
        settled = np.zeros(len(open_), dtype=np.bool_)
        for part in sums.parts(len(open_), ahead):
            at = open_[part]
            points = step[at, None] * _PACE ** np.arange(ahead)
            changes, signs = count(sums.terms(np.repeat(rows[at], ahead), points.ravel())[1])
            good = changes.reshape(points.shape) <= 1
            nearest = np.arange(len(at)), good.argmax(axis=1)
            some = good[nearest]
            settled[part] = some
            end[at[some]] = points[nearest][some]
            number[at[some]] = changes.reshape(points.shape)[nearest][some]
            sign[at[some]] = signs.reshape(points.shape)[nearest][some]
        open_ = open_[~settled]
        step[open_] *= _PACE**ahead
    return end, number, sign


def _narrowed(
    sums: Sums, rows: Integers, low: Vector, high: Vector, low_sign: NDArray[Any]
) -> Vector:
    """Narrow brackets of one root each to the last digits."""
    out = np.empty(len(rows))
    for part in sums.parts(len(rows)):
        out[part] = _newton(sums, rows[part], low[part], high[part], low_sign[part])
    return out


def _newton(
    sums: Sums, rows: Integers, low: Vector, high: Vector, low_sign: NDArray[Any]
) -> Vector:
    """Go by Newton's steps on the logarithm of gains over losses, halving where they leave."""
    low, high, coefficients = low.copy(), high.copy(), sums.coefficients[rows]
    # Zero is where most rates are near, and an end of most brackets.
    x = np.where(low >= 0, low, np.where(high <= 0, high, (low + high) / 2))
    times = sums.times[rows]
    away = np.where(high <= 0, times[:, -1], times[:, 0])[:, None] - times
    moved, out, at = high - low, x.copy(), np.arange(len(rows))
    for _ in range(200):
        terms = np.exp(away * x[:, None])
        terms *= coefficients
        total, gain = terms.sum(axis=1), np.einsum("ij,ij->i", terms, away)
        np.abs(terms, out=terms)
        size, weight = terms.sum(axis=1), np.einsum("ij,ij->i", terms, away)
        share = np.clip(total / size, -1 + 1e-15, 1 - 1e-15)
        below = np.where(total >= 0, 1, -1) == low_sign
        low, high = np.where(below, x, low), np.where(below, high, x)
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = (weight + gain) / (size + total) - (weight - gain) / (size - total)
            new = x - 2 * np.arctanh(share) / slope
        near = np.maximum(np.abs(x), 1e-3)
        # Where gains or losses alone weigh, the slope is no number, and no step is told.
        inside = (new >= low) & (new <= high) & np.isfinite(slope)
        step = np.abs(new - x)
        # Steps within rounding of the sum no longer fall.
        done = inside & (step <= np.where(step >= moved / 2, 1e-10, 4 * _GRAIN) * near)
        done |= (total == 0) | (high - low <= 2 * _GRAIN * near)
        halve = ~done & (~inside | (step > moved / 2))
        new = np.where(halve, (low + high) / 2, np.where(inside, new, x))
        out[at] = new
        if done.all():
            break
        moved = np.abs(new - x)
        x = new
        if done.any():
            more = ~done
            at, x, low, high, moved, low_sign, away, coefficients = (
                value[more] for value in (at, x, low, high, moved, low_sign, away, coefficients)
            )
    return out


def _turning(sums: Sums, rows: Integers, low: Vector, high: Vector) -> Vector:
    """Find where a curve that only touches zero turns, by halving on the sign of its slope."""
    low, high = low.copy(), high.copy()
    if not len(rows):
        return low
    rising = _slopes(sums, rows, low) > 0
    for _ in range(60):
        middle = (low + high) / 2
        same = (_slopes(sums, rows, middle) > 0) == rising
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return (low + high) / 2


def _slopes(sums: Sums, rows: Integers, s: Vector) -> Vector:
    """Slope of the logarithm of gains over losses."""
    slopes = np.empty(len(rows))
    for part in sums.parts(len(rows)):
        times, terms = sums.terms(rows[part], s[part])
        gains, losses = np.maximum(terms, 0), np.maximum(-terms, 0)
        slopes[part] = (losses * times).sum(axis=1) / losses.sum(axis=1)
        slopes[part] -= (gains * times).sum(axis=1) / gains.sum(axis=1)
    return slopes
