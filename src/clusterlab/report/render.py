"""Lays out the blocks of a run notebook as one HTML file that needs nothing from outside."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup

from ..model import metrics
from ..words import wording
from . import anatomy, bar, notebook
from .privacy import check_text

TEMPLATES = Path(__file__).with_name("templates")
MAXIMUM_REPORT_BYTES = 3_000_000
MAXIMUM_MAP_BYTES = 1_000_000


@dataclass(frozen=True)
class Rendered:
    """A report's files as text (no map, no text), and what the index wants to know of it."""

    report_html: str
    map_html: str
    metrics_csv: str
    about: dict[str, Any]


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = wording.say
    environment.filters["markdown"] = _markdown
    environment.filters["trusted"] = Markup
    environment.filters["web_link"] = _web_link
    return environment


def _markdown(text: str) -> Markup:
    return Markup(MarkdownIt("commonmark", {"html": False}).render(text))  # noqa: S704 - html is off


def _web_link(text: str) -> str:
    """Let only web addresses become links."""
    return text if re.fullmatch(r"https?://[^\s\"'<>]+", text) else ""


def style() -> str:
    """Read the style of all pages, and that of the scorecard's blocks."""
    return "".join(
        (TEMPLATES / name).read_text(encoding="utf-8") for name in ("style.css", "scorecard.css")
    )


def fragment(block: Mapping[str, Any], *, lang: str, alone: bool = False) -> str:
    """Lay out one block, for a cell in JupyterLab (``alone``) or beside a map.

    Parameters
    ----------
    block : mapping
        As made by `blocks`.
    lang : str
        ``"ko"`` or ``"en"``.
    alone : bool
        Whether the style comes with it.
    """
    template = _environment().get_template("fragment.html.j2")
    css = style() if alone and block["kind"] == "title" else ""
    return template.render(block=block, lang=lang, css=css, marks=_Marks({}), alone=alone)


def report(run: Any, *, lang: str) -> Rendered:
    """Lay out a run notebook.

    Parameters
    ----------
    run : NotebookNode
        The notebook with its outputs.
    lang : str
        Which of the markdown cells to keep.

    Returns
    -------
    Rendered

    Raises
    ------
    ValueError
        When it has no title block or no list of sources, cites a source that is not
        listed, holds personal data, or is too large.
    """
    sections = list(notebook.questions(run, lang))
    blocks = [block for _, _, content in sections for block in content]
    title = _one(blocks, "title")
    listed = {row["source_id"]: row for row in _one(blocks, "sources")["rows"]}
    numbers = _numbered(blocks, listed)
    maps = [block for block in blocks if block["kind"] == "map"]
    first = anatomy.top(blocks)
    scripted = [block for block in blocks if block["kind"] in {"map", "explorer"}]
    rows = [row for block in blocks if block["kind"] == "metrics" for row in block["rows"]]
    content = {
        "lang": lang,
        "title": title,
        "top": first,
        "sections": [
            _section(anatomy.question(identity, question, content, taken=[first.shown]), lang)
            for identity, question, content in sections
            if any(block["kind"] not in anatomy.SILENT for block in content)
        ],
        "bar": bar.of(title, lang),
        "metrics_text": metrics.to_csv(rows),
        "sources": [listed[name] | {"number": number} for name, number in numbers.items()],
        "marks": _Marks(numbers),
        "css": style(),
    }
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    text = page("report.html.j2", content, [*scripted, {"head": [], "script": script}])
    check_text(re.sub(r"<(style|svg|script)\b.*?</\1>", "", text, flags=re.DOTALL))
    for block in scripted:
        check_text(block["script"])
    _check_size("report.html", text, MAXIMUM_REPORT_BYTES)
    map_html = maps[0]["page"] if maps else ""
    _check_size("map.html", map_html, MAXIMUM_MAP_BYTES)
    about = {key: title[key] for key in ("slug", "name", "as_of")}
    about["headline"] = first.claim["text"] if first.claim else ""
    return Rendered(text, map_html, metrics.to_csv(rows), about)


def _section(found: anatomy.Question, lang: str) -> dict[str, Any]:
    """Give the template a section, with what its folded part holds told in one line."""
    counted = {
        kind: sum(block["kind"] in kinds for block in found.rest)
        for kind, kinds in (("charts", {"figure", "map"}), ("tables", {"table"}))
    }
    parts = [wording.say(f"page.{kind}", lang, count=n) for kind, n in counted.items() if n]
    return {
        **{name: getattr(found, name) for name in ("id", "question", "answer", "lead", "asides")},
        "rest": found.rest,
        "groups": anatomy.grouped(found.rest),
        "count": " · ".join(parts),
    }


def page(
    name: str,
    content: Mapping[str, Any],
    maps: Sequence[Mapping[str, Any]] = (),
    *,
    letters: str = "",
) -> str:
    """Fill a page's template, with the letters it shows and leave for its maps' scripts to run.

    Parameters
    ----------
    name : str
        File in the folder of templates.
    content : mapping
        What the template asks for.
    maps : sequence of mapping
        Blocks that carry scripts: maps and explorers.
    letters : str
        Letters to embed beside those that the page shows.
    """
    from ..draw import fonts
    from . import standalone

    heads = list(dict.fromkeys((tag, text) for block in maps for tag, text in block["head"]))
    early = [text for tag, text in heads if tag == "script"]
    late = [block["script"] for block in maps]
    for script in (*early, *late):
        if "</script" in script.lower() or "<!--" in script:
            raise ValueError("a map's script would end or hide in the page")
    whole = {
        **content,
        "map_css": "\n".join(text for tag, text in heads if tag == "style"),
        "early": early,
        "late": late,
        "policy": standalone.policy([*early, *late]),
    }
    template = _environment().get_template(name)
    bare = template.render(**(whole | {"early": [], "map_css": "", "css": ""}), font_css="")
    return template.render(**whole, font_css=fonts.font_face_css(bare + letters))


def _one(blocks: Sequence[Mapping[str, Any]], kind: str) -> Mapping[str, Any]:
    found = [block for block in blocks if block["kind"] == kind]
    if len(found) != 1:
        raise ValueError(f"the notebook shows {len(found)} blocks of kind {kind}; one is needed")
    return found[0]


def _numbered(
    blocks: Sequence[Mapping[str, Any]], listed: Mapping[str, Mapping[str, Any]]
) -> dict[str, int]:
    """Give the sources numbers in the order in which a reader meets them."""
    order: dict[str, int] = {}
    for block in blocks:
        cited = list(block.get("sources", []))
        for item in block.get("items", []):
            cited.extend(item["sources"])
        for row in block.get("rows", []) if block["kind"] == "metrics" else []:
            cited.extend(row["sources"])
        for name in cited:
            if name not in listed:
                raise ValueError(f"source {name!r} is cited after the list of sources")
            order.setdefault(name, len(order) + 1)
    return order


class _Marks:
    """Writes the marks that lead from a number to its sources: 1, 3, 5–9."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def __call__(self, sources: Iterable[str]) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for number in sorted(self._numbers[name] for name in sources if name in self._numbers):
            if runs and number == runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
        return runs


def _check_size(name: str, text: str, limit: int) -> None:
    size = len(text.encode())
    if size > limit:
        raise ValueError(f"{name} would be {size:,} bytes; {limit:,} are allowed")
