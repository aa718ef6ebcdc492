"""Relatedness density: how much of what is near an industry a region already has."""

import numpy as np
import pandas as pd

from ._advantage import advantage
from ._shares import ratio, told_empty
from .proximity import chances


def relatedness_density(employment: pd.DataFrame) -> pd.DataFrame:
    r"""Give the share of an industry's proximity that lies in a region's strong industries.

    .. math:: \omega_{ri} = \frac{\sum_{j \ne i} M_{rj} \varphi_{ij}}{\sum_{j \ne i} \varphi_{ij}}

    with M and φ as in `proximity`.

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.

    Returns
    -------
    DataFrame, shape (regions, industries)
        From 0 to 1 [-]; the industry itself is left out, so that having it proves nothing. NaN
        for an industry that is near no other, or has no jobs.

    References
    ----------
    Hidalgo, Klinger, Barabási & Hausmann (2007), Science 317: 482-487.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [9, 8, 0], "drugs": [5, 1, 0], "food": [1, 1, 9]})
    >>> relatedness_density(jobs)
       bio  drugs  food
    0  1.0    1.0   NaN
    1  0.0    1.0   NaN
    2  0.0    0.0   NaN
    """
    strong = advantage(employment)
    near = chances(strong)
    empty = ~strong.any(axis=0)
    near[empty] = near[:, empty] = 0.0
    np.fill_diagonal(near, 0.0)
    density = ratio(strong @ near, near.sum(axis=0))
    return told_empty(
        pd.DataFrame(density, index=employment.index, columns=employment.columns, copy=False),
        employment,
    )
