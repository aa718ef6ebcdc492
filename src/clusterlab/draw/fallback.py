"""Tables that hold what a map shows, for those who cannot see it or run scripts."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..model.numbers import MISSING, area, number
from ..words.table import own, word
from .areas import Shading, precision_text
from .escape import html_text
from .payload import number_of, records, text_of

# A longer table would make a page that no one can open.
MOST_ROWS = 2000


def map_tables(
    *, districts: pd.DataFrame, organisations: pd.DataFrame, measure: Shading | None, lang: str
) -> str:
    """Write the districts with their values, and all organisations, as HTML tables.

    Parameters
    ----------
    districts, organisations : DataFrame
        As for the map; organisations that are not drawn are listed too.
    measure : Shading, optional
        The measure the districts are shaded by.
    lang : str
        ``"ko"`` or ``"en"``.
    """
    inner = districts[districts["role"] == "district"]
    first = table_html(
        caption=word("table.districts", lang),
        heads=_district_heads(measure, lang),
        rows=[_district_row(row, measure, lang) for row in records(inner)],
    )
    second = table_html(
        caption=word("table.organisations", lang),
        heads=[
            (word(f"table.{key}", lang), key in ("jobs", "uncertainty"))
            for key in ("name", "kind", "status", "sector", "jobs", "located", "uncertainty")
        ],
        rows=[_organisation_row(row, lang) for row in records(organisations.head(MOST_ROWS))],
    )
    rest = len(organisations) - MOST_ROWS
    more = f"<p>{html_text(word('table.more', lang, count=rest))}</p>" if rest > 0 else ""
    shown = html_text(word("table.show", lang))
    name = html_text(word("table.organisations", lang))
    return (
        f'<section class="cl-tables" lang="{lang}">{first}<details><summary>{name}: {shown} '
        f"({number(len(organisations))})</summary>{second}{more}</details></section>"
    )


def _district_heads(measure: Shading | None, lang: str) -> list[tuple[str, bool]]:
    heads = [(word("table.name", lang), False)]
    if measure:
        unit = f" ({measure.unit})" if measure.unit else ""
        heads.append((measure.title + unit, True))
    return [*heads, (word("table.area", lang), True), (word("table.precision", lang), False)]


def _district_row(row: dict[Any, Any], measure: Shading | None, lang: str) -> list[str]:
    cells = [_both_names(row, lang)]
    if measure:
        cells.append(number(number_of(row, measure.column), decimals=measure.decimals))
    return [
        *cells,
        area(number_of(row, "official_area_m2")),
        precision_text(text_of(row, "precision"), lang) or MISSING,
    ]


def _organisation_row(row: dict[Any, Any], lang: str) -> list[str]:
    words = own()

    def named(prefix: str, column: str) -> str:
        code = text_of(row, column)
        return words.name_of(prefix, code, lang) if code else MISSING

    return [
        _both_names(row, lang),
        named("kind", "type"),
        named("status", "status"),
        named("sector", "sector"),
        number(number_of(row, "employees")),
        named("location", "location_basis"),
        number(number_of(row, "uncertainty_m")),
    ]


def _both_names(row: dict[Any, Any], lang: str) -> str:
    first, second = ("name_ko", "name_en") if lang == "ko" else ("name_en", "name_ko")
    return text_of(row, first) or text_of(row, second) or MISSING


def table_html(
    *, caption: str, heads: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]]
) -> str:
    """Write a table; a head marked True has numbers under it."""
    marks = [' class="cl-number"' if numeric else "" for _, numeric in heads]
    top = "".join(
        f'<th scope="col"{mark}>{html_text(text)}</th>'
        for (text, _), mark in zip(heads, marks, strict=True)
    )
    body = []
    for row in rows:
        first, *rest = (html_text(cell) for cell in row)
        cells = "".join(
            f"<td{mark}>{cell}</td>" for cell, mark in zip(rest, marks[1:], strict=True)
        )
        body.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return (
        f'<div class="cl-scroll" tabindex="0"><table><caption>{html_text(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )
