"""Proximity: how likely two industries are to be strong in the same regions."""

import numpy as np
import pandas as pd

from ._advantage import advantage
from ._memory import refuse_square
from ._shares import FloatArray, told_empty

ROWS = 32


def proximity(employment: pd.DataFrame) -> pd.DataFrame:
    r"""Give the smaller of the two chances that one industry's regions are strong in the other.

    .. math:: \varphi_{ij} = \min \{ P(M_i | M_j), P(M_j | M_i) \}
        = \frac{\sum_r M_{ri} M_{rj}}{\max(u_i, u_j)}

    with :math:`M_{ri} = 1` where the location quotient is 1 or more, and :math:`u_i` the number
    of such regions.

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.

    Returns
    -------
    DataFrame, shape (industries, industries)
        Symmetric, from 0 to 1 [-]; 1 on the diagonal. NaN for an industry without jobs.

    Raises
    ------
    ValueError
        industries x industries are too many numbers to hold.

    References
    ----------
    Hidalgo, Klinger, Barabási & Hausmann (2007), Science 317: 482-487.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [9, 8, 0], "drugs": [5, 1, 0], "food": [1, 1, 9]})
    >>> proximity(jobs)
           bio  drugs  food
    bio    1.0    0.5   0.0
    drugs  0.5    1.0   0.0
    food   0.0    0.0   1.0
    """
    values = chances(advantage(employment))
    # Nobody else holds the matrix: a copy would cost as much as the division.
    return told_empty(
        pd.DataFrame(values, index=employment.columns, columns=employment.columns, copy=False),
        employment,
    )


def chances(strong: FloatArray) -> FloatArray:
    """Return the proximity of every two columns of a table of 0 and 1; NaN where one is empty."""
    refuse_square(strong.shape[1], "industries")
    # Counts of regions are whole numbers far below 2^24, which the shorter floats hold exactly.
    narrow = strong.astype(np.float32)
    shared = narrow.T @ narrow
    # An industry with jobs is strong somewhere, since its quotients average 1.
    ubiquity = np.where(strong.any(axis=0), strong.sum(axis=0), np.nan)
    near = np.empty(shared.shape)
    # Some rows at a time, which stay in the processor's cache.
    for start in range(0, len(near), ROWS):
        part = slice(start, start + ROWS)
        np.divide(shared[part], np.maximum(ubiquity[part, None], ubiquity), out=near[part])
    return near
