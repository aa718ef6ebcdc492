"""Says how many funds are in place at the report's date, and which ended or were not seen since."""

from typing import Any

import pandas as pd

from ...invest.fund_sizes import FUNDS_ONLY, fund_sizes
from ...invest.fund_state import ENDED, IN_PLACE, UNCONFIRMED, funds_at, one_date
from ...model.finding import Finding, Number, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Joined, Label, Said, Word, said
from .chosen import MoneyStudy, together
from .funds import told
from .units import headed

ORDER = ("in_place", UNCONFIRMED, ENDED)
"""States of single funds that some source told in place."""


def state_list(funds: pd.DataFrame) -> pd.DataFrame:
    """List single funds that some source told in place, each with its state.

    Parameters
    ----------
    funds : DataFrame
        What `invest.funds_at` returns.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, state, grounds (code of the reason), decides, seen, size_low, size_high [money],
        source_ids.
    """
    placed = funds[funds["status_told"].isin(IN_PLACE) & funds["kind"].isin(FUNDS_ONLY)]
    last = placed.groupby("fund_id", sort=False).tail(1).set_index("fund_id")
    sizes = fund_sizes(told(placed))
    # A fund of a later vintage than the date is not there yet.
    last = last[last["state"].isin(ORDER)]
    return pd.DataFrame(
        {
            "name": last["name"],
            "state": last["state"],
            "grounds": last["state_reason"],
            "decides": last["decides"],
            "seen": last["seen"],
            "size_low": sizes["low"].reindex(last.index),
            "size_high": sizes["high"].reindex(last.index),
            "source_ids": sizes["source_ids"].reindex(last.index),
        }
    )


def sums(listed: pd.DataFrame) -> pd.DataFrame:
    """Add up funds of one state, never across dates further apart than is allowed.

    Parameters
    ----------
    listed : DataFrame
        What `state_list` returns.

    Returns
    -------
    DataFrame, indexed by state
        funds, sized: how many there are, and tell a size; low, high: their sum [money], NaN
        where none tells one or where they were last seen more than `invest.APART_MONTHS` apart;
        first, last: when they were last seen; reason: ``no_size``, ``sum_of_dates`` or empty.
    """
    rows = {}
    for state in ORDER:
        of = listed[listed["state"] == state]
        sized = of.dropna(subset="size_high")
        reason = "" if len(sized) else "no_size"
        if len(sized) and not one_date(sized["seen"]):
            reason = "sum_of_dates"
        rows[state] = {
            "funds": len(of),
            "sized": len(sized),
            "low": float("nan") if reason else float(sized["size_low"].sum()),
            "high": float("nan") if reason else float(sized["size_high"].sum()),
            "first": of["seen"].min() if len(of) else "",
            "last": of["seen"].max() if len(of) else "",
            "reason": reason,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("state")


@finding("money.states")
def states(money: MoneyStudy) -> Finding | Reason:
    """Say how many funds told as formed are in place, ended, or not confirmed since.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds and those of the country are looked at.

    Returns
    -------
    Finding
        Its data are those of `sums`, of the own funds.
    """
    on = money.on or str(money.as_of)
    own, nation = (
        state_list(funds if "state" in funds else funds_at(funds, date=on))
        for funds in (money.funds, money.national)
    )
    both = together([own, nation], like=own)
    if both.empty:
        return Reason("no_single_funds")
    summed = sums(own)
    grounds: list[Any] = [Word(f"fund_state.{why}") for why in both["grounds"]]
    states: list[Any] = [Label("fund_states", state) for state in both["state"]]
    shown = both.assign(grounds=grounds, state=states)
    columns = ["state", "grounds", "decides", "seen", "size_low", "size_high"]
    shown = shown.set_index("name")[columns]
    return Finding(
        data=summed,
        sources=[name for ids in both["source_ids"].dropna() for name in ids.split(";") if name],
        as_of=on,
        n=len(both),
        matters=0.8,
        headline=_headline(own),
        said=[
            said(
                "fund_states",
                own=len(own),
                nation=len(nation),
                placed=int((own["state"] == "in_place").sum()),
                nation_placed=int((nation["state"] == "in_place").sum()),
                date=on,
            ),
            *_gone(both),
        ],
        numbers=[
            Number(
                measure=f"funds_{state}", value=float(summed["funds"].get(state, 0)), unit="count"
            )
            for state in ORDER
        ],
        tables=[
            Table(headed(shown, money.unit, "size_low", "size_high"), "fund_states", folded=True)
        ],
    )


def _headline(own: pd.DataFrame) -> Said | None:
    """Say that nothing of a region's own is in place, where that is so."""
    if own.empty:
        return said("headline.no_own")
    if (own["state"] == "in_place").any():
        return None
    return said("headline.none_in_place", own=len(own))


def _gone(listed: pd.DataFrame) -> list[Said]:
    """Name the funds that ended, and those that nobody has told of lately, with the date."""
    sentences = []
    for state in (ENDED, UNCONFIRMED):
        of = listed[listed["state"] == state]
        names = [
            Word("fund_dated", {"name": name, "date": date})
            for name, date in zip(of["name"], of["decides"], strict=True)
        ]
        if names:
            sentences.append(said(f"funds_{state}", count=len(of), names=Joined(names, " · ")))
    return sentences


def by_date(listed: pd.DataFrame, unit: str) -> Joined:
    """Give the money of funds in place by the year in which they were last seen.

    Parameters
    ----------
    listed : DataFrame
        Rows with seen, size_low and size_high.
    unit : str
        Unit of the money.
    """
    sized = listed.dropna(subset="size_high")
    groups = sized.groupby(sized["seen"].str[:4])[["size_low", "size_high"]].sum()
    return Joined(
        [
            Word(
                "money_of_year",
                {"year": int(str(year)), "size": Amount((row["size_low"], row["size_high"]), unit)},
            )
            for year, row in groups.iterrows()
        ],
        " · ",
    )
