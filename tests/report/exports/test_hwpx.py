"""The HWPX document, read back and held against the OWPML schema by python-hwpx."""

import io

import hwpx as library

from clusterlab.report.exports import hwpx

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def opened(held):
    return library.HwpxDocument.open(io.BytesIO(hwpx.write(held)))


def grids(document):
    (section,) = document.sections
    return [
        [
            ["".join(cell.itertext(f"{HP}t")) for cell in row.iter(f"{HP}tc")]
            for row in table.iter(f"{HP}tr")
        ]
        for table in section.element.iter(f"{HP}tbl")
    ]


def test_the_schema_and_the_package_are_kept(held):
    data = io.BytesIO(hwpx.write(held))
    assert library.HwpxDocument.open(data).validate().issues == ()
    checked = library.validate_package(data)
    assert [issue for issue in checked.issues if issue.level == "error"] == []


def test_every_number_equals_the_metrics(held):
    listed = grids(opened(held))[-1][1:]
    for row, cells in zip(held.metrics, listed, strict=True):
        if row["value"]:
            assert float(cells[2]) == float(row["value"])
        else:
            assert cells[2]
            assert not cells[2][0].isdigit()


def test_the_text_is_there_and_escaped(held):
    plain = opened(held).text.plain()
    for text in ("Toys lead.", "How many?", "First & foremost. [1, 2]", "Mind <this>."):
        assert text in plain


def test_charts_are_pictures(held):
    document = opened(held)
    (section,) = document.sections
    (image,) = section.element.iter("{http://www.hancom.co.kr/hwpml/2011/core}img")
    assert image.get("binaryItemIDRef") == "image1"
    assert hwpx.write(held) == hwpx.write(held)
