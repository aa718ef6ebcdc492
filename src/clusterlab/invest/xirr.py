"""Internal rate of return of dated flows, every root of it."""

import pandas as pd

from .rate import Rate, rate_of
from .xnpv import timed


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
    root (reason ``total_loss``). However often the sign changes, every root is set apart, and
    the one quoted is the nearest to zero. A table of funds is told at once by `xirr_by_fund`.

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
    return rate_of(*timed(flows))
