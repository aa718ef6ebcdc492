"""Regional mandate: what part of fund money is bound to be invested in the region."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .fund_sizes import FUNDS_ONLY, fund_sizes, refuse_unknown
from .structure import IN_PLACE


def regional_mandate(
    funds: pd.DataFrame,
    *,
    bound_pct: "pd.Series[float]",
    include: Sequence[str] = IN_PLACE,
    kinds: Sequence[str] = FUNDS_ONLY,
    date: str = "",
) -> pd.DataFrame:
    r"""Add up the money that funds must invest in the region, as a range.

    .. math:: S = \frac{\sum_f b_f x_f}{\sum_f x_f}

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    bound_pct : Series, indexed by fund_id
        Part of each fund bound to the region by its mandate, as read from it [%]. A fund that is
        missing or NaN is unknown: it could be bound not at all or in full.
    include, kinds, date
        As in `fund_sizes`.

    Returns
    -------
    DataFrame, indexed by measure (bound, share)
        low, high: money bound [as in `funds`] and its part of all [0-1], over the sources' sizes
        and whatever the unknown funds may be bound to; reason: ``no_size`` where NaN, else empty.
        `attrs`: unknown, how many funds with a size have no known mandate.

    Raises
    ------
    ValueError
        A percentage below 0 or above 100, or of a fund that `funds` does not hold.

    Notes
    -----
    Some mandates ask for a multiple of the city's money, not for a part of the fund: turn "200 %
    of 150 in a fund of 1,500" into 20 % before.

    Examples
    --------
    >>> fund = {"name": "F", "kind": "fund", "status": "closed", "as_of": "2024", "source_id": "s"}
    >>> rows = [{**fund, "fund_id": "a", "size": 300}, {**fund, "fund_id": "b", "size": 100}]
    >>> table = regional_mandate(pd.DataFrame(rows), bound_pct=pd.Series({"a": 60.0}))
    >>> table.loc["share", ["low", "high"]].tolist()
    [0.45, 0.7]
    """
    wrong = bound_pct[(bound_pct < 0) | (bound_pct > 100)]
    if len(wrong):
        raise ValueError(
            f"bound_pct must be from 0 to 100; {wrong.index[0]!r} has {wrong.iloc[0]:g}."
        )
    refuse_unknown(funds, bound_pct, "bound_pct")
    sizes = fund_sizes(funds, include=include, kinds=kinds, date=date).dropna(subset="low")
    part = bound_pct.astype(float).reindex(sizes.index) / 100
    table = pd.DataFrame(index=pd.Index(["bound", "share"], name="measure"))
    least, most = part.fillna(0.0), part.fillna(1.0)
    ends = {
        "low": (float((least * sizes["low"]).sum()), _extreme(sizes, least, greatest=False)),
        "high": (float((most * sizes["high"]).sum()), _extreme(sizes, most, greatest=True)),
    }
    for end, values in ends.items():
        table[end] = values if sizes["high"].sum() > 0 else float("nan")
    table["reason"] = "" if sizes["high"].sum() > 0 else "no_size"
    table.attrs["unknown"] = int(part.isna().sum())
    return table


def _extreme(sizes: pd.DataFrame, part: "pd.Series[float]", *, greatest: bool) -> float:
    """Least or greatest weighted mean of the parts over all sizes within their ranges."""
    # It is reached where funds above some part are at one end of their range, the rest at the
    # other: every place to divide them is tried.
    order = part.sort_values(ascending=not greatest).index
    first, then = sizes.loc[order, "high"].to_numpy(), sizes.loc[order, "low"].to_numpy()
    ranked = part[order].to_numpy()
    # Every division at once: the first ones at one end, the rest at the other.
    weights = _before(first) + _before(then[::-1])[::-1]
    parts = _before(ranked * first) + _before((ranked * then)[::-1])[::-1]
    some = weights > 0
    if not some.any():
        return float("nan")
    found = parts[some] / weights[some]
    return float(found.max() if greatest else found.min())


def _before(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum of what stands before each place, and of all."""
    return np.concatenate([[0.0], np.cumsum(values)])
