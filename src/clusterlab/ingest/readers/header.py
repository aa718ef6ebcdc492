"""Where a table begins: title lines above it, headings of one or several rows, their names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.problem import DataError, Problem, shown
from .headings import known_headings, plain_heading

LOOKED_AT = 60
"""Rows in which the headings are looked for."""
MOST_HEADER_ROWS = 8
SEPARATOR = " / "
NUMERIC = re.compile(r"[\s(△▲−+-]*[0-9][0-9,.\s]*(?:[eE][+-]?[0-9]+)?%?\)?")
LEAST_KNOWN = 2
"""A row with this many headings of the dictionary is the header, whatever else it looks like."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of the headings, how many rows they take (from 1), and the joined names.

    ``levels`` has the words of each row for each name.
    """

    first: int
    rows: int
    names: tuple[str, ...]
    titles: tuple[str, ...] = ()
    levels: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def data(self) -> int:
        """Number the first row of data.

        Returns
        -------
        int
            Counted from 0.
        """
        return self.first + self.rows


def find_header(
    rows: Sequence[Sequence[str]],
    file: str,
    *,
    first: int | None = None,
    depth: int | None = None,
) -> Header:
    """Find the headings of a table.

    Parameters
    ----------
    rows : sequence of sequences of str
        The first rows of the file.
    file : str
        Its name in messages.
    first : int, optional
        Row of the headings as declared, counted from 1.
    depth : int, optional
        Number of heading rows as declared.

    Returns
    -------
    Header
        Names joined over the rows, each once.

    Raises
    ------
    DataError
        Where no row looks like headings; it quotes the first lines.

    Notes
    -----
    The header is the row with the most headings of the dictionary, if it has two or more of
    them; else the first row that fills at least half of the table's width with words that are
    no numbers. A further heading row repeats the first heading, as in tables of KOSIS, or has
    words only where merged cells left gaps.

    Examples
    --------
    >>> find_header([["Firms of 2024"], ["id", "jobs"], ["a", "5"]], "firms.csv").names
    ('id', 'jobs')
    """
    looked = [[cell.strip() for cell in row] for row in rows[:LOOKED_AT]]
    if first is not None:
        at = first - 1
        if not 0 <= at < len(looked) or not any(looked[at]):
            expected = f"a row of headings among the first {len(looked)}"
            raise DataError([Problem(file, first, "", None, expected)])
    else:
        at = _first(looked, file)
    rest = looked[at:]
    count = depth if depth is not None else _depth(rest)
    titles = tuple(text for text in (" ".join(filter(None, row)) for row in looked[:at]) if text)
    stacked = _stacked(rest[:count])
    names = _names(stacked)
    return Header(at, count, names, titles, dict(zip(names, stacked, strict=False)))


def _first(rows: Sequence[Sequence[str]], file: str) -> int:
    known = known_headings()
    hits = [len({plain_heading(cell) for cell in row} & known) for row in rows]
    if hits and max(hits) >= LEAST_KNOWN:
        at = hits.index(max(hits))
        while at and _repeats(rows[at - 1], rows[at]):
            at -= 1
        return at
    width = max((sum(1 for cell in row if cell) for row in rows), default=0)
    for at, row in enumerate(rows):
        filled = [cell for cell in row if cell]
        if not filled or len(filled) < width / 2 or (width > 1 and len(filled) < 2):
            continue
        numeric = sum(1 for cell in filled if NUMERIC.fullmatch(cell))
        repeated = at + 1 < len(rows) and _repeats(row, rows[at + 1])
        if numeric < len(filled) / 2 or (repeated and numeric < len(filled)):
            return at
        break
    first = "; ".join(shown(" | ".join(row)) for row in rows[:3])
    expected = f"a row of headings; the file begins with {first}. Say which row it is (header)"
    raise DataError([Problem(file, 0, "", None, expected)])


def _depth(rows: Sequence[Sequence[str]]) -> int:
    count = 1
    while count < min(len(rows), MOST_HEADER_ROWS):
        above, row = rows[count - 1], rows[count]
        if not (_repeats(rows[0], row) or _fills_gaps(above, row)):
            break
        count += 1
    return count


def _repeats(above: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether the first heading stands again below itself."""
    place = next((place for place, cell in enumerate(above) if cell), None)
    return place is not None and place < len(row) and row[place] == above[place]


def _fills_gaps(above: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether a row only names the parts of merged headings: no first cell, no number."""
    filled = [place for place, cell in enumerate(row) if cell]
    if not filled or filled[0] == 0 or not above or not above[0]:
        return False
    gaps = any(place >= len(above) or not above[place] for place in filled)
    return gaps and not any(NUMERIC.fullmatch(row[place]) for place in filled)


def _stacked(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Take the words above each column, one of each row."""
    width = max(len(row) for row in rows)
    full = [list(row) + [""] * (width - len(row)) for row in rows]
    for above, row in pairwise(full):
        # A merged heading stands above the first of its parts only.
        for place in range(1, width):
            if row[place] and not above[place]:
                above[place] = above[place - 1]
    return [tuple(clean_heading(row[place]) for row in full) for place in range(width)]


def _names(stacked: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Join the different words above each column; the last columns without any have no name."""
    names = [SEPARATOR.join(dict.fromkeys(filter(None, parts))) for parts in stacked]
    while names and not names[-1]:
        names.pop()
    return tuple(distinct([name or f"column {place + 1}" for place, name in enumerate(names)]))


def clean_heading(text: str) -> str:
    r"""Tidy a heading: composed letters, single blanks, nothing unseen.

    Parameters
    ----------
    text : str
        As written.

    Returns
    -------
    str
        The heading.

    Examples
    --------
    >>> clean_heading(" 대지면적\n(㎡) ")
    '대지면적 (㎡)'
    """
    composed = unicodedata.normalize("NFC", text.replace("\ufeff", ""))
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split())


def distinct(names: Sequence[str]) -> list[str]:
    """Give numbers to headings that stand more than once.

    Parameters
    ----------
    names : sequence of str
        Headings.

    Returns
    -------
    list of str
        The second of two alike ends in (2).

    Examples
    --------
    >>> distinct(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    made: list[str] = []
    for name in names:
        count, given = 1, name
        while given in made:
            count += 1
            given = f"{name} ({count})"
        made.append(given)
    return made
