"""Dry powder: money of funds that is not yet invested, where that is known."""

from collections.abc import Sequence

import pandas as pd

from .fund_sizes import FUNDS_ONLY, fund_sizes, refuse_unknown
from .structure import IN_PLACE


def dry_powder(
    funds: pd.DataFrame,
    *,
    invested: "pd.Series[float]",
    include: Sequence[str] = IN_PLACE,
    kinds: Sequence[str] = FUNDS_ONLY,
    date: str = "",
) -> pd.DataFrame:
    """Take what is invested off the size of each fund, as a range where sources disagree.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    invested : Series, indexed by fund_id
        Money put into firms so far, in the unit of `size`, zero or more. A fund may be missing.
    include, kinds, date
        As in `fund_sizes`.

    Returns
    -------
    DataFrame, indexed by fund_id
        name; invested; low, high: what is left, at least zero [money]; known: whether both size
        and investment are told. NaN where not.

    Raises
    ------
    ValueError
        Money invested below zero, or of a fund that `funds` does not hold.

    Notes
    -----
    Fees and money recycled from sales are not told by the sources: the first makes the true
    figure smaller, the second larger. Sum `low` and `high` over known funds only, and say what
    part of the money they are.

    Examples
    --------
    >>> fund = {"fund_id": "f", "name": "F", "kind": "fund", "status": "operating",
    ...         "as_of": "2016", "size": 630, "source_id": "s"}
    >>> dry_powder(pd.DataFrame([fund]), invested=pd.Series({"f": 594}))["low"].tolist()
    [36.0]
    """
    if (invested < 0).any():
        raise ValueError(
            f"invested must be zero or more; {invested.idxmin()!r} has {invested.min():g}."
        )
    refuse_unknown(funds, invested, "invested")
    sizes = fund_sizes(funds, include=include, kinds=kinds, date=date)
    spent = invested.astype(float).reindex(sizes.index)
    return pd.DataFrame(
        {
            "name": sizes["name"],
            "invested": spent,
            "low": (sizes["low"] - spent).clip(lower=0),
            "high": (sizes["high"] - spent).clip(lower=0),
            "known": sizes["low"].notna() & spent.notna(),
        }
    )
