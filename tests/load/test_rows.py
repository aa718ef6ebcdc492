"""CSV text is split into whole rows, and each fault is told with its line."""

import csv
import io

import pytest
from hypothesis import given, strategies as st

from clusterlab.load.columns import Column, Table
from clusterlab.load.rows import split_rows

TABLE = Table("t", (Column("a", required=True), Column("b"), Column("employees")))


def told(text: str) -> list[str]:
    return [str(problem) for problem in split_rows(text, TABLE, "t.csv")[1]]


def test_rows_and_their_lines_as_an_editor_counts_them() -> None:
    rows, problems = split_rows('a,b\r\n1,"x\r\ny"\r\n\r\n3,z\r\n', TABLE, "t.csv")
    assert problems == []
    assert rows.cells == {"a": ["1", "3"], "b": ["x\r\ny", "z"]}
    assert rows.lines == [2, 5]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_each_row_written_is_the_row_read(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    read, problems = split_rows(file.getvalue(), TABLE, "t.csv")
    assert problems == []
    assert list(zip(read.cells["a"], read.cells["b"], strict=True)) == rows


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("b\nx\n", ["t.csv: row 1: column a: expected this column to be there"]),
        (
            "a,employes\n1,2\n",
            [
                (
                    "t.csv: row 1: column employes: expected only columns of the table t "
                    '(did you mean "employees"?)'
                )
            ],
        ),
        (
            "A,b\n1,2\n",
            [
                'row 1: column A: expected only columns of the table t (did you mean "a"?)',
                'row 1: column a: expected this column to be there (is it the column "A"?)',
            ],
        ),
        ("a,b,a\n1,2,3\n", ["row 1: column a: expected each column once"]),
        ("a,b\n1,2\n3\n4,5,6\n", ["row 3: expected 2 fields", "row 4: expected 2 fields"]),
        ("a,b\n1,2,\n", ["row 2: expected 2 fields as in the header; there are 3"]),
        ("a;b\n1;2\n", ['value "a;b": expected fields separated by commas']),
        ("a,대표자명\n1,x\n", ["column 대표자명: expected no personal data; leave this column"]),
        ("a,\n1,2\n", ["row 1: column number 2: expected only columns of the table t"]),
    ],
)
def test_faults_of_header_and_rows(text: str, lines: list[str]) -> None:
    found = told(text)
    assert len(found) == len(lines)
    for line, part in zip(found, lines, strict=True):
        assert part in line


def test_a_quote_that_is_not_closed_is_told_where_it_opens() -> None:
    text = 'a,b\n1,2\n3,"x\n' + "4,5\n" * 100
    (line,) = told(text)
    assert line.startswith("t.csv: row 3: expected a closing quote for the one that opens")


def test_a_quote_closed_by_a_later_one_is_told_too() -> None:
    text = 'a,b\n1,"x\n2,y\n3,"z"\n'
    (line,) = told(text)
    assert line.startswith("t.csv: row 2: expected a closing quote")


@pytest.mark.parametrize("signs", [20_001, 200_000])
def test_a_cell_beyond_every_measure_is_told_not_read(signs: int) -> None:
    (line,) = told("a,b\n1," + "x" * signs + "\n")
    assert line.startswith("t.csv: row 2: expected ")
    assert told("a,b\n1," + "x" * 20_000 + "\n") == []
