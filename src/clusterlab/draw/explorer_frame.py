"""The frame of an explorer: what stands on the page before its script runs, or without it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..model.numbers import number, percent
from ..words.table import word
from . import palette
from .escape import html_text

_PLACE = re.compile(r"\{(\w+)\}")
# Without a script a longer table would be no help.
STATIC_ROWS = 50
# With more criteria their names no longer fit above the bars; numbers stand there.
_NAMED_SLOTS = 8


def frame(
    identity: str,
    *,
    criteria: Sequence[Mapping[str, Any]],
    weights: Sequence[float],
    ranked: pd.DataFrame,
    words: Mapping[str, str],
    caption: str,
    summary: str,
    notes: Sequence[str],
    lang: str,
) -> str:
    """Write the frame with the ranking under the first weights as a plain table.

    Parameters
    ----------
    identity : str
        Id of the explorer on the page.
    criteria, weights : sequence
        As for the explorer.
    ranked : DataFrame
        Best first: name, rank, score, and each criterion's contribution.
    words : mapping of str to str
        Texts by key.
    caption, summary : str
        Of the table; the sentence above it.
    notes : sequence of str
        Sentences that hold for every choice.
    lang : str
        ``"ko"`` or ``"en"``.
    """
    text = {key: html_text(value) for key, value in words.items()}
    chosen = " · ".join(
        f"{place} {one['label']} {percent(weight)}"
        for place, (one, weight) in enumerate(zip(criteria, weights, strict=True), 1)
    )
    remarks = "".join(f"<p>{html_text(note)}</p>" for note in notes)
    crowded = " cl-x-crowded" if len(criteria) > _NAMED_SLOTS else ""
    north = html_text(word("map.north_up", lang))
    shown = word_filled(
        words["shown"], shown=number(min(STATIC_ROWS, len(ranked))), count=number(len(ranked))
    )
    return (
        f'<div class="cl-explorer{crowded}" id="{html_text(identity)}" lang="{lang}">'
        f"<noscript><p>{text['noscript']}</p></noscript>"
        '<div class="cl-x-grid"><div class="cl-x-controls" hidden></div><div class="cl-x-view">'
        '<div class="cl-figure" hidden><div class="cl-stage"><div class="cl-view">'
        f'<div class="folium-map" id="{html_text(identity)}-map" role="region" '
        f'aria-label="{text["map"]}"></div><span class="cl-north" title="{north}" '
        f'aria-label="{north}"><svg viewBox="0 0 20 26" width="16" height="21" '
        f'aria-hidden="true"><path d="M10 1l6 14-6-3.5L4 15z" fill="{palette.INK}"/></svg>N</span>'
        '</div></div><ul class="cl-x-legend"></ul></div>'
        f'<p class="cl-x-summary">{html_text(summary)}</p>'
        '<p class="cl-x-said cl-sr" aria-live="polite"></p>'
        f'<p class="cl-x-weights">{text["weights_now"]} {html_text(chosen)}</p>'
        f'<div class="cl-x-notes"></div><div class="cl-x-notes">{remarks}</div></div></div>'
        '<div class="cl-x-find" hidden></div>'
        '<div class="cl-x-scroll" tabindex="0" role="region" '
        f'aria-label="{html_text(caption)}">{_table(ranked, criteria, words, caption)}</div>'
        f'<p class="cl-x-more">{html_text(shown)}</p>'
        '<div class="cl-x-take" hidden></div>'
        '<p class="cl-x-message" role="status"></p></div>'
    )


def word_filled(text: str, **values: str) -> str:
    """Fill the places of a text that the script fills as well: values are put in as they are.

    Examples
    --------
    >>> word_filled("{shown} of {count}", shown="50", count="1,200")
    '50 of 1,200'
    """
    return _PLACE.sub(lambda place: values.get(place.group(1), place.group()), text)


def _table(
    ranked: pd.DataFrame,
    criteria: Sequence[Mapping[str, Any]],
    words: Mapping[str, str],
    caption: str,
) -> str:
    heads = [
        (words["rank"], True),
        (words["name"], False),
        (words["score"], True),
        *((word_filled(words["part"], name=str(one["label"])), True) for one in criteria),
    ]
    top = "".join(
        f'<th scope="col"{_mark(numeric)}>{html_text(text)}</th>' for text, numeric in heads
    )
    names = [str(one["name"]) for one in criteria]
    body = []
    for row in ranked.head(STATIC_ROWS).to_dict(orient="records"):
        parts = "".join(
            f"<td{_mark(True)}>{number(row[name], decimals=3)}</td>" for name in ["score", *names]
        )
        body.append(
            f'<tr><td class="cl-x-rank">{number(row["rank"])}</td>'
            f'<th scope="row">{html_text(row["name"])}</th>{parts}</tr>'
        )
    return (
        f'<table class="cl-x-table"><caption>{html_text(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _mark(numeric: bool) -> str:
    return ' class="cl-number"' if numeric else ""
