"""Internal rates of return of a whole table of funds, every root of each."""

import numpy as np
import pandas as pd

from ..model.flows import check_flows
from ._flow_arrays import NAV
from ._fund_tables import FundFlows, fund_flows
from ._rate_tables import rates_of
from .xnpv import DAYS_A_YEAR, last_value_only


def xirr_by_fund(flows: pd.DataFrame) -> pd.DataFrame:
    r"""Find every yearly rate at which the flows of each fund are worth nothing.

    Parameters
    ----------
    flows : DataFrame
        `fund_id`, `date` and `amount`, paid in negative; see
        `check_flows`. With `kind`, the last value (nav) of each fund counts as received, and
        values before it do not. `signed_flows` makes it from a cluster's cash flows.

    Returns
    -------
    DataFrame, indexed by fund_id in the order of the table
        xirr, the quoted root, NaN where there is no rate; xirr_roots, all of them, rising [share
        a year]; reason: the code of `Rate.reason`, else empty. As `xirr` gives them one by one,
        to rounding.

    Raises
    ------
    ValueError
        No column fund_id, or flows in disorder; told of the first fund that is.

    Notes
    -----
    The work grows with the number of flows; a fund whose flows change sign often costs some
    times that of others. Memory beyond the table's own size is bounded.

    Examples
    --------
    >>> rows = {"fund_id": ["a", "b", "a", "b"], "amount": [-100, -100, 121, 90],
    ...         "date": ["2021-01-01", "2021-01-01", "2023-01-01", "2022-01-01"]}
    >>> xirr_by_fund(pd.DataFrame(rows))["xirr"].round(9).tolist()
    [0.1, -0.1]
    """
    table = _last_values_only(fund_flows(flows), flows)
    first = np.repeat(table.days[table.begins[:-1]], np.diff(table.begins))
    rates = rates_of((table.days - first) / DAYS_A_YEAR, table.amounts, table.begins)
    rates = rates.rename(columns={"quoted": "xirr", "roots": "xirr_roots"})
    return rates.set_index(pd.Index(table.funds, name="fund_id"))


def _last_values_only(table: FundFlows, flows: pd.DataFrame) -> FundFlows:
    """Drop every value of a fund but its last, which no other flow of it may follow."""
    if table.kinds is None:
        return table
    funds, owner = len(table.funds), np.repeat(np.arange(len(table.funds)), np.diff(table.begins))
    place = np.arange(len(owner))
    value = table.kinds == NAV
    last_value, last_flow = np.full(funds, -1), np.full(funds, -1)
    np.maximum.at(last_value, owner[value], place[value])
    np.maximum.at(last_flow, owner[~value], place[~value])
    late = (last_value >= 0) & (table.days[last_flow] > table.days[last_value])
    for fund in np.flatnonzero(late | (last_flow < 0)):
        # The rule is told in words in one place only.
        last_value_only(check_flows(flows[flows["fund_id"] == table.funds[fund]]))
    kept = ~value
    kept[last_value[last_value >= 0]] = True
    return FundFlows(
        table.funds,
        np.concatenate([[0], np.cumsum(np.bincount(owner[kept], minlength=funds))]),
        table.days[kept],
        table.amounts[kept],
        table.kinds[kept],
    )
