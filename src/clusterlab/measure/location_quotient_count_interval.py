"""Interval of the location quotient where only counts of establishments are known."""

import numpy as np
import pandas as pd
from scipy.stats import beta


def location_quotient_count_interval(
    counts: pd.DataFrame, *, confidence: float = 0.95
) -> pd.DataFrame:
    r"""Give an exact interval of each location quotient of counts, conditional on the industry.

    .. math:: x_{ri} \mid X_i \sim \text{Binomial}(X_i, \theta_{ri}), \qquad
              LQ_{ri} = \theta_{ri} \Big/ \frac{n_r}{N}

    with the interval of θ by Clopper & Pearson, divided by the region's share of all.

    Parameters
    ----------
    counts : DataFrame, shape (regions, industries)
        Establishments; whole numbers, missing where not known.
    confidence : float
        Share of such intervals that hold the quotient behind the counts, or more.

    Returns
    -------
    DataFrame, indexed by region and industry, for all pairs of both
        count; observed, low, high: the quotient and its interval [-]. NaN where the count is not
        known, the industry has no establishment, or the region has none.

    Notes
    -----
    Counts are taken as Poisson, each with a rate of its own; given the industry's total, a
    region's count is then binomial, exactly. The region's share of all establishments is taken as
    known: it rests on many more. The interval of a count of 0 begins at 0 and ends above it. It
    says how far chance alone could have moved the count, not what a list left out. Sums are over
    what is known.

    References
    ----------
    Clopper & Pearson (1934), Biometrika 26: 404-413. Przyborowski & Wilenski (1940), Biometrika
    31: 313-323.

    Examples
    --------
    >>> table = pd.DataFrame({"bio": [3, 1], "food": [17, 79]}, index=["A", "B"])
    >>> found = location_quotient_count_interval(table)
    >>> found.loc[("A", "bio"), ["observed", "low", "high"]].round(2).tolist()
    [3.75, 0.97, 4.97]
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}.")
    x = counts.to_numpy(dtype=np.float64, na_value=np.nan)
    known = ~np.isnan(x)
    if (x[known] < 0).any() or (x[known] != np.rint(x[known])).any() or np.isinf(x).any():
        raise ValueError("counts must be whole numbers of 0 or more. One is not.")
    total = np.broadcast_to(np.nansum(x, axis=0), x.shape)
    share = np.nansum(x, axis=1) / max(np.nansum(x), 1.0)
    share = np.broadcast_to(np.where(share > 0, share, np.nan)[:, None], x.shape)
    there = known & (total > 0)
    tail = (1 - confidence) / 2
    theta = np.full((3, *x.shape), np.nan)
    own, of = x[there], total[there]
    theta[0, there] = own / of
    # At either end the beta law has no spread: the end itself is the limit.
    theta[1, there] = np.where(own > 0, beta.ppf(tail, np.maximum(own, 1), of - own + 1), 0.0)
    rest = np.maximum(of - own, 1)
    theta[2, there] = np.where(own < of, beta.ppf(1 - tail, own + 1, rest), 1.0)
    observed, low, high = (theta / share).reshape(3, -1)
    return pd.DataFrame(
        {"count": x.ravel(), "observed": observed, "low": low, "high": high},
        index=pd.MultiIndex.from_product([counts.index, counts.columns]),
    )
