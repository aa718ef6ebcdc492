"""Direct alpha: the yearly rate by which a fund outgrew an index."""

import pandas as pd

from .ks_pme import in_index_money
from .rate import Rate
from .xirr import xirr


def direct_alpha(
    flows: pd.DataFrame, index: "pd.Series[float]", *, between: str = "log_linear"
) -> Rate:
    r"""Find the yearly rate of return of flows carried at the growth of the index.

    .. math:: \sum_k a_k \frac{I(d_n)}{I(d_k)} (1 + \alpha)^{-(d_k - d_0)/365} = 0

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; see `check_flows`.
    index : Series, indexed by date
        Total-return levels that reach over all flows.
    between : {"log_linear", "previous"}
        How the index is read between its days; see `index_levels`.

    Returns
    -------
    Rate
        Every root and the one to quote, as of `xirr` [share a year, discrete]; 0 where the fund
        earned exactly the index. The continuous form of the paper is ``log1p`` of it.

    Raises
    ------
    ValueError
        As in `ks_pme`.

    References
    ----------
    Gredil, Griffiths and Stucke (2023), Journal of Corporate Finance 81: 102360.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-100, 132]})
    >>> index = pd.Series([50.0, 55.0], index=["2021-01-01", "2022-01-01"])
    >>> round(direct_alpha(flows, index).quoted, 9)
    0.2
    """
    return xirr(in_index_money(flows, index, between=between))
