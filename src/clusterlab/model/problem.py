"""What is wrong with data, each problem in one clear line."""

import difflib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .errors import (
    SHOWN_PROBLEMS as SHOWN_PROBLEMS,
    DataError as DataError,
    UnknownCluster as UnknownCluster,
)

SHOWN_CHARACTERS = 60
SHOWN_ROWS = 10
"""Above this many rows with one and the same problem, the first are named and the rest counted."""
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories of signs that cannot be seen, or that break or steer a line."""
ROW_NAMES = {"geojson": "feature", "json": "source"}


def shown(value: object) -> str:
    r"""Quote a value for a message: short, on one line, with nothing that steers a terminal.

    Parameters
    ----------
    value : object
        Anything found in a file.

    Returns
    -------
    str
        The quoted text, cut after 60 characters.

    Examples
    --------
    >>> print(shown("two\nlines"))
    "two\nlines"
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    cut = text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
    quoted = json.dumps(cut, ensure_ascii=False) if isinstance(value, str) else cut
    return "".join(
        f"\\u{ord(sign):04x}" if unicodedata.category(sign) in UNSEEN else sign for sign in quoted
    )


def nearest(name: str, names: Iterable[str]) -> str:
    """Find the name that was probably meant.

    Parameters
    ----------
    name : str
        What was written.
    names : iterable of str
        What could have been written.

    Returns
    -------
    str
        The nearest name, or an empty text where none is near.

    Examples
    --------
    >>> nearest("employes", ["industry", "employees"])
    'employees'
    """
    lowered = {known.lower(): known for known in names}
    close = difflib.get_close_matches(name.strip().lower(), list(lowered), n=1, cutoff=0.6)
    return lowered[close[0]] if close else ""


def meant(name: str, names: Iterable[str]) -> str:
    """Ask whether the nearest name was meant.

    Parameters
    ----------
    name : str
        What was written.
    names : iterable of str
        What could have been written.

    Returns
    -------
    str
        Such as `` (did you mean "firm"?)``, or an empty text where no name is near.
    """
    near = nearest(name, names)
    return f' (did you mean "{near}"?)' if near else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one file.

    ``row`` is the line as an editor numbers it (the header is line 1), the number of the feature
    in a GeoJSON file or of the source in a descriptor, or 0 where the whole file is meant.
    ``expected`` completes the sentence "expected …". ``value`` is None where no single value is
    at fault. ``told`` is the whole sentence where another room knows the rule and words it.
    """

    file: str
    row: int
    column: str
    value: object
    expected: str
    told: str = ""

    def __str__(self) -> str:
        """Print the problem as one line."""
        return self._line(str(self.row) if self.row else "")

    def of_rows(self, rows: Sequence[int]) -> str:
        """Print the problem as that of many rows.

        Parameters
        ----------
        rows : sequence of int
            More than are named.

        Returns
        -------
        str
            One line, with the first rows and the number of the others.
        """
        first = ", ".join(map(str, rows[:SHOWN_ROWS]))
        return self._line(f"{first} … and {len(rows) - SHOWN_ROWS:,} more", plural="s")

    def _line(self, where: str, plural: str = "") -> str:
        if self.told:
            return f"{self.file}: {self.told}"
        parts = [self.file]
        if where:
            suffix = self.file.rpartition(".")[2]
            parts.append(f"{ROW_NAMES.get(suffix, 'row')}{plural} {where}")
        if self.column:
            parts.append(f"column {self.column}")
        if self.value is not None:
            parts.append(f"value {shown(self.value)}")
        return ": ".join([*parts, f"expected {self.expected}"])


def folded(problems: Iterable[Problem]) -> list[str]:
    """Print problems, one line for those of many rows that are alike in all but the row.

    Parameters
    ----------
    problems : iterable of Problem
        As found.

    Returns
    -------
    list of str
        In their order; a line of many rows stands where the first of them stood.

    Examples
    --------
    >>> many = [Problem("a.csv", row, "kind", None, "a kind") for row in range(2, 2302)]
    >>> print(*folded(many))
    a.csv: rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 … and 2,290 more: column kind: expected a kind
    """
    listed = list(problems)
    rows: dict[str, list[int]] = {}
    kinds = ["" if part.told or not part.row else str(replace(part, row=0)) for part in listed]
    for kind, problem in zip(kinds, listed, strict=True):
        rows.setdefault(kind, []).append(problem.row)
    lines: dict[str, None] = {}
    for kind, problem in zip(kinds, listed, strict=True):
        many = kind and len(rows[kind]) > SHOWN_ROWS
        lines.setdefault(problem.of_rows(rows[kind]) if many else str(problem))
    return list(lines)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems as a person works through them: by file, then by row.

    Parameters
    ----------
    problems : iterable of Problem
        In any order, with repeats.

    Returns
    -------
    list of Problem
        Sorted; of several that print alike, one is left.
    """
    lines = {str(problem): problem for problem in problems}
    return sorted(lines.values(), key=lambda problem: (problem.file, problem.row, problem.column))
