"""Capture and recapture: how many there are in all, from the overlap of two lists."""

import numpy as np
import pandas as pd
from scipy import stats

from ..model.reason import Reason


def capture_recapture(first: int, second: int, both: int, *, level: float = 0.9) -> pd.Series:
    r"""Estimate the number of establishments of which two lists each hold a part.

    .. math:: \hat N = \frac{(n_1 + 1)(n_2 + 1)}{m + 1} - 1

    Parameters
    ----------
    first, second : int
        Establishments on each list, those on both included.
    both : int
        Establishments on both.
    level : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Series
        estimate (Chapman), low, high (transformed logit) [establishments]; coverage: share of the
        estimate that is on either list, coverage_low, coverage_high [0-1]. All NaN with
        ``attrs["reason"]`` ``lists_apart`` where the lists share nothing.

    Raises
    ------
    ValueError
        More on both than on one, a negative number, or a level outside 0 to 1.

    Notes
    -----
    Supposes that the lists were drawn up apart and that each holds everyone with one chance of its
    own. Where those easily found are on both, the number is too low: a floor, not an estimate.

    References
    ----------
    Chapman (1951), Univ. Calif. Publ. Stat. 1; Sadinle (2009), Transformed logit confidence
    intervals for small populations in single capture-recapture estimation, Commun. Stat. 38.

    Examples
    --------
    >>> capture_recapture(60, 50, 30)[["estimate", "low", "high"]].round(1).tolist()
    [99.4, 90.0, 119.3]
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}.")
    if min(first, second, both) < 0 or both > min(first, second):
        raise ValueError(
            f"both must not exceed either list, and none be negative: {first}, {second}, {both}."
        )
    names = ["estimate", "low", "high", "coverage", "coverage_low", "coverage_high"]
    if not both:
        empty = pd.Series(np.nan, index=names)
        empty.attrs["reason"] = Reason("lists_apart", first=int(first), second=int(second))
        return empty
    seen = first + second - both
    only_first, only_second = first - both, second - both
    # Half a case is added to each cell, so that a list within the other has an interval too.
    a, b, m = only_first + 0.5, only_second + 0.5, both + 0.5
    spread = stats.norm.ppf((1 + level) / 2) * np.sqrt(1 / a + 1 / b + 1 / m + m / (a * b))
    unseen = a * b / m
    low, high = (seen - 0.5 + unseen * np.exp(sign * spread) for sign in (-1, 1))
    low = max(low, float(seen))
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    return pd.Series(
        [estimate, low, high, seen / estimate, seen / high, min(1.0, seen / low)], index=names
    )
