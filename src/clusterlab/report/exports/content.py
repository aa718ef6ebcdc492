"""Reads what a finished report holds, for every format alike; nothing is computed again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...model import metrics
from ...words.language import Language
from .. import anatomy, notebook as notebooks
from ..privacy import check_text
from .tabled import tabled

Block = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """One question and the blocks that were shown under it."""

    question: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Content:
    """A report as its exports read it.

    Attributes
    ----------
    language : Language
        What its words are named with; a notebook's own words first.
    title : mapping
        The title block: name, kicker, place, as_of, facts, notes, slug.
    headline, sure : str
        The claim that leads, and how sure it is; the first sentence where no claim may lead.
    sections : sequence of Section
        The questions, in order.
    metrics : sequence of mapping
        The rows of metrics.csv, every cell as text.
    scopes : mapping of str to str
        Names of what the rows are about, where the report named them.
    sources : sequence of mapping
        source_id, title, path, publisher, date and licence of each source cited.
    version : str
        Version of the software that made the report.
    """

    language: Language
    title: Mapping[str, Any]
    headline: str
    sure: str
    sections: Sequence[Section]
    metrics: Sequence[Mapping[str, str]]
    sources: Sequence[Mapping[str, str]]
    version: str
    scopes: Mapping[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """Language of the report."""
        return self.language.lang

    @property
    def heading(self) -> str:
        """What the report is about, and its kind."""
        return " – ".join(part for part in (self.title["name"], self.title["kicker"]) if part)

    @property
    def stamp(self) -> str:
        """Place, data date and version in one line, as each page of a print carries it."""
        name, date = self.title["name"], self.title["as_of"]
        return f"{name} · {self.say('exports.as_of', date=date)} · clusterlab {self.version}"

    def say(self, key: str, **values: Any) -> str:
        """Word something in the report's language."""
        return self.language.say(key, **values)

    def scope(self, code: str) -> str:
        """Name what a figure is about; what the report did not name stays as it is written."""
        return self.scopes.get(code, code)

    def shown(self, *kinds: str) -> list[Block]:
        """List the blocks of some kinds, in order."""
        return [b for section in self.sections for b in section.blocks if b["kind"] in kinds]


def content(
    notebook: Mapping[str, Any], path: Path, *, figures: str, lang: str, version: str
) -> Content:
    """Read a run notebook and its metrics.

    Parameters
    ----------
    notebook : mapping
        The executed notebook.
    path : Path
        Its file, beside which words of its own may lie.
    figures : str
        The text of metrics.csv.
    lang : str
        The report's language.
    version : str
        Version of the software that made it.

    Raises
    ------
    ValueError
        The notebook shows no title or lists no sources, or holds what looks like personal data.
    """
    asked = list(notebooks.questions(notebook, lang))
    every = [block for _, _, blocks in asked for block in blocks]
    title, listed = _one(every, "title", path), _one(every, "sources", path)
    scopes: dict[str, str] = {str(title["slug"]): str(title["name"])}
    for block in every:
        scopes |= block.get("scopes", {})
    words = notebooks.own_words(notebook["metadata"].get("clusterlab", {}), path)
    language = Language(lang, own=words)
    headline, sure = _headline(every, language, str(title["name"]))
    for block in every:
        check_text(str(block.get("text", "")) + str(block.get("rows", "")))
    return Content(
        language=language,
        title=title,
        headline=headline,
        sure=sure,
        sections=[
            Section(question, [tabled(block, language) for block in blocks])
            for _, question, blocks in asked
            if question
        ],
        metrics=metrics.from_csv(figures),
        sources=listed["rows"],
        version=version,
        scopes=scopes,
    )


def _one(blocks: Sequence[Block], kind: str, path: Path) -> Block:
    found = next((block for block in blocks if block["kind"] == kind), None)
    if found is None:
        raise ValueError(f"{path.name}: shows no {kind}, and cannot be exported")
    return found


def _headline(blocks: Sequence[Block], language: Language, name: str) -> tuple[str, str]:
    """Take the claim that leads the page; of a report without claims, its first sentence."""
    top = anatomy.top(blocks)
    if top.claim:
        return str(top.claim["text"]), str(top.claim["sure"])
    if any(block.get("claim") for block in blocks):
        return language.say("page.nothing_holds", name=name), top.reason
    said = [b["text"] for b in blocks if b["kind"] == "sentence" and b.get("tone") == "say"]
    return (str(said[0]) if said else ""), ""
