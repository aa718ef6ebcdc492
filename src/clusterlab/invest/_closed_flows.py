"""Flows of funds up to one day: each with one value at its end, and the sum of all as one more."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._flow_arrays import CALL, NAV
from ._fund_tables import FundFlows

Vector = NDArray[np.float64]
Integers = NDArray[np.int64]

# No day is told; days before 1970 are below zero too.
NO_DAY = int(np.iinfo(np.int64).min)


class ClosedFlows(NamedTuple):
    """Flows of fund after fund, the last value of each carried to the day and put at its end.

    Attributes
    ----------
    begins : ndarray of int, shape (funds + 1,)
        Where the flows of each fund begin, and where the last ends.
    days, amounts, kinds : ndarray, shape (flows,)
        Days since 1970, money paid in negative, place in `KINDS`.
    value_days : ndarray of int, shape (funds,)
        Day of the value told; `NO_DAY` where none was.
    """

    begins: Integers
    days: Integers
    amounts: Vector
    kinds: Integers
    value_days: Integers

    @property
    def owner(self) -> Integers:
        """Fund of each flow."""
        return np.repeat(np.arange(len(self.begins) - 1), np.diff(self.begins))

    def total(self, values: Vector, which: NDArray[np.bool_]) -> Vector:
        """Sum values of chosen flows by fund."""
        funds = len(self.begins) - 1
        # Without any flow the sums would be whole numbers.
        return np.bincount(self.owner[which], values[which], funds).astype(np.float64)


def close_flows(table: FundFlows, day: int) -> ClosedFlows:
    """Replace the values of each fund by its last, carried to a day.

    Parameters
    ----------
    table : FundFlows
        With kinds.
    day : int
        Days since 1970 to which values are carried.

    Returns
    -------
    ClosedFlows
        A value is its last one less the signed flows made since, at least zero; a fund without
        any has none.

    Examples
    --------
    >>> told = FundFlows(["a"], np.array([0, 3]), np.array([0, 365, 400]),
    ...                  np.array([-100.0, 110.0, -5.0]), np.array([0, 2, 0]))
    >>> closed = close_flows(told, 730)
    >>> closed.days.tolist(), closed.amounts.tolist()
    ([0, 400, 730], [-100.0, -5.0, 115.0])
    """
    if table.kinds is None:
        raise ValueError("Flows need kinds to be closed; they have none.")
    funds = len(table.funds)
    owner = np.repeat(np.arange(funds), np.diff(table.begins))
    is_value = table.kinds == NAV
    last = np.full(funds, -1)
    np.maximum.at(last, owner[is_value], np.flatnonzero(is_value))
    valued = last >= 0
    value_days = np.where(valued, table.days[last], NO_DAY)
    since = ~is_value & valued[owner] & (table.days > value_days[owner])
    moved = np.bincount(owner[since], weights=table.amounts[since], minlength=funds)
    values = np.maximum(table.amounts[last] - moved, 0.0)[valued]
    # Stable, so that each value comes after the flows of its fund.
    order = np.argsort(np.concatenate([owner[~is_value], np.flatnonzero(valued)]), kind="stable")
    owners = np.concatenate([owner[~is_value], np.flatnonzero(valued)])[order]
    return ClosedFlows(
        np.searchsorted(owners, np.arange(funds + 1)).astype(np.int64),
        np.concatenate([table.days[~is_value], np.full(len(values), day)])[order],
        np.concatenate([table.amounts[~is_value], values])[order],
        np.concatenate([table.kinds[~is_value], np.full(len(values), NAV)])[order],
        value_days,
    )


def with_pool(closed: ClosedFlows) -> ClosedFlows:
    """Add the sum of the flows of all funds by day and kind as one more fund, the last.

    Parameters
    ----------
    closed : ClosedFlows
        Of at least one fund.

    Returns
    -------
    ClosedFlows
        The pool has no value if a fund has none; else the day of its value is the earliest.

    Examples
    --------
    >>> told = FundFlows(["a", "b"], np.array([0, 2, 4]), np.array([0, 9, 0, 9]),
    ...                  np.array([-1.0, 2.0, -3.0, 4.0]), np.array([0, 2, 0, 2]))
    >>> with_pool(close_flows(told, 9)).amounts.tolist()
    [-1.0, 2.0, -3.0, 4.0, -4.0, 6.0]
    """
    flows = pd.DataFrame({"day": closed.days, "kind": closed.kinds, "amount": closed.amounts})
    pool = flows.groupby(["day", "kind"])["amount"].sum().reset_index()
    if (closed.value_days == NO_DAY).any():
        pool = pool[pool["kind"] != NAV]
    return ClosedFlows(
        np.append(closed.begins, closed.begins[-1] + len(pool)),
        np.concatenate([closed.days, pool["day"].to_numpy()]),
        np.concatenate([closed.amounts, pool["amount"].to_numpy()]),
        np.concatenate([closed.kinds, pool["kind"].to_numpy()]),
        np.append(closed.value_days, closed.value_days.min()),
    )


def multiples_of(closed: ClosedFlows) -> pd.DataFrame:
    """Add up what each fund paid in, paid out and is worth, and give its multiples.

    Parameters
    ----------
    closed : ClosedFlows
        As `close_flows` gives it.

    Returns
    -------
    DataFrame, shape (funds, 6)
        paid_in, distributed, value [money]; tvpi, dpi, rvpi [-], NaN where nothing was paid in.
        A fund without a value has NaN where a value is needed, one without flows throughout.

    Examples
    --------
    >>> told = FundFlows(["a"], np.array([0, 3]), np.array([0, 365, 400]),
    ...                  np.array([-100.0, 50.0, 60.0]), np.array([0, 1, 2]))
    >>> multiples_of(close_flows(told, 400))["tvpi"].tolist()
    [1.1]
    """
    amounts, kinds = closed.amounts, closed.kinds
    called = closed.total(-amounts, kinds == CALL) + 0.0
    distributed = closed.total(amounts, (kinds != CALL) & (kinds != NAV))
    value = closed.total(amounts, kinds == NAV)
    value[closed.value_days == NO_DAY] = np.nan
    moved = closed.total(np.ones(len(amounts)), kinds != NAV) > 0
    paid = np.where(called > 0, called, np.nan)
    table = pd.DataFrame(
        {
            "paid_in": called,
            "distributed": distributed,
            "value": value,
            "tvpi": (distributed + value) / paid,
            "dpi": distributed / paid,
            "rvpi": value / paid,
        }
    )
    return table.where(pd.Series(moved), np.nan)
