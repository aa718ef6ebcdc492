"""CSV files with the faults that people's files have: read and told, or refused with the reason."""

import random

import pytest
from hypothesis import given, strategies as st

from clusterlab.ingest.readers.delimited import read_delimited
from clusterlab.ingest.readers.raw import Raw
from clusterlab.model.problem import DataError


def read(text: str, **options: object) -> Raw:
    return read_delimited(text.encode(), "f.csv", **options)  # type: ignore[arg-type]  # named by each test


def refusal(text: str, **options: object) -> str:
    with pytest.raises(DataError) as caught:
        read(text, **options)
    return str(caught.value)


def rows(raw: Raw) -> list[list[str]]:
    return raw.cells.to_numpy().tolist()


def test_every_cell_stays_the_text_that_it_is() -> None:
    raw = read("code,name\n01110,NA\n,null\n1e400,None\n")
    assert rows(raw) == [["01110", "NA"], ["", "null"], ["1e400", "None"]]
    assert raw.rows.tolist() == [2, 3, 4]


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_separator_is_found(sign: str) -> None:
    raw = read("a,b,c\n1,2,3\n4,5,6\n".replace(",", sign))
    assert raw.cells.shape == (2, 3)
    assert read(f"a{sign}b\n1{sign}2\n", separator=sign).cells.shape == (1, 2)


def test_lines_are_numbered_past_titles_blank_lines_and_breaks_in_cells() -> None:
    raw = read('title\n\na,b\n1,"x\ny"\n\n2,z\n')
    assert raw.titles == ("title",)
    assert raw.said == {
        "encoding": "utf-8",
        "separator": "comma",
        "header_row": 3,
        "header_rows": 1,
    }
    assert raw.rows.tolist() == [4, 7]
    assert read("a,b\r\n1,2\r\n\r\n3,4\r\n").rows.tolist() == [2, 4]


def test_a_comma_too_many_on_each_line_shifts_nothing() -> None:
    raw = read("a,b\n1,2,\n3,4,\n")
    assert rows(raw) == [["1", "2"], ["3", "4"]]
    assert raw.notes[-1].code == "trailing separator"
    assert rows(read("a,b,\n1,2,\n")) == [["1", "2"]]


def test_a_field_too_many_that_is_filled_is_refused() -> None:
    assert "expected 2 fields as in the headings; the rows have 3" in refusal("a,b\n1,2,\n3,4,5\n")
    assert "expected 3 fields as in the headings; there are 5" in refusal(
        "a,b,c\n1,2,3,4,5\n1,2,3,4,5\n"
    )


def test_a_few_rows_of_another_width_are_refused_one_by_one() -> None:
    text = "a,b\n" + "1,2\n" * 20 + "only\n1,2,3\n" + "4,5\n"
    raw = read(text)
    assert len(raw.cells) == 21
    assert [(row.row, row.text) for row in raw.refused] == [(22, "only"), (23, "1,2,3")]
    assert raw.refused[0].reason == "1 fields where the headings have 2"
    assert raw.rows[-1] == 24


def test_a_quote_that_nobody_closed_names_its_line() -> None:
    text = "a,b\n1,2\n" + '3,"open\n' + "4,5\n" * 100
    assert "f.csv: row 3: expected a closing quote" in refusal(text)
    pair = "a,b\n1,2\n" + '3,"open\n' + "4,5\n" * 100 + '6,7"\n'
    assert "f.csv: row 3: expected cells of at most" in refusal(pair)


def test_a_very_long_cell_and_too_many_columns_are_refused() -> None:
    assert "cells of at most 20,000 characters" in refusal("a,b\n1," + "x" * 100_000 + "\n")
    wide = ",".join(f"c{i}" for i in range(2_001))
    assert "at most 2,000 columns" in refusal(f"{wide}\n{wide}\n")


@pytest.mark.parametrize("text", ["a,b\n", "a,b", "a,b\n,\n", 'title\n"a","b"\n\n'])
def test_a_file_of_headings_only_is_refused(text: str) -> None:
    assert "rows under the headings a, b; there is not one" in refusal(text)


def test_columns_without_heading_are_kept_only_if_they_hold_anything() -> None:
    assert read("a,,b\n1,,2\n").headings == ["a", "b"]
    assert read("a,,b\n1,x,2\n").headings == ["a", "column 2", "b"]


def test_repeated_headings_are_numbered_and_told() -> None:
    raw = read("a,a\n1,2\n")
    assert raw.headings == ["a", "a (2)"]
    assert raw.notes[-1].code == "repeated heading"


def test_old_line_ends_and_declared_header() -> None:
    assert rows(read("a,b\r1,2\r")) == [["1", "2"]]
    assert read("x,y\na,b\n1,2\n", header=2).headings == ["a", "b"]


CELL = st.text(
    st.characters(codec="cp949", exclude_characters='\r\x00"', exclude_categories=["Cc", "Cs"]),
    max_size=8,
)


@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=20), st.sampled_from(["utf-8", "cp949"])
)
def test_any_cells_come_back(cells: list[tuple[str, str]], encoding: str) -> None:
    import csv
    import io
    import unicodedata

    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["처음", "다음"])
    writer.writerows([("x" + one, other) for one, other in cells])
    raw = read_delimited(
        out.getvalue().encode(encoding), "f.csv", separator=",", header=1, header_rows=1
    )
    want = [
        [unicodedata.normalize("NFC", "x" + a), unicodedata.normalize("NFC", b)] for a, b in cells
    ]
    assert rows(raw) == want


def test_a_large_file_comes_back_whole() -> None:
    rng = random.Random(0)
    lines = [f"{i},{'가' * rng.randrange(30)}" for i in range(60_000)]
    raw = read("id,name\n" + "\n".join(lines))
    assert [",".join(row) for row in rows(raw)] == lines
    assert raw.rows[-1] == 60_001
