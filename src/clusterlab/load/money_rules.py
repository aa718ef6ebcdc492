"""Holds the money of a folder against the rules of flows, funds, deals and investors."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.deal_checks import check_deals
from ..model.flows import as_day, check_both_ways, check_flows, declared_once, signed_flows
from ..model.fund_checks import check_funds
from ..model.fund_contradictions import against_fund
from ..model.index_series import index_levels
from ..model.investor_checks import check_investors
from ..model.problem import DataError, Problem, sort_problems
from . import catalog
from .columns import Table
from .folder import Folder, read_folder
from .money_files import FLOWS, FUNDS, INDEX, read_money
from .package import Package, read_package

# The package of invented cash flows, for readers without their own.
EXAMPLE = "illustrative"
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


def flows_problems(
    flows: pd.DataFrame,
    file: str,
    money_unit: str,
    valuation_date: str,
    funds: pd.DataFrame | None = None,
) -> list[Problem]:
    """List what is wrong with a reader's own cash flows.

    Parameters
    ----------
    flows : DataFrame
        As `load.money_files` reads them.
    file : str
        Name in messages.
    money_unit : str
        Unit of the amounts, where no column tells it.
    valuation_date : str
        Day after which no flow may come, or an empty text.
    funds : DataFrame, optional
        The reader's own funds, in the same unit.

    Returns
    -------
    list of Problem
        One for each fund that breaks a rule, and one where the unit is not declared.
    """
    found = []
    told = flows.dropna(axis="columns", how="all")
    if "unit" not in told and not money_unit:
        rule = "the unit of amount is not declared; give the parameter money_unit or a column unit"
        found.append(Problem(file, 0, "", None, "", rule))
    for column in {"unit", "currency"} & set(told):
        found += _told(file, partial(declared_once, told, column))
    for _, rows in told.groupby("fund_id", sort=False):
        found += _told(file, partial(_check_fund, rows, funds, valuation_date))
    return sort_problems(found)


def check_flows_file(values: Mapping[str, Any]) -> dict[str, str]:
    """Check the file of cash flows among the parameters of a notebook before it runs.

    Parameters
    ----------
    values : mapping
        Checked parameters: flows_file, funds_file, money_unit and valuation_date.

    Returns
    -------
    dict of str to str
        Hash of the file by its name; those of the built-in invented flows where none is given.

    Raises
    ------
    DataError
        Lists every problem of the file.
    ValueError
        A valuation date that is no day.
    """
    path = values.get("flows_file", "")
    date = str(values.get("valuation_date", ""))
    if date:
        as_day(date)
    if not path:
        example = read_package(catalog.data_folder() / EXAMPLE)
        return {f"{EXAMPLE}/{name}": digest for name, digest in example.hashes.items()}
    flows = read_money(path, FLOWS)
    funds = read_money(values["funds_file"], FUNDS) if values.get("funds_file") else None
    unit = str(values.get("money_unit", ""))
    problems = flows_problems(flows, Path(path).name, unit, date, funds)
    if problems:
        raise DataError(problems)
    return {Path(path).name: flows.attrs["sha256"]}


def check_funds_file(values: Mapping[str, Any]) -> dict[str, str]:
    """Check the file of funds among the parameters of a notebook before it runs.

    Parameters
    ----------
    values : mapping
        Checked parameters: funds_file.

    Returns
    -------
    dict of str to str
        Hash of the file by its name; empty where none is given.

    Raises
    ------
    DataError
        Lists every problem of the file.
    """

    def problems(funds: pd.DataFrame, file: str) -> list[Problem]:
        rows = (funds.iloc[[number]] for number in range(len(funds)))
        return [problem for row in rows for problem in _told(file, partial(check_funds, row))]

    return _checked(values.get("funds_file", ""), FUNDS, problems)


def check_index_file(values: Mapping[str, Any]) -> dict[str, str]:
    """Check the file of an index among the parameters of a notebook before it runs.

    Parameters
    ----------
    values : mapping
        Checked parameters: index_file.

    Returns
    -------
    dict of str to str
        Hash of the file by its name; empty where none is given.

    Raises
    ------
    DataError
        Lists every problem of the file.
    """

    def problems(index: pd.DataFrame, file: str) -> list[Problem]:
        levels = index.set_index("date")["level"].sort_index()
        return _told(file, partial(index_levels, levels, index["date"].sort_values()))

    return _checked(values.get("index_file", ""), INDEX, problems)


def _checked(
    path: str, table: Table, problems_of: Callable[[pd.DataFrame, str], list[Problem]]
) -> dict[str, str]:
    """Name the bytes of a file that nothing is wrong with; where none is given, nothing."""
    if not path:
        return {}
    frame = read_money(path, table)
    file = Path(path).name
    if problems := problems_of(frame, file):
        raise DataError(sort_problems(problems))
    return {file: frame.attrs["sha256"]}


def _told(file: str, check: Callable[[], object]) -> list[Problem]:
    """Run one check; what it raises is a problem of the file."""
    try:
        check()
    except ValueError as error:
        told = str(error)
        row = _ROW.search(told)
        return [Problem(file, int(row[1]) if row else 0, "", None, "", told)]
    return []


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
        found += _told(file, check)
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
        for fund, own in signed.groupby("fund_id", sort=False):
            against_fund(fund, own, funds[funds["fund_id"] == fund])


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
