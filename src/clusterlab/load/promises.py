"""What the rows of a policy owe each other: a number for what is counted, a label a series."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..model.problem import Problem
from .sheet import Sheet

COUNTED = ("amount", "limit")
LABELS = ["label_ko", "label_en", "role"]


def promise_problems(sheet: Sheet, file: str) -> list[Problem]:
    """Look at each instrument: its number, its dates.

    Parameters
    ----------
    sheet : Sheet
        The instruments as read.
    file : str
        Name in messages.

    Returns
    -------
    list of Problem
        Promises to be counted without number or unit, and dates in the wrong order.
    """
    frame = sheet.frame
    counted = frame["promise_kind"].isin(COUNTED)
    problems = []
    for column in ("promise_value", "promise_unit"):
        expected = f"a {column} where the promise is one of {', '.join(COUNTED)}"
        problems += [
            Problem(file, sheet.lines[row], column, None, expected)
            for row in np.flatnonzero(counted & frame[column].isna())
        ]
    for first, second in (("promised", "due"), ("due", "due_late")):
        # Dates as 2023 or 2023-06 stand for the whole of it: only their common part is compared.
        for row in np.flatnonzero(frame[first].notna() & frame[second].notna()):
            early, late = str(frame[first].iloc[row]), str(frame[second].iloc[row])
            shared = min(len(early), len(late))
            if late[:shared] < early[:shared]:
                expected = f"a date no earlier than {first}, {early}"
                problems.append(Problem(file, sheet.lines[row], second, late, expected))
    expected = "a due date as well, where a later one is given"
    problems += [
        Problem(file, sheet.lines[row], "due", None, expected)
        for row in np.flatnonzero(frame["due_late"].notna() & frame["due"].isna())
    ]
    return problems


def reading_problems(sheets: Mapping[str, Sheet], file: str) -> list[Problem]:
    """Look at each reading: that it points to one row, and is labelled as its series is.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        All tables of the folder, by name.
    file : str
        Name in messages.

    Returns
    -------
    list of Problem
        Readings of both a fact and a fund, of a fund at a date that it has no row for, of a figure
        that is not a number, or under another label than the rest of their series.
    """
    sheet = sheets["readings"]
    frame = sheet.frame
    if frame.empty:
        return []
    problems = []
    facts = sheets["facts"].frame.set_index("fact_id")["value"]
    funds = sheets["funds"].frame[["fund_id", "as_of"]]
    known = set(funds.itertuples(index=False, name=None))
    first: dict[tuple[object, ...], pd.Series] = {}
    for row, (_, reading) in enumerate(frame.iterrows()):
        line = sheet.lines[row]
        fact, fund = reading["fact_id"], reading["fund_id"]
        if pd.notna(fact) and pd.notna(fund):
            problems.append(Problem(file, line, "fund_id", fund, "a fact or a fund, not both"))
        elif pd.notna(fund) and (fund, reading["fund_as_of"]) not in known:
            expected = f"an as_of of the fund {fund}"
            value = None if pd.isna(reading["fund_as_of"]) else reading["fund_as_of"]
            problems.append(Problem(file, line, "fund_as_of", value, expected))
        elif pd.notna(fact) and fact in facts.index and pd.isna(facts[fact]):
            problems.append(Problem(file, line, "fact_id", fact, "a figure that is a number"))
        began = first.setdefault((reading["instrument_id"], reading["series"]), reading)
        for column in LABELS:
            if reading[column] != began[column]:
                expected = f"{began[column]}, as in {began['reading_id']} of the same series"
                problems.append(Problem(file, line, column, reading[column], expected))
    return problems
