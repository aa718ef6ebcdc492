"""Formed against target: how much of a promise stands in funds by each date."""

from collections.abc import Sequence

import pandas as pd

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
        missing = [fund for fund in fund_ids if fund not in set(funds["fund_id"])]
        if missing:
            raise ValueError(f"Fund {missing[0]!r} is not in the table of funds.")
        rows = funds[funds["fund_id"].isin(fund_ids)]
    rows = rows[rows["status"].isin([*IN_PLACE, "failed"])]
    dated = rows.assign(
        date=rows["as_of"].map(_last_day), size=pd.to_numeric(rows["size"], errors="coerce")
    )
    table = {}
    for date in sorted(dated["date"].unique()):
        known = dated[dated["date"] <= date]
        low = high = 0.0
        count = 0
        for _, fund in known.groupby("fund_id"):
            newest = fund[fund["date"] == fund["date"].max()]
            told = fund[fund["size"].notna() & (fund["status"] != "failed")]
            if (newest["status"] == "failed").any() or told.empty:
                continue
            sizes = told.loc[told["date"] == told["date"].max(), "size"]
            low, high, count = low + sizes.min(), high + sizes.max(), count + 1
        table[date] = {"low": low, "high": high, "funds": count}
    columns = ["low", "high", "funds"]
    result = pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("date")
    return result.assign(
        low_pct=100 * result["low"] / target, high_pct=100 * result["high"] / target
    )


def _last_day(as_of: object) -> pd.Timestamp:
    """Last day that a date of year, month or day can mean."""
    text = str(as_of)
    period = {4: "Y", 7: "M", 10: "D"}.get(len(text))
    try:
        if period is None:
            raise ValueError
        return pd.Period(text, freq=period).end_time.normalize()
    except ValueError:
        rule = "must be a year, a month or a day (YYYY, YYYY-MM, YYYY-MM-DD)"
        raise ValueError(f"as_of {text!r} {rule}.") from None
