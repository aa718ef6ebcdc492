"""Puts findings on a page: sentences, charts, tables, key figures and rows of metrics.csv."""

from collections.abc import Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..model.finding import Chart, Column, Finding, Number, Table
from ..model.numbers import MISSING, is_missing, span, written
from ..model.reason import Reason
from ..model.said import Amount, Joined, Label, Named, Said, Text, Word
from .claims import claim, place
from .kinds import drawing

if TYPE_CHECKING:
    from .page import Page


# What is named only on a page, in its language.
LATE = (Amount, Joined, Label, Named, Text, Word)


def show(page: "Page", found: Finding) -> None:
    """Show one finding: its reason, or answer, charts, key figures, cautions and tables.

    A reason is said once on a page, however many findings rest on what is missing.
    """
    with page.within(found.id, weight=found.weight, claim=claim(page, found)):
        _all(page, found)


def _all(page: "Page", found: Finding) -> None:
    if found.reason is not None:
        _reason(page, found.reason)
        return
    for sentence in found.said:
        say(page, found, sentence)
    for chart in found.charts:
        _chart(page, found, chart)
    if found.numbers:
        items = [_number(page, found, number) for number in found.numbers]
        # The first figure of a finding is the one that it holds against its peers.
        items[0]["card"]["place"] = place(page, found.compared)
        page.cards(items)
    for sentence in found.cautions:
        say(page, found, sentence)
    for table in found.tables:
        _table(page, found, table)
    for column in found.columns:
        _column(page, found, column)


def say(page: "Page", found: Finding, sentence: Said | Reason) -> None:
    """Say one sentence of a finding, or why a part of it is missing."""
    if isinstance(sentence, Reason):
        _reason(page, sentence)
        return
    values = {name: named(page, value) for name, value in sentence.values.items()}
    page.say(sentence.key, sources=found.sources, tone=sentence.tone, **values)


def _reason(page: "Page", given: Reason) -> None:
    page.reason_once(_named_reason(page, given))


def _named_reason(page: "Page", given: Reason) -> Reason:
    return Reason(given.code, **{k: named(page, v) for k, v in given.items() if k != "code"})


def named(page: "Page", value: Any) -> Any:
    """Name what a study left unnamed, in the page's language; other values stay as they are."""
    if isinstance(value, Label):
        return page.name(value.group, value.code)
    if isinstance(value, Word):
        return page.word(value.key, **{k: named(page, v) for k, v in value.values.items()})
    if isinstance(value, Text):
        return page.word(value)
    if isinstance(value, Named):
        return page.in_language(value.names)
    if isinstance(value, Joined):
        return value.between.join(str(named(page, part)) for part in value.parts)
    if isinstance(value, Amount):
        return page.amount(value.value, value.unit)
    if isinstance(value, Mapping):
        return {named(page, k): named(page, v) for k, v in value.items()}
    if isinstance(value, list):
        return [named(page, item) for item in value]
    return value


def _chart(page: "Page", found: Finding, chart: Chart) -> None:
    data = _named_cells(page, found.data if chart.data is None else chart.data)
    if chart.names:
        data = page.named(data, "" if chart.names == "-" else chart.names)
    options = {name: named(page, value) for name, value in chart.options.items()}
    values = {name: named(page, value) for name, value in chart.values.items()}
    caption = chart.caption or found.id
    about: dict[str, Any] = {
        "sources": found.sources if chart.sources is None else chart.sources,
        "as_of": chart.as_of or found.as_of,
    }
    if callable(chart.kind):
        page.figure(chart.kind(data, lang=page.lang, **options), caption, **about, **values)
        return
    form, function = drawing(chart.kind)
    if form == "explorer":
        tables = options.pop("tables")
        page.explorer(data, tables, str(caption), **about, **options)
    elif function is None:
        raise AssertionError(chart.kind)
    elif form == "chart":
        page.figure(function(data, lang=page.lang, **options), caption, **about, **values)
    elif form == "map":
        page.map(function(data, lang=page.lang, **options), caption, **about, **values)
    else:
        page.block(function(data, page=page, **options), **about)


def _table(page: "Page", found: Finding, table: Table) -> None:
    data = found.data if table.data is None else table.data
    page.table(
        _told(data, _named_cells(page, data, late=(*LATE, Reason, tuple, float))),
        table.caption or found.id,
        columns=table.columns,
        sources=found.sources if table.sources is None else table.sources,
        as_of=table.as_of or found.as_of,
        folded=table.folded,
        rows=table.rows,
        names=table.names,
        **{name: named(page, value) for name, value in table.values.items()},
    )


def _named_cells(page: "Page", data: Any, *, late: tuple[type, ...] = LATE) -> Any:
    """Name the cells, row labels and columns of a table or a column that a study left unnamed.

    Cells of the types in ``late`` are written; what is no table stays as it is.
    """
    if not isinstance(data, pd.DataFrame | pd.Series):
        return data
    data = data.copy()
    if any(isinstance(label, LATE) for label in data.index):
        data.index = pd.Index([named(page, x) for x in data.index], name=data.index.name)
    if isinstance(data, pd.Series):
        return data
    if any(isinstance(name, LATE) for name in data.columns):
        data = data.set_axis([named(page, name) for name in data.columns], axis="columns")
    open_ = [
        name
        for name in data.columns
        if data[name].dtype == object and data[name].map(lambda v: _is_open(v, late)).any()
    ]
    return data.assign(
        **{
            name: [_cell(page, name, v) if _is_open(v, late) else v for v in data[name]]
            for name in open_
        }
    )


def _told(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Leave out a column of names or notes that are all in another language than the page's."""
    silent = [
        name
        for place, name in enumerate(after.columns)
        if any(isinstance(value, LATE) for value in before.iloc[:, place])
        and all(is_missing(value) or value == MISSING for value in after[name])
    ]
    return after.drop(columns=silent)


def _is_open(value: Any, late: tuple[type, ...]) -> bool:
    if isinstance(value, tuple):  # A range of two numbers, not a list of ids.
        return tuple in late and len(value) == 2 and all(isinstance(x, Real) for x in value)
    return isinstance(value, late) and value == value


def _cell(page: "Page", column: Any, value: Any) -> Any:
    """Name a cell; a number or a range of two that stands among others is written for itself."""
    if isinstance(value, LATE):
        return named(page, value)
    if isinstance(value, Reason):
        why = _named_reason(page, value)
        # The page words the reasons of a column of reasons itself.
        return why if str(column).endswith("reason") else page.language.reason(why)
    return span(value) if isinstance(value, tuple) else written(value)


def _number(page: "Page", found: Finding, number: Number) -> dict[str, Any]:
    return page.number(
        number.measure,
        number.value,
        unit=number.unit,
        sources=found.sources if number.sources is None else number.sources,
        as_of=number.as_of or found.as_of,
        scope=number.scope or found.scope or None,
        n=found.n if number.n is None else number.n,
        how=number.how,
        low=number.low,
        reason=number.reason,
    )


def _column(page: "Page", found: Finding, column: Column) -> None:
    page.measure(
        column.values,
        column.measure,
        unit=column.unit,
        sources=found.sources if column.sources is None else column.sources,
        as_of=column.as_of or found.as_of,
        n=column.n,
        reason=column.reason,
    )
