"""All real roots of a sum of exponentials: what every rate of return is a root of."""

import math

import numpy as np
from numpy.typing import NDArray

from ._root_batches import all_roots

Vector = NDArray[np.float64]

_GRAIN = float(np.finfo(np.float64).eps)


def sign_changes(coefficients: Vector) -> int:
    """Count how often the sign changes along coefficients, zeros left out.

    Parameters
    ----------
    coefficients : ndarray, shape (terms,)
        In order of their exponents.

    Returns
    -------
    int
        By Descartes' rule the sum has at most so many real roots, and as many or fewer by an
        even number when counted with multiplicity.

    Examples
    --------
    >>> sign_changes(np.array([-1.0, 0.0, 2.0, -1.0]))
    2
    """
    gains = coefficients[coefficients != 0] > 0
    return int(np.count_nonzero(gains[1:] != gains[:-1]))


def exponential_roots(times: Vector, coefficients: Vector) -> list[float]:
    r"""Find every real root of a sum of exponentials.

    .. math:: g(s) = \sum_k a_k e^{-s t_k}

    Parameters
    ----------
    times : ndarray, shape (terms,)
        Strictly rising.
    coefficients : ndarray, shape (terms,)
        None of them zero.

    Returns
    -------
    list of float
        Rising; a multiple root once. Roots nearer to each other than about 1e-6 may come as one,
        or as none where the curve between them stays within rounding of zero.

    See Also
    --------
    _root_batches.all_roots : The same for many sums at once, and how it is done.

    Examples
    --------
    >>> [round(root, 9) for root in exponential_roots(np.array([0.0, 1.0]), np.array([-1.0, 2.0]))]
    [0.693147181]
    """
    if len(times) < 2:
        return []
    plain = _plain_roots(times, coefficients)
    if plain is not None:
        return plain
    roots, _ = all_roots(times, coefficients, np.array([0, len(times)]))
    return [float(root) for root in roots]


def _plain_roots(times: Vector, coefficients: Vector) -> list[float] | None:
    """Roots where the signs of the partial sums settle their number at once, else None.

    As `all_roots` does it, for one sum: there most of the time goes into handling arrays.
    """
    partial = coefficients.cumsum()
    sizes = np.abs(coefficients)
    total, size = float(partial[-1]), float(sizes.sum())
    # What is left from each term on: the whole less what came before.
    least = 8 * len(times) * _GRAIN * size
    ahead = total - partial[:-1]
    if np.abs(partial).min() <= least or np.abs(ahead).min() <= least:
        return None
    gained, to_come = partial > 0, ahead > 0
    right = int(np.count_nonzero(gained[1:] != gained[:-1]))
    left = int(np.count_nonzero(to_come[1:] != to_come[:-1])) + int(to_come[0] != (total > 0))
    if right > 1 or left > 1:
        return None
    roots = []
    if left:
        reach = math.log(2 * size / sizes[-1]) / (times[-1] - times[-2]) + 1
        roots.append(_narrowed(times, coefficients, -float(reach), 0.0, -total))
    if right:
        reach = math.log(2 * size / sizes[0]) / (times[1] - times[0]) + 1
        roots.append(_narrowed(times, coefficients, 0.0, float(reach), total))
    return roots


def _narrowed(
    times: Vector, coefficients: Vector, low: float, high: float, low_value: float
) -> float:
    """Narrow one bracket to the last digits, by Newton's steps or by halving."""
    x, moved = (low if low == 0 else high), high - low
    top = times[0] if low == 0 else times[-1]
    away = top - times
    for _ in range(200):
        terms = coefficients * np.exp(away * x)
        sizes = np.abs(terms)
        total, size = float(terms.sum()), float(sizes.sum())
        if total == 0:
            return x
        gain, weight = float(terms @ away), float(sizes @ away)
        if (total > 0) == (low_value > 0):
            low = x
        else:
            high = x
        near = max(abs(x), 1e-3)
        new = math.inf
        if abs(total) < size:
            slope = (weight + gain) / (size + total) - (weight - gain) / (size - total)
            if slope:
                new = x - 2 * math.atanh(total / size) / slope
        step = abs(new - x)
        inside = low <= new <= high
        if inside and (step <= 4 * _GRAIN * near or (step <= 1e-10 * near and step >= moved / 2)):
            return new
        if high - low <= 2 * _GRAIN * near:
            break
        if not inside or step > moved / 2:
            new = (low + high) / 2
        x, moved = new, abs(new - x)
    return x
