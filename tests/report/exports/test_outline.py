"""The outline of a document: order, sources by number, long tables cut and said so."""

from clusterlab.report.exports.outline import (
    MOST_ROWS,
    Chart,
    Grid,
    Heading,
    Paragraph,
    marks,
    outline,
)


def test_the_parts_stand_in_order(held):
    parts = list(outline(held))
    levels = [part.level for part in parts if isinstance(part, Heading)]
    assert levels[0] == 0
    assert set(levels[1:]) == {1}
    assert sum(isinstance(part, Chart) for part in parts) == 1


def test_a_long_table_is_cut_and_says_so(held):
    parts = list(outline(held))
    place = next(
        n for n, part in enumerate(parts) if isinstance(part, Grid) and part.rows[0][0] == "r0"
    )
    assert len(parts[place].rows) == MOST_ROWS
    after = parts[place + 1]
    assert isinstance(after, Paragraph)
    assert "1,500" in after.text


def test_numbers_of_sources_are_joined_into_ranges(held):
    rows = [{"source_id": f"s{n}"} for n in range(1, 9)]
    many = type(held)(**{**vars(held), "sources": rows})
    assert marks(many, {"sources": ["s3", "s1", "s2", "s7", "s5"]}) == " [1–3, 5, 7]"
    assert marks(many, {"sources": ["s8", "s7"]}) == " [7, 8]"
    assert marks(many, {"sources": []}) == ""
