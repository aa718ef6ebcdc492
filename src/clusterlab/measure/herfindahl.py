"""Herfindahl-Hirschman index: how far one share outweighs the others."""

import numpy as np
import pandas as pd

from ._shares import Of, counts, labels, profile, ratio, told_empty


def herfindahl(
    employment: pd.DataFrame, *, of: Of = "region", normalised: bool = False
) -> pd.Series:
    r"""Sum the squared shares of each region's industries, or of each industry's regions.

    .. math:: H = \sum_k s_k^2, \qquad H^* = \frac{H - 1/n}{1 - 1/n}

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments or value added; zero or more.
    of : {"region", "industry"}
        "region": how specialised each region is. "industry": how concentrated each industry is.
    normalised : bool
        Give :math:`H^*`, which is 0 at equal shares whatever their number n.

    Returns
    -------
    Series, shape (regions,) or (industries,)
        From 1/n (equal shares) to 1 (all in one) [-]; n counts empty ones too. NaN where there is
        nothing to share; normalised, also where n is 1.

    References
    ----------
    Hirschman (1964), American Economic Review 54: 761-762.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [30, 10], "food": [10, 30]}, index=["Osong", "rest"])
    >>> herfindahl(jobs)
    Osong    0.625
    rest     0.625
    Name: herfindahl, dtype: float64
    """
    shares = profile(counts(employment), of)
    index = np.square(shares).sum(axis=1) if shares.shape[1] else np.full(len(shares), np.nan)
    if normalised:
        equal = 1 / shares.shape[1] if shares.shape[1] else np.nan
        index = ratio(index - equal, 1 - equal)
    return told_empty(pd.Series(index, index=labels(employment, of), name="herfindahl"), employment)
