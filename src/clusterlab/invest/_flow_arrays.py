"""Dated flows of one fund as arrays, where a quick look finds nothing in disorder."""

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.flows import KINDS

_CODES = {kind: code for code, kind in enumerate(KINDS)}
CALL, NAV = _CODES["call"], _CODES["nav"]
_DAY_FORM = len("2020-01-01")


class FlowArrays(NamedTuple):
    """Days (any origin), money, and the place of each kind in `KINDS` where there are kinds."""

    days: NDArray[np.int64]
    amounts: NDArray[np.float64]
    kinds: NDArray[np.int64] | None


def flow_arrays(flows: pd.DataFrame) -> FlowArrays | None:
    """Read flows that obey every rule of `check_flows`, without the tables it makes.

    Parameters
    ----------
    flows : DataFrame
        As in `check_flows`.

    Returns
    -------
    FlowArrays or None
        None where a rule may be broken, or a column is of a type that needs a closer look:
        `check_flows` then decides, and says in words what is wrong.

    Examples
    --------
    >>> flow_arrays(pd.DataFrame({"date": ["2020-01-01", "2021-01-01"], "amount": [-100, 110]}))
    FlowArrays(days=array([737425, 737791]), amounts=array([-100.,  110.]), kinds=None)
    >>> flow_arrays(pd.DataFrame({"date": ["2020-01-01", "2019-01-01"], "amount": [-100, 110]}))
    """
    columns = flows.columns
    if not (columns.is_unique and "date" in columns and "amount" in columns and len(flows)):
        return None
    days = _days(flows["date"])
    amounts = flows["amount"].to_numpy()
    if days is None or amounts.dtype.kind not in "if":
        return None
    amounts = amounts.astype(np.float64)
    steps = days[1:] - days[:-1]
    if not np.isfinite(amounts).all() or (steps < 0).any():
        return None
    kinds = None
    if "kind" in columns:
        codes = [_CODES.get(kind, -1) for kind in flows["kind"].tolist()]
        kinds = np.array(codes, dtype=np.int64)
        # A call is paid in, all else received; what is no kind is no call.
        calls = kinds == CALL
        if kinds.min() < 0 or (np.where(calls, -amounts, amounts) < 0).any():
            return None
    if "fund_id" in columns and not _same(flows["fund_id"].tolist()):
        return None
    for column in ("currency", "unit"):
        if column in columns and not _same(flows[column].tolist()):
            return None
    return FlowArrays(days, amounts, kinds)


def _days(dates: "pd.Series[Any]") -> NDArray[np.int64] | None:
    """Count days, if the dates are moments without zone, or text of the one form allowed."""
    if dates.dtype.kind == "M":
        # Of a zone, or of Arrow.
        if not isinstance(dates.dtype, np.dtype):
            return None
        moments = dates.to_numpy()
        if np.isnat(moments).any():
            return None
        return moments.astype("datetime64[D]").astype(np.int64)
    texts = dates.tolist()
    if not all(
        isinstance(text, str) and len(text) == _DAY_FORM and text[4] == text[7] == "-"
        for text in texts
    ):
        return None
    try:
        return np.array([date.fromisoformat(text).toordinal() for text in texts], dtype=np.int64)
    except ValueError:
        return None


def _same(values: list[Any]) -> bool:
    """Whether one text, and not an empty one, stands in every row."""
    return isinstance(values[0], str) and values[0] != "" and values.count(values[0]) == len(values)
