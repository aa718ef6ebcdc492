"""Maps and explorers as a page of their own, and that page in the frame of a notebook's cell."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from .. import draw as drawing
from . import standalone

_HEIGHT_PX = 780


def block(
    kind: str, parts: Sequence[Any], *, caption: str, title: str, lang: str
) -> tuple[dict[str, Any], str]:
    """Put parts into a block of a report, and write them as a page as well.

    Parameters
    ----------
    kind : str
        ``"map"`` or ``"explorer"``.
    parts, title, lang
        As in `page`.
    caption : str
        What stands below the block.

    Returns
    -------
    block : dict
        kind, caption, head, body and script.
    page : str
        HTML.
    """
    head = dict.fromkeys(pair for part in parts for pair in part.head)
    found = {
        "kind": kind,
        "caption": caption,
        "head": [list(pair) for pair in head],
        "body": "\n".join(part.body for part in parts),
        "script": "\n".join(part.script for part in parts),
    }
    return found, page(parts, title=title, lang=lang)


def page(parts: Sequence[Any], *, title: str, lang: str) -> str:
    """Write parts, and the tables of those that have some, as one page.

    Parameters
    ----------
    parts : sequence
        Each with head (pairs of tag and text), body and script; tables where it has any.
    title : str
        Title of the page, plain text.
    lang : str
        ``"ko"`` or ``"en"``.
    """
    style = (Path(drawing.__file__).with_name("web") / "page.css").read_text(encoding="utf-8")
    body = "\n".join(part.body + getattr(part, "tables", "") for part in parts)
    return standalone.document(
        title=title,
        lang=lang,
        body=f'<main class="cl-page">{body}</main>',
        head=[("style", style), *dict.fromkeys(pair for part in parts for pair in part.head)],
        scripts=[part.script for part in parts],
    )


def frame(page_html: str, *, title: str, saves: bool = False) -> str:
    """Put a page into a frame that may run its scripts and, where it `saves`, write a file."""
    allowed = "allow-scripts allow-downloads" if saves else "allow-scripts"
    return (
        f'<iframe title="{escape(title)}" sandbox="{allowed}" srcdoc="{escape(page_html)}" '
        f'style="width:100%;height:{_HEIGHT_PX}px;border:0"></iframe>'
    )
