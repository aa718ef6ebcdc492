"""Industry codes of one revision turned into those of another, by a table that the user names."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ...model.problem import DataError, Problem
from .encoding import to_text
from .fault import Fault
from .header import clean_heading
from .note import Note, counted, some

LEAST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Concorded:
    """Codes of the new revision, those that could not be turned, and the shares."""

    series: pd.Series
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]


def read_concordance(path: str | Path) -> dict[str, tuple[str, ...]]:
    """Read a concordance.

    Parameters
    ----------
    path : str or Path
        A CSV file with the headings ``from`` and ``to``; a code that was split has a row for
        each of its parts.

    Returns
    -------
    dict
        New codes by old code.

    Raises
    ------
    DataError
        Where the file or its headings are not there.
    """
    file = Path(path)
    if not file.is_file():
        raise DataError([Problem(file.name, 0, "", None, "this concordance to be there")])
    text = to_text(file.read_bytes(), file.name).text
    rows = [[clean_heading(cell) for cell in row] for row in csv.reader(io.StringIO(text)) if row]
    head = [cell.lower() for cell in rows[0]]
    if "from" not in head or "to" not in head:
        expected = f"the headings from and to; there are {', '.join(rows[0])}"
        raise DataError([Problem(file.name, 1, "", None, expected)])
    old, new = head.index("from"), head.index("to")
    made: dict[str, list[str]] = {}
    for row in rows[1:]:
        if len(row) > max(old, new) and row[old] and row[new] not in made.setdefault(row[old], []):
            made[row[old]].append(row[new])
    return {code: tuple(parts) for code, parts in made.items()}


def concord(codes: pd.Series, column: str, table: dict[str, tuple[str, ...]]) -> Concorded:
    """Turn codes into those of another revision.

    Parameters
    ----------
    codes : Series of str
        Of the old revision, empty where there is none.
    column : str
        Name in messages.
    table : dict
        As ``read_concordance`` gives it.

    Returns
    -------
    Concorded
        A code that was split becomes what its parts have in common, of two digits or more: the
        class is lost, the group is right. Where they have nothing in common, or the code is not
        in the concordance, the cell is left empty and listed.

    Examples
    --------
    >>> table = {"26110": ("26111", "26112"), "21210": ("21210",), "15": ("20", "31")}
    >>> concord(pd.Series(["26110", "21210", "15"]), "industry", table).series.tolist()
    ['2611', '21210', '']
    """
    listed = [str(code) for code in codes.unique() if code]
    made = {code: _turned(code, table) for code in listed}
    what = Counter(made[str(code)][1] for code in codes if code)
    total = sum(what.values())
    series = codes.map(lambda code: made[str(code)][0] if code else "").astype("str")
    faults = tuple(
        Fault(at, column, code, made[code][2], False)
        for at, code in enumerate(map(str, codes))
        if code and made[code][2]
    )
    shares = ", ".join(
        f"{count:,} {word} ({count / total:.1%})" for word, count in what.most_common()
    )
    examples = some(f"{c} → {made[c][0] or '?'}" for c in listed if made[c][1] != "unchanged")
    said = f"{counted(total, 'code')} turned by the concordance: {shares or 'none'}"
    return Concorded(series, faults, (Note("concordance", said, column, total, examples),))


def _turned(code: str, table: dict[str, tuple[str, ...]]) -> tuple[str, str, str]:
    """Turn one code: the new one, what happened to it, and what was expected if nothing can."""
    parts = table.get(code)
    if not parts:
        return "", "not in it", "a code of the concordance"
    if len(parts) == 1:
        return parts[0], "unchanged" if parts[0] == code else "renamed", ""
    common = _shared_start(parts)
    if len(common) >= LEAST_DIGITS:
        return common, "split", ""
    return "", "split", f"a code with one successor; this one has {', '.join(parts[:4])}"


def _shared_start(codes: Sequence[str]) -> str:
    """Take the digits with which all codes begin."""
    first = min(codes, key=len)
    for place, sign in enumerate(first):
        if any(code[place] != sign for code in codes):
            return first[:place]
    return first
