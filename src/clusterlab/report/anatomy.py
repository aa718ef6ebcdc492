"""Arranges what a notebook showed as a page is read: headline, figures, map, then questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Block = Mapping[str, Any]

# What may stand beside the answer of a question, the first that there is.
LEADS = ("explorer", "figure", "map", "tally", "board", "cards")
MOST_FIGURES, MOST_CAUTIONS, MOST_ASIDES = 5, 2, 2
SILENT = {"title", "sources", "metrics"}


@dataclass(frozen=True)
class Top:
    """The first screen: the claim that leads, what shows it, and what could change it.

    Attributes
    ----------
    claim : mapping or None
        ``text`` and ``sure`` of the finding that leads; None where none may.
    reason : str
        Where no finding may lead: why, from the first reason that the page gives.
    shown : mapping or None
        The map, or the explorer, that stands beside the figures.
    figures : list of mapping
        Up to five key figures, by the weight of their findings.
    cautions : list of mapping
        Up to two sentences that bear on the headline or on the figures.
    """

    claim: Mapping[str, Any] | None
    reason: str
    shown: Block | None
    figures: list[Mapping[str, Any]]
    cautions: list[Block]


@dataclass(frozen=True)
class Question:
    """One question: its answer, what shows it, more answers, and the rest, folded."""

    id: str
    question: str
    answer: Block | None
    lead: Block | None
    asides: list[Block]
    rest: list[Block]


def top(blocks: Sequence[Block]) -> Top:
    """Choose what stands in the first screen.

    The claim with the greatest weight leads (`model.weight`, the same rule for every report), the
    one met first among equals; claims without weight are not eligible. Figures come from the
    findings in the order of their weight, one each before a second one; cautions are those of the
    claim's finding, then those of the figures' findings.
    """
    claims = [block["claim"] for block in blocks if block.get("claim")]
    eligible = [claim for claim in claims if claim["weight"] > 0]
    claim = max(eligible, key=lambda one: one["weight"], default=None)
    reasons = [b["text"] for b in blocks if b["kind"] == "sentence" and b.get("tone") == "reason"]
    figures = _figures(blocks)
    wanted = [claim["finding"]] if claim else []
    wanted += [item["finding"] for item in figures if item.get("finding")]
    return Top(
        claim=claim,
        reason=reasons[0] if reasons else "",
        shown=_shown(blocks),
        figures=figures,
        cautions=_cautions(blocks, wanted),
    )


def question(
    identity: str, text: str, blocks: Sequence[Block], *, taken: Iterable[Any]
) -> Question:
    """Arrange a section.

    Parameters
    ----------
    identity, text : str
        Its anchor and its question.
    blocks : sequence of mapping
        In the order shown.
    taken : iterable of mapping
        Blocks that stand in the first screen and are not shown again.
    """
    gone = [id(block) for block in taken]
    left = [b for b in blocks if b["kind"] not in SILENT and id(b) not in gone]
    answer = next((b for b in left if _says(b)), None) or next(
        (b for b in left if b["kind"] == "sentence"), None
    )
    lead = next((b for kind in LEADS for b in left if b["kind"] == kind), None)
    if lead is None:
        lead = next((b for b in left if b["kind"] == "table" and not b["folded"]), None)
    firsts = [b for b in left if b.get("first") and _says(b) and b is not answer]
    asides = firsts[:MOST_ASIDES]
    used = [id(block) for block in (answer, lead, *asides) if block is not None]
    return Question(
        id=identity,
        question=text,
        answer=answer,
        lead=lead,
        asides=asides,
        rest=[block for block in left if id(block) not in used],
    )


def _says(block: Block) -> bool:
    return block["kind"] == "sentence" and block.get("tone") == "say"


def _shown(blocks: Sequence[Block]) -> Block | None:
    """Take the explorer, else the first map."""
    for kind in ("explorer", "map"):
        for block in blocks:
            if block["kind"] == kind:
                return block
    return None


def _figures(blocks: Sequence[Block]) -> list[Mapping[str, Any]]:
    """Choose key figures by the weight of their findings, one each before a second one."""
    offered = []
    for place, block in enumerate(blocks):
        if block["kind"] == "cards":
            known = [item for item in block["items"] if not item["note"]]
            offered += [(turn, place, item, block) for turn, item in enumerate(known)]
    offered.sort(
        key=lambda one: (
            one[0] > 0,
            -one[3].get("weight", 0.0),
            not one[2].get("place"),
            one[1],
            one[0],
        )
    )
    chosen: list[Mapping[str, Any]] = []
    for _, _, item, block in offered:
        if all(item["label"] != other["label"] for other in chosen):
            chosen.append({**item, "finding": block.get("finding", "")})
    return chosen[:MOST_FIGURES]


def _cautions(blocks: Sequence[Block], findings: Sequence[str]) -> list[Block]:
    """Take the cautions of some findings, in the order of these."""
    found = []
    for name in dict.fromkeys(findings):
        for block in blocks:
            warns = block["kind"] == "sentence" and block.get("tone") == "warning"
            if warns and block.get("finding") == name and block not in found:
                found.append(block)
    return found[:MOST_CAUTIONS]


def grouped(blocks: Sequence[Block]) -> list[list[Block]]:
    """Keep the blocks of one finding together, in order."""
    return [list(group) for _, group in groupby(blocks, key=lambda block: block.get("finding", ""))]
