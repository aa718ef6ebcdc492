"""All real roots of a sum of exponentials: what every rate of return is a root of."""

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

Vector = NDArray[np.float64]

# Where a value at a turning point is this small beside its terms, the curve touches zero [-].
_TOUCH = 1e-13


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
    signs = np.sign(coefficients[coefficients != 0])
    return int(np.count_nonzero(signs[1:] != signs[:-1]))


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

    Notes
    -----
    By induction over the changes of sign. Take τ between two times where the sign changes:
    :math:`e^{s τ} g(s)` has the roots of g, and its derivative
    :math:`e^{s τ} \sum_k a_k (τ - t_k) e^{-s t_k}` is again such a sum with one change of sign
    less. Between neighbouring roots of the derivative the function is monotone, so that it has
    one root there if its ends differ in sign and none otherwise. A sum without a change of sign
    has no root. Nothing is sampled, so that no root is missed for want of a fine grid.

    References
    ----------
    Laguerre (1883), Journal de Mathématiques Pures et Appliquées 9: 99-146 (the rule of signs);
    Pólya and Szegő (1976), Problems and Theorems in Analysis II, part V, no. 77.

    Examples
    --------
    >>> [round(root, 9) for root in exponential_roots(np.array([0.0, 1.0]), np.array([-1.0, 2.0]))]
    [0.693147181]
    """
    signs = np.sign(coefficients)
    change = np.flatnonzero(signs[1:] != signs[:-1])
    if not len(change):
        return []
    # The middle change splits the terms evenly, which keeps the coefficients of like size.
    at = int(change[len(change) // 2])
    middle = (times[at] + times[at + 1]) / 2
    derived = coefficients * (middle - times)
    turning = exponential_roots(times, derived / np.abs(derived).max())
    reach = max(_reach(times, coefficients), *(abs(point) + 1 for point in turning), 1.0)
    stops = [-reach, *turning, reach]
    heights = [_height(stop, times, coefficients) for stop in stops]
    heights = [0.0 if abs(height) < _TOUCH else height for height in heights]
    roots = [stop for stop, height in zip(stops, heights, strict=True) if height == 0]
    for (low, high), (below, above) in zip(pairwise(stops), pairwise(heights), strict=True):
        if below * above < 0:
            roots.append(
                brentq(_height, low, high, args=(times, coefficients), xtol=1e-15, rtol=1e-14)
            )
    return sorted(roots)


def _height(s: float, times: Vector, coefficients: Vector) -> float:
    """Value of the sum beside the size of its terms, from -1 to 1."""
    exponents = -s * times
    # The largest exponent becomes zero: nothing overflows, and the size is never zero.
    terms = coefficients * np.exp(exponents - exponents.max())
    return math.fsum(terms.tolist()) / float(np.abs(terms).sum())


def _reach(times: Vector, coefficients: Vector) -> float:
    """Bound on the size of every root: beyond it the first or the last term outweighs the rest."""
    sizes = np.abs(coefficients)
    total = float(sizes.sum())
    early = math.log(total / sizes[0]) / (times[1] - times[0])
    late = math.log(total / sizes[-1]) / (times[-1] - times[-2])
    return float(max(early, late)) + 1.0
