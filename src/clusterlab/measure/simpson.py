"""Simpson's diversity: the chance that two draws differ in kind."""

import numpy as np
import pandas as pd

from ._shares import Of, counts, labels, profile, told_empty


def simpson(employment: pd.DataFrame, *, of: Of = "region") -> pd.Series:
    r"""Give the chance that two units drawn with replacement are of different kinds.

    .. math:: D = 1 - \sum_k s_k^2

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments, value added or areas; zero or more.
    of : {"region", "industry"}
        Whose shares: those of the industries in each region, or of the regions in each industry.

    Returns
    -------
    Series, shape (regions,) or (industries,)
        From 0 (all in one) to 1 - 1/n (equal shares) [-]. NaN where there is nothing to share.

    References
    ----------
    Simpson (1949), Nature 163: 688.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [50, 10], "food": [50, 0]}, index=["Osong", "rest"])
    >>> simpson(jobs)
    Osong    0.5
    rest     0.0
    Name: simpson, dtype: float64
    """
    shares = profile(counts(employment), of)
    # Rounding may carry three equal thirds a hair past the bound.
    diversity = np.maximum(1 - np.square(shares).sum(axis=1), 0.0)
    if not shares.shape[1]:
        diversity = np.full(len(shares), np.nan)
    return told_empty(
        pd.Series(diversity, index=labels(employment, of), name="simpson"), employment
    )
