"""What rows owe each other: unique keys, foreign keys, sums that fit, at least one value."""

from collections.abc import Mapping

import numpy as np

from ..model.problem import Problem, meant
from .choices import FUND_AMOUNTS
from .columns import Table
from .promises import promise_problems
from .sheet import Sheet
from .succession import TABLES_OF, change_problems

ROUNDING = 0.01
"""Parts of a fund may exceed the whole by this share, as published figures are rounded."""


def row_problems(sheet: Sheet, table: Table, file: str) -> list[Problem]:
    """Look at the rows of one table together.

    Parameters
    ----------
    sheet : Sheet
        The table as read.
    table : Table
        Its record.
    file : str
        Name in messages.

    Returns
    -------
    list of Problem
        Repeated keys, rows without any value, parts of a fund that exceed the whole, floors and
        limits of a plot that contradict each other, promises without what they need, changes of
        organisations without a date.
    """
    problems = _repeated_keys(sheet, table, file)
    if table.any_of:
        problems += _empty_rows(sheet, table, file)
    if table.name == "funds":
        problems += _parts_over_whole(sheet, file)
    if table.name == "firms":
        problems += _loose_twins(sheet, file)
    if table.name in TABLES_OF:
        problems += change_problems(sheet, file, TABLES_OF[table.name])
    if table.name == "parcels":
        problems += _floor_that_does_not_fit(sheet, file)
    if table.name == "instruments":
        problems += promise_problems(sheet, file)
    return problems


def foreign_problems(sheets: Mapping[str, Sheet], table: Table, file: str) -> list[Problem]:
    """Look for the rows that a table points to.

    Parameters
    ----------
    sheets : mapping
        All tables of the folder as read, by name.
    table : Table
        The table that points.
    file : str
        Name in messages.

    Returns
    -------
    list of Problem
        One for each row that points to nothing. A table without rows is not looked into.
    """
    problems = []
    sheet = sheets[table.name]
    for link in table.foreign_keys:
        target = sheets.get(link.table)
        # Sources always exist; of other tables an absent one says nothing about an id.
        if target is None or (target.frame.empty and link.table != "sources"):
            continue
        known = set(target.frame[link.target].dropna())
        values = sheet.frame[link.column]
        for row in np.flatnonzero(values.notna() & ~values.isin(known)):
            value = values.iloc[row]
            expected = f"a {link.target} of the table {link.table}{meant(value, known)}"
            problems.append(Problem(file, sheet.lines[row], link.column, value, expected))
    return problems


def _repeated_keys(sheet: Sheet, table: Table, file: str) -> list[Problem]:
    if not table.key:
        return []
    keys = sheet.frame[list(table.key)]
    partial = keys.isna().all(axis="columns")
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for row, key in enumerate(keys.fillna("").astype(str).itertuples(index=False, name=None)):
        if partial.iloc[row]:
            continue
        if key in first:
            expected = f"each key once; row {first[key]} has it too"
            if file.endswith(".geojson"):
                expected = expected.replace("row", "feature")
            column = ", ".join(table.key)
            problems.append(Problem(file, sheet.lines[row], column, ", ".join(key), expected))
        else:
            first[key] = sheet.lines[row]
    return problems


def _empty_rows(sheet: Sheet, table: Table, file: str) -> list[Problem]:
    empty = sheet.frame[list(table.any_of)].isna().all(axis="columns")
    if "suppressed" in sheet.frame:
        empty &= ~sheet.frame["suppressed"].fillna(value=False).astype(bool)
    expected = f"a value in one of {', '.join(table.any_of)}"
    return [Problem(file, sheet.lines[row], "", None, expected) for row in np.flatnonzero(empty)]


def _parts_over_whole(sheet: Sheet, file: str) -> list[Problem]:
    frame = sheet.frame
    parts = [name for name in FUND_AMOUNTS if name.startswith("lp_")]
    problems = []
    for names in (["public", "private"], parts):
        total = frame[names].sum(axis="columns")
        for row in np.flatnonzero(total > frame["size"] * (1 + ROUNDING)):
            value = f"{total.iloc[row]:g}"
            expected = f"no more than the size, {frame['size'].iloc[row]:g}, as the sum"
            problems.append(Problem(file, sheet.lines[row], " + ".join(names), value, expected))
    return problems


def _floor_that_does_not_fit(sheet: Sheet, file: str) -> list[Problem]:
    """Find limits and floors of a plot that contradict each other."""
    frame = sheet.frame
    pairs = (
        ("far_limit_high_pct", "far_limit_pct", "the lowest limit that a source states"),
        ("floor_total_m2", "floor_built_m2", "the part of it that counts for the limit"),
    )
    problems = []
    for more, less, meaning in pairs:
        for row in np.flatnonzero(frame[more] < frame[less]):
            value, expected = f"{frame[more].iloc[row]:g}", f"{frame[less].iloc[row]:g} or more"
            told = f"{expected}, {meaning}"
            problems.append(Problem(file, sheet.lines[row], more, value, told))
    empty = frame["vacant"].fillna(value=False).astype(bool)
    for row in np.flatnonzero(empty & (frame["floor_built_m2"] > 0)):
        value = f"{frame['floor_built_m2'].iloc[row]:g}"
        told = "0 or an empty cell, as the plot is marked vacant"
        problems.append(Problem(file, sheet.lines[row], "floor_built_m2", value, told))
    return problems


def _loose_twins(sheet: Sheet, file: str) -> list[Problem]:
    """Find rows that repeat a row which is not counted itself."""
    twins = sheet.frame["same_as"]
    uncounted = set(sheet.frame.loc[twins.notna(), "firm_id"])
    expected = "the firm_id of a row that is counted, one without same_as"
    return [
        Problem(file, sheet.lines[row], "same_as", twins.iloc[row], expected)
        for row in np.flatnonzero(twins.notna() & twins.isin(uncounted))
    ]
