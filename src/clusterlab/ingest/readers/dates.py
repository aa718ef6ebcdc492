"""Dates as people write them, as exact as they are: a day, a month or a year."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...load.cells import FIRST_YEAR
from .amounts import MISSING, MISSING_KO, SUPPRESSED
from .fault import Fault
from .note import Note, counted, some
from .scan import text_array

SEPARATED = re.compile(
    r"(\d{4}|\d{2})\s*[-./년]\s*(\d{1,2})\s*(?:[-./월]\s*(\d{1,2})\s*[일.]?|[월.])?"
)
JOINED = re.compile(r"(\d{4})(\d{2})(\d{2})?")
YEAR = re.compile(r"(\d{4})\s*년?\.?")
TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
SERIAL = re.compile(r"([2-6]\d{4})(?:\.0)?")
EXCEL_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates as text (2024, 2024-06 or 2024-06-30), empty where there is none."""

    series: pd.Series
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


def read_date(text: str, *, last_year: int) -> tuple[str, str, str]:
    """Read one date.

    Parameters
    ----------
    text : str
        As written.
    last_year : int
        A year of two digits is the latest that is not after this.

    Returns
    -------
    date, habit, expected : str
        The date; how it was written, where that is worth telling; what was expected, where it
        is no date. All empty where the cell says that there is none.

    Examples
    --------
    >>> read_date("2023. 6. 1.", last_year=2024)[0], read_date("23년 6월", last_year=2024)[0]
    ('2023-06-01', '2023-06')
    """
    plain = TIME.sub("", unicodedata.normalize("NFKC", text).strip())
    word = plain.replace(" ", "").lower()
    if word in MISSING or word in MISSING_KO or word in SUPPRESSED or word.strip("0-./") == "":
        return "", "", ""
    expected = "a date such as 2023-06-01, 2023. 6. 1., 20230601, 2023년 6월 or 2023"
    habit = ""
    if found := SEPARATED.fullmatch(plain):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
        if len(found[1]) == 2:
            century = last_year // 100 * 100
            year += century if century + year <= last_year else century - 100
            habit = "a year of two digits"
    elif found := JOINED.fullmatch(plain):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    elif found := YEAR.fullmatch(plain):
        year, month, day = int(found[1]), 0, 0
    elif found := SERIAL.fullmatch(plain):
        date = EXCEL_EPOCH + dt.timedelta(days=int(found[1]))
        year, month, day = date.year, date.month, date.day
        habit = "a day number of Excel"
    else:
        return "", "", expected
    if not FIRST_YEAR <= year <= last_year:
        return "", "", f"a year from {FIRST_YEAR} to {last_year}"
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return "", "", "a day of the calendar"
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)]
    return "-".join(parts), habit, ""


def read_dates(cells: pd.Series, column: str, *, last_year: int, whole_day: bool = False) -> Dates:
    """Read a column of dates.

    Parameters
    ----------
    cells : Series of str
        As written.
    column : str
        Name in messages.
    last_year : int
        No date is later.
    whole_day : bool
        Whether a month or a year alone is not enough.

    Returns
    -------
    Dates
        Same length and order; a cell that is no date is empty and listed.
    """
    trimmed = pc.utf8_trim_whitespace(text_array(cells))
    encoded = pc.dictionary_encode(trimmed)
    words = encoded.dictionary.to_pylist()
    read = [read_date(word, last_year=last_year) for word in words]
    if whole_day:
        read = [
            ("", "", "a whole day such as 2023-06-01") if 0 < len(date) < 10 else (date, habit, no)
            for date, habit, no in read
        ]
    codes = encoded.indices.to_numpy()
    values = pa.array([date for date, _, _ in read], type=pa.large_string()).take(encoded.indices)
    wrong = np.array([bool(expected) for _, _, expected in read], dtype=bool)
    faults = tuple(
        Fault(int(at), column, words[codes[at]], read[codes[at]][2], False)
        for at in (np.flatnonzero(wrong[codes]) if len(codes) else [])
    )
    many = np.bincount(codes, minlength=len(words)) if len(words) else np.array([], dtype=int)
    notes = []
    for habit in ("a year of two digits", "a day number of Excel"):
        which = [place for place, (_, found, _) in enumerate(read) if found == habit]
        if which:
            count = int(many[which].sum())
            examples = some(f"{words[place]} → {read[place][0]}" for place in which)
            said = f"{counted(count, 'cell')} with {habit}"
            notes.append(Note("date", said, column, count, examples))
    return Dates(pd.Series(values, dtype="str"), faults, tuple(notes))
