"""Writes a report as a workbook: a summary, its figures, each table, its sources."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ...model.numbers import MISSING
from . import cells
from .archive import repacked
from .content import Block, Content
from .figures import heads, named

# What a sheet's name may not hold, and how long it may be, as Excel has it.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 31
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CODES = ("measure", "scope", "unit")
SOURCE_COLUMNS = ("source_id", "publisher", "title", "date", "licence", "path")


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Make a valid name for a sheet that no other one has.

    Examples
    --------
    >>> sheet_name("a/b: c?", []), sheet_name("A", ["a"])
    ('a b c', 'A (2)')
    """
    used = {name.lower() for name in taken}
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'") or "-"
    name, number = plain[:_LONGEST].strip(), 1
    while name.lower() in used:
        number += 1
        tail = f" ({number})"
        name = plain[: _LONGEST - len(tail)].strip() + tail
    return name


def write(content: Content) -> bytes:
    """Write the workbook.

    Returns
    -------
    bytes
        Numbers are numbers: those of metrics.csv with all digits that it keeps, and cells of
        tables with the digits of the measure they were rounded from where it can be told.
    """
    from openpyxl import Workbook

    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = sheet_name(content.say("exports.sheet.summary"), [])
    _figures(book, content)
    listed = [(summary.parent.worksheets[1].title, content.say("exports.all_figures"))]
    for section in content.sections:
        beside = [block for block in section.blocks if block["kind"] == "metrics"]
        for block in section.blocks:
            if block["kind"] == "table":
                number = len(listed)
                name = sheet_name(f"{number:02d} {block['caption']}", book.sheetnames)
                _table(book.create_sheet(name), block, cells.full_values(block, beside))
                listed.append((name, str(block["caption"])))
    listed.append((_sources(book, content), content.say("exports.sheet.sources")))
    _summary(summary, content, listed)
    # The date of the data, not of the run: the same report gives the same file.
    date = day(content.title["as_of"])
    book.properties.created = book.properties.modified = date
    book.properties.creator, book.properties.title = "clusterlab", content.heading
    file = io.BytesIO()
    book.save(file)
    return _undated(file.getvalue(), date)


def _undated(data: bytes, date: dt.datetime) -> bytes:
    """Put the data's date where the library writes the time of saving."""
    import zipfile

    from .archive import packed

    with zipfile.ZipFile(io.BytesIO(repacked(data))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"].decode()
    stamp = f"{date:%Y-%m-%dT%H:%M:%SZ}"
    parts["docProps/core.xml"] = re.sub(
        r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{stamp}", core
    ).encode()
    return packed(parts)


def day(text: str) -> dt.datetime:
    """Read the first day of a date; the oldest that archives know where it is none."""
    parts = [int(part) for part in re.findall(r"\d+", text)[:3]]
    year, month, on = (*(parts or [1980]), 1, 1)[:3]
    try:
        return dt.datetime(year, month, on)  # noqa: DTZ001 - a day has no zone
    except ValueError:
        return dt.datetime(1980, 1, 1)  # noqa: DTZ001


def _put(sheet: Any, row: int, column: int, value: Any) -> Any:
    """Write a cell; a text that looks like a formula stays a text."""
    if isinstance(value, str):
        value = _ILLEGAL.sub("", value)
    cell = sheet.cell(row, column, value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _head(sheet: Any, texts: Sequence[str], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for place, (text, width) in enumerate(zip(texts, widths, strict=True), 1):
        cell = _put(sheet, 1, place, text)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _figures(book: Any, content: Content) -> None:
    name = sheet_name(content.say("exports.sheet.figures"), book.sheetnames)
    sheet = book.create_sheet(name)
    codes = [content.say(f"exports.column.{code}_code") for code in _CODES]
    _head(sheet, [*heads(content), *codes], [34, 30, 14, 14, 8, 11, 10, 30, 30, 24, 20, 12])
    for number, row in enumerate(content.metrics, 2):
        texts: list[Any] = [*named(content, row), *(row[code] for code in _CODES)]
        texts[2] = float(row["value"]) if row["value"] else None
        texts[4] = int(row["n"]) if row["n"] else None
        for place, value in enumerate(texts, 1):
            if value not in {"", None}:
                _put(sheet, number, place, value)
    sheet.auto_filter.ref = sheet.dimensions


def _table(sheet: Any, block: Block, full: dict[int, list[float]]) -> None:
    widths = [
        min(48, max([10, len(head["label"]), *(len(row[place]) for row in block["rows"])]) + 2)
        for place, head in enumerate(block["columns"])
    ]
    _head(sheet, [head["label"] for head in block["columns"]], widths)
    numeric = cells.numeric(block)
    for number, row in enumerate(block["rows"]):
        for place, text in enumerate(row):
            if text in {"", MISSING}:
                continue
            found = cells.read(text) if numeric[place] else None
            if found is None:
                _put(sheet, number + 2, place + 1, text)
                continue
            value = full[place][number] if place in full else found.value
            whole = value == round(value) and abs(value) < 1e15
            cell = sheet.cell(number + 2, place + 1, int(value) if whole else value)
            cell.number_format = found.format
    if block["rows"]:
        sheet.auto_filter.ref = sheet.dimensions


def _sources(book: Any, content: Content) -> str:
    sheet = book.create_sheet(sheet_name(content.say("exports.sheet.sources"), book.sheetnames))
    labels = [content.say(f"exports.column.{name}") for name in SOURCE_COLUMNS]
    _head(sheet, labels, [28, 28, 48, 12, 30, 48])
    for number, row in enumerate(content.sources, 2):
        for place, name in enumerate(SOURCE_COLUMNS, 1):
            _put(sheet, number, place, row.get(name, ""))
    return str(sheet.title)


def summary_rows(content: Content) -> list[tuple[str, str]]:
    """List what the first sheet says: a label and a text each; a repeated label is left out."""
    rows = [
        (content.say("exports.report"), content.heading),
        (content.say("exports.headline"), content.headline),
        (content.say("exports.sure"), content.sure),
        (content.say("exports.date"), str(content.title["as_of"])),
        *((str(label), str(value)) for label, value in content.title["facts"][1:]),
        (content.say("exports.software"), f"clusterlab {content.version}"),
    ]
    label = content.say("exports.notes")
    rows += [(label, str(note)) for note in content.title["notes"]]
    label = content.say("exports.licences")
    counted = Counter(str(row["licence"]) for row in content.sources)
    rows += [
        (label, content.say("exports.licence", licence=licence, count=count))
        for licence, count in counted.most_common()
    ]
    return [row for row in rows if row[1]]


def _summary(sheet: Any, content: Content, listed: Sequence[tuple[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 100
    rows, before = summary_rows(content), ""
    for number, (label, text) in enumerate(rows, 1):
        if label != before:
            _put(sheet, number, 1, label).font = Font(bold=True)
        cell, before = _put(sheet, number, 2, text), label
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number <= 2:
            cell.font = Font(bold=True, size=14)
    start = len(rows) + 2
    _put(sheet, start, 1, content.say("exports.sheets")).font = Font(bold=True)
    for number, (name, caption) in enumerate(listed, start):
        quoted = name.replace("'", "''")
        cell = _put(sheet, number, 2, caption)
        cell.hyperlink, cell.style = f"#'{quoted}'!A1", "Hyperlink"
