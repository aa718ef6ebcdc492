"""Net present value of dated flows."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._flow_arrays import NAV, FlowArrays, flow_arrays
from .flows import check_flows

DAYS_A_YEAR = 365.0


def xnpv(flows: pd.DataFrame, rate: float) -> float:
    r"""Discount dated flows to the day of the first.

    .. math:: \sum_k a_k \, (1 + r)^{-(d_k - d_0) / 365}

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; see `check_flows`. With `kind`, the last value
        counts as received, and values before it do not.
    rate : float
        Yearly rate as a share: 0.1 is 10 % [-]. More than -1.

    Returns
    -------
    float
        In the unit of `amount`, as of the first flow, actual/365.

    Raises
    ------
    ValueError
        Flows in disorder, or a rate of -100 % or less.

    References
    ----------
    Microsoft, XNPV function; the day count is Actual/365 Fixed of ISDA (2006), §4.16(d).

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-100, 121]})
    >>> round(xnpv(flows, 0.1), 9)
    10.0
    """
    if not rate > -1:
        raise ValueError(f"rate must be more than -1 (-100 %), not {rate}.")
    years, amounts = timed(flows)
    return float(amounts @ np.exp(-years * np.log1p(rate)))


def timed(flows: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Check flows, keep of all values the last, and count years from the first flow.

    Parameters
    ----------
    flows : DataFrame
        As in `xnpv`.

    Returns
    -------
    years, amounts : ndarray, shape (flows,)
        Years of 365 days since the first flow [years], and the money.

    Raises
    ------
    ValueError
        Flows in disorder, or a last value dated before another flow: it no longer holds.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-1, 2]})
    >>> timed(flows)[0]
    array([0., 1.])
    """
    quick = flow_arrays(flows)
    if quick is not None:
        kept = _last_value_alone(quick)
        if kept is not None:
            return (quick.days[kept] - quick.days[kept][0]) / DAYS_A_YEAR, quick.amounts[kept]
    clean = last_value_only(check_flows(flows))
    days = (clean["date"] - clean["date"].iloc[0]).dt.days.to_numpy(float)
    return days / DAYS_A_YEAR, clean["amount"].to_numpy(float)


def _last_value_alone(flows: FlowArrays) -> NDArray[np.bool_] | None:
    """Choose all but earlier values; None where the last one does not hold to the end."""
    if flows.kinds is None:
        return np.ones(len(flows.days), dtype=np.bool_)
    values: NDArray[np.bool_] = flows.kinds == NAV
    kept = ~values
    if values.any():
        last = int(np.flatnonzero(values)[-1])
        if not kept.any() or flows.days[kept][-1] > flows.days[last]:
            return None
        kept[last] = True
    return kept


def last_value_only(clean: pd.DataFrame) -> pd.DataFrame:
    """Drop every value (kind nav) but the last, which no other flow may follow.

    Parameters
    ----------
    clean : DataFrame
        Flows as `check_flows` returns them.

    Returns
    -------
    DataFrame
        Rows of it; all of them where there is no column `kind`.

    Raises
    ------
    ValueError
        A call or distribution after the last value, or nothing but values.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2021-06-30", "2021-12-31"],
    ...                       "kind": ["call", "nav", "nav"], "amount": [-1, 1, 2]})
    >>> last_value_only(check_flows(flows))["amount"].tolist()
    [-1.0, 2.0]
    """
    if "kind" not in clean:
        return clean
    values = clean["kind"] == "nav"
    if values.all():
        raise ValueError("Flows hold values (nav) only; at least one call or distribution counts.")
    if not values.any():
        return clean
    last = clean[values].iloc[-1]
    flow = clean[~values].iloc[-1]
    if flow["date"] > last["date"]:
        raise ValueError(
            f"The last value is of {last['date'].date()}, but a {flow['kind']} follows on "
            f"{flow['date'].date()}; give a value as of that day or later."
        )
    kept = ~values
    kept.iloc[np.flatnonzero(values)[-1]] = True
    return clean[kept]
