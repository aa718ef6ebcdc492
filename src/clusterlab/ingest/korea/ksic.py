"""Korean industry codes: what a column of them may hold, what Excel took, the sector of each."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..readers.note import Note, counted, some
from ..readers.scan import text_array

LETTERED = r"^[A-U][0-9]{2,5}$"
DIGITS = r"^[0-9]+$"
FULL = 5
EARLY_GROUPS = (
    *("011", "012", "013", "014", "015", "020", "031", "032"),
    *("051", "052", "061", "062", "071", "072", "080"),
)
"""Groups of KSIC 10 whose codes begin with a zero: agriculture to mining."""


@dataclass(frozen=True, slots=True)
class Industries:
    """Codes as text, without a section letter before digits, and what was noticed."""

    series: pd.Series
    notes: tuple[Note, ...]
    damaged: np.ndarray


@cache
def sectors() -> dict[str, str]:
    """Read which sector a division, or a group, of KSIC 10 belongs to.

    Returns
    -------
    dict
        The longer code goes first.
    """
    text = resources.files(__package__).joinpath("sectors.csv").read_text(encoding="utf-8")
    listed = {row["division"]: row["sector"] for row in csv.DictReader(text.splitlines())}
    return dict(sorted(listed.items(), key=lambda item: -len(item[0])))


def sector_of(code: str) -> str:
    """Name the sector of an industry code.

    Parameters
    ----------
    code : str
        Two digits or more, with or without a section letter.

    Returns
    -------
    str
        ``unknown`` where the division does not exist, or the code is longer than KSIC's.

    Examples
    --------
    >>> sector_of("C21210"), sector_of("27112"), sector_of("04")
    ('bio', 'bio', 'unknown')
    """
    digits = code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTU")
    if len(digits) > FULL:
        # The tax office counts its trades with six digits, in another order.
        return "unknown"
    for start, sector in sectors().items():
        if digits.startswith(start):
            return sector
    return "unknown"


def read_industries(cells: pd.Series, column: str, *, restore_zeros: bool = False) -> Industries:
    """Read a column of KSIC codes.

    Parameters
    ----------
    cells : Series of str
        As written, trimmed.
    column : str
        Name in messages.
    restore_zeros : bool
        Whether codes that lost their leading zero get it back.

    Returns
    -------
    Industries
        ``damaged`` marks codes that seem to have lost a zero in front; they are left as they
        are unless asked.

    Notes
    -----
    A code of four digits among codes of five is short of a zero if with it the code is one of
    the groups that begin with 0, which are those from agriculture to mining.

    Examples
    --------
    >>> codes = pd.Series(["1110", "26110", "58221"])
    >>> list(read_industries(codes, "industry", restore_zeros=True).series)
    ['01110', '26110', '58221']
    """
    encoded = pc.dictionary_encode(text_array(cells))
    places = encoded.indices
    values = encoded.dictionary
    times = np.bincount(places.to_numpy(), minlength=len(values))
    notes: list[Note] = []
    lettered = pc.match_substring_regex(values, LETTERED)
    count = int(times[np.asarray(lettered)].sum())
    if count:
        values = pc.if_else(lettered, pc.utf8_slice_codeunits(values, start=1), values)
        said = f"{counted(count, 'code')} without their section letter"
        notes.append(Note("section letter", said, column, count))
    digits = np.asarray(pc.match_substring_regex(values, DIGITS))
    lengths = np.asarray(pc.utf8_length(values))
    damaged = np.zeros(len(values), dtype=bool)
    if (digits & (lengths == FULL)).any():
        padded = pc.utf8_replace_slice(values, start=0, stop=0, replacement="0")
        known = pa.array(EARLY_GROUPS, pa.large_string())
        early = np.asarray(pc.is_in(pc.utf8_slice_codeunits(padded, 0, 3), value_set=known))
        damaged = digits & (lengths == FULL - 1) & early
        if damaged.any():
            lost = int(times[damaged].sum())
            said = f"{counted(lost, 'code')} of 4 digits where 5 are due: leading zero lost?"
            asked = "Put back, as asked" if restore_zeros else "Left as it is (restore_zeros)"
            examples = some(values.filter(pa.array(damaged)).to_pylist())
            notes.append(Note("leading zero", f"{said} {asked}", column, lost, examples))
            if restore_zeros:
                values = pc.if_else(pa.array(damaged), padded, values)
    longer = int(times[digits & (lengths > FULL)].sum())
    if longer:
        said = f"{counted(longer, 'code')} of more than {FULL} digits: not KSIC"
        notes.append(Note("not KSIC", said, column, longer))
    found = sorted({int(length) for length in lengths[digits]})
    if len(found) > 1:
        said = f"codes of {', '.join(map(str, found))} digits: several levels of the classification"
        notes.append(Note("levels", said, column))
    series = pd.Series(values.take(places), dtype="str")
    return Industries(series, tuple(notes), damaged[places.to_numpy()])
