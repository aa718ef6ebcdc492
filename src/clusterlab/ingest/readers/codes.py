"""Codes that a spreadsheet took for numbers: digits lost for good, zeros lost in front."""

import re

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from .note import Note, counted, some
from .scan import column_holds, text_array

DESTROYED = r"^[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2,}$"
FLOATED = r"^[0-9]+\.0$"
CODE_HEADING = re.compile(r"코드|번호|PNU|^id$|_id$|_cd|code|우편", re.IGNORECASE)
POSTCODE = re.compile(r"우편번호|postcode|zip")
POSTCODE_DIGITS = 5


def is_code(heading: str) -> bool:
    """Tell whether a heading announces codes, which are text though they look like numbers.

    Parameters
    ----------
    heading : str
        As written.

    Returns
    -------
    bool
        True for 행정동코드, 신우편번호, PNU, adm_cd and the like.

    Examples
    --------
    >>> is_code("지번코드"), is_code("종업원수")
    (True, False)
    """
    return bool(CODE_HEADING.search(heading.strip()))


def destroyed(cells: pd.Series) -> np.ndarray:
    """Find codes of which a spreadsheet kept a few digits only.

    Parameters
    ----------
    cells : Series of str
        As written.

    Returns
    -------
    ndarray of bool
        True for 1.15E+18 and the like.
    """
    if not column_holds(cells, r"[eE]\+[0-9]"):
        return np.zeros(len(cells), dtype=bool)
    column = pc.utf8_trim_whitespace(text_array(cells))
    return np.asarray(pc.match_substring_regex(column, DESTROYED))


def damage(cells: pd.DataFrame) -> list[Note]:
    """Look for what a spreadsheet did to codes.

    Parameters
    ----------
    cells : DataFrame of str
        The table as read; its columns of codes are looked at.

    Returns
    -------
    list of Note
        Codes turned into 1.15E+18, and postcodes short of a zero.
    """
    notes = []
    for name in map(str, cells):
        if not is_code(name):
            continue
        gone = destroyed(cells[name])
        if gone.any():
            count = int(gone.sum())
            said = f"{counted(count, 'code')} destroyed by a spreadsheet: most digits are lost"
            notes.append(Note("destroyed code", said, name, count, some(cells[name][gone])))
        if POSTCODE.search(name):
            column = pc.utf8_trim_whitespace(text_array(cells[name]))
            short = np.asarray(pc.match_substring_regex(column, r"^[0-9]{4}$"))
            full = np.asarray(pc.match_substring_regex(column, r"^[0-9]{5}$"))
            if short.any() and (short | full).sum() > len(cells) / 2:
                count = int(short.sum())
                said = (
                    f"{counted(count, 'postcode')} of 4 digits where 5 are due: zero lost in front"
                )
                notes.append(Note("leading zero", said, name, count, some(cells[name][short])))
    return notes
