"""PME+: what an index would have earned, had it paid out a fixed part of what the fund did."""

import math

import numpy as np
import pandas as pd

from ..model.flows import check_flows
from ..model.reason import Reason
from .ks_pme import in_index_money
from .rate import Rate, rate_of
from .xnpv import last_value_only, timed


def pme_plus(
    flows: pd.DataFrame, index: "pd.Series[float]", *, between: str = "log_linear"
) -> Rate:
    r"""Find the rate of the index on the fund's calls, its distributions scaled by one factor.

    .. math:: \lambda = \frac{\sum_c |a_c| / I_c - V / I_n}{\sum_d a_d / I_d}

    so that the index account ends at the fund's value V; then the rate of the calls, λ times the
    distributions, and V.

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; with `kind`, the last ``nav`` is V, else V is 0.
    index : Series, indexed by date
        Total-return levels that reach over all flows.
    between : {"log_linear", "previous"}
        How the index is read between its days; see `index_levels`.

    Returns
    -------
    Rate
        Of the index account [share a year]; the fund's `xirr` less it is its lead. With the
        reason ``no_distribution`` where nothing came back yet: λ is then undefined.

    Raises
    ------
    ValueError
        As in `ks_pme`.

    Notes
    -----
    λ is negative where the value alone is more than the index would hold; the account would then
    pay in what the fund paid out, and the rate has little meaning. See `pme_plus_factor`.

    References
    ----------
    Rouvinez (2003), Venture Capital Journal 43(8): 34-38.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-100, 132]})
    >>> index = pd.Series([50.0, 55.0], index=["2021-01-01", "2022-01-01"])
    >>> round(pme_plus(flows, index).quoted, 9)
    0.1
    """
    factor = pme_plus_factor(flows, index, between=between)
    if math.isnan(factor):
        return Rate([], float("nan"), Reason("no_distribution", flows=len(flows)))
    years, amounts = timed(flows)
    clean = last_value_only(check_flows(flows))
    paid_out = amounts > 0
    if "kind" in clean:
        paid_out &= (clean["kind"] != "nav").to_numpy()
    return rate_of(years, np.where(paid_out, amounts * factor, amounts))


def pme_plus_factor(
    flows: pd.DataFrame, index: "pd.Series[float]", *, between: str = "log_linear"
) -> float:
    """Give the factor λ by which the distributions are scaled in `pme_plus`.

    Parameters
    ----------
    flows, index, between
        As in `pme_plus`.

    Returns
    -------
    float
        λ [-]; below 1 the fund paid out more than the index could have. NaN where nothing was
        distributed.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-100, 132]})
    >>> index = pd.Series([50.0, 55.0], index=["2021-01-01", "2022-01-01"])
    >>> round(pme_plus_factor(flows, index), 6)
    0.833333
    """
    carried = in_index_money(flows, index, between=between)
    amounts = carried["amount"]
    value = float(amounts[carried["kind"] == "nav"].sum()) if "kind" in carried else 0.0
    called = -float(amounts[amounts < 0].sum())
    distributed = float(amounts[amounts > 0].sum()) - value
    return (called - value) / distributed if distributed else float("nan")
