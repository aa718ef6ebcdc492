"""What funds earned up to a day: one row for each fund, and one for all of them pooled."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.flows import as_day, declared_once, signed_flows
from ..model.fund_contradictions import SUSPECT, against_fund
from ..model.index_series import index_levels
from ._closed_flows import NO_DAY, ClosedFlows, close_flows, multiples_of, with_pool
from ._flow_arrays import NAV
from ._fund_tables import fund_flows, laid_out
from ._rate_tables import rates_of
from .xnpv import DAYS_A_YEAR

POOLED = "pooled"


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
        `amount` of zero or more, or signed as `check_flows` takes it.
    valuation_date : str or Timestamp
        The day up to which flows count; later rows are an error, not left out.
    money_unit : str, optional
        Unit of `amount`, as ``"million EUR"``. Needed unless a column `unit` or
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
    ...     pd.DataFrame(rows), valuation_date="2023-01-01", money_unit="million EUR")
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
    told = fund_flows(signed_flows(cash_flows), valuation_date=day)
    closed = with_pool(close_flows(told, (day - pd.Timestamp(0)).days))
    table = _measured(closed, index, between)
    table.index = pd.Index([*map(str, told.funds), POOLED], name="fund_id")
    columns = [
        *("first_flow", "paid_in", "distributed", "value", "value_as_of", "tvpi", "dpi", "rvpi"),
        *("xirr", "xirr_roots"),
        *(("ks_pme", "direct_alpha", "pme_plus") if index is not None else ()),
        "reason",
    ]
    result = table[columns]
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
        than ten times the largest size told, which is a sign of two units.

    Examples
    --------
    >>> flows = pd.DataFrame({"fund_id": ["a"], "date": ["2020-05-01"], "kind": ["call"],
    ...                       "amount": [10_000]})
    >>> check_against_funds(flows, pd.DataFrame({"fund_id": ["a"], "size": [100]}))
    Traceback (most recent call last):
    ValueError: Fund 'a', row 2: called 10000 on a size of 100; flows and funds must be in one unit.
    """
    signed = signed_flows(cash_flows)
    table, suspects = laid_out(signed)
    told = funds.groupby("fund_id")
    vintages = told["vintage"].max() if "vintage" in funds else pd.Series(dtype=float)
    sizes = told["size"].max() if "size" in funds else pd.Series(dtype=float)
    first = pd.DatetimeIndex(_dates(table.days[table.begins[:-1]]))
    called = signed["amount"].abs().where(signed["kind"] == "call", 0.0)
    called = called.groupby(signed["fund_id"], sort=False).sum()
    wrong = ~called.index.isin(funds["fund_id"])
    wrong |= first.year.to_numpy() < vintages.reindex(called.index).to_numpy(float)
    wrong |= called.to_numpy() > SUSPECT * sizes.reindex(called.index).to_numpy(float)
    wrong[suspects] = True
    for fund in called.index[wrong]:
        rows = signed[signed["fund_id"] == fund]
        against_fund(fund, rows, funds[funds["fund_id"] == fund])


def _unit(cash_flows: pd.DataFrame, money_unit: str | None) -> str:
    """Find the unit of the money, from whoever declares it."""
    if money_unit:
        return money_unit
    if "unit" in cash_flows and len(cash_flows):
        return str(cash_flows["unit"].iloc[0])
    declared = cash_flows.attrs.get("money_unit")
    if not declared:
        raise ValueError(
            "The unit of the flows is not declared; give money_unit, as 'million EUR'."
        )
    return str(declared)


def _measured(closed: ClosedFlows, index: "pd.Series[float] | None", between: str) -> pd.DataFrame:
    """Measures of each fund in turn, the pool among them."""
    table = multiples_of(closed)
    counts = np.diff(closed.begins)
    first = closed.days[np.minimum(closed.begins[:-1], len(closed.days) - 1)]
    moved = table["paid_in"].notna().to_numpy()
    valued = moved & (closed.value_days != NO_DAY)
    table["first_flow"] = pd.Series(_dates(first)).where(moved)
    table["value_as_of"] = pd.Series(_dates(np.where(valued, closed.value_days, 0))).where(valued)
    years = (closed.days - np.repeat(first, counts)) / DAYS_A_YEAR
    kept = valued[closed.owner]
    begins = np.concatenate([[0], np.cumsum(np.where(valued, counts, 0))])
    rates = rates_of(years[kept], closed.amounts[kept], begins)
    table["xirr"], table["xirr_roots"] = rates["quoted"], rates["roots"]
    why = np.where(moved, "no_value", "no_flows")
    table["reason"] = np.where(valued, rates["reason"], why)
    if index is not None:
        beside = _beside_index(closed, valued, years, index, between)
        table = table.join(beside)
    return table


def _beside_index(
    closed: ClosedFlows,
    valued: NDArray[np.bool_],
    years: NDArray[np.float64],
    index: "pd.Series[float]",
    between: str,
) -> pd.DataFrame:
    """Set the flows of each fund that has a value beside an index; NaN for the others."""
    counts = np.where(valued, np.diff(closed.begins), 0)
    kept = valued[closed.owner]
    begins = np.concatenate([[0], np.cumsum(counts)])
    amounts, kinds, owner = closed.amounts[kept], closed.kinds[kept], closed.owner[kept]
    levels = index_levels(index, pd.Series(_dates(closed.days[kept])), between=between)
    carried = amounts * (np.repeat(levels[begins[1:][valued] - 1], counts[valued]) / levels)

    def total(which: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.bincount(owner[which], carried[which], len(counts)).astype(np.float64)

    called, received, value = -total(carried < 0), total(carried > 0), total(kinds == NAV)
    with np.errstate(divide="ignore", invalid="ignore"):
        pme = np.where(called > 0, received / called, np.nan)
        # The account of `pme_plus`: distributions scaled so that it ends at the fund's value.
        factor = np.where(received != value, (called - value) / (received - value), np.nan)
    scaled = np.where((amounts > 0) & (kinds != NAV), amounts * factor[owner], amounts)
    scaled = np.where(np.isnan(factor)[owner], 0.0, scaled)
    return pd.DataFrame(
        {
            "ks_pme": np.where(valued, pme, np.nan),
            "direct_alpha": rates_of(years[kept], carried, begins)["quoted"],
            "pme_plus": rates_of(years[kept], scaled, begins)["quoted"],
        }
    )


def _dates(days: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Days since 1970 as pandas keeps them."""
    return days.astype("datetime64[D]").astype("datetime64[us]")
