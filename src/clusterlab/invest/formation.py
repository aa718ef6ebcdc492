"""Formed against target: how much of a promise stands in funds by each date."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .fund_state import last_day
from .structure import IN_PLACE


def formation(
    funds: pd.DataFrame, *, target: float, fund_ids: Sequence[str] | None = None
) -> pd.DataFrame:
    """Add up what was formed by each date at which something became known.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table. `as_of` is a year, a month or a day.
    target : float
        What was promised, in the unit of `size`; above zero.
    fund_ids : sequence of str, optional
        The funds that count toward it; all of kind "fund" unless given.

    Returns
    -------
    DataFrame, indexed by date (last day of the year or month told), rising
        low, high: formed by then, each fund by its newest rows (a range where rows of one date
        differ) [money]; funds: how many; low_pct, high_pct: of the target [%].

    Raises
    ------
    ValueError
        A target of zero or less, or a fund that the table does not have.

    Notes
    -----
    A fund counts from the date of the first row that says formed, closed or operating, and no
    longer from a row that says failed. Rows without a size change its state only.

    Examples
    --------
    >>> fund = {"fund_id": "f", "name": "F", "kind": "fund", "status": "closed", "source_id": "s"}
    >>> rows = [{**fund, "as_of": "2023-10", "size": 1000}, {**fund, "as_of": "2024", "size": 1500}]
    >>> formation(pd.DataFrame(rows), target=10_000)["high_pct"].tolist()
    [10.0, 15.0]
    """
    if not target > 0:
        raise ValueError(f"target must be above zero, not {target}.")
    if fund_ids is None:
        rows = funds[funds["kind"] == "fund"]
    else:
        known = set(funds["fund_id"])
        missing = [fund for fund in fund_ids if fund not in known]
        if missing:
            raise ValueError(f"Fund {missing[0]!r} is not in the table of funds.")
        rows = funds[funds["fund_id"].isin(fund_ids)]
    rows = rows[rows["status"].isin([*IN_PLACE, "failed"])]
    dated = rows.assign(
        date=rows["as_of"].map(lambda told: last_day(told, "as_of")),
        size=pd.to_numeric(rows["size"], errors="coerce"),
    )
    codes, every = pd.factorize(dated["fund_id"])
    low, high = np.zeros(len(every)), np.zeros(len(every))
    stands, told = np.zeros(len(every), dtype=np.bool_), np.zeros(len(every), dtype=np.bool_)
    table = {}
    # A fund is as its newest rows say: each date changes only the funds that it tells of.
    for date, news in dated.assign(fund=codes).groupby("date"):
        of, failed = news["fund"].to_numpy(), (news["status"] == "failed").to_numpy()
        sizes = news["size"].to_numpy(float)
        sized = ~failed & ~np.isnan(sizes) & (of >= 0)
        low[of[sized]], high[of[sized]], told[of[sized]] = np.inf, -np.inf, True
        np.minimum.at(low, of[sized], sizes[sized])
        np.maximum.at(high, of[sized], sizes[sized])
        stands[of[of >= 0]] = True
        stands[of[failed & (of >= 0)]] = False
        counted = stands & told
        ends = {"low": float(low[counted].sum()), "high": float(high[counted].sum())}
        table[date] = ends | {"funds": int(counted.sum())}
    columns = ["low", "high", "funds"]
    result = pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("date")
    return result.assign(
        low_pct=100 * result["low"] / target, high_pct=100 * result["high"] / target
    )
