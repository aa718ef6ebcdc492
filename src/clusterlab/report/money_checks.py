"""Holds the money of a cluster folder against the rules of the money room, before anything runs."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from ..invest.deal_checks import check_deals
from ..invest.flows import check_both_ways, check_flows, signed_flows
from ..invest.fund_checks import check_funds
from ..invest.investor_checks import check_investors
from ..invest.performance import check_against_funds
from ..load.folder import Folder, read_folder
from ..load.package import Package
from ..load.problem import DataError, Problem, sort_problems

_ROW = re.compile(r"row (\d+)")


def money_problems(path: str | Path) -> list[Problem]:
    """List what is wrong with the money of a folder.

    Parameters
    ----------
    path : str or Path
        The folder, or its datapackage.json. A table with problems of its own (`load.check`) is
        left out here: they come first.

    Returns
    -------
    list of Problem
        One for each row, fund or account that breaks a rule; sorted by file and row.
    """
    folder = Path(path)
    return _problems(read_folder(folder if folder.is_dir() else folder.parent))


def check_money(package: Package) -> None:
    """Refuse a package whose money, or that of a package it refers to, contradicts itself.

    Parameters
    ----------
    package : Package
        As read.

    Raises
    ------
    DataError
        Lists every problem.
    """
    every = (package, *package.references.values())
    problems = [problem for one in every for problem in money_problems(one.folder)]
    if problems:
        raise DataError(problems)


def _problems(read: Folder) -> list[Problem]:
    broken = {problem.file for problem in read.problems}
    frames = {
        name: sheet.frame.set_axis(pd.Index(sheet.lines) - 2, axis="index")
        for name, sheet in read.sheets.items()
        if len(sheet.lines) and f"{name}.csv" not in broken
    }
    meta = read.descriptor.get("clusterlab")
    as_of = str(meta.get("as_of", "")) if isinstance(meta, dict) else ""
    found: list[Problem] = []
    for file, check in _checks(frames, as_of):
        try:
            check()
        except ValueError as error:
            told = str(error)
            row = _ROW.search(told)
            found.append(Problem(file, int(row[1]) if row else 0, "", None, "", told))
    return sort_problems(found)


def _checks(
    frames: dict[str, pd.DataFrame], as_of: str
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every check by itself, so that each problem is told and not only the first."""
    funds = frames.get("funds")
    if funds is not None:
        for number in range(len(funds)):
            yield "funds.csv", partial(check_funds, funds.iloc[[number]])
    flows = frames.get("cash_flows")
    if flows is not None:
        for _, rows in flows.groupby("fund_id", sort=False):
            yield "cash_flows.csv", partial(_check_fund, rows, funds, as_of)
    investors = frames.get("fund_investors")
    if investors is not None:
        sizes = funds if funds is not None else pd.DataFrame(columns=["fund_id", "size"])
        for _, rows in investors.groupby(["fund_id", "as_of", "source_id"], sort=False):
            yield "fund_investors.csv", partial(check_investors, rows, sizes)
    deals = frames.get("deals")
    if deals is not None:
        yield "deals.csv", partial(check_deals, deals, as_of=as_of or None)


def _check_fund(rows: pd.DataFrame, funds: pd.DataFrame | None, as_of: str) -> None:
    signed = signed_flows(rows)
    check_flows(signed, valuation_date=last_day(as_of) if as_of else None)
    check_both_ways(signed)
    if funds is not None:
        check_against_funds(rows, funds)


def last_day(as_of: str) -> pd.Timestamp:
    """Find the last day that a year, a month or a day can mean.

    Parameters
    ----------
    as_of : str
        2025, 2025-06 or 2025-06-30.

    Returns
    -------
    Timestamp
        Midnight of that day.
    """
    period = {4: "Y", 7: "M"}.get(len(as_of), "D")
    return pd.Period(as_of, freq=period).end_time.normalize()
