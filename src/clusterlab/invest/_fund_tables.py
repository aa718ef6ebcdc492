"""Flows of many funds in one table, checked all at once and laid out fund after fund."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.flows import KINDS, as_day, check_flows, read_amounts, read_dates
from ._flow_arrays import CALL

Integers = NDArray[np.int64]


class FundFlows(NamedTuple):
    """Flows sorted by fund, in their order within each; the funds as they first appear.

    Attributes
    ----------
    funds : list
        Each fund_id once, shape (funds,).
    begins : ndarray of int, shape (funds + 1,)
        Where the flows of each fund begin, and where the last ends.
    days : ndarray of int, shape (flows,)
        Days since 1970.
    amounts : ndarray, shape (flows,)
        Money, paid in negative.
    kinds : ndarray of int, shape (flows,), or None
        Place in `KINDS`; None without a column of kinds.
    """

    funds: list[Any]
    begins: Integers
    days: Integers
    amounts: NDArray[np.float64]
    kinds: Integers | None


def fund_flows(flows: pd.DataFrame, *, valuation_date: pd.Timestamp | None = None) -> FundFlows:
    """Check the flows of every fund as `check_flows` does, and lay them out.

    Parameters
    ----------
    flows : DataFrame
        As in `check_flows`, with `fund_id`; rows without one are left out.
    valuation_date : Timestamp, optional
        As in `check_flows`.

    Returns
    -------
    FundFlows
        See its attributes.

    Raises
    ------
    ValueError
        What `check_flows` says of the first fund in disorder.

    Examples
    --------
    >>> table = fund_flows(pd.DataFrame({"fund_id": ["b", "a", "b"], "amount": [-1, -2, 3],
    ...                                  "date": ["2020-01-01", "2020-01-01", "2021-01-01"]}))
    >>> table.funds, table.begins.tolist(), table.amounts.tolist()
    (['b', 'a'], [0, 2, 3], [-1.0, 3.0, -2.0])
    """
    table, suspects = laid_out(flows, valuation_date=valuation_date)
    for fund in suspects:
        # The rules are told in words in one place only.
        rows = flows[flows["fund_id"] == table.funds[fund]]
        check_flows(rows, valuation_date=valuation_date)
    return table


def laid_out(
    flows: pd.DataFrame, *, valuation_date: pd.Timestamp | None = None
) -> tuple[FundFlows, Integers]:
    """Lay flows out and list the funds that break a rule, without refusing them.

    Parameters
    ----------
    flows, valuation_date
        As in `fund_flows`.

    Returns
    -------
    FundFlows, ndarray of int
        The flows, of no use for the funds listed; these, by their place in `funds`.

    Raises
    ------
    ValueError
        A missing column, or no rows.

    Examples
    --------
    >>> table = pd.DataFrame({"fund_id": ["b", "a", "b"], "amount": [-1, -2, 3],
    ...                       "date": ["2020-01-01", "2020-01-01", "2019-02-29"]})
    >>> laid_out(table)[1].tolist()
    [0]
    """
    for column in ("fund_id", "date", "amount"):
        if column not in flows:
            raise ValueError(f"Flows need a column {column!r}; they have {list(flows.columns)}.")
    codes, funds = pd.factorize(flows["fund_id"])
    if (codes < 0).any():
        flows, codes = flows[codes >= 0], codes[codes >= 0]
    if not len(flows):
        raise ValueError("Flows need at least one row; the table has none.")
    dates, amounts = read_dates(flows["date"]), read_amounts(flows["amount"])
    days = dates.to_numpy().astype("datetime64[D]").astype(np.int64)
    # By fund, then by day; flows of one day in the order given.
    order = np.lexsort((days, codes))
    owner = codes[order].astype(np.int64)
    begins = np.searchsorted(owner, np.arange(len(funds) + 1))
    wrong = dates.isna().to_numpy() | ~np.isfinite(amounts.to_numpy())
    kinds = None
    if "kind" in flows:
        kinds = pd.Index(KINDS).get_indexer(pd.Index(flows["kind"])).astype(np.int64)
        # Where a fund has no amount below zero, its kinds tell the directions.
        lowest = np.full(len(funds), np.inf)
        np.minimum.at(lowest, codes, amounts.to_numpy())
        plain = (lowest >= 0)[codes] & (kinds == CALL)
        amounts = amounts.where(~plain, -amounts) + 0.0
        wrong |= (kinds < 0) | (np.where(kinds == CALL, -amounts, amounts) < 0)
    if valuation_date is not None:
        wrong |= dates.to_numpy() > as_day(valuation_date).to_datetime64()
    for column in ("currency", "unit"):
        if column in flows:
            declared = flows[column]
            first = declared.iloc[order[begins[:-1]]].to_numpy()[codes]
            wrong |= (declared.isna() | (declared == "") | (declared != first)).to_numpy()
    wrong, days = wrong[order], days[order]
    money = amounts.to_numpy()[order].astype(np.float64)
    kinds = None if kinds is None else kinds[order]
    table = FundFlows(funds.tolist(), begins.astype(np.int64), days, money, kinds)
    return table, np.unique(owner[wrong])
