"""Writes a report as a document for Word and LibreOffice, with styles that can be edited."""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from . import xlsx
from .archive import repacked
from .content import Content
from .outline import Chart, Grid, Heading, outline
from .pictures import picture

# Styles that the library's own template has, by tone.
_STYLES = {
    "caption": "Caption",
    "warning": "Intense Quote",
    "reason": "Quote",
    "note": "No Spacing",
}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Faces that offices have; the East Asian one is named apart, or Word chooses a Japanese one.
_FACES = {"ascii": "Malgun Gothic", "hAnsi": "Malgun Gothic", "eastAsia": "Malgun Gothic"}


def write(content: Content) -> bytes:
    """Write the document.

    Returns
    -------
    bytes
        A .docx file; charts are pictures, tables are tables.
    """
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(22)
    _set_faces(document)
    page.header.paragraphs[0].text = content.stamp
    _page_number(page.footer.paragraphs[0])
    # Looked up once: the library searches all styles for each paragraph.
    styles = {tone: document.styles[name] for tone, name in _STYLES.items()}
    for part in outline(content):
        if isinstance(part, Heading):
            document.add_heading(_plain(part.text), part.level)
        elif isinstance(part, Grid):
            document.element.body.insert(-1, _grid(part))
            document.add_paragraph(style=styles["note"])
        elif isinstance(part, Chart):
            drawn = picture(part.svg)
            run = document.add_paragraph().add_run()
            shape = run.add_picture(io.BytesIO(drawn.png), width=Pt(min(drawn.width, 460)))
            shape._inline.docPr.set("descr", part.alt)  # noqa: SLF001 - no public way to alt text
        else:
            document.add_paragraph(_plain(part.text), style=styles.get(part.tone))
    properties = document.core_properties
    day = xlsx.day(content.title["as_of"])
    properties.author, properties.title = "clusterlab", content.heading
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = day
    file = io.BytesIO()
    document.save(file)
    return repacked(file.getvalue())


def _plain(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)


def _set_faces(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Title", "Heading 1", "Caption"):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key, face in _FACES.items():
            fonts.set(qn(f"w:{key}"), face)
    document.styles["Normal"].font.size = Pt(10)
    for name, size in (("Title", 18), ("Heading 1", 13), ("Caption", 9)):
        document.styles[name].font.size = Pt(size)
        document.styles[name].font.color.rgb = RGBColor(0x1F, 0x2A, 0x30)


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {_W} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - the library has no fields


def _grid(part: Grid) -> Any:
    """Write a table as one piece of XML: cell by cell, the library takes minutes for long ones."""
    from docx.oxml import parse_xml

    columns = len(part.heads)
    width = 9400 // max(columns, 1)
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    rows = _row(part.heads, part.numeric, head=True)
    rows += "".join(_row(row, part.numeric) for row in part.rows)
    return parse_xml(
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(texts: Sequence[str], numeric: Sequence[bool], *, head: bool = False) -> str:
    about = (
        "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        if head
        else "<w:trPr><w:cantSplit/></w:trPr>"
    )
    bold = "<w:b/>" if head else ""
    made = "".join(
        f'<w:tc><w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="{"right" if right else "left"}"/>'
        f'</w:pPr><w:r><w:rPr>{bold}<w:sz w:val="16"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(_plain(text))}</w:t></w:r></w:p></w:tc>'
        for text, right in zip(texts, numeric, strict=True)
    )
    return f"<w:tr>{about}{made}</w:tr>"
