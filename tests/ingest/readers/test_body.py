"""Rows are split at once, and each knows its line."""

import pytest

from clusterlab.ingest.readers.body import Body
from clusterlab.model.problem import DataError


def body(text: str, first_line: int = 2) -> Body:
    return Body(text.encode(), first_line, ",", "f.csv")


def test_rows_and_lines() -> None:
    rows = body('1,"a\nb"\n\n2,c\n')
    table, refused = rows.parse(2)
    assert table.to_pydict() == {"0": ["1", "2"], "1": ["a\nb", "c"]} and not refused
    assert rows.quoted and rows.line_numbers(2, refused).tolist() == [2, 5]


def test_rows_of_another_width_are_refused_with_their_line() -> None:
    rows = body("1,2\n" * 9 + "x\n" + "3,4\n", first_line=10)
    table, refused = rows.parse(2)
    assert table.num_rows == 10 and [(row.row, row.text) for row in refused] == [(19, "x")]
    assert rows.line_numbers(10, refused).tolist() == [*range(10, 19), 20]


@pytest.mark.parametrize(("text", "empty"), [("", True), ('"",\n ,\n', True), ("x", False)])
def test_nothing_but_separators_is_empty(text: str, empty: bool) -> None:
    assert body(text).is_empty is empty


def test_a_quote_without_end_names_its_line() -> None:
    with pytest.raises(DataError, match="row 8: expected a closing quote"):
        body('1,2\n3,"4\n', first_line=7).parse(2)
