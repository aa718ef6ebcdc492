"""Words what a finding puts at the top of a page, how sure that is, its place among peers."""

from typing import TYPE_CHECKING, Any

from ..draw.place_strip import place_strip
from ..model.finding import Comparison, Finding
from ..model.numbers import is_missing
from ..model.said import Said
from ..study.standing import LEAST

if TYPE_CHECKING:
    from .page import Page


def claim(page: "Page", found: Finding) -> dict[str, Any] | None:
    """Word a finding's headline; None where it has nothing to say, or a number is missing.

    Returns
    -------
    dict or None
        finding (its id), weight, text, sure and sources.
    """
    from .shown import named

    first = found.headline or next((s for s in found.said if isinstance(s, Said)), None)
    if found.reason is not None or not isinstance(first, Said) or first.tone != "say":
        return None
    values = {name: named(page, value) for name, value in first.values.items()}
    if any(is_missing(value) for value in values.values()):
        return None
    return {
        "finding": found.id,
        "weight": found.weight,
        "text": page.word(first.key, **values),
        "sure": sure(page, found),
        "sources": list(found.sources),
    }


def sure(page: "Page", found: Finding) -> str:
    """Say in one line what a finding is held against, how many cases carry it, and from when."""
    parts = []
    held = found.compared
    if held is not None and held.p is not None:
        against = page.label("against", held.against)
        parts.append(page.word("page.sure.p", against=against, p=held.p))
    elif held is not None and (among := standing(page, held)):
        parts.append(among)
    if found.n is not None:
        parts.append(page.word("page.sure.n", n=found.n))
    if found.level is not None:
        parts.append(page.word("page.sure.level", level=found.level))
    if found.grade:
        parts.append(page.word(f"page.sure.grade_{found.grade.lower()}"))
    if found.as_of:
        parts.append(page.word("page.as_of", date=found.as_of))
    return " · ".join(parts)


def standing(page: "Page", held: Comparison) -> str:
    """Say where a finding stands among its peers: in the top or the bottom share of them."""
    share = held.below
    if share is None:
        return ""
    key = "page.among.high" if share >= 0.5 else "page.among.low"
    against = page.label("against", held.against)
    part = max(min(share, 1 - share), LEAST)
    if held.of is None:
        return page.word(key, against=against, share=round(part, 2))
    if min(share, 1 - share) < 0.5 / held.of:
        end = "first" if share >= 0.5 else "last"
        return page.word(f"page.among.{end}", against=against, of=held.of)
    return page.word(f"{key}_of", against=against, of=held.of, share=round(part, 2))


def place(page: "Page", held: Comparison | None) -> dict[str, Any] | None:
    """Give a key figure its place among its peers, in words and drawn; None where it has none."""
    if held is None or held.p is not None or held.below is None:
        return None
    text = standing(page, held)
    return {"text": text, "svg": place_strip(held.below, peers=held.peers, label=text)}
