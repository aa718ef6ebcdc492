"""Asks how much money funds have raised, whose it is, and how it is spread."""

import pandas as pd

from ...invest.mix import fund_mix
from ...model.finding import Chart, Column, Finding, Number, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Joined, Label, Said, Word, caution, said
from . import funds as tables
from .chosen import MoneyStudy, together
from .states import by_date
from .units import headed

PER_PUBLIC = "per_public"
"""Unit of private money set beside public money."""


@finding("money.raised")
def raised(money: MoneyStudy) -> Finding | Reason:
    """Say how much single funds hold, how much of it is private, and what stands beside public.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds are looked at.

    Returns
    -------
    Finding
        Its data are those of `funds.fund_list`.
    """
    listed = tables.fund_list(money.funds)
    if listed.empty:
        return Reason("no_single_funds")
    pooled = tables.pooled_split(listed)
    apart = tables.dates_apart(listed.dropna(subset=["size_high"]))
    unknown = apart or Reason("no_known_split", funds=len(listed))
    told = listed["size_high"].notna().any()
    counted, size = {"count": len(listed)}, Amount(pooled["size"], money.unit)
    if apart:
        single = said("money_single_dates", names=by_date(listed, money.unit), **counted)
    else:
        single = said("money_single", size=size, dates=_dates(listed["seen"]), **counted)
    known = pooled["known"]
    which = "all" if known == len(listed) else "some" if known else "none"
    split = said(f"money_split_{which}", known=known, **counted)
    headline = said("headline.raised_dates", **counted)
    if not apart:
        headline = said("headline.raised", size=size, **counted)
    return Finding(
        data=listed,
        matters=1.0,
        headline=headline if told else None,
        said=[single, split] if told else [],
        numbers=[
            Number(
                measure="single_funds_size",
                value=pooled["size"][1],
                low=pooled["size"][0],
                unit=money.unit,
                n=len(listed),
                reason=apart or Reason("no_single_funds"),
            ),
            Number(
                measure="pooled_private_share",
                value=pooled["share"][1],
                low=pooled["share"][0],
                unit="1",
                how="percent",
                n=pooled["known"],
                reason=unknown,
            ),
            Number(
                measure="pooled_leverage",
                value=pooled["leverage"][1],
                low=pooled["leverage"][0],
                unit=PER_PUBLIC,
                n=pooled["known"],
                reason=unknown,
            ),
        ],
    )


def _dates(seen: "pd.Series[str]") -> str | Joined:
    """Give the date at which funds were last seen, or the first and last of them."""
    ends = sorted({seen.min(), seen.max()})
    return Joined(ends, "–") if len(ends) > 1 else str(ends[0])


@finding("money.totals")
def totals(money: MoneyStudy) -> Finding:
    """Give cumulative totals as published, which hold single funds again.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds are looked at.

    Returns
    -------
    Finding
        Its data are those of `funds.published_totals`; it says nothing where there is none.
    """
    found = tables.published_totals(money.funds)
    again = [caution("money_not_added")] if (money.funds["kind"] != "fund").any() else []
    if found.empty:
        return Finding(data=found, cautions=again)
    each = [
        Word(
            "money_total",
            {
                "name": row["name"],
                "value": Amount((row["low"], row["high"]), money.unit),
                "date": row["as_of"],
            },
        )
        for row in found.to_dict("records")
    ]
    shown = found.rename(columns={"low": "size_low", "high": "size_high"}).set_index("name")
    return Finding(
        data=found,
        said=[said("money_totals", names=Joined(each, " · "))],
        cautions=again,
        tables=[
            Table(
                headed(
                    shown[["scope", "size_low", "size_high", "as_of"]],
                    money.unit,
                    "size_low",
                    "size_high",
                ),
                "published_totals",
                folded=True,
            )
        ],
    )


@finding("money.by_investor")
def by_investor(money: MoneyStudy) -> Finding | Reason:
    """Split the money of each single fund by kind of investor.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds are looked at.

    Returns
    -------
    Finding
        Its data are those of `funds.by_investor`.
    """
    listed = tables.fund_list(money.funds)
    split = tables.by_investor(money.funds)
    if split.empty:
        return Reason("no_single_funds")
    # A side whose kinds of investor are not told does not say who put the money in.
    untold = split.filter(like="untold").to_numpy().sum() / split.to_numpy().sum()
    amounts = split.sum()
    return Finding(
        data=split,
        sources=[name for ids in listed["source_ids"] for name in ids.split(";")],
        as_of=listed["as_of"].max(),
        n=len(split),
        said=[said("by_investor", share=untold) if untold > 0 else said("by_investor_all")],
        charts=[
            Chart(
                "stacked_shares",
                split.set_axis(listed["name"].reindex(split.index)),
                caption="by_investor",
                values={"count": len(split)},
                options={"names": {kind: Label("investor", kind) for kind in split.columns}},
            )
        ],
        columns=[Column(measure="money_by_investor", values=amounts[amounts > 0], unit=money.unit)],
        tables=[_single(listed, money.unit)],
    )


def _single(listed: pd.DataFrame, unit: str) -> Table:
    columns = [
        "scope",
        "gp",
        "vintage",
        "size_low",
        "size_high",
        "private_low_share",
        "private_high_share",
        "as_of",
        "reason",
    ]
    shown = listed.set_index("name")[columns]
    return Table(headed(shown, unit, "size_low", "size_high"), "fund_list", folded=True)


@finding("money.leverage")
def leverage(money: MoneyStudy) -> Finding | Reason:
    """Say how much private money stands beside public money, fund by fund.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds and those of the country are looked at.

    Returns
    -------
    Finding
        Its data are the rows of `funds.fund_list` whose split is known.
    """
    own, national = tables.fund_list(money.funds), tables.fund_list(money.national)
    both = together([own, national], like=own)
    known = both[both["leverage_high"].notna()]
    if both.empty:
        return Reason("no_single_funds")
    if known.empty:
        return Reason("no_known_split", funds=len(both))
    ends = known.set_index("name")[["leverage_low", "leverage_high"]]
    return Finding(
        data=known,
        n=len(known),
        said=[
            said(
                "leverage" if own["leverage_high"].notna().any() else "leverage_nation",
                own=int(own["leverage_high"].notna().sum()),
                nation=int(national["leverage_high"].notna().sum()),
                value=(known["leverage_low"].min(), known["leverage_high"].max()),
            ),
            said("read_leverage"),
        ],
        charts=[
            Chart(
                "ranges",
                ends.set_axis(["low", "high"], axis="columns"),
                caption="leverage",
                values={"count": len(known), "all": len(both)},
                options={"unit": Word("axis.leverage"), "decimals": 2, "reference": 1},
            )
        ],
        columns=[
            Column(measure=end, values=known[end], unit=PER_PUBLIC)
            for end in ("leverage_low", "leverage_high")
        ],
    )


@finding("money.concentration")
def concentration(money: MoneyStudy) -> Finding | Reason:
    """Say how concentrated the money is on managers, years, sectors and stages.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds are looked at.

    Returns
    -------
    Finding
        Its data are those of `funds.concentration`.
    """
    listed = tables.fund_list(money.funds)
    if listed.empty:
        return Reason("no_single_funds")
    if apart := tables.dates_apart(listed.dropna(subset=["size_high"])):
        return apart
    found = tables.concentration(money.funds).replace({"reason": {"no_group": "no_fund_group"}})
    told = found[found["high"].notna()]
    sentences = []
    if len(told):
        widest = told.sort_values("high", ascending=False, kind="stable").iloc[0]
        sentences.append(
            said(
                "fund_concentration",
                group=Label("fund_group", widest.name),
                value=(widest["low"], widest["high"]),
                groups=int(widest["groups"]),
                funds=int(widest["funds"]),
            )
        )
    return Finding(
        data=found,
        sources=[name for ids in listed["source_ids"] for name in ids.split(";")],
        as_of=listed["as_of"].max(),
        n=len(listed),
        said=[*sentences, said("read_fund_concentration")]
        if len(listed) > 1
        else [Reason("one_fund")],
        tables=[
            Table(
                found.rename_axis("by"),
                "fund_concentration",
                columns=["low", "high", "groups", "funds", "unknown_pct", "reason"],
                names={"by": "fund_group"},
            )
        ]
        if len(listed) > 1
        else [],
        columns=[
            Column(
                measure=f"fund_hhi_{end}",
                values=found[end],
                n=found["funds"],
                reason=found["reason"],
            )
            for end in ("low", "high")
        ],
    )


def _largest(known: pd.DataFrame, by: str) -> list[Said]:
    """Say what most of the money is for, where that is told."""
    if known.empty:
        return []
    first = known.sort_values("high", ascending=False, kind="stable").iloc[0]
    share = (first["share_low"], first["share_high"])
    return [said("mix_largest", by=Label("column", by), name=Label(by, first.name), share=share)]


@finding("money.mix")
def mix(money: MoneyStudy, *, by: str) -> Finding | Reason:
    """Say at which stage, or in which sector, the money of single funds is.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds are looked at.
    by : str
        stage or sector.

    Returns
    -------
    Finding
        Its data are those of `invest.fund_mix`.
    """
    listed = tables.fund_list(money.funds)
    found = fund_mix(money.funds, by=by)
    if found.empty:
        return Reason("no_single_funds")
    if apart := tables.dates_apart(listed.dropna(subset=["size_high"])):
        return apart
    untold = float(found["high"].get("unknown", 0.0) / found["high"].sum())
    names = [
        Label("investor", "untold") if code == "unknown" else Label(by, code)
        for code in found.index
    ]
    shown = found[["funds", "low", "high", "share_low", "share_high"]]
    shown = shown.set_axis(pd.Index(names, name=by), axis="index")
    return Finding(
        data=found,
        sources=[name for ids in listed["source_ids"] for name in ids.split(";")],
        as_of=listed["as_of"].max(),
        n=len(listed),
        said=[
            *_largest(found.drop(index="unknown", errors="ignore"), by),
            *([said(f"mix_{by}", share=untold, funds=len(listed))] if untold > 0 else []),
        ]
        if len(listed) > 1
        else [Reason("one_fund")],
        # One fund, or money of which nothing is told, makes no table.
        tables=[Table(headed(shown, money.unit, "low", "high"), f"mix_{by}")]
        if len(listed) > 1 and untold < 1
        else [],
    )
