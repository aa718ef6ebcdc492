"""False discovery: which of many small p-values remain when so many were looked at."""

from typing import Literal

import numpy as np
import pandas as pd

from ._shares import choice


def false_discovery(p: pd.Series, *, method: Literal["bh", "by"] = "bh") -> pd.Series:
    r"""Adjust p-values so that those below q hold at most a share q of false alarms.

    .. math:: q_{(k)} = \min_{l \ge k} \min \left( 1, \frac{n}{l} c_n p_{(l)} \right)

    with :math:`c_n = 1` for "bh" and :math:`c_n = \sum_{l=1}^{n} 1/l` for "by".

    Parameters
    ----------
    p : Series
        p-values from 0 to 1; missing ones stay missing and are not counted.
    method : {"bh", "by"}
        Benjamini-Hochberg, for tests that are independent or rise together, as those of
        neighbours do; Benjamini-Yekutieli, for any dependence.

    Returns
    -------
    Series, same index
        Adjusted p-values [-].

    References
    ----------
    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57: 289-300.
    Benjamini & Yekutieli (2001), Annals of Statistics 29: 1165-1188.

    Examples
    --------
    >>> false_discovery(pd.Series([0.01, 0.04, 0.03, None])).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    values = p.to_numpy(dtype=np.float64, na_value=np.nan)
    known = ~np.isnan(values)
    if ((values[known] < 0) | (values[known] > 1)).any():
        bad = values[known][(values[known] < 0) | (values[known] > 1)][0]
        raise ValueError(f"p must lie between 0 and 1. One given is {bad}.")
    number = int(known.sum())
    rank = np.arange(1, number + 1)
    factor = 1.0 if choice("method", method, ("bh", "by")) == "bh" else float((1 / rank).sum())
    order = np.argsort(values[known], kind="stable")
    raised = values[known][order] * number * factor / rank
    smallest = np.minimum.accumulate(raised[::-1])[::-1]
    adjusted = np.empty(number)
    adjusted[order] = np.minimum(smallest, 1.0)
    out = np.full(len(values), np.nan)
    out[known] = adjusted
    return pd.Series(out, index=p.index, name="p_fdr")
