"""What funds earned up to a day: one row for each fund, and one for all of them pooled."""

from typing import Any

import numpy as np
import pandas as pd

from .direct_alpha import direct_alpha
from .flows import as_day, check_flows, declared_once, signed_flows
from .ks_pme import ks_pme
from .multiples import dpi, paid_in, rvpi, tvpi
from .pme_plus import pme_plus
from .xirr import xirr

POOLED = "pooled"
# A fund that calls more than this many times its size is in another unit, not in trouble [-].
_SUSPECT = 10.0


def performance(
    cash_flows: pd.DataFrame,
    *,
    valuation_date: str | pd.Timestamp,
    money_unit: str | None = None,
    index: "pd.Series[float] | None" = None,
    between: str = "log_linear",
) -> pd.DataFrame:
    """Measure every fund and all of them together as of one day.

    Parameters
    ----------
    cash_flows : DataFrame
        As a cluster's cash_flows table: `fund_id`, `date`, `kind` (call, distribution, nav),
        `amount` of zero or more, each fund's dates in order.
    valuation_date : str or Timestamp
        The day up to which flows count; later rows are an error, not left out.
    money_unit : str, optional
        Unit of `amount`, as ``"100 million KRW"``. Needed unless a column `unit` or
        ``cash_flows.attrs["money_unit"]`` tells it.
    index : Series, indexed by date, optional
        Total-return levels of a public index, for `ks_pme` and `direct_alpha`.
    between : {"log_linear", "previous"}
        How the index is read between its days.

    Returns
    -------
    DataFrame, indexed by fund_id, ``pooled`` last
        first_flow; paid_in, distributed, value [money_unit]; value_as_of (day of the value
        used); tvpi, dpi, rvpi [-]; xirr, the quoted root, and xirr_roots, all of them [share a
        year]; with an index ks_pme [-], direct_alpha and pme_plus (what the index
        earned on the fund's payments) [share a year]; reason: why xirr is NaN,
        else empty. `attrs`: money_unit, valuation_date.

    Raises
    ------
    ValueError
        Flows in disorder (see `check_flows`), a unit not declared, a fund called "pooled".

    Notes
    -----
    The value of a fund is its last one, carried to the valuation date by adding calls and taking
    off distributions made since, at least zero; it is not grown, so that an old value holds the
    rate down: `value_as_of` tells its age. A fund without any value keeps paid_in and dpi; the
    rest is NaN with the reason ``no_value``, for the pool too, since what is not told is not
    nothing. A fund that is over needs a value of 0. Pooled figures are those of the sum of flows,
    not means over funds. Money is nominal.

    Examples
    --------
    >>> rows = {"fund_id": ["a", "a", "b", "b"], "kind": ["call", "nav"] * 2,
    ...         "date": ["2021-01-01", "2023-01-01"] * 2, "amount": [100, 121, 100, 100]}
    >>> table = performance(
    ...     pd.DataFrame(rows), valuation_date="2023-01-01", money_unit="100 million KRW")
    >>> table[["tvpi", "xirr"]].round(3)  # doctest: +NORMALIZE_WHITESPACE
              tvpi   xirr
    fund_id
    a        1.210  0.100
    b        1.000  0.000
    pooled   1.105  0.051
    """
    if "fund_id" not in cash_flows:
        raise ValueError(f"Flows need a column 'fund_id'; they have {list(cash_flows.columns)}.")
    # Pooling adds funds up, so that all of them must be in one currency and one unit.
    for column in ("currency", "unit"):
        if column in cash_flows and len(cash_flows):
            declared_once(cash_flows, column)
    unit = _unit(cash_flows, money_unit)
    day = as_day(valuation_date)
    if (cash_flows["fund_id"] == POOLED).any():
        raise ValueError(f"fund_id {POOLED!r} is kept for the sum of all funds; use another id.")
    signed = signed_flows(cash_flows)
    funds = {
        str(fund): check_flows(rows, valuation_date=day)
        for fund, rows in signed.groupby("fund_id", sort=False)
    }
    closed = {fund: _closed(rows, day) for fund, rows in funds.items()}
    table = {fund: _row(rows, index, between) for fund, rows in closed.items()}
    table[POOLED] = _row(_pool(list(closed.values())), index, between)
    columns = [
        *("first_flow", "paid_in", "distributed", "value", "value_as_of", "tvpi", "dpi", "rvpi"),
        *("xirr", "xirr_roots"),
        *(("ks_pme", "direct_alpha", "pme_plus") if index is not None else ()),
        "reason",
    ]
    result = pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("fund_id")
    result.attrs["money_unit"] = unit
    result.attrs["valuation_date"] = day.date().isoformat()
    return result


def check_against_funds(cash_flows: pd.DataFrame, funds: pd.DataFrame) -> None:
    """Refuse flows that contradict what is known of their funds.

    Parameters
    ----------
    cash_flows : DataFrame
        As in `performance`, in the unit of `funds`.
    funds : DataFrame
        As a cluster's funds table: fund_id, and size and vintage where known.

    Raises
    ------
    ValueError
        One line: a fund that is not in `funds`, a vintage after the first flow, or calls of more
        than ten times the largest size told, which is a sign of two units (억원, 백만원, won).

    Examples
    --------
    >>> flows = pd.DataFrame({"fund_id": ["a"], "date": ["2020-05-01"], "kind": ["call"],
    ...                       "amount": [10_000]})
    >>> check_against_funds(flows, pd.DataFrame({"fund_id": ["a"], "size": [100]}))
    Traceback (most recent call last):
    ValueError: Fund 'a', row 2: called 10000 on a size of 100; flows and funds must be in one unit.
    """
    signed = signed_flows(cash_flows)
    for fund, rows in signed.groupby("fund_id", sort=False):
        known = funds[funds["fund_id"] == fund]
        if known.empty:
            where = f"Fund {fund!r}, row {_line(rows)}"
            raise ValueError(f"{where}: has cash flows but is not in the table of funds.")
        first = check_flows(rows)["date"].iloc[0]
        vintage = known["vintage"].max() if "vintage" in known else np.nan
        if pd.notna(vintage) and first.year < vintage:
            raise ValueError(
                f"Fund {fund!r}, row {_line(rows)}: is of {int(vintage)}, but its first flow is "
                f"of {first.date()}; the vintage must not be after it."
            )
        size = known["size"].max() if "size" in known else np.nan
        called = float(rows.loc[rows["kind"] == "call", "amount"].abs().sum())
        if pd.notna(size) and called > _SUSPECT * size:
            raise ValueError(
                f"Fund {fund!r}, row {_line(rows)}: called {called:g} on a size of {size:g}; "
                "flows and funds must be in one unit."
            )


def _line(rows: pd.DataFrame) -> object:
    """Give the first row as an editor numbers it, the header being row 1."""
    label = rows.index[0]
    return int(label) + 2 if isinstance(label, (int, np.integer)) else label


def _unit(cash_flows: pd.DataFrame, money_unit: str | None) -> str:
    """Find the unit of the money, from whoever declares it."""
    if money_unit:
        return money_unit
    if "unit" in cash_flows and len(cash_flows):
        return str(cash_flows["unit"].iloc[0])
    declared = cash_flows.attrs.get("money_unit")
    if not declared:
        raise ValueError(
            "The unit of the flows is not declared; give money_unit, as '100 million KRW'."
        )
    return str(declared)


def _closed(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Flows of a fund with one value, carried to the valuation date; none if none was told."""
    is_value = rows["kind"] == "nav"
    moved = rows.loc[~is_value, ["date", "kind", "amount"]]
    if not is_value.any():
        return moved
    last = rows[is_value].iloc[-1]
    since = float(moved.loc[moved["date"] > last["date"], "amount"].sum())
    value = {"date": [day], "kind": ["nav"], "amount": [max(last["amount"] - since, 0.0)]}
    closed = pd.concat([moved, pd.DataFrame(value)], ignore_index=True)
    closed.attrs["value_as_of"] = last["date"]
    return closed


def _pool(funds: list[pd.DataFrame]) -> pd.DataFrame:
    """Sum of the flows of all funds by day and kind, without a value if one of them has none."""
    every = pd.concat(funds, ignore_index=True)
    sums = every.groupby(["date", "kind"])["amount"].sum()
    pooled: pd.DataFrame = sums.reset_index()
    if any("value_as_of" not in fund.attrs for fund in funds):
        return pooled[pooled["kind"] != "nav"].reset_index(drop=True)
    pooled.attrs["value_as_of"] = min(fund.attrs["value_as_of"] for fund in funds)
    return pooled


def _row(flows: pd.DataFrame, index: "pd.Series[float] | None", between: str) -> dict[str, Any]:
    """Measures of one set of flows."""
    row: dict[str, Any] = {"xirr_roots": [], "reason": "no_value", "value_as_of": pd.NaT}
    moved = flows[flows["kind"] != "nav"]
    if moved.empty:
        return row | {"reason": "no_flows"}
    row |= {"first_flow": moved["date"].iloc[0], "paid_in": paid_in(moved), "dpi": dpi(moved)}
    row["distributed"] = float(moved.loc[moved["kind"] == "distribution", "amount"].sum())
    if "value_as_of" not in flows.attrs:
        return row
    rate = xirr(flows)
    row |= {
        "value": float(flows["amount"].iloc[-1]),
        "value_as_of": flows.attrs["value_as_of"],
        "tvpi": tvpi(flows),
        "rvpi": rvpi(flows),
        "xirr": rate.quoted,
        "xirr_roots": rate.roots,
        "reason": rate.reason.get("code", ""),
    }
    if index is not None:
        row["ks_pme"] = ks_pme(flows, index, between=between)
        row["direct_alpha"] = direct_alpha(flows, index, between=between).quoted
        row["pme_plus"] = pme_plus(flows, index, between=between).quoted
    return row
