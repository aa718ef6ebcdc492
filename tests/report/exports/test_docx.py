"""The Word document read back: every number, its headings, its pictures."""

import io

import docx as library

from clusterlab.report.exports import docx


def opened(held):
    return library.Document(io.BytesIO(docx.write(held)))


def grids(document):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_every_number_equals_the_metrics(held):
    listed = grids(opened(held))[-1][1:]
    for row, cells in zip(held.metrics, listed, strict=True):
        if row["value"]:
            assert float(cells[2]) == float(row["value"])
        else:
            assert cells[2]
            assert not cells[2][0].isdigit()


def test_it_leads_with_the_headline_and_asks_the_questions(held):
    found = [(p.style.name, p.text) for p in opened(held).paragraphs]
    headings = [text for style, text in found if style.startswith(("Title", "Heading"))]
    assert headings[0] == "Toys lead."
    assert "How many?" in headings
    assert any(text.startswith("First & foremost. [1, 2]") for _, text in found)
    assert any(text.startswith("Mind <this>.") for _, text in found)


def test_charts_are_pictures_with_their_text(held):
    document = opened(held)
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "A line that falls"
    assert shape.width > 0


def test_each_page_is_headed_and_the_bytes_are_the_same(held):
    document = opened(held)
    assert document.sections[0].header.paragraphs[0].text == held.stamp
    assert docx.write(held) == docx.write(held)
