"""Compiled sums of what lies at a distance, discounted; for sizes at which compiling pays.

No distance is kept: each is made, discounted and added at once. The exponential is the usual
reduction to a power of two and a polynomial, right to a unit in the last place or two, written out
so that the processor takes four at a time.
"""

import numpy as np
from numba import njit

from ._compiled import in_threads
from ._validation import Floats

STRIP = 256  # origins summed by one task
POWERS = 1080  # below 2 to the minus this, an exponential is nil
_LOG2E = 1.4426950408889634
_HIGH, _LOW = 0.6931471803691238, 1.9082149292705877e-10  # ln 2 in two parts
_TWOS = 2.0 ** -np.arange(POWERS + 1.0)
_EXPONENTIAL, _GAUSSIAN, _INVERSE, _SQUARE = range(4)


def discounted_sums(
    origins: Floats, places: Floats, weight: Floats, *, decay: str, scale: float, least: float
) -> Floats:
    """Return Σ_j w_j f(max(d_ij, least)) for each origin.

    Parameters
    ----------
    origins, places : array, shape (n, 2) and (m, 2)
        Coordinates [m].
    weight : array, shape (m,)
    decay : {"exponential", "gaussian", "inverse", "square"}
        f: exp(−d/scale), exp(−d²/2 scale²), 1/d, 1/d².
    scale, least : float
        [m].
    """
    kind = ("exponential", "gaussian", "inverse", "square").index(decay)
    x, y = (np.ascontiguousarray(axis) for axis in places.T)
    result = np.empty(len(origins))

    def work(start: int) -> None:
        part = slice(start, start + STRIP)
        _sum(origins[part], x, y, weight, kind, scale, least, _TWOS, result[part])

    in_threads(work, range(0, len(origins), STRIP))
    return result


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"reassoc", "contract", "nsz", "arcp"})
def _sum(
    origins: Floats,
    x: Floats,
    y: Floats,
    weight: Floats,
    kind: int,
    scale: float,
    least: float,
    twos: Floats,
    result: Floats,
) -> None:
    nearest = least * least
    factor = 1 / scale if kind == 0 else 1 / (2 * scale * scale)
    for i in range(origins.shape[0]):
        xi, yi = origins[i, 0], origins[i, 1]
        total = 0.0
        if kind == 2:
            for j in range(x.size):
                square = (x[j] - xi) * (x[j] - xi) + (y[j] - yi) * (y[j] - yi)
                total += weight[j] / np.sqrt(max(square, nearest))
        elif kind == 3:
            for j in range(x.size):
                square = (x[j] - xi) * (x[j] - xi) + (y[j] - yi) * (y[j] - yi)
                total += weight[j] / max(square, nearest)
        else:
            for j in range(x.size):
                square = max((x[j] - xi) * (x[j] - xi) + (y[j] - yi) * (y[j] - yi), nearest)
                reach = (np.sqrt(square) if kind == 0 else square) * factor
                # exp(-reach) = 2^-k exp(r), with r between -ln 2 / 2 and ln 2 / 2.
                reach = min(reach, 745.0)
                k = np.int32(reach * _LOG2E + 0.5)
                r = (k * _HIGH - reach) + k * _LOW
                p = 1 + r / 13
                p = 1 + r * p * (1 / 12)
                p = 1 + r * p * (1 / 11)
                p = 1 + r * p * (1 / 10)
                p = 1 + r * p * (1 / 9)
                p = 1 + r * p * (1 / 8)
                p = 1 + r * p * (1 / 7)
                p = 1 + r * p * (1 / 6)
                p = 1 + r * p * (1 / 5)
                p = 1 + r * p * (1 / 4)
                p = 1 + r * p * (1 / 3)
                p = 1 + r * p * (1 / 2)
                p = 1 + r * p
                total += weight[j] * p * twos[k]
        result[i] = total
