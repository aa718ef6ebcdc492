"""Asks whether money is bound to the region, formed as promised, and still to be invested."""

from dataclasses import replace

import pandas as pd

from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Label, Word, caution, said
from . import funds as tables, mandates
from .chosen import MoneyStudy, together
from .units import headed


@finding("money.bound")
def bound(money: MoneyStudy) -> Finding:
    """Say how much money must be invested in the region.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds are looked at.

    Returns
    -------
    Finding
        Its data are those of `mandates.bound_to_region`.
    """
    found = mandates.bound_to_region(money.funds)
    if found.empty:
        return Finding(data=found)
    newest = found.sort_values("as_of").iloc[-1]
    shown = found.set_index("name")[["kind", "status", "bound", "size", "bound_share", "as_of"]]
    return Finding(
        data=found,
        n=len(found),
        said=[
            said(
                "bound",
                name=newest["name"],
                share=newest["bound_share"],
                bound=Amount(newest["bound"], money.unit),
                size=Amount(newest["size"], money.unit),
                date=newest["as_of"],
            )
        ],
        tables=[Table(headed(shown, money.unit, "bound", "size"), "bound")],
        columns=[
            Column(measure="bound_share", values=found["bound_share"], as_of=list(found["as_of"]))
        ],
    )


@finding("money.mandate")
def mandate(money: MoneyStudy) -> Finding | Reason:
    """Say between which ends the part of single funds lies that is bound to the region.

    Parameters
    ----------
    money : MoneyStudy
        Its own funds are looked at.

    Returns
    -------
    Finding
        Its data are those of `mandates.mandate`.
    """
    found = mandates.mandate(money.funds)
    listed = tables.fund_list(money.funds)
    if found.loc["share", "reason"]:
        return Reason("no_single_funds")
    if apart := tables.dates_apart(listed.dropna(subset=["size_high"])):
        return apart
    if (found.loc["share", "low"], found.loc["share", "high"]) == (0, 1):
        return Reason("mandate_untold")
    return Finding(
        data=found,
        sources=[name for ids in listed["source_ids"] for name in ids.split(";")],
        as_of=listed["as_of"].max(),
        n=len(listed),
        said=[
            said(
                "mandate",
                share=(found.loc["share", "low"], found.loc["share", "high"]),
                unknown=found.attrs["unknown"],
                funds=len(listed),
            )
        ],
    )


def targets(money: MoneyStudy) -> list[Finding]:
    """Follow each target of the region's funds and of the country's by what was formed for it.

    Parameters
    ----------
    money : MoneyStudy
        Both tables of funds are looked at.

    Returns
    -------
    list of Finding
        One for each target, or the reason for a table without any.
    """
    found: list[Finding] = []
    for level, funds in (("own", money.funds), ("nation", money.national)):
        followed = mandates.against_targets(funds)
        found += [formed(name, table, unit=money.unit) for name, table in followed.items()]
        if not followed:
            found.append(Finding(id="money.formed", reason=Reason(f"no_target_{level}")))
    last = max((k for k, one in enumerate(found) if one), default=None)
    if last is not None:
        found[last] = replace(found[last], cautions=[caution("formed_dates")])
    return found


@finding("money.formed")
def formed(target: str, table: pd.DataFrame, *, unit: str) -> Finding:
    """Say how much of a target was formed, date by date.

    Parameters
    ----------
    target : str
        Id of the target.
    table : DataFrame
        One table of `mandates.against_targets`.
    unit : str
        Unit of its money.

    Returns
    -------
    Finding
        Its data are the table.
    """
    last, day = table.iloc[-1], str(table.index[-1].date())
    name = table.attrs["name"]
    dated = table.assign(date=[str(day.date()) for day in table.index]).set_index("date")
    dated = dated.rename(columns={"low": "size_low", "high": "size_high"})
    return Finding(
        data=table,
        sources=table.attrs["source_ids"],
        as_of=day,
        scope=target,
        n=int(last["funds"]),
        said=[
            said(
                f"formed_{table.attrs['by']}",
                name=name,
                target=Amount(table.attrs["target"], unit),
                formed=Amount((last["low"], last["high"]), unit),
                share=(last["low_pct"] / 100, last["high_pct"] / 100),
                date=day,
                funds=int(last["funds"]),
            )
        ],
        charts=[_steps(table, name)] if len(table) > 1 else [],
        tables=[
            Table(
                headed(
                    dated[["size_low", "size_high", "funds", "low_pct", "high_pct"]],
                    unit,
                    "size_low",
                    "size_high",
                ),
                "formed_table",
                values={"name": name},
                folded=True,
            )
        ],
        columns=[
            Column(
                measure=f"formed_{end}",
                values=table[end].set_axis([f"{target} | {day.date()}" for day in table.index]),
                unit="%",
            )
            for end in ("low_pct", "high_pct")
        ],
    )


def _steps(table: pd.DataFrame, name: str) -> Chart:
    """Draw what was formed as a part of the target; one line where both ends agree."""
    days = pd.DatetimeIndex(table.index)
    steps = table[["low_pct", "high_pct"]].set_axis(days.year + days.day_of_year / 366)
    if (steps["low_pct"] == steps["high_pct"]).all():
        steps = steps[["high_pct"]]
    steps = steps.assign(target_pct=100.0)
    return Chart(
        "year_lines",
        steps,
        caption="formed",
        values={"name": name},
        options={
            "names": {column: Label("column", column) for column in steps},
            "unit": Word("axis.of_target"),
            "decimals": 1,
        },
    )


@finding("money.left")
def left(money: MoneyStudy) -> Finding | Reason:
    """Say how much of the funds is not invested yet.

    Parameters
    ----------
    money : MoneyStudy
        Both tables of funds are looked at.

    Returns
    -------
    Finding
        Its data are those of `mandates.left_to_invest`.
    """
    parts = [mandates.left_to_invest(funds) for funds in (money.funds, money.national)]
    found = together(parts, like=parts[0])
    if found.empty:
        return Reason("no_invested")
    newest = found.sort_values("as_of").iloc[-1]
    shown = found.rename(columns={"left": "left_to_invest"}).set_index("name")
    shown = shown[["kind", "size", "invested", "left_to_invest", "as_of"]]
    return Finding(
        data=found,
        n=len(found),
        said=[
            said(
                "dry_powder",
                name=newest["name"],
                left=Amount(newest["left"], money.unit),
                share=newest["left"] / newest["size"],
                date=newest["as_of"],
            ),
            said("read_dry_powder"),
        ],
        tables=[
            Table(headed(shown, money.unit, "size", "invested", "left_to_invest"), "dry_powder")
        ],
        columns=[
            Column(
                measure="dry_powder",
                values=found["left"],
                unit=money.unit,
                as_of=list(found["as_of"]),
            )
        ],
    )
