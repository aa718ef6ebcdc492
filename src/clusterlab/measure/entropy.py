"""Entropy: how evenly a region's industries, or an industry's regions, share the whole."""

import numpy as np
import pandas as pd

from ._shares import Of, counts, entropy_nats, labels, profile, ratio, told_empty


def entropy(employment: pd.DataFrame, *, of: Of = "region") -> pd.Series:
    r"""Give Shannon's entropy of each region's industries, or of each industry's regions.

    .. math:: E = -\sum_k s_k \ln s_k, \qquad 0 \ln 0 = 0

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments, value added or areas; zero or more.
    of : {"region", "industry"}
        Whose shares: those of the industries in each region, or of the regions in each industry.

    Returns
    -------
    Series, shape (regions,) or (industries,)
        From 0 (all in one) to ln n (equal shares) [nats]. NaN where there is nothing to share.

    References
    ----------
    Shannon (1948), Bell System Technical Journal 27: 379-423.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [50, 10], "food": [50, 0]}, index=["Osong", "rest"])
    >>> entropy(jobs).round(4)
    Osong    0.6931
    rest     0.0000
    Name: entropy, dtype: float64
    """
    shares = profile(counts(employment), of)
    return told_empty(
        pd.Series(entropy_nats(shares), index=labels(employment, of), name="entropy"), employment
    )


def relative_entropy(employment: pd.DataFrame, *, of: Of = "region") -> pd.Series:
    r"""Give the entropy as a part of the highest that so many shares can have.

    .. math:: E^* = E / \ln n

    This is Shannon's relative entropy, also called evenness; the divergence from a reference is
    `theil`.

    Parameters
    ----------
    employment : DataFrame, shape (regions, industries)
        Jobs, establishments, value added or areas; zero or more.
    of : {"region", "industry"}
        Whose shares: those of the industries in each region, or of the regions in each industry.

    Returns
    -------
    Series, shape (regions,) or (industries,)
        From 0 (all in one) to 1 (equal shares) [-]; n counts empty ones too. NaN where there is
        nothing to share, or n is 1.

    References
    ----------
    Shannon (1948), Bell System Technical Journal 27: 379-423.

    Examples
    --------
    >>> jobs = pd.DataFrame({"bio": [50, 10], "food": [50, 0]}, index=["Osong", "rest"])
    >>> relative_entropy(jobs)
    Osong    1.0
    rest     0.0
    Name: relative_entropy, dtype: float64
    """
    shares = profile(counts(employment), of)
    highest = np.log(shares.shape[1]) if shares.shape[1] else np.nan
    evenness = ratio(entropy_nats(shares), highest)
    return told_empty(
        pd.Series(evenness, index=labels(employment, of), name="relative_entropy"), employment
    )
