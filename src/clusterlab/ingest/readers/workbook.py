"""Excel workbooks: the values of one sheet, its merged cells, hidden sheets and formulas told."""

import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

from ...model.problem import DataError, Problem, meant, shown
from .archive import DAMAGED, check_members
from .delimited import MOST_COLUMNS, header_notes
from .header import find_header
from .note import Note, counted
from .raw import Raw
from .textual import cell_text

ZEROS = re.compile(r"0{2,}")
ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")
FORMULA = re.compile(rb"<f[ >/]")
BROKEN = (*DAMAGED, LookupError, ValueError, TypeError, AttributeError, SyntaxError)
"""What the library raises where a workbook's parts are missing or garbled."""
INDENT = "\u00a0\u00a0"


def read_workbook(
    file: Path,
    *,
    sheet: str | None = None,
    header: int | None = None,
    header_rows: int | None = None,
    limit_mb: float,
) -> Raw:
    """Read one sheet of a workbook.

    Parameters
    ----------
    file : Path
        An .xlsx file.
    sheet : str, optional
        Its name; needed where several visible sheets hold anything.
    header, header_rows : int, optional
        First row of the headings, from 1, and how many rows they take.
    limit_mb : float
        Size above which the unpacked workbook is refused [MB].

    Returns
    -------
    Raw
        Values only, as text; a merged cell below the headings counts for each of its rows.

    Raises
    ------
    DataError
        Where the sheet is not named, not there, empty, or holds formulas that nobody computed.
    """
    check_members(file, limit_mb=limit_mb, companions=True)
    book = _open(file, data_only=True)
    worksheet, notes = _sheet(book, file.name, sheet)
    rows = _rows(worksheet)
    if not any(any(row) for row in rows):
        expected = f"a table; the sheet {worksheet.title} is empty"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    _check_formulas(file, worksheet)
    found = find_header(rows, file.name, first=header, depth=header_rows)
    if len(found.names) > MOST_COLUMNS:
        expected = f"at most {MOST_COLUMNS:,} columns; there are {len(found.names):,}"
        raise DataError([Problem(file.name, found.first + 1, "", None, expected)])
    notes += header_notes(found)
    filled = _fill_merged(worksheet, rows, found.data)
    if filled:
        said = f"{counted(filled, 'cell')} of merged cells filled from above"
        notes.append(Note("merged", said, count=filled))
    body = rows[found.data :]
    errors = sum(1 for row in body for cell in row if ERRORS.fullmatch(cell))
    if errors:
        said = f"{counted(errors, 'cell')} with an error of a formula, such as #N/A; left empty"
        notes.append(Note("formula error", said, count=errors))
        body = [["" if ERRORS.fullmatch(cell) else cell for cell in row] for row in body]
    if not any(any(row) for row in body):
        listed = ", ".join(found.names[:6])
        expected = f"rows under the headings {listed}; there is not one"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    said_of = {
        "sheet": worksheet.title,
        "header_row": found.first + 1,
        "header_rows": found.rows,
    }
    cells = _cells(body, list(found.names))
    numbers = np.arange(len(cells), dtype=np.int64) + found.data + 1
    return Raw(file.name, cells, numbers, said_of, tuple(notes), found.titles, levels=found.levels)


def _open(file: Path, *, data_only: bool) -> Any:
    try:
        return openpyxl.load_workbook(file, data_only=data_only)
    except BROKEN as error:
        expected = f"a workbook of Excel; it cannot be opened ({str(error)[:80]})"
        raise DataError([Problem(file.name, 0, "", None, expected)]) from None


def _sheet(book: Any, file: str, name: str | None) -> tuple[Any, list[Note]]:
    names = [sheet.title for sheet in book.worksheets]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    notes = []
    if hidden:
        said = f"{counted(len(hidden), 'hidden sheet')} not read: {', '.join(hidden)}"
        notes.append(Note("hidden sheet", said, count=len(hidden)))
    if name is not None:
        if name not in names:
            expected = f"a sheet of the workbook{meant(name, names)}; there are {', '.join(names)}"
            raise DataError([Problem(file, 0, "sheet", name, expected)])
        return book[name], [] if name in hidden else notes
    usable = [s for s in book.worksheets if s.title not in hidden and s.max_row > 1]
    if len(usable) > 1:
        listed = ", ".join(shown(sheet.title) for sheet in usable)
        expected = f"the name of a sheet (--sheet); there are {listed}"
        raise DataError([Problem(file, 0, "", None, expected)])
    return (usable or book.worksheets)[0], notes


def _rows(worksheet: Any) -> list[list[str]]:
    """Take every cell as text; codes keep the zeros, and names the indent, that Excel shows."""
    rows = []
    for row in worksheet.iter_rows():
        texts = []
        for cell in row:
            text = cell_text(cell.value)
            if text and isinstance(cell.value, str):
                indent = int(cell.alignment.indent or 0) if cell.has_style else 0
                text = INDENT * indent + text
            elif text and cell.has_style and ZEROS.fullmatch(str(cell.number_format)):
                text = text.zfill(len(cell.number_format))
            texts.append(text)
        while texts and not texts[-1]:
            texts.pop()
        rows.append(texts)
    return rows


def _check_formulas(file: Path, worksheet: Any) -> None:
    """Refuse formulas of which the file does not hold the result."""
    with zipfile.ZipFile(file) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        try:
            found = any(FORMULA.search(archive.read(name)) for name in sheets)
        except DAMAGED:
            expected = "a workbook of Excel; one of its sheets is damaged"
            raise DataError([Problem(file.name, 0, "", None, expected)]) from None
    if not found:
        return
    formulas = _open(file, data_only=False)
    for row in formulas[worksheet.title].iter_rows():
        for cell in row:
            if cell.data_type == "f" and worksheet[cell.coordinate].value is None:
                raise DataError([_formula(file.name, cell)])


def _formula(file: str, cell: Any) -> Problem:
    expected = "values; this formula was never computed: open the file in Excel and save it"
    return Problem(file, cell.row, cell.column_letter, cell.value, expected)


def _fill_merged(worksheet: Any, rows: list[list[str]], start: int) -> int:
    """Give words that are merged over several rows to each of them; numbers stay where they are."""
    count = 0
    for area in worksheet.merged_cells.ranges:
        top = area.min_row - 1
        if area.min_col != area.max_col or top < start or top >= len(rows):
            continue
        place = area.min_col - 1
        text = rows[top][place] if place < len(rows[top]) else ""
        if not isinstance(worksheet.cell(area.min_row, area.min_col).value, str):
            continue
        for at in range(top + 1, min(area.max_row, len(rows))):
            rows[at].extend([""] * (place + 1 - len(rows[at])))
            rows[at][place] = text
            count += 1
    return count


def _cells(body: list[list[str]], names: list[str]) -> pd.DataFrame:
    width = max(len(names), max((len(row) for row in body), default=0))
    names += [f"column {place + 1}" for place in range(len(names), width)]
    full = [row + [""] * (width - len(row)) for row in body]
    columns = {}
    for place, name in enumerate(names):
        cells = [row[place] for row in full]
        if any(cells) or not name.startswith("column "):
            columns[name] = pd.Series(cells, dtype="str")
    return pd.DataFrame(columns)
