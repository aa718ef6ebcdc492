"""What a reader says about a file that it read: one line each, with a count and examples."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...model.problem import shown

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Note:
    """One thing found in a file, and what was done about it.

    ``code`` names the kind for programs; ``text`` is the sentence; ``count`` is the number of
    cells, rows or lines concerned, 0 where the whole file is.
    """

    code: str
    text: str
    column: str = ""
    count: int = 0
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Print the note as one line."""
        said = f"column {self.column}: {self.text}" if self.column else self.text
        if self.examples:
            said += ", such as " + ", ".join(shown(example) for example in self.examples)
        return said

    def record(self) -> dict[str, Any]:
        """Lay the note out for a receipt.

        Returns
        -------
        dict
            code, column, count and the printed line.
        """
        return {"code": self.code, "column": self.column, "count": self.count, "text": str(self)}


def some(values: Iterable[str]) -> tuple[str, ...]:
    """Take the first few different values as examples.

    Parameters
    ----------
    values : iterable of str
        In the order of the file.

    Returns
    -------
    tuple of str
        At most three.

    Examples
    --------
    >>> some(["a", "b", "a", "c", "d"])
    ('a', 'b', 'c')
    """
    found: dict[str, None] = {}
    for value in values:
        found.setdefault(value)
        if len(found) == EXAMPLES:
            break
    return tuple(found)


def counted(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun.

    Parameters
    ----------
    count : int
        How many.
    one, many : str
        The noun; the plural takes an s where none is given.

    Returns
    -------
    str
        Such as ``1 row`` or ``1,200 rows``.

    Examples
    --------
    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
