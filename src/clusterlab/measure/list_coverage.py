"""Coverage of a list: which share of what a register counts the list holds, with an interval."""

import numpy as np
import pandas as pd
from scipy import stats

from ..model.reason import Reason
from ._shares import ratio


def list_coverage(listed: pd.Series, registered: pd.Series, *, level: float = 0.9) -> pd.DataFrame:
    r"""Give the share of the register that a list holds, for each place or field.

    .. math:: \hat p = L / N

    with the exact interval of Clopper & Pearson: L of N establishments found their way into the
    list, each with the same unknown chance p.

    Parameters
    ----------
    listed : Series of int
        Establishments on the list, by place or field; zero or more.
    registered : Series of float, same labels
        What the register counts there; NaN where there is no register.
    level : float
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame, index of `listed`
        listed, registered [establishments], coverage, low, high [0-1], and reason: None, or a
        `Reason`: ``coverage_unknown`` where no register is known, ``register_narrower`` where the
        list holds more than the register, which then counts something else.

    Raises
    ------
    ValueError
        A negative or broken number of listed establishments, or a level outside 0 to 1.

    Notes
    -----
    The list is taken to be part of what the register counts. Where it holds others as well, the
    share is the highest that coverage may be.

    References
    ----------
    Clopper & Pearson (1934), Biometrika 26.

    Examples
    --------
    >>> table = list_coverage(pd.Series({"north": 115}), pd.Series({"north": 199}))
    >>> table.loc["north", ["coverage", "low", "high"]].astype(float).round(3).tolist()
    [0.578, 0.517, 0.637]
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}.")
    held = listed.to_numpy(dtype=np.float64)
    if not ((held >= 0) & (held == np.floor(held))).all():
        raise ValueError("listed must hold whole numbers, zero or more.")
    whole = registered.reindex(listed.index).to_numpy(dtype=np.float64, na_value=np.nan)
    known = whole > 0
    usable = known & (held <= whole)
    n, k = np.where(usable, whole, 1.0), np.where(usable, held, 0.0)
    tail = (1 - level) / 2
    low = np.where(k > 0, stats.beta.ppf(tail, np.maximum(k, 1), n - k + 1), 0.0)
    high = np.where(k < n, stats.beta.ppf(1 - tail, k + 1, np.maximum(n - k, 1)), 1.0)
    reasons = [
        None
        if fine
        else Reason("register_narrower", listed=int(has), registered=of)
        if there
        else Reason("coverage_unknown", listed=int(has))
        for fine, there, has, of in zip(usable, known, held, whole, strict=True)
    ]
    return pd.DataFrame(
        {
            "listed": listed.to_numpy(),
            "registered": whole,
            "coverage": np.where(usable, ratio(k, n), np.nan),
            "low": np.where(usable, low, np.nan),
            "high": np.where(usable, high, np.nan),
            "reason": pd.Series(reasons, dtype=object).to_numpy(),
        },
        index=listed.index,
    )
