"""Asks of funds: how much, whose, how concentrated."""

from typing import Any

import numpy as np
import pandas as pd

from ...invest.concentration import fund_concentration
from ...invest.fund_sizes import fund_sizes
from ...invest.fund_state import one_date
from ...invest.structure import IN_PLACE, leverage, private_share
from ...model.reason import Reason

Range = tuple[float, float]

# Kinds of investor in the order of a chart: public first.
KINDS = (
    "central_government",
    "policy_bank",
    "local_government",
    "public_untold",
    "bank",
    "corporate",
    "gp",
    "private_untold",
    "other",
    "untold",
)
_PUBLIC, _PRIVATE = KINDS[:3], KINDS[4:7]


def within_years(funds: pd.DataFrame, *, first_year: int, last_year: int) -> pd.DataFrame:
    """Keep what was told in a span of years.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    first_year, last_year : int
        Ends, both within.
    """
    year = funds["as_of"].astype(str).str[:4].astype(int)
    return funds[year.between(first_year, last_year)]


def with_investors(funds: pd.DataFrame, investors: pd.DataFrame) -> pd.DataFrame:
    """Fill a fund's parts by kind of investor from the table of its investors.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    investors : DataFrame
        Rows as in a cluster's fund_investors table.

    Returns
    -------
    DataFrame
        A copy; a part that the fund's row tells is kept. An account fills the rows of its date.
    """
    filled = funds.copy()
    for (fund, as_of), rows in investors.groupby(["fund_id", "as_of"]):
        here = (filled["fund_id"] == fund) & (filled["as_of"] == as_of)
        size = filled.loc[here, "size"].max()
        amounts = rows["amount"].fillna(rows["share_pct"] / 100 * size)
        for kind, amount in amounts.groupby(rows["investor_kind"]).sum(min_count=1).items():
            empty = here & filled[f"lp_{kind}"].isna()
            filled.loc[empty, f"lp_{kind}"] = amount
    return filled


def told(funds: pd.DataFrame) -> pd.DataFrame:
    """Give funds with the status that was told, whatever became of them since.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table, or what `invest.funds_at` returns.
    """
    return funds.assign(status=funds["status_told"]) if "status_told" in funds else funds


def fund_list(funds: pd.DataFrame) -> pd.DataFrame:
    """List single funds in place: size, private share and leverage as ranges.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, scope, gp, vintage, stage, sector; size_low, size_high; private_low_share,
        private_high_share [-]; leverage_low, leverage_high [won for each public won]; as_of,
        seen (when a source told of it last), source_ids, reason (why the split is not known).
    """
    sizes = fund_sizes(funds)
    # A frame without rows would take on the index of what is assigned to it.
    share, lever = (of(funds).reindex(sizes.index) for of in (private_share, leverage))
    scope = funds.groupby("fund_id")["scope"].last()
    table = sizes[["name", "gp", "vintage", "stage", "sector"]].assign(
        scope=scope.reindex(sizes.index).fillna(""),
        size_low=sizes["low"],
        size_high=sizes["high"],
        private_low_share=share["low"],
        private_high_share=share["high"],
        leverage_low=lever["low"],
        leverage_high=lever["high"],
        as_of=share["as_of"].where(share["as_of"] != "", _newest(funds).reindex(share.index)),
        seen=_newest(funds).reindex(share.index),
        reason=share["reason"].where(share["reason"] != "", lever["reason"]),
        source_ids=sizes["source_ids"],
    )
    return table.sort_values("size_high", ascending=False, kind="stable")


def _newest(funds: pd.DataFrame) -> "pd.Series[str]":
    return funds.groupby("fund_id")["as_of"].max()


def published_totals(funds: pd.DataFrame) -> pd.DataFrame:
    """Give the newest cumulative totals as published, each of its own date; none is added up.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, scope, low, high (of the newest date), as_of, source_ids.
    """
    rows = {}
    formed = told(funds)
    totals = formed[(formed["kind"] == "cumulative") & formed["status"].isin(IN_PLACE)]
    for fund, of in totals.groupby("fund_id", sort=False):
        newest = of[of["as_of"] == of["as_of"].max()]
        rows[str(fund)] = {
            "name": newest["name"].iloc[-1],
            "scope": newest["scope"].iloc[-1],
            "low": float(newest["size"].min()),
            "high": float(newest["size"].max()),
            "as_of": newest["as_of"].iloc[-1],
            "source_ids": ";".join(sorted(set(newest["source_id"]))),
        }
    columns = ["name", "scope", "low", "high", "as_of", "source_ids"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("fund_id")


def by_investor(funds: pd.DataFrame) -> pd.DataFrame:
    """Split each single fund by kind of investor, as its newest telling row has it.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, shape (funds, kinds of investor)
        Money, indexed by fund_id; ``public_untold`` and ``private_untold`` are the part of a
        stated side whose kind is not told, ``untold`` what may be either.
    """
    rows = {}
    counted = funds[funds["status"].isin(IN_PLACE) & (funds["kind"] == "fund")]
    for fund, of in counted[counted["size"].notna()].groupby("fund_id", sort=False):
        row = of.sort_values("as_of", kind="stable").iloc[-1]
        money = {kind: _told(row, f"lp_{kind}") for kind in (*_PUBLIC, *_PRIVATE, "other")}
        for side, parts in (("public", _PUBLIC), ("private", _PRIVATE)):
            among = sum(money[kind] for kind in parts)
            money[f"{side}_untold"] = _above_rounding(_told(row, side) - among)
        # What others hold may be part of a side that is stated as a whole.
        if pd.notna(row["public"]) and pd.notna(row["private"]):
            money["private_untold"] = _above_rounding(money["private_untold"] - money["other"])
        money["untold"] = _above_rounding(float(row["size"]) - sum(money.values()))
        rows[str(fund)] = money
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(KINDS), dtype=float)
    return table.rename_axis("fund_id")


def _above_rounding(rest: float) -> float:
    """Take away what only the last digits of a float make of parts that sum up."""
    return rest if rest > 1e-6 else 0.0


def _told(row: "pd.Series[Any]", column: str) -> float:
    value = row.get(column)
    return 0.0 if value is None or pd.isna(value) else float(value)


def pooled_split(listed: pd.DataFrame) -> dict[str, Any]:
    """Pool the private share and the leverage of all funds whose split is known.

    Parameters
    ----------
    listed : DataFrame
        What `fund_list` returns.

    Returns
    -------
    dict
        size, share, leverage: (low, high), the share [-], NaN where no split is known or where
        the funds were last seen too far apart (`dates_apart`); funds, known: how many there
        are, and with a known split; known_size: (low, high) of those.

    Notes
    -----
    Outer bounds: each fund's private and public money is taken at either end of its own range.
    """
    known = listed[listed["private_high_share"].notna() & listed["size_high"].notna()]
    private = (
        float((known["private_low_share"] * known["size_low"]).sum()),
        float((known["private_high_share"] * known["size_high"]).sum()),
    )
    public = (
        float(((1 - known["private_high_share"]) * known["size_low"]).sum()),
        float(((1 - known["private_low_share"]) * known["size_high"]).sum()),
    )
    none = (np.nan, np.nan)
    share, lever = none, none
    if len(known) and private[1] + public[1] > 0:
        share = (private[0] / (private[0] + public[1]), private[1] / (private[1] + public[0]))
    if len(known) and public[0] > 0:
        lever = (private[0] / public[1], private[1] / public[0])
    sized = listed.dropna(subset=["size_high"])
    apart = dates_apart(sized) is not None
    if dates_apart(known) is not None:
        share, lever = none, none
    return {
        "size": none if apart else _span(sized, "size_low", "size_high"),
        "share": share,
        "leverage": lever,
        "funds": len(listed),
        "known": len(known),
        "known_size": _span(known, "size_low", "size_high"),
    }


def dates_apart(listed: pd.DataFrame) -> Reason | None:
    """Say that money of different dates is no one sum; None where it may be added up.

    Parameters
    ----------
    listed : DataFrame
        What `fund_list` returns.

    Notes
    -----
    Funds last seen within `invest.fund_state.APART_MONTHS` of one another are of one date.
    """
    seen = listed["seen"].dropna().astype(str)
    if one_date(seen):
        return None
    return Reason("sum_of_dates", first=seen.min(), last=seen.max())


def _span(table: pd.DataFrame, low: str, high: str) -> Range:
    if table.empty:
        return (np.nan, np.nan)
    return (float(table[low].sum()), float(table[high].sum()))


def concentration(funds: pd.DataFrame) -> pd.DataFrame:
    """Give the Herfindahl-Hirschman index by manager, vintage, sector and stage.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.

    Returns
    -------
    DataFrame, indexed by `by`
        As `invest.fund_concentration`.
    """
    return fund_concentration(funds, by=("gp", "vintage", "sector", "stage"))
