"""A column of text made fit to show: trimmed, without unseen signs, without personal data."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...load.personal import PATTERNS, personal_data
from .fault import Fault
from .note import Note, counted
from .scan import column_holds, text_array

UNSEEN = r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]"
BREAKS = r"[\t\r\n\x{2028}\x{2029}]+"
REPLACED = "\ufffd"
RESIDENT = r"\d{6}\s?-\s?[1-8]\d{6}"
MOBILE = r"01[016789](?:-\d{3,4}-|\s\d{3,4}\s|\d{3,4})\d{4}"
PERSONAL_ANYWHERE = f"@|{MOBILE}|{RESIDENT}"
PERSONAL = rf"@|(?:^|[^\d.-]){MOBILE}(?:$|[^\d-])|(?:^|[^\d-]){RESIDENT}(?:$|[^\d-])"
"""As in a single cell, where no digit may stand before or behind."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a whole file holds somewhere, so that clean columns need not be searched for it."""

    unseen: bool = True
    replaced: bool = True
    personal: bool = True


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of clean text; empty where there is none."""

    series: pd.Series
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


def read_texts(cells: pd.Series, column: str, *, hints: Hints | None = None) -> Texts:
    r"""Clean a column of text.

    Parameters
    ----------
    cells : Series of str
        As written.
    column : str
        Name in messages.
    hints : Hints, optional
        What is known not to be there.

    Returns
    -------
    Texts
        Same length and order. Line breaks become blanks and signs that cannot be seen or that
        steer a line go; a cell with personal data or broken letters is left empty and listed.

    Examples
    --------
    >>> read_texts(pd.Series([" 가나 바이오\u202e "]), "name_ko").series[0]
    '가나 바이오'
    """
    known = hints or Hints()
    values = pc.utf8_trim_whitespace(text_array(cells))
    notes: list[Note] = []
    faults: list[Fault] = []
    if known.unseen:
        values, notes = _without_unseen(values, column)
    if known.replaced:
        for at in np.flatnonzero(np.asarray(pc.match_substring(values, REPLACED))):
            expected = "text in its right encoding; a letter was lost before the file was saved"
            faults.append(Fault(int(at), column, values[int(at)].as_py(), expected, False))
    if known.personal:
        faults += _personal(values, column)
    if faults:
        keep = np.ones(len(values), dtype=bool)
        keep[[fault.at for fault in faults]] = False
        values = pc.if_else(pa.array(keep), values, "")
    return Texts(pd.Series(values, dtype="str"), tuple(faults), tuple(notes))


def _without_unseen(values: pa.Array, column: str) -> tuple[pa.Array, list[Note]]:
    found = pc.match_substring_regex(values, UNSEEN)
    count = pc.sum(found).as_py() or 0
    if not count:
        return values, []
    spaced = pc.replace_substring_regex(values, BREAKS, " ")
    clean = pc.utf8_trim_whitespace(pc.replace_substring_regex(spaced, UNSEEN, ""))
    said = f"{counted(count, 'cell')} with line breaks or signs that cannot be seen; taken out"
    return clean, [Note("unseen", said, column, count)]


def _personal(values: pa.Array, column: str) -> list[Fault]:
    faults = []
    for at in np.flatnonzero(np.asarray(pc.match_substring_regex(values, PERSONAL))):
        kind = personal_data(values[int(at)].as_py())
        if kind:
            expected = f"no personal data; the cell holds what looks like a {kind}"
            faults.append(Fault(int(at), column, "", expected.replace("a e-", "an e-"), False))
    return faults


def resident_number(cells: pd.DataFrame) -> tuple[int, str] | None:
    """Find the first cell that holds what looks like a resident registration number.

    Parameters
    ----------
    cells : DataFrame of str
        A whole file.

    Returns
    -------
    tuple of int and str, or None
        Place of the row (from 0) and the heading.
    """
    pattern = PATTERNS["resident registration number"]
    for name in cells:
        if not column_holds(cells[name], RESIDENT):
            continue
        column = text_array(cells[name])
        for at in np.flatnonzero(np.asarray(pc.match_substring_regex(column, RESIDENT))):
            if pattern.search(column[int(at)].as_py()):
                return int(at), str(name)
    return None


def hints_of(cells: pd.Series) -> Hints:
    """Look through a whole column at once.

    Parameters
    ----------
    cells : Series of str
        Without gaps.

    Returns
    -------
    Hints
        What its cells must be searched for.
    """
    if not column_holds(cells, f"{UNSEEN}|{REPLACED}|{PERSONAL_ANYWHERE}"):
        return Hints(unseen=False, replaced=False, personal=False)
    return Hints(
        unseen=column_holds(cells, UNSEEN),
        replaced=column_holds(cells, REPLACED),
        personal=column_holds(cells, PERSONAL_ANYWHERE),
    )
