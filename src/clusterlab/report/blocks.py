"""Turns a table, a chart, a map or a sentence into a plain block that pages are made of."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from ..model.numbers import is_missing, style, written

Block = dict[str, Any]
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def table(
    data: pd.DataFrame,
    *,
    caption: str,
    header: Callable[[str], str],
    cell: Callable[[str, Any], str],
    columns: Sequence[str] | None = None,
    folded: bool = False,
) -> Block:
    """Lay out a table: text to the left, numbers to the right, missing as a dash.

    Parameters
    ----------
    data : DataFrame
        Its named index levels become the first columns.
    caption : str
        What the table shows.
    header : callable
        Names a column for a reader.
    cell : callable
        Names a code for a reader, given the column and the text.
    columns : sequence of str, optional
        Which columns to show; all by default. Only these reach the page.
    folded : bool
        Whether the reader opens the table.
    """
    named = [name for name in data.index.names if name is not None]
    flat = data.reset_index(level=named) if named else data
    shown = [*named, *(columns if columns is not None else data.columns)]
    absent = [name for name in shown if name not in flat.columns]
    if absent:
        raise ValueError(f"table {caption!r}: column {absent[0]!r} is not in the table")
    numeric = {name: _numeric(flat[name]) for name in shown}
    styles = {name: _style(flat[name], str(name)) for name in shown}
    # Where each row has a unit of its own, a year among them is no number of years.
    years = flat["unit"].eq("year") if "unit" in flat else [False] * len(flat)
    rows = [
        [
            written(value, "year" if year else styles[name])
            if numeric[name] or is_missing(value)
            else cell(str(name), value)
            for name, value in zip(shown, row, strict=True)
        ]
        for row, year in zip(flat[shown].itertuples(index=False, name=None), years, strict=True)
    ]
    head = [{"label": header(str(name)), "number": bool(numeric[name])} for name in shown]
    return {"kind": "table", "caption": caption, "columns": head, "rows": rows, "folded": folded}


def _style(column: "pd.Series[Any]", name: str) -> str:
    """Write all numbers of a column alike: whole ones only where all are."""
    found = style(name)
    if pd.api.types.is_integer_dtype(column):
        return found if found == "year" else "whole"
    if found != "plain" or not pd.api.types.is_float_dtype(column):
        return found
    values = column.dropna()
    return "whole" if (values == values.round()).all() else "decimal"


def _numeric(column: "pd.Series[Any]") -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def figure(chart: Figure, *, caption: str, alt: str) -> Block:
    """Keep a chart as SVG whose text stays text."""
    if not alt.strip():
        raise ValueError(f"figure {caption!r}: needs a text for those who cannot see it")
    return {"kind": "figure", "caption": caption, "alt": alt, "svg": svg(chart)}


def svg(chart: Figure) -> str:
    """Write a chart as SVG with the same bytes each time, without ids that are not referred to."""
    file = io.StringIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "clusterlab"}):
        chart.savefig(file, format="svg", metadata=nothing)
    return shrunk(file.getvalue())


def shrunk(text: str) -> str:
    """Drop from an SVG what a page does not need: prolog, metadata, unused ids, size in points.

    Raises
    ------
    ValueError
        When it holds anything that could run or load something.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(text)  # noqa: S314 - written by matplotlib in this process
    used = set(re.findall(r"(?:url\(#|href=\"#)([^)\"]+)", text))
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{{{SVG}}}metadata":
                parent.remove(child)
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in {"script", "foreignObject", "iframe", "a"}:
            raise ValueError(f"a chart may not hold <{tag}>")
        if element.get("id") and element.get("id") not in used:
            del element.attrib["id"]
        for name, value in element.attrib.items():
            inner = value.startswith(("#", "data:image/png"))
            if name.lower().startswith("on") or (name.endswith("href") and not inner):
                raise ValueError(f"a chart may not hold {name}={value[:40]!r}")
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    return ET.tostring(root, encoding="unicode")


def cards(items: Iterable[Mapping[str, Any]]) -> Block:
    """Show key figures: each a label, a value, a unit, a date and sources."""
    return {"kind": "cards", "items": [dict(item) for item in items]}


def sentence(text: str, *, tone: str = "say") -> Block:
    """Say something: ``say``, ``warning`` or ``reason`` (why there is no number)."""
    return {"kind": "sentence", "text": text, "tone": tone}
