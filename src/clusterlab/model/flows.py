"""Dated flows of money: what a table of them must look like, and the sign each kind carries."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

KINDS = ("call", "distribution", "nav")


def check_flows(
    flows: pd.DataFrame, *, valuation_date: str | pd.Timestamp | None = None
) -> pd.DataFrame:
    """Check dated flows and return them with dates as dates and amounts as numbers.

    Parameters
    ----------
    flows : DataFrame, shape (flows, 2 or more)
        `date` (day) and `amount` in one money unit: paid in negative, received positive; with
        `kind` (call, distribution, nav), all amounts may be zero or more: the kind then tells the
        direction. `currency` and `unit` are checked where there.
    valuation_date : str or Timestamp, optional
        No flow may come after it.

    Returns
    -------
    DataFrame, shape (flows, 2 or more)
        A copy sorted by date, rows of one day in the order given, with their labels; `date` is
        datetime64 without time or zone, `amount` float, paid in negative. ``attrs["notes"]``:
        "sorted" where the order changed, "signed_by_kind" where kinds gave the signs, and
        "equal_flows" where a flow stands more than once, each of which counts.

    Raises
    ------
    ValueError
        One line with the row (as an editor numbers the file, the header being row 1), the value
        and the rule, for: a missing column, a date that is not a day, an amount that is not a
        finite number, a flow after the valuation date, an unknown kind, a sign against the kind,
        a currency or unit not declared or mixed.

    Notes
    -----
    A whole number is refused as a date: 20230601 would be read as a moment in 1970. Dates of
    pandas, NumPy, Python and Arrow are taken, and text as 2023-06-01.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2020-01-01", "2021-01-01"], "amount": [-100, 110]})
    >>> check_flows(flows)["amount"].tolist()
    [-100.0, 110.0]
    """
    for column in ("date", "amount"):
        if column not in flows:
            raise ValueError(f"Flows need a column {column!r}; they have {list(flows.columns)}.")
    if not len(flows):
        raise ValueError("Flows need at least one row; the table has none.")
    clean = flows.copy()
    clean["date"] = _dates(flows["date"])
    clean["amount"] = _amounts(flows["amount"])
    if valuation_date is not None:
        limit = as_day(valuation_date)
        _refuse(flows, clean["date"] > limit, "date", f"after the valuation date {limit.date()}")
    notes = []
    if "kind" in flows:
        _refuse(flows, ~flows["kind"].isin(KINDS), "kind", f"must be one of {', '.join(KINDS)}")
        turned = by_kind(clean["amount"], flows["kind"])
        if not turned.equals(clean["amount"]):
            clean["amount"] = turned
            notes.append("signed_by_kind")
        calls = flows["kind"] == "call"
        _refuse(flows, calls & (clean["amount"] > 0), "amount", "a call is paid in: negative")
        rule = "a distribution or value is received: positive"
        _refuse(flows, ~calls & (clean["amount"] < 0), "amount", rule)
    for column in ("currency", "unit"):
        if column in flows:
            declared_once(flows, column)
    key = [name for name in ("fund_id", "date", "kind", "amount") if name in clean]
    if clean.duplicated(key).any():
        notes.append("equal_flows")
    if not clean["date"].is_monotonic_increasing:
        notes.append("sorted")
        clean = clean.sort_values("date", kind="stable")
    if notes:
        clean.attrs = {**clean.attrs, "notes": sorted(notes)}
    return clean


def by_kind(amounts: "pd.Series[float]", kinds: "pd.Series[str]") -> "pd.Series[float]":
    """Give amounts the sign of their kind where none of them has one.

    Parameters
    ----------
    amounts, kinds : Series
        Of one table or fund.

    Returns
    -------
    Series of float, same index
        As given where any amount is below zero; else calls negative.

    Examples
    --------
    >>> by_kind(pd.Series([5.0, 6.0]), pd.Series(["call", "nav"])).tolist()
    [-5.0, 6.0]
    """
    if (amounts < 0).any():
        return amounts
    # Adding zero turns the minus zero of an empty call into zero.
    return amounts.where(kinds != "call", -amounts) + 0.0


def check_both_ways(flows: pd.DataFrame) -> None:
    """Refuse flows that go one way only, so that no rate of return can be told.

    Parameters
    ----------
    flows : DataFrame
        As in `check_flows`: paid in negative.

    Raises
    ------
    ValueError
        One line on the first row, where nothing was paid in or nothing came back and no value
        is told; a value of 0 (all is lost) is told.

    Examples
    --------
    >>> check_both_ways(pd.DataFrame({"date": ["2020-01-01"], "amount": [100]}))
    Traceback (most recent call last):
    ValueError: Flows, row 2: amount '100': nothing is paid in (negative); are the signs reversed?
    """
    clean = check_flows(flows)
    valued = bool((clean["kind"] == "nav").any()) if "kind" in clean else False
    first = pd.Series(np.arange(len(clean)) == 0, index=clean.index)
    if not (clean["amount"] < 0).any():
        rule = "nothing is paid in (negative); are the signs reversed?"
        _refuse(flows, first, "amount", rule)
    if not (clean["amount"] > 0).any() and not valued:
        rule = "nothing came back and no value (nav) is told: the flows do not change sign"
        _refuse(flows, first, "amount", rule)


def signed_flows(cash_flows: pd.DataFrame) -> pd.DataFrame:
    """Give each amount of a cash-flow table the sign of its kind.

    Parameters
    ----------
    cash_flows : DataFrame
        As a cluster's cash_flows table: `date`, `kind` and `amount` of zero or more; or signed
        already, as `check_flows` takes them.

    Returns
    -------
    DataFrame, same index
        The table with calls negative, distributions and values positive.

    Raises
    ------
    ValueError
        An unknown kind, or an amount below zero that is no call, or beside calls above zero.

    Examples
    --------
    >>> rows = {"date": ["2020-01-01", "2021-01-01"], "kind": ["call", "nav"], "amount": [5, 6]}
    >>> signed_flows(pd.DataFrame(rows))["amount"].tolist()
    [-5.0, 6.0]
    """
    for column in ("date", "kind", "amount"):
        if column not in cash_flows:
            raise ValueError(
                f"Cash flows need a column {column!r}; they have {list(cash_flows.columns)}."
            )
    known = cash_flows["kind"].isin(KINDS)
    _refuse(cash_flows, ~known, "kind", f"must be one of {', '.join(KINDS)}")
    amounts = _amounts(cash_flows["amount"])
    calls = cash_flows["kind"] == "call"
    mixed = (amounts < 0) & (~calls | bool((amounts[calls] > 0).any()))
    _refuse(cash_flows, mixed, "amount", "must be 0 or more: the kind tells the direction")
    # Adding zero turns the minus zero of an empty call into zero.
    signs = np.where(calls, -1.0, 1.0)
    return cash_flows.assign(amount=amounts.abs() * signs + 0.0)


def as_day(value: str | pd.Timestamp) -> pd.Timestamp:
    """Read one date as a day.

    Parameters
    ----------
    value : str or Timestamp
        An ISO 8601 day, as ``2025-12-31``; or a date of Python, NumPy or pandas.

    Returns
    -------
    Timestamp
        Midnight of that day, without zone.

    Raises
    ------
    ValueError
        Anything else.

    Examples
    --------
    >>> as_day("2024-02-29").day_of_year
    60
    """
    given: Any = value
    try:
        if isinstance(given, str):
            return pd.to_datetime(given, format="%Y-%m-%d")
        if isinstance(given, (int, float, np.number)):
            raise ValueError  # A number would be read as a moment in 1970.
        if isinstance(given, pd.Period):
            periods: Any = pd.Series([given])
            given = read_dates(periods).iloc[0]
            if pd.isna(given):
                raise ValueError
        return pd.Timestamp(given).tz_localize(None).normalize()
    except (TypeError, ValueError):
        raise ValueError(f"{value!r} is not a day written as YYYY-MM-DD.") from None


def read_dates(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    """Read dates as days.

    Parameters
    ----------
    dates : Series
        Moments or days of pandas, NumPy, Python or Arrow, or text in the form of ISO 8601;
        numbers are no days, whatever they would turn into, nor are months or years.

    Returns
    -------
    Series of datetime64, same index
        Midnight of each day; NaT where the value is not a day.

    Examples
    --------
    >>> read_dates(pd.Series(["2024-02-29", "2023-02-29"])).isna().tolist()
    [False, True]
    """
    if pd.api.types.is_numeric_dtype(dates):
        return pd.Series(pd.NaT, index=dates.index)
    if isinstance(dates.dtype, (np.dtype, pd.DatetimeTZDtype)) and dates.dtype.kind == "M":
        return dates.dt.tz_localize(None).dt.normalize()
    # Arrow has types of its own for days and moments; as Python's they are all read alike.
    values = [_bare(value) for value in dates.astype(object)]
    listed: Any = pd.Series(values, index=dates.index, name=dates.name, dtype=object)
    read: pd.Series[pd.Timestamp] = pd.to_datetime(listed, format="%Y-%m-%d", errors="coerce")
    return read


def _bare(value: Any) -> Any:
    """Text as it is; a day or moment as the midnight of its day; nothing for all else."""
    if isinstance(value, str):
        return value
    if isinstance(value, pd.Period):
        day = value.start_time.normalize()
        return day if value.end_time.normalize() == day else None
    if isinstance(value, (date, np.datetime64)) and not pd.isna(value):
        return pd.Timestamp(value).tz_localize(None).normalize()
    return None


def read_amounts(amounts: "pd.Series[float]") -> "pd.Series[float]":
    """Read amounts as floats.

    Parameters
    ----------
    amounts : Series
        Numbers, or text that tells one.

    Returns
    -------
    Series of float, same index
        NaN where the value is not a number.

    Examples
    --------
    >>> read_amounts(pd.Series(["5", "x"])).tolist()
    [5.0, nan]
    """
    read = pd.to_numeric(amounts, errors="coerce")
    return pd.Series(read.to_numpy(dtype=np.float64, na_value=np.nan), index=amounts.index)


def _dates(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    """Dates as days, all of them."""
    read = read_dates(dates)
    frame = pd.DataFrame({"date": dates})
    _refuse(frame, read.isna(), "date", "must be a day written as YYYY-MM-DD")
    return read


def _amounts(amounts: "pd.Series[float]") -> "pd.Series[float]":
    """Amounts as finite floats."""
    read = read_amounts(amounts)
    frame = pd.DataFrame({"amount": amounts})
    _refuse(frame, ~read.abs().lt(np.inf), "amount", "must be a finite number")
    return read


def declared_once(flows: pd.DataFrame, column: str) -> None:
    """Refuse a currency or unit that is empty in a row or differs between rows.

    Parameters
    ----------
    flows : DataFrame
        With the column.
    column : {"currency", "unit"}
        What must be the same in every row.

    Raises
    ------
    ValueError
        One line on the first row that differs.

    Examples
    --------
    >>> declared_once(pd.DataFrame({"unit": ["won", ""]}), "unit")
    Traceback (most recent call last):
    ValueError: Flows, row 3: unit '': must be declared in every row.
    """
    declared = flows[column]
    empty = declared.isna() | (declared == "")
    _refuse(flows, empty, column, "must be declared in every row")
    rule = f"differs from {str(declared.iloc[0])!r} above; convert to one {column} first"
    _refuse(flows, declared != declared.iloc[0], column, rule)


def _refuse(flows: pd.DataFrame, wrong: "pd.Series[bool]", column: str, rule: str) -> None:
    """Raise one line on the first row that breaks a rule."""
    if not wrong.any():
        return
    position = int(np.flatnonzero(wrong.to_numpy())[0])
    label = flows.index[position]
    row = int(label) + 2 if isinstance(label, (int, np.integer)) else label
    value = flows[column].iloc[position]
    shown = str(value)
    if isinstance(value, pd.Timestamp):
        shown = str(value.date())
    elif isinstance(value, float):
        shown = f"{value:.12g}"
    fund = f" of fund {flows['fund_id'].iloc[position]!r}" if "fund_id" in flows else ""
    end = "" if rule.endswith("?") else "."
    raise ValueError(f"Flows{fund}, row {row}: {column} {shown!r}: {rule}{end}")
