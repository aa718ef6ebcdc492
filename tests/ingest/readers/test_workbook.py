"""Workbooks with merged headings, hidden sheets, formulas and codes, as offices keep them."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment

from clusterlab.ingest.readers.raw import Raw
from clusterlab.ingest.readers.workbook import read_workbook
from clusterlab.model.problem import DataError


def book(path: Path, rows: list[list[object]], change: Callable[[Any], None] | None = None) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    made.save(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "b.xlsx"


def read(path: Path, **options: Any) -> Raw:
    return read_workbook(path, limit_mb=10, **options)


def refusal(path: Path, **options: Any) -> str:
    with pytest.raises(DataError) as caught:
        read(path, **options)
    return str(caught.value)


def test_merged_headings_notes_and_values(path: Path) -> None:
    rows: list[list[object]] = [
        ["산업단지 현황"],
        [None, None, None, "(단위: 개, 천㎡)"],
        ["유형", "단지명", "산업시설구역", None, "입주업체"],
        [None, None, "분양", "미분양", None],
        ["국가", "가", 10, 2.5, 1200],
        [None, "나", 3.0, None, "-"],
    ]

    def merge(made: Any) -> None:
        for area in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A5:A6"):
            made.active.merge_cells(area)

    raw = read(book(path, rows, merge))
    assert raw.headings == [
        "유형",
        "단지명",
        "산업시설구역 / 분양",
        "산업시설구역 / 미분양",
        "입주업체",
    ]
    assert raw.cells.to_numpy().tolist() == [
        ["국가", "가", "10", "2.5", "1200"],
        ["국가", "나", "3", "", "-"],
    ]
    assert raw.rows.tolist() == [5, 6]
    assert raw.titles == ("산업단지 현황", "(단위: 개, 천㎡)")
    assert raw.said == {"sheet": "Sheet", "header_row": 3, "header_rows": 2}
    assert any("1 cell of merged cells filled from above" in str(note) for note in raw.notes)


def test_codes_dates_errors_and_indents(path: Path) -> None:
    rows: list[list[object]] = [
        ["단지명", "우편번호", "지정일", "면적"],
        ["가", 7745, dt.datetime(2020, 1, 2), "#N/A"],  # noqa: DTZ001 - workbooks know no zones
        ["나", 7711, "2020. 1.", 3],
    ]

    def style(made: Any) -> None:
        made.active["B2"].number_format = "00000"
        made.active["A3"].alignment = Alignment(indent=1)

    raw = read(book(path, rows, style))
    assert raw.cells.to_numpy().tolist() == [
        ["가", "07745", "2020-01-02", ""],
        ["\u00a0\u00a0나", "7711", "2020. 1.", "3"],
    ]
    assert any("an error of a formula" in str(note) for note in raw.notes)


def test_several_sheets_must_be_named_and_hidden_ones_are_told(path: Path) -> None:
    def more(made: Any) -> None:
        for title, state in (("둘째", "visible"), ("숨김", "hidden")):
            sheet = made.create_sheet(title)
            sheet.append(["a", "b"])
            sheet.append(["x", 1])
            sheet.sheet_state = state

    book(path, [["c", "d"], ["y", 2]], more)
    assert 'the name of a sheet (--sheet); there are "Sheet", "둘째"' in refusal(path)
    assert 'did you mean "Sheet"?' in refusal(path, sheet="Sheet1")
    raw = read(path, sheet="둘째")
    assert raw.headings == ["a", "b"]
    assert "1 hidden sheet not read: 숨김" in str(raw.notes[0])
    assert read(path, sheet="숨김").headings == ["a", "b"]


def test_a_formula_that_was_never_computed_is_refused(path: Path) -> None:
    book(path, [["a", "b"], ["x", "=1+1"]])
    said = refusal(path)
    assert said.startswith('b.xlsx: row 2: column B: value "=1+1": expected values')


@pytest.mark.parametrize(
    ("rows", "said"),
    [([], "the sheet Sheet is empty"), ([["a", "b"]], "rows under the headings a, b")],
)
def test_empty_sheets(rows: list[list[object]], said: str, path: Path) -> None:
    assert said in refusal(book(path, rows))


def test_what_is_no_workbook(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 cut off")
    assert "damaged or cut off" in refusal(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "a workbook of Excel; it cannot be opened" in refusal(path)


def test_a_workbook_that_is_a_bomb_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 9_000_000)
    assert "times when unpacked" in refusal(path)
