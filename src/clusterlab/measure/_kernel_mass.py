"""Share of a Gaussian kernel round each point that falls inside a window."""

import numpy as np
from scipy.special import owens_t

from ._validation import Floats, Outline
from ._window import edges_of

BLOCK = 500_000  # meetings of points and edges held at a time
FAR = 9.0  # standard deviations from which an edge cuts nothing off


def kernel_mass(window: Outline, xy: Floats, h: float) -> Floats:
    """Return the mass inside the window of a Gaussian of standard deviation h [m] at each point.

    The triangle from the point to an edge at distance p, that runs from a to b along its line,
    holds [atan(b/p) − atan(a/p)] / 2π − T(p/h, b/p) + T(p/h, a/p), with T of Owen (1956), Annals
    of Mathematical Statistics 27: 1075-1090; those of all edges add up to the window.
    """
    start, along = edges_of(window)
    length = np.hypot(along[:, 0], along[:, 1])
    ahead = along / length[:, None]
    mass = np.empty(len(xy))
    size = max(1, BLOCK // len(start))
    for begin in range(0, len(xy), size):
        part = slice(begin, begin + size)
        ux = start[None, :, 0] - xy[part, 0, None]
        uy = start[None, :, 1] - xy[part, 1, None]
        off = ux * ahead[:, 1] - uy * ahead[:, 0]
        a = ux * ahead[:, 0] + uy * ahead[:, 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = a / off, (a + length) / off
        held = (np.arctan(high) - np.arctan(low)) / (2 * np.pi)
        near = np.abs(off) < FAR * h
        p = off[near] / h
        held[near] -= owens_t(p, high[near]) - owens_t(p, low[near])
        mass[part] = np.where(off == 0, 0.0, held).sum(axis=1)  # seen end on, no triangle
    return mass
