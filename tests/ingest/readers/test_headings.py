"""The dictionary of headings speaks of columns that are there, each heading once a column."""

import pytest

from clusterlab.ingest.readers.headings import headings, known_headings, plain_heading
from clusterlab.load.tables import table


def test_each_entry_names_a_column_of_the_registry() -> None:
    for entry in headings():
        assert entry.column in table(entry.table).names, entry


def test_no_heading_stands_twice_for_one_table_and_two_columns() -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in headings():
        key = (entry.table, plain_heading(entry.heading))
        assert seen.setdefault(key, entry.column) == entry.column, entry


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("자조합 규모(백만원) ", "자조합규모"),
        ("  학교 영문명", "학교영문명"),
        ("(계)", "(계)"),
        ("종업원_수[명]", "종업원수"),
        ("ＰＮＵ", "pnu"),
    ],
)
def test_plain_headings(text: str, plain: str) -> None:
    assert plain_heading(text) == plain
    assert "상호명" in known_headings()
