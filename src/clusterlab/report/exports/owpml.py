"""The parts of an OWPML document (KS X 6101) that do not depend on its text: styles and package."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

HP = "http://www.hancom.co.kr/hwpml/2011/paragraph"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "ha": "http://www.hancom.co.kr/hwpml/2011/app",
        "hp": HP,
        "hs": "http://www.hancom.co.kr/hwpml/2011/section",
        "hc": "http://www.hancom.co.kr/hwpml/2011/core",
        "hh": "http://www.hancom.co.kr/hwpml/2011/head",
        "hpf": "http://www.hancom.co.kr/schema/2011/hpf",
        "opf": "http://www.idpf.org/2007/opf/",
        # Not used here, but Hancom Office expects them on each root.
        "hp10": "http://www.hancom.co.kr/hwpml/2016/paragraph",
        "hhs": "http://www.hancom.co.kr/hwpml/2011/history",
        "hm": "http://www.hancom.co.kr/hwpml/2011/master-page",
        "dc": "http://purl.org/dc/elements/1.1/",
        "ooxmlchart": "http://www.hancom.co.kr/hwpml/2016/ooxmlchart",
        "hwpunitchar": "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar",
        "epub": "http://www.idpf.org/2007/ops",
        "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    }.items()
)
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MIMETYPE = "application/hwp+zip"
_SCRIPTS = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
_FACE = "함초롬돋움"
# Character shapes by name: height in hundredths of a point, bold, colour.
CHARACTERS: dict[str, tuple[int, bool, str]] = {
    "say": (1000, False, "#1F2A30"),
    "title": (1800, True, "#1F2A30"),
    "heading": (1300, True, "#1D5B79"),
    "caption": (900, True, "#1F2A30"),
    "note": (850, False, "#5D6B73"),
    "warning": (1000, False, "#8A3C00"),
    "cell": (800, False, "#1F2A30"),
    "head": (800, True, "#1F2A30"),
}
# Paragraph shapes by name: alignment, space before and after [HWPUNIT], outline level or none.
PARAGRAPHS: dict[str, tuple[str, int, int, int | None]] = {
    "say": ("JUSTIFY", 0, 400, None),
    "title": ("LEFT", 200, 300, 0),
    "heading": ("LEFT", 1200, 400, 1),
    "caption": ("LEFT", 200, 300, None),
    "note": ("LEFT", 0, 200, None),
    "warning": ("LEFT", 0, 400, None),
    "cell": ("LEFT", 0, 0, None),
    "number": ("RIGHT", 0, 0, None),
}
# Styles by their name in the word processor: the shapes they stand for.
STYLES = (
    ("바탕글", "Normal", "say", "say"),
    ("개요 1", "Outline 1", "title", "title"),
    ("개요 2", "Outline 2", "heading", "heading"),
    ("캡션", "Caption", "caption", "caption"),
)


def character(name: str) -> int:
    """Give the id of a character shape."""
    return list(CHARACTERS).index(name)


def paragraph(name: str) -> int:
    """Give the id of a paragraph shape."""
    return list(PARAGRAPHS).index(name)


def style(name: str) -> int:
    """Give the id of the style whose paragraph shape this is; of the plain one by default."""
    return next((n for n, (_, _, shape, _) in enumerate(STYLES) if shape == name), 0)


def header() -> str:
    """Write Contents/header.xml: faces, borders, shapes and styles."""
    faces = "".join(
        f'<hh:fontface lang="{script.upper()}" fontCnt="1"><hh:font id="0" face="{_FACE}" '
        'type="TTF" isEmbedded="0"/></hh:fontface>'
        for script in _SCRIPTS
    )
    numbering = "".join(
        f'<hh:paraHead start="1" level="{level}" align="LEFT" useInstWidth="1" autoIndent="1" '
        'widthAdjust="0" textOffsetType="PERCENT" textOffset="50" numFormat="DIGIT" '
        'charPrIDRef="4294967295" checkable="0"/>'
        for level in range(1, 11)
    )
    lists = (
        f'<hh:fontfaces itemCnt="7">{faces}</hh:fontfaces>',
        _listed("borderFills", [_border(1, "NONE"), _border(2, "NONE"), _border(3, "SOLID")]),
        _listed("charProperties", [_character(n, *v) for n, v in enumerate(CHARACTERS.values())]),
        _listed("tabProperties", ['<hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/>']),
        _listed("numberings", [f'<hh:numbering id="1" start="0">{numbering}</hh:numbering>']),
        _listed("paraProperties", [_paragraph(n, *v) for n, v in enumerate(PARAGRAPHS.values())]),
        _listed("styles", [_style(n, *v) for n, v in enumerate(STYLES)]),
    )
    return (
        f'{PROLOG}<hh:head {NAMESPACES} version="1.5" secCnt="1"><hh:beginNum page="1" '
        'footnote="1" endnote="1" pic="1" tbl="1" equation="1"/>'
        f"<hh:refList>{''.join(lists)}</hh:refList>"
        '<hh:compatibleDocument targetProgram="HWP201X"><hh:layoutCompatibility/>'
        '</hh:compatibleDocument><hh:docOption><hh:linkinfo path="" pageInherit="0" '
        'footnoteInherit="0"/></hh:docOption><hh:trackchageConfig flags="56"/></hh:head>'
    )


def _listed(name: str, items: Sequence[str]) -> str:
    return f'<hh:{name} itemCnt="{len(items)}">{"".join(items)}</hh:{name}>'


def _border(number: int, kind: str) -> str:
    sides = "".join(
        f'<hh:{side}Border type="{kind}" width="0.12 mm" color="#9AA6AC"/>'
        for side in ("left", "right", "top", "bottom")
    )
    slash = 'type="NONE" Crooked="0" isCounter="0"'
    return (
        f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE" '
        f'breakCellSeparateLine="0"><hh:slash {slash}/><hh:backSlash {slash}/>{sides}'
        '<hh:diagonal type="SOLID" width="0.1 mm" color="#000000"/></hh:borderFill>'
    )


def _character(number: int, height: int, bold: bool, colour: str) -> str:
    def each(value: int) -> str:
        return " ".join(f'{script}="{value}"' for script in _SCRIPTS)

    return (
        f'<hh:charPr id="{number}" height="{height}" textColor="{colour}" shadeColor="none" '
        'useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="2">'
        f"<hh:fontRef {each(0)}/><hh:ratio {each(100)}/><hh:spacing {each(0)}/>"
        f"<hh:relSz {each(100)}/><hh:offset {each(0)}/>{'<hh:bold/>' if bold else ''}"
        '<hh:underline type="NONE" shape="SOLID" color="#000000"/>'
        '<hh:strikeout shape="NONE" color="#000000"/><hh:outline type="NONE"/>'
        '<hh:shadow type="NONE" color="#C0C0C0" offsetX="10" offsetY="10"/></hh:charPr>'
    )


def _paragraph(number: int, align: str, before: int, after: int, level: int | None) -> str:
    outline = "NONE" if level is None else "OUTLINE"
    sides = {"intent": 0, "left": 0, "right": 0, "prev": before, "next": after}
    margin = "".join(f'<hc:{n} value="{v}" unit="HWPUNIT"/>' for n, v in sides.items())
    return (
        f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1" '
        f'suppressLineNumbers="0" checked="0"><hh:align horizontal="{align}" '
        f'vertical="BASELINE"/><hh:heading type="{outline}" idRef="0" level="{level or 0}"/>'
        '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" '
        f'widowOrphan="0" keepWithNext="{int(level is not None)}" keepLines="0" '
        'pageBreakBefore="0" lineWrap="BREAK"/><hh:autoSpacing eAsianEng="0" eAsianNum="0"/>'
        f'<hh:margin>{margin}</hh:margin><hh:lineSpacing type="PERCENT" value="150" '
        'unit="HWPUNIT"/><hh:border borderFillIDRef="2" offsetLeft="0" offsetRight="0" '
        'offsetTop="0" offsetBottom="0" connect="0" ignoreMargin="0"/></hh:paraPr>'
    )


def _style(number: int, name: str, english: str, shape: str, letters: str) -> str:
    return (
        f'<hh:style id="{number}" type="PARA" name="{name}" engName="{english}" '
        f'paraPrIDRef="{paragraph(shape)}" charPrIDRef="{character(letters)}" '
        f'nextStyleIDRef="0" langID="1042" lockForm="0"/>'
    )


def package(title: str, lang: str, date: str, pictures: Sequence[str]) -> dict[str, str]:
    """Write the parts around header and section, by name.

    Parameters
    ----------
    title, lang, date : str
        Of the document; the date as ``2024-06-01T00:00:00Z``.
    pictures : sequence of str
        Names of the PNG files in BinData, without their ending.
    """
    items = [
        '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>',
        '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>',
        '<opf:item id="version" href="version.xml" media-type="application/xml"/>',
        '<opf:item id="settings" href="settings.xml" media-type="application/xml"/>',
        *(
            f'<opf:item id="{name}" href="BinData/{name}.png" media-type="image/png" '
            'isEmbeded="1"/>'
            for name in pictures
        ),
    ]
    meta = "".join(
        f'<opf:meta name="{name}" content="text">{escape(text)}</opf:meta>'
        for name, text in (
            ("creator", "clusterlab"),
            ("subject", ""),
            ("CreatedDate", date),
            ("ModifiedDate", date),
        )
    )
    container = "urn:oasis:names:tc:opendocument:xmlns:container"
    return {
        "version.xml": (
            f'{PROLOG}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" '
            'tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="1" buildNumber="0" '
            'os="1" xmlVersion="1.5" application="clusterlab" appVersion="0.1"/>'
        ),
        "settings.xml": (
            f"{PROLOG}<ha:HWPApplicationSetting {NAMESPACES}>"
            '<ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>'
        ),
        "META-INF/container.xml": (
            f'{PROLOG}<ocf:container xmlns:ocf="{container}"><ocf:rootfiles>'
            '<ocf:rootfile full-path="Contents/content.hpf" '
            'media-type="application/hwpml-package+xml"/><ocf:rootfile '
            'full-path="Preview/PrvText.txt" media-type="text/plain"/></ocf:rootfiles>'
            "</ocf:container>"
        ),
        "META-INF/manifest.xml": (
            f"{PROLOG}<odf:manifest "
            'xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        ),
        "Contents/content.hpf": (
            f'{PROLOG}<opf:package {NAMESPACES} version="" unique-identifier="" id="">'
            f"<opf:metadata><opf:title>{escape(title)}</opf:title><opf:language>{lang}"
            f"</opf:language>{meta}</opf:metadata><opf:manifest>{''.join(items)}</opf:manifest>"
            '<opf:spine><opf:itemref idref="header" linear="yes"/>'
            '<opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
        ),
    }
