"""Size of each fund as a range over its sources: what sums over funds are made of."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from .structure import IN_PLACE

# Programmes, targets, budgets and cumulative totals hold the same money again.
FUNDS_ONLY = ("fund",)


def fund_sizes(
    funds: pd.DataFrame,
    *,
    include: Sequence[str] = IN_PLACE,
    kinds: Sequence[str] = FUNDS_ONLY,
) -> pd.DataFrame:
    """Give each fund once, with the least and greatest size that its sources tell.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table; one fund has several where sources or dates differ.
    include : sequence of str
        States of a fund that count: money in place, unless plans and targets are asked for.
    kinds : sequence of str
        Kinds of row that count. Single funds by default: totals and programmes overlap them.

    Returns
    -------
    DataFrame, indexed by fund_id
        name; gp, vintage, stage, sector as last told, empty where never; low, high: over all
        rows that count; latest: in the newest row that tells a size, NaN if rows of that date
        differ; source_ids. Money as in `funds`; NaN where no row tells a size.

    Raises
    ------
    ValueError
        A size below zero.

    Notes
    -----
    An earlier closing is below the final size by nature; both stand in the range, and `latest`
    is the final one.

    Examples
    --------
    >>> fund = {"fund_id": "f", "name": "F", "kind": "fund", "status": "closed", "source_id": "s"}
    >>> rows = [{**fund, "as_of": "2023-10", "size": 1116.3}, {**fund, "as_of": "2024-08",
    ...         "size": 1566}]
    >>> fund_sizes(pd.DataFrame(rows))[["low", "high", "latest"]].loc["f"].tolist()
    [1116.3, 1566.0, 1566.0]
    """
    counted = funds[funds["status"].isin(include) & funds["kind"].isin(kinds)]
    found: dict[str, dict[str, Any]] = {}
    for fund_id, unordered in counted.groupby("fund_id", sort=False):
        rows = unordered.sort_values("as_of", key=lambda dates: dates.astype(str), kind="stable")
        sizes = pd.to_numeric(rows["size"], errors="coerce").astype(float)
        if (sizes < 0).any():
            raise ValueError(f"size of {fund_id!r} must be zero or more, not {sizes.min():g}.")
        told = rows[sizes.notna()]
        newest = sizes[rows["as_of"] == told["as_of"].iloc[-1]].dropna() if len(told) else sizes
        found[str(fund_id)] = {
            "name": rows["name"].iloc[-1],
            **{column: _last(rows, column) for column in ("gp", "vintage", "stage", "sector")},
            "low": sizes.min(),
            "high": sizes.max(),
            "latest": newest.min() if newest.min() == newest.max() else np.nan,
            "source_ids": ";".join(sorted(set(told["source_id"]))),
        }
    columns = ["name", "gp", "vintage", "stage", "sector", "low", "high", "latest", "source_ids"]
    table = pd.DataFrame.from_dict(found, orient="index", columns=columns)
    return table.rename_axis("fund_id")


def _last(rows: pd.DataFrame, column: str) -> str:
    """Return the last entry that is not empty, as text."""
    if column not in rows:
        return ""
    told = rows[column].dropna()
    told = told[told.astype(str).str.strip() != ""]
    if told.empty:
        return ""
    value = told.iloc[-1]
    # A year read beside empty cells has become a float.
    return str(int(value)) if isinstance(value, float) else str(value)
