"""Internal rate of return of dated flows, every root of it."""

import math

import numpy as np
import pandas as pd
import pyxirr
from numpy.typing import NDArray

from ._roots import sign_changes
from .rate import Rate, rate_of
from .xnpv import DAYS_A_YEAR, timed

# A peer's root counts where what is left of the present value is rounding beside its terms [-].
_LEFT_OVER = 1e-14


def xirr(flows: pd.DataFrame) -> Rate:
    r"""Find every yearly rate at which dated flows are worth nothing.

    .. math:: \sum_k a_k \, (1 + r)^{-(d_k - d_0) / 365} = 0, \quad r > -1

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; see `check_flows`. With `kind`, the last value
        (nav) counts as received, and values before it do not.

    Returns
    -------
    Rate
        `roots`, rising; `quoted`; `reason` where there is no rate. Shares a year, actual/365 from
        the first flow.

    Raises
    ------
    ValueError
        Flows in disorder.

    Notes
    -----
    No rate where nothing was paid in or nothing came back: there -100 % would be a limit, not a
    root (reason ``total_loss``). A single change of sign has a single root, which pyxirr finds;
    it is taken where it leaves no more than rounding. With more changes of sign every root is
    isolated in turn, and the one quoted is the nearest to zero.

    References
    ----------
    Microsoft, XIRR function; Norstrøm (1972), Journal of Financial and Quantitative Analysis 7:
    1835-1839, on when the rate is unique.

    Examples
    --------
    >>> dates = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]
    >>> flows = pd.DataFrame({"date": dates, "amount": [-10_000, 2750, 4250, 3250, 2750]})
    >>> round(xirr(flows).quoted, 6)
    0.373363
    """
    years, amounts = timed(flows)
    times, day = np.unique(years, return_inverse=True)
    sums = np.bincount(day, weights=amounts).astype(np.float64)
    if sign_changes(sums) == 1:
        found = _of_peer(times, sums)
        if found is not None:
            return Rate([found], found)
    return rate_of(years, amounts)


def _of_peer(years: NDArray[np.float64], amounts: NDArray[np.float64]) -> float | None:
    """Rate that pyxirr finds, if it is one."""
    days = np.rint(years * DAYS_A_YEAR).astype("timedelta64[D]")
    rate = pyxirr.xirr(np.datetime64("2000-01-01", "D") + days, amounts, silent=True)
    if rate is None or not math.isfinite(rate) or rate <= -1:
        return None
    terms = amounts * np.exp(-years * math.log1p(rate))
    size = float(np.abs(terms).sum())
    left = abs(math.fsum(terms.tolist()))
    return float(rate) if math.isfinite(size) and left <= _LEFT_OVER * size else None
