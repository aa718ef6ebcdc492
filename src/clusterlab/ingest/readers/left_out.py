"""Rows left out by rule: empty ones, remarks, sums, parents, and what the mapping names."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...model.problem import DataError, Problem, meant
from .account import Account
from .mapping import Mapping
from .note import Note, counted
from .raw import Raw
from .scan import text_array
from .totals import footnotes, parent_rows, sum_rows


def leave_out(raw: Raw, mapping: Mapping, account: Account) -> list[Note]:
    """Set rows aside by rule.

    Parameters
    ----------
    raw : Raw
        The file as read.
    mapping : Mapping
        Says whether sums and parents are kept, and which other rows are.
    account : Account
        Takes the rows.

    Returns
    -------
    list of Note
        One for each group of rows.
    """
    cells = raw.cells
    notes: list[Note] = []
    account.set_aside(_empty_rows(cells), "an empty row")
    groups = footnotes(cells)
    if mapping.read.get("totals", "leave out") == "leave out":
        kept = {
            rule.headings[0]: {word.lower() for word in mapping.meanings.get(column, {})}
            for column, rule in mapping.columns.items()
        }
        groups += sum_rows(cells, kept=kept)
    if mapping.read.get("parents", "leave out") == "leave out":
        groups += parent_rows(cells)
    for group in groups:
        account.set_aside(group.places, group.reason)
        said = f"{counted(len(group.places), 'row')} left out: {group.reason}"
        notes.append(Note("left out", said, count=len(group.places)))
    for wanted, part in ((True, mapping.keep), (False, mapping.leave_out)):
        for heading, words in part.items():
            if heading not in cells:
                where = "keep" if wanted else "leave_out"
                expected = f"a heading of the file{meant(heading, raw.headings)}"
                raise DataError([Problem(mapping.file, 0, where, heading, expected)])
            column = cells[heading].str.strip()
            hit = (column != "") & (column != "-") if "*" in words else column.isin(words)
            out = np.flatnonzero(hit.to_numpy() != wanted)
            rule = "is not" if wanted else "is"
            shown = "filled" if "*" in words else " or ".join(words)
            account.set_aside(out, f"{heading} {rule} {shown}, as the mapping says")
    return notes


def _empty_rows(cells: pd.DataFrame) -> np.ndarray:
    """Find the rows without anything; a column is only looked at where the others were empty."""
    left = np.arange(len(cells))
    for name in cells:
        part = text_array(cells[name]).take(pa.array(left))
        blank = pc.equal(pc.utf8_trim_whitespace(part), "")
        left = left[np.asarray(blank)]
        if not len(left):
            break
    return left
