"""Writes a report as HWPX, the document of Hancom Office (OWPML, KS X 6101)."""

from itertools import count
from xml.sax.saxutils import escape, quoteattr

from . import owpml, xlsx
from .archive import packed
from .content import Content
from .outline import Chart, Grid, Heading, outline
from .pictures import Picture, picture

# A4 in HWPUNIT (1/7200 inch), with the width that is left between the margins.
_PAGE_WIDTH, _PAGE_HEIGHT, _SIDE = 59528, 84186, 6236
_WIDTH = _PAGE_WIDTH - 2 * _SIDE
_UNITS_PER_POINT = 100
_ROW_HEIGHT = 1000
_TONES = {"say": "say", "caption": "caption", "warning": "warning"}
_SUBLIST = (
    'id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="{align}" linkListIDRef="0" '
    'linkListNextIDRef="0" textWidth="{width}" textHeight="0" hasTextRef="0" hasNumRef="0"'
)


def write(content: Content) -> bytes:
    """Write the document.

    Returns
    -------
    bytes
        A .hwpx file; headings are outlines, charts are pictures, tables are tables.
    """
    body, pictures, texts = [], dict[str, bytes](), list[str]()
    numbers = count(1)
    for part in outline(content):
        if isinstance(part, Heading):
            body.append(_paragraph(part.text, "title" if part.level == 0 else "heading"))
            texts.append(part.text)
        elif isinstance(part, Grid):
            body.append(_holding(_table(part, next(numbers))))
            texts += ["\t".join(part.heads), *("\t".join(row) for row in part.rows)]
        elif isinstance(part, Chart):
            name = f"image{len(pictures) + 1}"
            drawn = picture(part.svg)
            pictures[name] = drawn.png
            body.append(_holding(_picture(drawn, name, part.alt, next(numbers))))
        else:
            body.append(_paragraph(part.text, _TONES.get(part.tone, "note")))
            texts.append(part.text)
    section = (
        f"{owpml.PROLOG}<hs:sec {owpml.NAMESPACES}>{_opening(content.stamp)}"
        f"{''.join(body)}</hs:sec>"
    )
    date = f"{xlsx.day(content.title['as_of']):%Y-%m-%dT%H:%M:%SZ}"
    around = owpml.package(content.heading, content.lang, date, list(pictures))
    parts = {
        "mimetype": owpml.MIMETYPE,
        **around,
        "Contents/header.xml": owpml.header(),
        "Contents/section0.xml": section,
        "Preview/PrvText.txt": "\r\n".join(texts)[:1000],
    }
    files = {name: text.encode() for name, text in parts.items()}
    files |= {f"BinData/{name}.png": png for name, png in pictures.items()}
    return packed(files, stored="mimetype")


def _text(text: str) -> str:
    return escape("".join(c if ord(c) >= 32 else " " for c in text))


def _paragraph(text: str, shape: str, *, letters: str = "") -> str:
    """Write a paragraph, named by its shape."""
    return _holding(f"<hp:t>{_text(text)}</hp:t>", shape, letters=letters)


def _holding(inner: str, shape: str = "say", *, letters: str = "") -> str:
    return (
        f'<hp:p id="0" paraPrIDRef="{owpml.paragraph(shape)}" styleIDRef="{owpml.style(shape)}" '
        f'pageBreak="0" columnBreak="0" merged="0"><hp:run '
        f'charPrIDRef="{owpml.character(letters or shape)}">{inner}</hp:run></hp:p>'
    )


def _opening(stamp: str) -> str:
    """Write the first paragraph: the page, its header and its number."""
    note = (
        '<hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
        '<hp:noteLine length="-1" type="SOLID" width="0.12 mm" color="#000000"/>'
        '<hp:noteSpacing betweenNotes="283" belowLine="567" aboveLine="850"/>'
        '<hp:numbering type="CONTINUOUS" newNum="1"/>'
    )
    borders = "".join(
        f'<hp:pageBorderFill type="{kind}" borderFillIDRef="1" textBorder="PAPER" '
        'headerInside="0" footerInside="0" fillArea="PAPER"><hp:offset left="1417" right="1417" '
        'top="1417" bottom="1417"/></hp:pageBorderFill>'
        for kind in ("BOTH", "EVEN", "ODD")
    )
    about = _SUBLIST.format(align="TOP", width=_WIDTH)
    return (
        f'<hp:p id="0" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'
        '<hp:run charPrIDRef="0"><hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" '
        'tabStop="8000" outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0" '
        'masterPageCnt="0"><hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>'
        '<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>'
        '<hp:visibility hideFirstHeader="0" hideFirstFooter="0" hideFirstMasterPage="0" '
        'border="SHOW_ALL" fill="SHOW_ALL" hideFirstPageNum="0" hideFirstEmptyLine="0" '
        'showLineNumber="0"/><hp:lineNumberShape restartType="0" countBy="0" distance="0" '
        f'startNumber="0"/><hp:pagePr landscape="WIDELY" width="{_PAGE_WIDTH}" '
        f'height="{_PAGE_HEIGHT}" gutterType="LEFT_ONLY"><hp:margin header="2834" footer="2834" '
        f'gutter="0" left="{_SIDE}" right="{_SIDE}" top="4252" bottom="4252"/></hp:pagePr>'
        f'<hp:footNotePr>{note}<hp:placement place="EACH_COLUMN" beneathText="0"/>'
        f'</hp:footNotePr><hp:endNotePr>{note}<hp:placement place="END_OF_DOCUMENT" '
        f'beneathText="0"/></hp:endNotePr>{borders}</hp:secPr><hp:ctrl><hp:colPr id="" '
        'type="NEWSPAPER" layout="LEFT" colCount="1" sameSz="1" sameGap="0"/></hp:ctrl>'
        f'<hp:ctrl><hp:header id="1" applyPageType="BOTH"><hp:subList {about}>'
        f"{_paragraph(stamp, 'note')}</hp:subList></hp:header></hp:ctrl>"
        '<hp:ctrl><hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT" sideChar="-"/></hp:ctrl>'
        "</hp:run></hp:p>"
    )


def _table(part: Grid, number: int) -> str:
    widths = _widths(part)
    lines = [part.heads, *part.rows]
    rows = "".join(
        "<hp:tr>"
        + "".join(
            _cell(text, row, column, widths[column], number=row > 0 and part.numeric[column])
            for column, text in enumerate(line)
        )
        + "</hp:tr>"
        for row, line in enumerate(lines)
    )
    return (
        f'<hp:tbl id="{number}" zOrder="{number}" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" '
        'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" pageBreak="CELL" repeatHeader="1" '
        f'rowCnt="{len(lines)}" colCnt="{len(part.heads)}" cellSpacing="0" borderFillIDRef="3" '
        f'noAdjust="0"><hp:sz width="{sum(widths)}" widthRelTo="ABSOLUTE" '
        f'height="{_ROW_HEIGHT * len(lines)}" heightRelTo="ABSOLUTE" protect="0"/>'
        f"{_place(own_line=False)}"
        '<hp:outMargin left="0" right="0" top="0" bottom="283"/>'
        '<hp:inMargin left="283" right="283" top="113" bottom="113"/>'
        f"{rows}</hp:tbl>"
    )


def _widths(part: Grid) -> list[int]:
    """Share the width by the longest text of each column, within bounds."""
    longest = [
        min(40, max(6, *(len(row[place]) for row in [part.heads, *part.rows])))
        for place in range(len(part.heads))
    ]
    return [_WIDTH * length // sum(longest) for length in longest]


def _cell(text: str, row: int, column: int, width: int, *, number: bool) -> str:
    head = row == 0
    about = _SUBLIST.format(align="CENTER", width=0)
    inner = _paragraph(text, "number" if number else "cell", letters="head" if head else "cell")
    return (
        f'<hp:tc name="" header="{int(head)}" hasMargin="0" protect="0" editable="0" dirty="0" '
        f'borderFillIDRef="3"><hp:subList {about}>{inner}</hp:subList>'
        f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="1" rowSpan="1"/>'
        f'<hp:cellSz width="{width}" height="{_ROW_HEIGHT}"/>'
        '<hp:cellMargin left="283" right="283" top="113" bottom="113"/></hp:tc>'
    )


def _place(*, own_line: bool) -> str:
    return (
        f'<hp:pos treatAsChar="{int(own_line)}" affectLSpacing="0" flowWithText="1" '
        'allowOverlap="0" holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="COLUMN" '
        'vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
    )


def _picture(drawn: Picture, name: str, alt: str, number: int) -> str:
    scale = min(1.0, _WIDTH / (drawn.width * _UNITS_PER_POINT))
    width, height = (round(side * _UNITS_PER_POINT * scale) for side in (drawn.width, drawn.height))
    size = f'width="{width}" height="{height}"'
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    same = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'
    points = "".join(f'<hc:pt{n} x="{x}" y="{y}"/>' for n, (x, y) in enumerate(corners))
    return (
        f'<hp:pic id="{number}" zOrder="{number}" numberingType="PICTURE" '
        'textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" href="" '
        f'groupLevel="0" instid="{number}" reverse="0"><hp:offset x="0" y="0"/>'
        f"<hp:orgSz {size}/><hp:curSz {size}/>"
        '<hp:flip horizontal="0" vertical="0"/><hp:rotationInfo angle="0" '
        f'centerX="{width // 2}" centerY="{height // 2}" rotateimage="1"/><hp:renderingInfo>'
        f"<hc:transMatrix {same}/><hc:scaMatrix {same}/><hc:rotMatrix {same}/></hp:renderingInfo>"
        f'<hp:imgRect>{points}</hp:imgRect><hp:imgClip left="0" right="{width}" top="0" '
        f'bottom="{height}"/><hp:inMargin left="0" right="0" top="0" bottom="0"/>'
        f'<hp:imgDim dimwidth="{width}" dimheight="{height}"/><hc:img '
        f'binaryItemIDRef={quoteattr(name)} bright="0" contrast="0" effect="REAL_PIC" alpha="0"/>'
        f'<hp:effects/><hp:sz {size} widthRelTo="ABSOLUTE" heightRelTo="ABSOLUTE" protect="0"/>'
        f"{_place(own_line=True)}"
        '<hp:outMargin left="0" right="0" top="0" bottom="0"/>'
        f"<hp:shapeComment>{_text(alt)}</hp:shapeComment></hp:pic>"
    )
