"""Public market equivalent of Kaplan and Schoar: a fund beside an index bought and sold with it."""

import pandas as pd

from ..model.flows import check_flows
from ..model.index_series import index_levels
from .xnpv import last_value_only


def ks_pme(flows: pd.DataFrame, index: "pd.Series[float]", *, between: str = "log_linear") -> float:
    r"""Compare what a fund gave with what the index would have given for the same payments.

    .. math:: PME = \frac{\sum_{a_k > 0} a_k / I(d_k)}{\sum_{a_k < 0} |a_k| / I(d_k)}

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; see `check_flows`. With `kind`, the last value
        (nav) counts as received, and values before it do not.
    index : Series, indexed by date
        Total-return levels that reach over all flows.
    between : {"log_linear", "previous"}
        How the index is read between its days; see `index_levels`.

    Returns
    -------
    float
        Ratio [-]; above 1 the fund did better than the index. NaN where nothing was paid in.

    Raises
    ------
    ValueError
        Flows or index in disorder, or an index that does not reach over the flows.

    References
    ----------
    Kaplan and Schoar (2005), Journal of Finance 60: 1791-1823.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-100, 132]})
    >>> index = pd.Series([50.0, 55.0], index=["2021-01-01", "2022-01-01"])
    >>> round(ks_pme(flows, index), 9)
    1.2
    """
    clean = in_index_money(flows, index, between=between)
    called = -float(clean.loc[clean["amount"] < 0, "amount"].sum())
    received = float(clean.loc[clean["amount"] > 0, "amount"].sum())
    return received / called if called else float("nan")


def in_index_money(
    flows: pd.DataFrame, index: "pd.Series[float]", *, between: str = "log_linear"
) -> pd.DataFrame:
    """Carry each flow to the day of the last at the growth of the index.

    Parameters
    ----------
    flows, index, between
        As in `ks_pme`.

    Returns
    -------
    DataFrame
        Checked flows, of the values the last only, with `amount` carried.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-100, 132]})
    >>> index = pd.Series([50.0, 55.0], index=["2021-01-01", "2022-01-01"])
    >>> in_index_money(flows, index)["amount"].round(9).tolist()
    [-110.0, 132.0]
    """
    clean = last_value_only(check_flows(flows))
    levels = index_levels(index, clean["date"], between=between)
    return clean.assign(amount=clean["amount"] * (levels[-1] / levels))
