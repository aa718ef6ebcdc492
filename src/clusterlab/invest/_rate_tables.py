"""Rates of return of many funds at once, with all roots of each."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._root_batches import all_roots
from .rate import GREATEST_LOG, LEAST_LOG

Vector = NDArray[np.float64]
Integers = NDArray[np.int64]


def rates_of(years: Vector, amounts: Vector, begins: Integers) -> pd.DataFrame:
    """Find every rate of every fund as `rate_of` does of one.

    Parameters
    ----------
    years, amounts : ndarray, shape (flows,)
        Years since the first flow of the fund, not falling within it, and money, paid in negative.
    begins : ndarray of int, shape (funds + 1,)
        Where the flows of each fund begin, and where the last ends; a fund may have none.

    Returns
    -------
    DataFrame, shape (funds, 3)
        quoted [share a year], NaN where there is no rate; roots, a list each; reason, the code
        of `Rate.reason` or empty.

    Examples
    --------
    >>> years = np.array([0.0, 1.0, 0.0, 1.0])
    >>> rates = rates_of(years, np.array([-100.0, 110.0, -5.0, 0.0]), np.array([0, 2, 4]))
    >>> rates["quoted"].round(9).tolist(), rates["reason"].tolist()
    ([0.1, nan], ['', 'total_loss'])
    """
    funds = len(begins) - 1
    owner = np.repeat(np.arange(funds), np.diff(begins))
    # Flows of one day are one term.
    new = np.ones(len(owner), dtype=np.bool_)
    new[1:] = (owner[1:] != owner[:-1]) | (years[1:] != years[:-1])
    at = np.flatnonzero(new)
    sums = np.add.reduceat(amounts, at) if len(at) else amounts
    at, sums = at[sums != 0], sums[sums != 0]
    of = owner[at]
    term_begins = np.searchsorted(of, np.arange(funds + 1)).astype(np.int64)
    turns = (of[1:] == of[:-1]) & ((sums[1:] > 0) != (sums[:-1] > 0))
    changing = np.bincount(of[1:][turns], minlength=funds) > 0
    kept = changing[of]
    sizes = np.where(changing, np.diff(term_begins), 0)
    logs, counts = all_roots(years[at][kept], sums[kept], np.concatenate([[0], np.cumsum(sizes)]))
    root_owner = np.repeat(np.arange(funds), counts)
    held = (logs > LEAST_LOG) & (logs < GREATEST_LOG)
    rates, root_owner = np.expm1(logs[held]), root_owner[held]
    ends = np.searchsorted(root_owner, np.arange(funds + 1))
    # The nearest to zero comes first, of two as near the positive one.
    order = np.lexsort((rates < 0, np.abs(rates), root_owner))
    quoted = np.full(funds, np.nan)
    some = ends[1:] > ends[:-1]
    quoted[some] = rates[order][ends[:-1][some]]
    listed = rates.tolist()
    reason = np.full(funds, "", dtype=object)
    reason[~some] = "out_of_range"
    reason[counts == 0] = "no_root"
    reason[~changing] = "no_sign_change"
    lost = (_any(amounts > 0, owner, funds) == 0) & (_any(amounts < 0, owner, funds) > 0)
    lost &= _any(amounts == 0, owner, funds) > 0
    reason[~changing & lost] = "total_loss"
    bounds = ends.tolist()
    return pd.DataFrame(
        {
            "quoted": quoted,
            "roots": [listed[bounds[i] : bounds[i + 1]] for i in range(funds)],
            "reason": reason,
        }
    )


def _any(which: NDArray[np.bool_], owner: Integers, funds: int) -> Integers:
    """Count what holds in each fund."""
    return np.bincount(owner[which], minlength=funds).astype(np.int64)
