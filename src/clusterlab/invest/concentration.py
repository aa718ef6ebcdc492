"""Concentration of money on few managers, vintages or sectors: the Herfindahl-Hirschman index."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq

from .fund_sizes import FUNDS_ONLY, fund_sizes
from .structure import IN_PLACE

Vector = NDArray[np.float64]

BY = ("gp", "vintage", "sector", "stage")
# Every mix of least and greatest sizes is tried: 2 to this power of them.
_MOST_DISPUTED = 16


def fund_concentration(
    funds: pd.DataFrame,
    *,
    by: Sequence[str] = ("gp", "vintage", "sector"),
    include: Sequence[str] = IN_PLACE,
    kinds: Sequence[str] = FUNDS_ONLY,
    date: str = "",
) -> pd.DataFrame:
    r"""Give the Herfindahl-Hirschman index of fund money, as a range where sources disagree.

    .. math:: HHI = \sum_g \left( x_g / \sum_h x_h \right)^2

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    by : sequence of {"gp", "vintage", "sector", "stage"}
        What to group by.
    include, kinds, date
        As in `fund_sizes`.

    Returns
    -------
    DataFrame, indexed by `by`
        low, high: least and greatest index that any choice of sizes within the sources' ranges
        gives [1/groups to 1]; latest: from the newest sizes, NaN where one is in dispute; groups;
        funds: how many are in it; unknown_pct: money (latest or high) of funds whose group is not
        told, left out [%]; reason: ``no_size`` or ``no_group`` where it is NaN, else empty.

    Raises
    ------
    ValueError
        Something else to group by, or more than 16 groups in dispute.

    Notes
    -----
    Joint managers written in one cell count as one group. The bounds are exact: the index is
    quasi-convex in the sizes, so that its greatest value is at a corner of the ranges, and its
    least where each size is as near as its range allows to one common level.

    References
    ----------
    Herfindahl (1950), Concentration in the U.S. Steel Industry; Hirschman (1964), American
    Economic Review 54: 761-762.

    Examples
    --------
    >>> fund = {"name": "F", "kind": "fund", "status": "closed", "as_of": "2024", "source_id": "s"}
    >>> rows = [{**fund, "fund_id": "a", "gp": "A", "size": 300},
    ...         {**fund, "fund_id": "b", "gp": "B", "size": 100}]
    >>> fund_concentration(pd.DataFrame(rows), by=["gp"])[["low", "high"]].loc["gp"].tolist()
    [0.625, 0.625]
    """
    unknown = [name for name in by if name not in BY]
    if unknown:
        raise ValueError(f"by must be of {', '.join(BY)}, not {unknown[0]!r}.")
    sizes = fund_sizes(funds, include=include, kinds=kinds, date=date).dropna(subset="low")
    rows = {name: _concentration(sizes, name) for name in by}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("by")


def _concentration(sizes: pd.DataFrame, by: str) -> dict[str, Any]:
    """One row of the table."""
    told = sizes[sizes[by] != ""]
    weight = sizes["latest"].fillna(sizes["high"])
    whole = float(weight.sum())
    row: dict[str, Any] = {
        "low": np.nan,
        "high": np.nan,
        "latest": np.nan,
        "groups": told[by].nunique(),
        "funds": len(told),
        "unknown_pct": 100 * float(weight[sizes[by] == ""].sum()) / whole if whole else np.nan,
        "reason": "",
    }
    if not whole:
        return row | {"reason": "no_size"}
    groups = told.groupby(by)[["low", "high"]].sum()
    low, high = groups["low"].to_numpy(float), groups["high"].to_numpy(float)
    if not high.sum():
        return row | {"reason": "no_group"}
    row["low"], row["high"] = hhi_range(low, high)
    newest = told.groupby(by)["latest"].sum(min_count=1)
    if told["latest"].notna().all():
        row["latest"] = _hhi(newest.to_numpy(float))
    return row


def hhi_range(low: Vector, high: Vector) -> tuple[float, float]:
    """Give the least and the greatest Herfindahl-Hirschman index of sizes known as ranges.

    Parameters
    ----------
    low, high : ndarray, shape (groups,)
        Least and greatest sizes, zero or more.

    Returns
    -------
    least, greatest : float
        Over all sizes within the ranges [-].

    Raises
    ------
    ValueError
        More than 16 groups whose ends differ.

    Examples
    --------
    >>> hhi_range(np.array([1.0, 1.0]), np.array([1.0, 3.0]))
    (0.5, 0.625)
    """
    disputed = np.flatnonzero(high > low)
    if len(disputed) > _MOST_DISPUTED:
        raise ValueError(
            f"The sizes of {len(disputed)} groups are in dispute; at most {_MOST_DISPUTED} can be."
        )
    corners = np.tile(low, (2 ** len(disputed), 1))
    corners[:, disputed] = list(product(*zip(low[disputed], high[disputed], strict=True)))
    greatest = max(_hhi(corner) for corner in corners if corner.any())

    def excess(level: float) -> float:
        sizes = np.clip(level, low, high)
        return float(sizes @ sizes - level * sizes.sum())

    # Falling in the level: at least zero at the smallest upper end, at most zero at the largest.
    bottom, top = float(high[high > 0].min()), float(high.max())
    level = brentq(excess, bottom, top) if excess(bottom) > 0 > excess(top) else bottom
    if excess(bottom) > 0 and excess(top) == 0:
        level = top
    return _hhi(np.clip(level, low, high)), greatest


def _hhi(sizes: Vector) -> float:
    """Sum of squared shares."""
    shares = sizes / sizes.sum()
    return float(shares @ shares)
