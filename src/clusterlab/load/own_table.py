"""A table that a reader brings from outside a cluster folder, held against its rules."""

from pathlib import Path

from ..model.problem import DataError, Problem, sort_problems
from .columns import Table
from .folder import digest
from .relations import row_problems
from .sheet import Sheet, read_sheet


def read_bytes(path: str | Path, *, of: str) -> bytes:
    """Read a file that must be there.

    Parameters
    ----------
    path : str or Path
        The file.
    of : str
        What it holds, in messages.

    Returns
    -------
    bytes
        All of it.

    Raises
    ------
    DataError
        Where there is none; it is named without its folder.
    """
    file = Path(path)
    if not file.is_file():
        raise DataError([Problem(file.name, 0, "", None, f"a file of {of}; there is none")])
    return file.read_bytes()


def read_own_table(path: str | Path, table: Table, *, of: str) -> tuple[Sheet, str]:
    """Read a table strictly.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8.
    table : Table
        Its rules.
    of : str
        What it holds, in messages.

    Returns
    -------
    Sheet, str
        The rows, and the name of the file's bytes (SHA-256).

    Raises
    ------
    DataError
        Lists every problem of the file.
    """
    data = read_bytes(path, of=of)
    name = Path(path).name
    sheet = read_sheet(data, table, name)
    problems = [*sheet.problems, *row_problems(sheet, table, name)]
    if problems:
        raise DataError(sort_problems(problems))
    return sheet, digest(data)
