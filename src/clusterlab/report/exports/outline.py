"""Lays a report out as headings, paragraphs, tables and charts, for documents of any kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import anatomy
from . import cells
from .content import Block, Content, Section
from .figures import heads, named

# Longer tables are a register, not a page: their head is shown, and the workbook has them whole.
MOST_ROWS = 40
# Columns of the list of all figures; the rest of them is in the workbook.
_LISTED = (0, 1, 2, 3, 5)


@dataclass(frozen=True)
class Heading:
    """A heading: level 0 is the title."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``tone`` is say, lead, warning, reason, caption or note."""

    text: str
    tone: str = "say"


@dataclass(frozen=True)
class Grid:
    """A table of texts; numbers stand to the right."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]


@dataclass(frozen=True)
class Chart:
    """A chart as SVG, with its text for those who cannot see it."""

    svg: str
    alt: str


Part = Heading | Paragraph | Grid | Chart


def outline(content: Content) -> Iterator[Part]:
    """Yield the parts: headline, key figures, cautions, the questions, all figures, sources."""
    every = [block for section in content.sections for block in section.blocks]
    top = anatomy.top(every)
    yield Paragraph(content.heading, "note")
    yield Heading(content.headline or content.heading, 0)
    if content.sure:
        yield Paragraph(content.sure, "note")
    yield Paragraph(content.stamp, "note")
    if top.figures:
        yield Heading(content.say("exports.key_figures"), 1)
        yield _cards(content, top.figures)
    for block in top.cautions:
        yield Paragraph(block["text"] + marks(content, block), "warning")
    for section in content.sections:
        yield from _section(content, section)
    yield Heading(content.say("exports.all_figures"), 1)
    labels = heads(content)
    yield Grid(
        [labels[place] for place in _LISTED],
        [[_valued(named(content, row))[place] for place in _LISTED] for row in content.metrics],
        [place == 2 for place in _LISTED],
    )
    yield Heading(content.say("exports.sheet.sources"), 1)
    for number, row in enumerate(content.sources, 1):
        said = [row["publisher"], row["title"], row["date"], row["licence"], row.get("path", "")]
        yield Paragraph(f"[{number}] " + ". ".join(part for part in said if part), "note")
    for note in content.title["notes"]:
        yield Paragraph(str(note), "note")


def _valued(row: list[str]) -> list[str]:
    """Put the reason where a figure has no value."""
    return row if row[2] else [*row[:2], row[7], *row[3:]]


def _section(content: Content, section: Section) -> Iterator[Part]:
    parts = [part for block in section.blocks for part in _block(content, block)]
    if parts:
        yield Heading(section.question, 1)
        yield from parts


def _block(content: Content, block: Block) -> Iterator[Part]:
    kind = block["kind"]
    if kind == "sentence":
        yield Paragraph(block["text"] + marks(content, block), block.get("tone", "say"))
    elif kind == "markdown":
        yield Paragraph(block["text"])
    elif kind == "cards":
        yield _cards(content, block["items"])
    elif kind == "figure":
        yield Chart(block["svg"], block["alt"])
        yield Paragraph(_caption(content, block), "caption")
    elif kind == "table" and block["rows"]:
        yield Paragraph(_caption(content, block), "caption")
        shown = block["rows"][:MOST_ROWS]
        labels = [head["label"] for head in block["columns"]]
        yield Grid(labels, shown, cells.numeric(block))
        if len(shown) < len(block["rows"]):
            cut = content.say("exports.cut", all=len(block["rows"]), shown=len(shown))
            yield Paragraph(cut, "note")
    elif kind in {"map", "explorer"}:
        yield Paragraph(f"{block['caption']}: {content.say('exports.picture_of_map')}", "note")


def _cards(content: Content, items: Sequence[Block]) -> Grid:
    columns = ("measure", "value", "as_of", "sources")
    return Grid(
        [content.say(f"exports.column.{name}") for name in columns],
        [
            [
                item["label"],
                item["note"] or f"{item['value']} {item['unit']}".strip(),
                item["as_of"],
                marks(content, item).strip(),
            ]
            for item in items
        ],
        [False, True, False, False],
    )


def _caption(content: Content, block: Block) -> str:
    date = f" ({content.say('exports.as_of', date=block['as_of'])})" if block["as_of"] else ""
    return f"{block['caption']}{date}{marks(content, block)}"


def marks(content: Content, block: Block) -> str:
    """Write the numbers of a block's sources, runs of them as a range: `` [1–3, 7]``."""
    place = {row["source_id"]: number for number, row in enumerate(content.sources, 1)}
    numbers = sorted({place[name] for name in block["sources"] if name in place})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [", ".join(map(str, run)) if len(run) < 3 else f"{run[0]}–{run[-1]}" for run in runs]
    return f" [{', '.join(texts)}]" if texts else ""
