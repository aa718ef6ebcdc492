"""What is wrong with data, each problem in one clear line, and the two errors that carry it."""

import difflib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN_CHARACTERS = 60
SHOWN_PROBLEMS = 50
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
        if self.told:
            return f"{self.file}: {self.told}"
        parts = [self.file]
        if self.row:
            suffix = self.file.rpartition(".")[2]
            parts.append(f"{ROW_NAMES.get(suffix, 'row')} {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        if self.value is not None:
            parts.append(f"value {shown(self.value)}")
        return ": ".join([*parts, f"expected {self.expected}"])


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


class DataError(ValueError):
    """A cluster folder breaks its rules; ``problems`` lists each of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        hidden = len(self.problems) - len(lines)
        if hidden:
            lines.append(f"… and {hidden} more: `clusterlab check` lists all of them")
        super().__init__("\n".join(lines))


class UnknownCluster(ValueError):  # noqa: N818 - the name says what it is about
    """Neither a known cluster nor a folder was named; ``known`` lists the clusters."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"There is no cluster {shown(name)}{meant(name, known)}. "
            f"The clusters are {', '.join(known) or 'none'}; a folder with a datapackage.json "
            "can be named as well."
        )
