"""A table that a reader brings from outside a cluster folder, held against its rules."""

from pathlib import Path

import pandas as pd

from ..model.problem import DataError, Problem, sort_problems
from .columns import UNDATED, Table
from .decimal_comma import with_commas
from .folder import digest
from .relations import row_problems
from .sheet import Sheet, read_sheet

OWN_PUBLISHER = "user's own table"
"""Publisher of a reader's own file; the words name it in each language."""
NO_LICENCE = "none stated"


def own_source(file: str, *, source_id: str, date: str = "") -> pd.DataFrame:
    """Make the source of a reader's own file.

    Parameters
    ----------
    file : str
        Its name, without its folder.
    source_id : str
        Id that its rows bear.
    date : str
        Date that its reader gives it; undated where it is empty.

    Returns
    -------
    DataFrame
        One row, as in the sources of a cluster.

    Examples
    --------
    >>> own_source("plants.csv", source_id="plants").loc[0, ["title", "date"]].tolist()
    ['plants.csv', 'undated']
    """
    row = {
        "source_id": source_id,
        "title": file,
        "path": "",
        "publisher": OWN_PUBLISHER,
        "date": date or UNDATED,
        "licence": NO_LICENCE,
        "kind": "file",
    }
    return pd.DataFrame([row])


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
        CSV in UTF-8, with commas, semicolons or tabs between fields.
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
    csv = table.format == "csv"
    sheet = read_sheet(with_commas(data, name) if csv else data, table, name)
    problems = [*sheet.problems, *row_problems(sheet, table, name)]
    if problems:
        raise DataError(sort_problems(problems))
    return sheet, digest(data)
