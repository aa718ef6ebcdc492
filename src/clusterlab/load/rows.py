"""From CSV text to rows of text, each with its line number and the right number of fields."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.problem import Problem, meant
from .columns import Table
from .personal import names_a_person

LONGEST_CELL = 20_000
"""A longer cell is a mistake: most often a quote that closes hundreds of rows further down."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as text: one list of cells for each known column, and the line of each row."""

    cells: dict[str, list[str]]
    lines: list[int]


def split_rows(text: str, table: Table, file: str) -> tuple[Rows, list[Problem]]:
    """Split CSV text into the columns of a table.

    Parameters
    ----------
    text : str
        The decoded file, its first line the header.
    table : Table
        What columns are known, and which of them must be there.
    file : str
        Name in messages.

    Returns
    -------
    rows : Rows
        The known columns; a row with too many or too few fields is left out.
    problems : list of Problem
        Headers and rows that break the rules.

    Notes
    -----
    A file that nobody closed a quote in gives one problem, at the line where the quote opens.
    """
    records = _records(text)
    problems: list[Problem] = []
    try:
        _, header = next(records)
    except _RowError as error:
        return Rows({}, []), [Problem(file, error.line, "", None, error.expected)]
    problems += _header_problems(header, table, file)
    kept: list[list[str]] = []
    lines: list[int] = []
    try:
        for line, record in records:
            if len(record) == len(header):
                kept.append(record)
                lines.append(line)
            else:
                expected = f"{len(header)} fields as in the header; there are {len(record)}"
                problems.append(Problem(file, line, "", None, expected))
    except _RowError as error:
        problems.append(Problem(file, error.line, "", None, error.expected))
    cells = {
        name: [record[place] for record in kept]
        for place, name in enumerate(header)
        if name in table.names and header.index(name) == place
    }
    return Rows(cells, lines), problems


class _RowError(Exception):
    """The rest of the file cannot be split into rows."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(expected)
        self.line = line
        self.expected = expected


def closing_quote_problem(
    text: str, file: str, *, separator: str = ",", first_line: int = 1
) -> Problem | None:
    """Find the row in which a quote opens that is never closed.

    Parameters
    ----------
    text : str
        Rows of a CSV file.
    file : str
        Name in messages.
    separator : str
        What separates the fields.
    first_line : int
        Line of the file in which the text begins.

    Returns
    -------
    Problem or None
        None where every quote is closed.
    """
    try:
        for _ in _records(text, separator):
            pass
    except _RowError as error:
        return Problem(file, first_line + error.line - 1, "", None, error.expected)
    return None


def _records(text: str, separator: str = ",") -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = f"a closing quote for the one that opens in this row ({error})"
            raise _RowError(line, expected) from None
        if any(len(cell) > LONGEST_CELL for cell in record):
            raise _RowError(line, f"cells of at most {LONGEST_CELL:,} characters; one is longer")
        if record:
            yield line, record


def _header_problems(header: Sequence[str], table: Table, file: str) -> list[Problem]:
    known = table.names
    if len(header) == 1 and any(sign in header[0] for sign in "\t;|"):
        return [Problem(file, 1, "", header[0], "fields separated by commas")]
    problems = []
    for place, name in enumerate(header):
        if name in header[:place]:
            problems.append(Problem(file, 1, name, None, "each column once"))
        elif names_a_person(name):
            expected = "no personal data; leave this column out"
            problems.append(Problem(file, 1, name, None, expected))
        elif name not in known:
            left = [column for column in known if column not in header]
            expected = f"only columns of the table {table.name}{meant(name, left)}"
            problems.append(Problem(file, 1, name or f"number {place + 1}", None, expected))
    for column in table.columns:
        if column.required and column.name not in header:
            unknown = [name for name in header if name not in known]
            near = meant(column.name, unknown).replace("did you mean", "is it the column")
            problems.append(Problem(file, 1, column.name, None, f"this column to be there{near}"))
    return problems
