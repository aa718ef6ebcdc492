"""CSV and TSV files, whatever separates their fields, with lines of titles above the headings."""

import csv
import io
import re
from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...load.decimal_comma import settle_commas
from ...load.rows import LONGEST_CELL
from ...model.problem import DataError, Problem
from .body import Body
from .encoding import to_text
from .header import LOOKED_AT, Header, find_header
from .note import Note, counted
from .raw import Raw

SEPARATORS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
MOST_COLUMNS = 2_000
MOST_BREAKS = 20
"""A cell with more line breaks than this is a quote that somebody forgot to close."""
BLOCK_BYTES = 1 << 24
SAMPLE_SIGNS = 1_000_000
"""Length of the beginning in which headings are looked for."""
RAGGED_SHARE = 0.2
"""Above this share of rows of another width the file is not the table that its headings promise."""


def read_delimited(
    data: bytes,
    file: str,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    header: int | None = None,
    header_rows: int | None = None,
    decimal: str | None = None,
) -> Raw:
    """Read a CSV or TSV file.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : str
        Its name in messages.
    encoding : str, optional
        As declared; detected where it is not.
    separator : str, optional
        As declared; the one of comma, tab, semicolon and bar that splits most where it is not.
    header, header_rows : int, optional
        First row of the headings, counted from 1, and how many rows they take.
    decimal : {",", "."}, optional
        What parts decimals, as declared; told from the file where it is not.

    Returns
    -------
    Raw
        Every cell as text; ``NA`` and leading zeros stay what they are.

    Raises
    ------
    DataError
        Where the file is no table; one line says why.
    """
    decoded = to_text(data, file, encoding=encoding)
    text, encoded = decoded.text, decoded.data
    if "\n" not in text:
        text, encoded = text.replace("\r", "\n"), encoded.replace(b"\r", b"\n")
    sample, ends = _sample(text, separator or _separator(text))
    used = separator or _separator(text)
    found = find_header(sample, file, first=header, depth=header_rows)
    if len(found.names) > MOST_COLUMNS:
        expected = f"at most {MOST_COLUMNS:,} columns; there are {len(found.names):,}"
        raise DataError([Problem(file, found.first + 1, "", None, expected)])
    start, line = ends[found.data - 1]
    names = list(found.names)
    width = len(_trimmed(sample[found.first + found.rows - 1], names))
    body = Body(encoded[len(text[:start].encode()) :], line + 1, used, file)
    notes = list(decoded.notes)
    if body.is_empty:
        names_seen = ", ".join(names[:6])
        expected = f"rows under the headings {names_seen}; there is not one"
        raise DataError([Problem(file, 0, "", None, expected)])
    after = next((row for row in sample[found.data :] if any(row)), [])
    extra = len(after) == width + 1 and not after[-1].strip()
    table, refused = body.parse(width + extra)
    if extra:
        _check_empty_last(table, file, width)
        table = table.drop_columns([str(width)])
        said = "each line ends with a separator that the headings lack; the empty field is left out"
        notes.append(Note("trailing separator", said, count=table.num_rows))
    cells = settle_commas(_named(table, names, width), file, separator=used, decimal=decimal)
    rows = body.line_numbers(len(cells), refused)
    said_of = {
        "encoding": decoded.encoding,
        "separator": SEPARATORS.get(used, used),
        "header_row": found.first + 1,
        "header_rows": found.rows,
    }
    notes += header_notes(found)
    return Raw(
        file,
        cells,
        rows,
        said_of,
        tuple(notes),
        found.titles,
        tuple(refused),
        place="line",
        ordinary=decoded.ordinary,
        levels=found.levels,
    )


def header_notes(found: Header) -> list[Note]:
    """Say what is worth telling of the headings.

    Parameters
    ----------
    found : Header
        As found.

    Returns
    -------
    list of Note
        Title lines above them, several rows of them, names that stand twice.
    """
    notes = []
    if found.titles:
        said = f"{counted(len(found.titles), 'title line')} above the headings, in row"
        notes.append(Note("titles", f"{said} {found.first + 1}", count=len(found.titles)))
    if found.rows > 1:
        notes.append(Note("header", f"headings take {found.rows} rows; their names are joined"))
    twice = [name for name in found.names if re.search(r" \(\d+\)$", name)]
    if twice:
        said = "headings stand more than once and are numbered"
        notes.append(Note("repeated heading", said, count=len(twice), examples=tuple(twice[:3])))
    return notes


def _separator(text: str) -> str:
    lines = [line for line in text[:65536].split("\n")[:LOOKED_AT] if line.strip()][:-1] or [text]
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]
    counts = {sign: [line.count(sign) for line in bare] for sign in SEPARATORS}
    # The median line decides: title lines and notes have few separators, whatever they are.
    usual = {sign: sorted(each)[len(lines) // 2] for sign, each in counts.items()}
    first = max(SEPARATORS, key=lambda sign: (usual[sign], sign == ","))
    if first != "," or not max(usual[sign] for sign in SEPARATORS if sign != ","):
        return first
    # Decimal commas part numbers, not fields: the headings do without them.
    other = max((sign for sign in SEPARATORS if sign != ","), key=lambda sign: usual[sign])
    even = {s: sum(count == usual[s] for count in counts[s]) for s in (",", other)}
    split = [line for line, count in zip(bare, counts[other], strict=True) if count == usual[other]]
    headed = "," not in split[0]
    return other if headed and even[other] > even[","] else first


def _sample(text: str, separator: str) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Split the first rows, and tell at which character and line each of them ends."""
    rows: list[list[str]] = []
    ends: list[tuple[int, int]] = []
    at, line = 0, 0
    reader = csv.reader(io.StringIO(text[:SAMPLE_SIGNS], newline=""), delimiter=separator)
    try:
        for row in reader:
            while line < reader.line_num:
                at = text.find("\n", at) + 1 or len(text)
                line += 1
            rows.append(row)
            ends.append((at, line))
            if len(rows) == LOOKED_AT or at - (ends[-2][0] if len(ends) > 1 else 0) > LONGEST_CELL:
                break
    except csv.Error:
        pass
    return rows, ends


def _trimmed(row: Sequence[str], names: Sequence[str]) -> list[str]:
    """Take the fields of the last heading row: its trailing empty ones belong to the width."""
    return [*row, *[""] * (len(names) - len(row))]


def _check_empty_last(table: pa.Table, file: str, width: int) -> None:
    filled = pc.not_equal(pc.utf8_trim_whitespace(table[str(width)]), "")
    if pc.any(filled).as_py():
        expected = f"{width} fields as in the headings; the rows have {width + 1}"
        raise DataError([Problem(file, 0, "", None, expected)])


def _named(table: pa.Table, names: list[str], width: int) -> pd.DataFrame:
    """Give the columns their headings; one without a heading is kept only if it holds anything."""
    columns: dict[str, pd.Series] = {}
    for place in range(width):
        # In one piece, so that no pass over the column has to join it first.
        column = table[str(place)].combine_chunks()
        if place >= len(names) or names[place] == f"column {place + 1}":
            if not pc.any(pc.not_equal(pc.utf8_trim_whitespace(column), "")).as_py():
                continue
            name = f"column {place + 1}"
        else:
            name = names[place]
        columns[name] = pd.Series(column, dtype="str")
    return pd.DataFrame(columns)
