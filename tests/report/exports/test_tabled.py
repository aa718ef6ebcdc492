"""A tally and a board are given as tables; all else stays as it is."""

from clusterlab.report.exports.tabled import tabled
from clusterlab.words.language import Language


def test_a_tally_is_a_table_of_counts():
    rows = [{"label": "Met", "count": 2, "names": [{"name": "A"}, {"name": "B"}]}]
    block = {"kind": "tally", "rows": rows, "as_of": "2024", "sources": ["s"]}
    made = tabled(block, Language("en"))
    assert made["rows"] == [["Met", "2", "A, B"]]
    assert [column["number"] for column in made["columns"]] == [False, True, False]
    assert made["sources"] == ["s"]


def test_a_board_has_a_row_for_each_promise():
    row = {"name": "n", "where": "w", "number": "3", "label": "Met", "rule": "r"}
    block = {"kind": "board", "groups": [{"label": "G", "rows": [row, row]}], "as_of": "",
             "sources": []}  # fmt: skip
    made = tabled(block, Language("ko"))
    assert made["rows"] == [["G", "n", "w", "3", "Met", "r"]] * 2


def test_a_sentence_stays():
    block = {"kind": "sentence", "text": "x"}
    assert tabled(block, Language("en")) is block
