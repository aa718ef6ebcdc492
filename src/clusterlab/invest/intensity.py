"""Money for each firm and each job of a cluster."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .fund_sizes import FUNDS_ONLY, fund_sizes
from .structure import IN_PLACE

Count = float | tuple[float, float]


def fund_intensity(
    funds: pd.DataFrame,
    *,
    firms: Count,
    jobs: Count,
    include: Sequence[str] = IN_PLACE,
    kinds: Sequence[str] = FUNDS_ONLY,
    date: str = "",
) -> pd.DataFrame:
    r"""Divide fund money by firms and by jobs, as ranges where sources disagree.

    .. math:: \underline{q} = \underline{x} / \overline{n}, \quad
        \overline{q} = \overline{x} / \underline{n}

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table, all of the one cluster.
    firms, jobs : float or (low, high)
        Firms present [count] and jobs [persons].
    include, kinds, date
        As in `fund_sizes`.

    Returns
    -------
    DataFrame, indexed by measure (money, per_firm, per_job)
        low, high [money as in `funds`]; reason: ``no_size`` where no fund tells one, ``no_firms``
        or ``no_jobs`` where the count may be zero, then NaN; else empty.

    Raises
    ------
    ValueError
        A count below zero, or a range that ends below its start.

    Notes
    -----
    Funds bound to a region invest outside it too, and firms get money from other funds: this is
    money raised beside the cluster, not money received by it.

    Examples
    --------
    >>> fund = {"fund_id": "f", "name": "F", "kind": "fund", "status": "closed", "as_of": "2024",
    ...         "size": 600, "source_id": "s"}
    >>> fund_intensity(pd.DataFrame([fund]), firms=(200, 300), jobs=12_000)[["low", "high"]]
    ... # doctest: +NORMALIZE_WHITESPACE
                 low    high
    measure
    money     600.00  600.00
    per_firm    2.00    3.00
    per_job     0.05    0.05
    """
    sizes = fund_sizes(funds, include=include, kinds=kinds, date=date)[["low", "high"]].dropna()
    low, high = (float(sizes[end].sum()) if len(sizes) else np.nan for end in ("low", "high"))
    return _for_each((low, high), firms=firms, jobs=jobs)


def investment_intensity(invested: Count, *, firms: Count, jobs: Count) -> pd.DataFrame:
    """Divide money invested in a cluster's firms by firms and by jobs.

    Parameters
    ----------
    invested : float or (low, high)
        Money put into firms present [money], zero or more.
    firms, jobs : float or (low, high)
        As in `fund_intensity`.

    Returns
    -------
    DataFrame, indexed by measure (money, per_firm, per_job)
        As in `fund_intensity`.

    Raises
    ------
    ValueError
        Money or a count below zero, or a range that ends below its start.

    Examples
    --------
    >>> investment_intensity(355, firms=35, jobs=(1000, 2000)).round(3)["low"].tolist()
    [355.0, 10.143, 0.178]
    """
    return _for_each(_ends(invested, "invested"), firms=firms, jobs=jobs)


def _for_each(money: tuple[float, float], *, firms: Count, jobs: Count) -> pd.DataFrame:
    """Table of the money, and of the money for each firm and each job."""
    low, high = money
    known = not np.isnan(low)
    rows = {"money": {"low": low, "high": high, "reason": "" if known else "no_size"}}
    for name, count, reason in (("firm", firms, "no_firms"), ("job", jobs, "no_jobs")):
        fewest, most = _ends(count, f"{name}s")
        if not known:
            rows[f"per_{name}"] = {"low": np.nan, "high": np.nan, "reason": "no_size"}
        elif fewest == 0:
            rows[f"per_{name}"] = {"low": np.nan, "high": np.nan, "reason": reason}
        else:
            rows[f"per_{name}"] = {"low": low / most, "high": high / fewest, "reason": ""}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("measure")


def _ends(count: Count, name: str) -> tuple[float, float]:
    """Least and greatest of a figure."""
    fewest, most = count if isinstance(count, tuple) else (count, count)
    if not 0 <= fewest <= most:
        raise ValueError(f"{name} must be zero or more, a range in order, not {count}.")
    return float(fewest), float(most)
