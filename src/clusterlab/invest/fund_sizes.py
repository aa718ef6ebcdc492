"""Size of each fund as a range over its sources: what sums over funds are made of."""

from collections.abc import Sequence
from difflib import get_close_matches

import pandas as pd

from .fund_state import IN_PLACE, funds_at

# Programmes, targets, budgets and cumulative totals hold the same money again.
FUNDS_ONLY = ("fund",)
_TOLD = ("gp", "vintage", "stage", "sector")


def fund_sizes(
    funds: pd.DataFrame,
    *,
    include: Sequence[str] = IN_PLACE,
    kinds: Sequence[str] = FUNDS_ONLY,
    date: str = "",
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
    date : str
        Count only funds in place at this day, month or year (`fund_states`); the status told
        counts without it.

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
    funds = funds_at(funds, date=date) if date else funds
    counted = funds[funds["status"].isin(include) & funds["kind"].isin(kinds)]
    counted = counted[counted["fund_id"].notna()]
    codes, names = pd.factorize(counted["fund_id"])
    # By fund, and within it as time went on.
    dated = pd.DataFrame({"fund": codes, "as_of": counted["as_of"].astype(str).to_numpy()})
    order = dated.sort_values(["fund", "as_of"], kind="stable").index.to_numpy()
    rows, fund = counted.iloc[order].reset_index(drop=True), pd.Series(codes[order])
    sizes = pd.to_numeric(rows["size"], errors="coerce").astype(float)
    below = fund[sizes < 0]
    if len(below):
        least = sizes[fund == below.iloc[0]].min()
        raise ValueError(f"size of {names[below.iloc[0]]!r} must be zero or more, not {least:g}.")
    told = sizes.notna()
    last_told = rows["as_of"][told].groupby(fund[told]).tail(1)
    newest = pd.Series(last_told.to_numpy(), index=fund[last_told.index]).reindex(fund)
    of_date = told & (rows["as_of"].to_numpy() == newest.to_numpy())
    dated_sizes = sizes[of_date].groupby(fund[of_date])
    least, most = dated_sizes.min(), dated_sizes.max()
    pairs = pd.DataFrame({"fund": fund[told], "source": rows["source_id"][told]})
    pairs = pairs.drop_duplicates().sort_values(["fund", "source"])
    sources = pairs.groupby("fund")["source"].agg(";".join).astype(str)
    every = pd.RangeIndex(len(names))
    by_fund = sizes.groupby(fund)
    table = pd.DataFrame(
        {
            "name": rows["name"][~fund.duplicated(keep="last")].to_numpy(),
            **{column: _last(rows, fund, every, column) for column in _TOLD},
            "low": by_fund.min(),
            "high": by_fund.max(),
            "latest": least.where(least == most).reindex(every),
            "source_ids": sources.reindex(every, fill_value=""),
        },
        index=every,
    )
    return table.set_index(pd.Index([str(name) for name in names], name="fund_id"))


def _last(
    rows: pd.DataFrame, fund: "pd.Series[int]", every: pd.RangeIndex, column: str
) -> "pd.Series[str]":
    """Last value told of a column in each fund, as text; years without a fraction."""
    if column not in rows:
        return pd.Series("", index=every, dtype=str)
    told = rows[column].notna() & (rows[column].astype(str).str.strip() != "")
    last = rows[column][told].groupby(fund[told]).tail(1)
    # A year read beside empty cells has become a float.
    texts = [str(int(value)) if isinstance(value, float) else str(value) for value in last]
    return pd.Series(texts, index=fund[last.index], dtype=str).reindex(every, fill_value="")


def refuse_unknown(funds: pd.DataFrame, given: "pd.Series[float]", name: str) -> None:
    """Refuse figures of a fund that is not there: left out in silence, nobody would miss it."""
    known = set(funds["fund_id"].astype(str))
    strange = [one for one in map(str, given.index) if one not in known]
    if strange:
        near = get_close_matches(strange[0], known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(
            f"{name} names {len(strange)} not among the funds, such as {strange[0]!r}.{hint}"
        )
