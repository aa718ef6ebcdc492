"""What stands on the pages of the built-in clusters is for a reader: no key, no code, no nil."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

SILENT = {"script", "style", "svg", "template", "noscript"}
SPOKEN = {"h1", "h2", "h3", "p", "li", "td", "th", "figcaption"}

KINDS = {
    "a key of the words": r"\b(reason|caption|measure|unit|headline|column|axis|rule)\.[a-z]\w+",
    "a place that was not filled": r"\{\w+[^}]*\}",
    "a value of Python": r"\b(nan|NaN|None|NaT|True|False)\b",
    "nothing counted": r"\b0 of 0\b|\bof 0 firms\b|0곳 가운데 0곳|0곳만|(?<![\d,.])0곳뿐|Only 0 ",
    "a false decimal": r"\b\d+\.0%(?!p)",
    "one of several": r"\b1 (funds|firms|plots|sites|vehicles|candidates|complexes)\b",
    "an option": r"(?<!\w)-p \w|매개변수",
    "a code as a reason": r"mostly unplaced|too few points|no outline\b",
}


class Spoken(HTMLParser):
    """Collects the text of headings, paragraphs and cells."""

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.open: list[list[str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        if tag in SPOKEN:
            self.open.append([])

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if tag in SPOKEN and self.open:
            self.texts.append(" ".join("".join(self.open.pop()).split()))

    def handle_data(self, data):
        if self.open and not self.silent:
            self.open[-1].append(data)


def spoken(html: str) -> list[str]:
    parser = Spoken()
    parser.feed(html)
    return [text for text in parser.texts if text]


def test_texts_are_taken_apart_from_scripts():
    assert spoken("<p>a <b>b</b><script>c</script></p><td>1</td>") == ["a b", "1"]


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        ("a key of the words", "see reason.no_data here"),
        ("nothing counted", "of 0 firms none changes"),
        ("a false decimal", "in 100.0% of the draws"),
        ("one of several", "There are 1 funds"),
        ("an option", "give one with -p scenarios"),
    ],
)
def test_the_kinds_are_told(kind, bad):
    assert re.search(KINDS[kind], bad)


def test_no_page_holds_what_is_not_for_a_reader(real_reports):
    found = {}
    for path in sorted(Path(real_reports).rglob("report.html")):
        texts = spoken(path.read_text(encoding="utf-8"))
        assert len(texts) > 20
        for kind, pattern in KINDS.items():
            hits = [text[:160] for text in texts if re.search(pattern, text)]
            if hits:
                found[f"{path.parent.relative_to(real_reports)}: {kind}"] = hits[:3]
    assert found == {}


def test_each_page_leads_with_what_can_be_repeated(real_reports):
    long = {}
    for path in sorted(Path(real_reports).rglob("report.html")):
        html = path.read_text(encoding="utf-8")
        lang = re.search(r'<html[^>]*lang="(\w+)"', html)
        head = re.search(r'<h1[^>]*data-part="headline"[^>]*>(.*?)</h1>', html, re.DOTALL)
        assert lang, path
        assert head, path
        text = " ".join(
            re.sub(r"<sup.*?</sup>|<[^>]+>", "", head.group(1), flags=re.DOTALL).split()
        )
        # A name in the data may be long: what it is said of may not be added to that.
        if len(text) > (90 if lang.group(1) == "ko" else 150):
            long[str(path)] = text
    assert long == {}
