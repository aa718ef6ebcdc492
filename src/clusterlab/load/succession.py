"""Organisations that were taken over or renamed: what a table says of them at its date."""

import numpy as np
import pandas as pd

from ..model.problem import Problem
from .sheet import Sheet

LEFT = "left"
TABLES_OF = {"firms": "firm_id", "institutions": "institution_id"}
"""Tables with the columns succeeded_by, renamed_to and changed_on, and their keys."""


def at_date(table: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Give organisations as they are at a date: those taken over gone, others by their new name.

    Parameters
    ----------
    table : DataFrame
        Rows as in firms.csv or institutions.csv.
    as_of : str
        The package's date: a day, month or year, whose last day counts.

    Returns
    -------
    DataFrame
        The table itself where nothing changed by then. Else a copy: a row with succeeded_by is
        ``left`` from changed_on, so that nothing counts it as present; one with renamed_to bears
        that name in name_ko. The file keeps what was told.

    Examples
    --------
    >>> rows = [{"firm_id": "a", "name_ko": "A", "status": "present", "succeeded_by": "b",
    ...          "renamed_to": None, "changed_on": "2023-12"}]
    >>> at_date(pd.DataFrame(rows), as_of="2024")["status"].tolist()
    ['left']
    >>> at_date(pd.DataFrame(rows), as_of="2023-11")["status"].tolist()
    ['present']
    """
    if "changed_on" not in table or table["changed_on"].isna().all():
        return table
    # Dates of a year or month count from their first day, the package's until its last.
    past = table["changed_on"].fillna("9999").astype(str) <= f"{as_of}-99"
    gone = past & _told(table, "succeeded_by") & (table["status"] == "present")
    renamed = past & _told(table, "renamed_to")
    if not (gone | renamed).any():
        return table
    names = table["name_ko"].where(~renamed, table.get("renamed_to"))
    return table.assign(status=table["status"].where(~gone, LEFT), name_ko=names)


def change_problems(sheet: Sheet, file: str, key: str) -> list[Problem]:
    """Find changes of organisations that lack a date or point to themselves.

    Parameters
    ----------
    sheet : Sheet
        firms.csv or institutions.csv as read.
    file : str
        Name in messages.
    key : str
        Column of the ids.

    Returns
    -------
    list of Problem
        One for each row.
    """
    frame = sheet.frame
    succeeded, renamed = frame["succeeded_by"], frame["renamed_to"]
    changed = succeeded.notna() | renamed.notna()
    undated = np.flatnonzero(changed & frame["changed_on"].isna())
    itself = np.flatnonzero(succeeded.notna() & (succeeded == frame[key]))
    when = "a date, as the row was taken over or renamed"
    who = f"the {key} of another row, which took this one over"
    return [
        *(Problem(file, sheet.lines[row], "changed_on", None, when) for row in undated),
        *(
            Problem(file, sheet.lines[row], "succeeded_by", succeeded.iloc[row], who)
            for row in itself
        ),
    ]


def _told(table: pd.DataFrame, column: str) -> "pd.Series[bool]":
    """Which rows fill a column that may be absent."""
    if column not in table:
        return pd.Series(data=False, index=table.index)
    return table[column].notna()
