"""Multiples of a fund: what was paid in, and what came back or is still held for each won of it."""

import pandas as pd

from ..model.flows import check_flows
from .xnpv import last_value_only


def paid_in(flows: pd.DataFrame) -> float:
    """Add up what was paid in.

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; see `check_flows`.

    Returns
    -------
    float
        Zero or more, in the unit of `amount`.

    Examples
    --------
    >>> paid_in(pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-4, 5]}))
    4.0
    """
    return _totals(flows)[0]


def tvpi(flows: pd.DataFrame) -> float:
    r"""Give total value to paid-in: what came back and what is held, for each won paid in.

    .. math:: TVPI = (D + V) / C

    with C paid in, D distributed and V the last value.

    Parameters
    ----------
    flows : DataFrame
        `date` and `amount`, paid in negative; with `kind`, rows of ``nav`` are values, of which
        the last counts. Without `kind` all that is received is a distribution.

    Returns
    -------
    float
        Ratio [-]; NaN where nothing was paid in. TVPI = DPI + RVPI.

    References
    ----------
    CFA Institute (2020), Global Investment Performance Standards for Firms, glossary.

    Examples
    --------
    >>> flows = pd.DataFrame({"date": ["2021-01-01", "2022-01-01", "2022-12-31"],
    ...                       "kind": ["call", "distribution", "nav"], "amount": [-4, 1, 5]})
    >>> tvpi(flows), dpi(flows), rvpi(flows)
    (1.5, 0.25, 1.25)
    """
    called, distributed, value = _totals(flows)
    return (distributed + value) / called if called else float("nan")


def dpi(flows: pd.DataFrame) -> float:
    r"""Give distributed to paid-in: what came back, for each won paid in.

    .. math:: DPI = D / C

    Parameters
    ----------
    flows : DataFrame
        As in `tvpi`.

    Returns
    -------
    float
        Ratio [-]; NaN where nothing was paid in.

    Examples
    --------
    >>> dpi(pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-4, 5]}))
    1.25
    """
    called, distributed, _ = _totals(flows)
    return distributed / called if called else float("nan")


def rvpi(flows: pd.DataFrame) -> float:
    r"""Give residual value to paid-in: what is held, for each won paid in.

    .. math:: RVPI = V / C

    Parameters
    ----------
    flows : DataFrame
        As in `tvpi`. Without rows of kind ``nav`` nothing is held.

    Returns
    -------
    float
        Ratio [-]; NaN where nothing was paid in.

    Examples
    --------
    >>> rvpi(pd.DataFrame({"date": ["2021-01-01", "2022-01-01"], "amount": [-4, 5]}))
    0.0
    """
    called, _, value = _totals(flows)
    return value / called if called else float("nan")


def _totals(flows: pd.DataFrame) -> tuple[float, float, float]:
    """Paid in, distributed and last value, each zero or more."""
    clean = last_value_only(check_flows(flows))
    amounts = clean["amount"]
    value = float(amounts[clean["kind"] == "nav"].sum()) if "kind" in clean else 0.0
    # Adding zero turns minus zero into zero.
    called = -float(amounts[amounts < 0].sum()) + 0.0
    return called, float(amounts[amounts > 0].sum()) - value, value
