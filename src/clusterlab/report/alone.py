"""Shows a finding without a page, as JupyterLab asks for it: answer, chart, figures, sources."""

import os
from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from ..model.citing import cited
from ..model.finding import Finding
from ..words.table import check_language
from . import blocks
from .page import Page
from .render import fragment
from .shown import show

LANGUAGE = "CLUSTERLAB_LANG"
"""Variable of the environment that names the language where `speak` does not."""
_chosen: list[str] = []


def speak(lang: str) -> None:
    """Choose the language in which findings show themselves.

    Parameters
    ----------
    lang : str
        Code of the language; an empty text takes that of the environment, or English.
    """
    if lang:
        check_language(lang)
    _chosen[:] = [lang] if lang else []


def shown(found: Finding) -> str:
    """Write a finding as HTML: where it stands, its sentences, charts and figures, its sources.

    Names that only a cluster's data know stay codes.

    Parameters
    ----------
    found : Finding
        Any finding, also one that has but a reason.

    Returns
    -------
    str
        HTML with charts as inline SVG.
    """
    lang = _chosen[0] if _chosen else os.environ.get(LANGUAGE) or "en"
    sheet = _Sheet(found, lang)
    if found.reason is None and isinstance(found.data, int | float):
        card = sheet.number(
            found.id,
            found.data,
            unit=found.unit or "1",
            sources=found.sources or ("–",),
            scope=found.scope or found.id,
            as_of=found.as_of or "–",
        )
        sheet.cards([card])
    if found.compared is not None and found.compared.rank is not None:
        sheet.say(
            "alone.rank",
            rank=found.compared.rank,
            of=found.compared.of or 0,
            against=sheet.label("against", found.compared.against),
        )
    show(sheet, found)
    ids = ", ".join(found.sources)
    foot = " · ".join(part for part in (found.id, found.as_of, ids) if part)
    return f'<div class="finding">{"".join(sheet.parts)}<p><small>{escape(foot)}</small></p></div>'


class _Sheet(Page):
    """A page that keeps what it would display, and cites sources by their ids."""

    def __init__(self, found: Finding, lang: str) -> None:
        self.parts: list[str] = []
        about = {"slug": found.scope, "name": found.id, "as_of": found.as_of}
        none = pd.DataFrame({"source_id": []})
        super().__init__(language=lang, sources=none, about=about, names={})
        self.parts.clear()

    def _cite(self, sources: Any) -> list[str]:
        return cited(sources)

    def _emit(
        self,
        block: blocks.Block,
        sources: Iterable[str] = (),  # noqa: ARG002 - listed once, at the foot
        *,
        as_of: Any = None,
        html: str = "",
    ) -> None:
        if block["kind"] in {"title", "metrics"}:
            return
        whole: dict[str, Any] = {"as_of": str(as_of or "")} | block | {"sources": []}
        self.parts.append(html or fragment(whole, lang=self.lang, alone=True))
