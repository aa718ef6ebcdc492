"""What a notebook's cells write with: sentences, tables, charts, maps and key figures on a page."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import IPython.display

from . import blocks, wording
from .metrics import metric
from .notebook import BLOCK
from .numbers import is_missing, written
from .render import fragment

# IPython carries no types of its own.
_show: Callable[[dict[str, Any]], None] = IPython.display.publish_display_data

# Columns that hold a code of a group of words.
GROUPS = {
    "category": "category",
    "confidence": "confidence",
    "kind": "kind",
    "listing": "listing",
    "location_basis": "location",
    "role": "role",
    "sector": "sector",
    "status": "status",
    "type": "kind",
    "use_class": "use",
}


class Page:
    """A report in the making; each method shows something and returns nothing.

    Parameters
    ----------
    lang : str
        ``"ko"`` or ``"en"``.
    sources : DataFrame
        Sources that may be cited: source_id, title, path, publisher, date, licence, kind.
    about : mapping
        Title block: slug, name, place, as_of, notes, data hash.
    names : mapping of str to str
        Names of ids (districts, complexes) in the page's language.
    """

    def __init__(
        self,
        *,
        lang: str,
        sources: pd.DataFrame,
        about: Mapping[str, Any],
        names: Mapping[str, str],
    ) -> None:
        self.lang = lang
        self.about = dict(about)
        self.names = dict(names)
        self._sources = sources.drop_duplicates("source_id").set_index("source_id", drop=False)
        self._cited: dict[str, None] = {}
        self._emit({"kind": "title", **self.about})

    def word(self, key: str, **values: Any) -> str:
        """Give a text in the page's language."""
        return wording.say(key, self.lang, **values)

    def label(self, group: str, name: Any) -> str:
        """Name a code in the page's language."""
        return wording.label(group, name, self.lang)

    def say(
        self,
        key: str,
        *,
        sources: Iterable[str] = (),
        reason: Mapping[str, Any] | None = None,
        tone: str = "say",
        **values: Any,
    ) -> None:
        """Say a sentence whose numbers come from the values; say the reason where one is missing.

        Parameters
        ----------
        key : str
            Row of the reports' words.
        sources : iterable of str
            Ids of the sources of the numbers.
        reason : mapping, optional
            ``attrs["reason"]`` of the measure, said instead when a value is missing.
        tone : str
            ``"say"`` or ``"warning"``.
        """
        missing = [name for name, value in values.items() if is_missing(value)]
        if missing:
            self.reason(reason or {"code": "no_data", "what": missing[0]})
            return
        self._emit(blocks.sentence(self.word(key, **values), tone=tone), sources)

    def reason(self, given: Mapping[str, Any]) -> None:
        """Say why there is no number."""
        text = wording.reason(given, self.lang)
        self._emit(blocks.sentence(text, tone="reason"))

    def warn(self, key: str, *, sources: Iterable[str] = (), **values: Any) -> None:
        """Say what the reader must bear in mind."""
        self.say(key, sources=sources, tone="warning", **values)

    def table(
        self,
        data: pd.DataFrame,
        caption: str,
        *,
        columns: Sequence[str] | None = None,
        sources: Iterable[str] = (),
        as_of: Any = None,
        folded: bool = False,
        rows: int = 12,
    ) -> None:
        """Show a table; where it is undefined, show the reason below it.

        Parameters
        ----------
        data : DataFrame
            Named index levels become the first columns.
        caption : str
            ``table.<caption>`` in the words.
        columns : sequence of str, optional
            The columns that may reach the page; all by default.
        sources : iterable of str
            Ids of the sources; those of a column ``source_id`` are added.
        as_of : optional
            Date of the data.
        folded : bool
            Whether the reader opens it; also when it has more than ``rows`` rows.
        rows : int
            See ``folded``.
        """
        shown = list(columns) if columns is not None else [c for c in data.columns if c not in _OWN]
        block = blocks.table(
            data,
            caption=self.word(f"table.{caption}"),
            header=lambda name: self.label("column", name),
            cell=self._cell,
            columns=shown,
            folded=folded or len(data) > rows,
        )
        cited = [*sources, *data.get("source_id", ())]
        self._emit(block, cited, as_of=as_of)
        if data.attrs.get("reason"):
            self.reason(data.attrs["reason"])

    def _cell(self, column: str, value: Any) -> str:
        text = str(value)
        if isinstance(value, bool) or text in {"True", "False"}:
            return self.word(f"answer.{text.lower()}")
        if column in GROUPS:
            return self.label(GROUPS[column], text)
        if column.endswith("reason") and isinstance(value, Mapping):
            return wording.reason(value, self.lang)
        return self.names.get(text, text)

    def figure(
        self,
        chart: Any,
        caption: str,
        *,
        sources: Iterable[str] = (),
        as_of: Any = None,
        **values: Any,
    ) -> None:
        """Show a chart with ``figure.<caption>`` below it and ``figure.<caption>.alt`` as its text.

        Parameters
        ----------
        chart : matplotlib.figure.Figure
            The chart.
        caption : str
            See above.
        sources : iterable of str
            Ids of the sources.
        as_of : optional
            Date of the data.
        **values
            What the caption or the text asks for.
        """
        block = blocks.figure(
            chart,
            caption=self.word(f"figure.{caption}", **values),
            alt=self.word(f"figure.{caption}.alt", **values),
        )
        self._emit(block, sources, as_of=as_of)

    def map(
        self,
        drawn: Any,
        caption: str,
        *,
        table: pd.DataFrame | None = None,
        columns: Sequence[str] | None = None,
        sources: Iterable[str] = (),
        as_of: Any = None,
    ) -> None:
        """Show a map, with a table for those who cannot see it; the first one is also map.html.

        Parameters
        ----------
        drawn : folium.Map
            The map.
        caption : str
            ``map.<caption>`` in the words.
        table : DataFrame, optional
            The map's numbers.
        columns : sequence of str, optional
            Columns of the table to show.
        sources : iterable of str
            Ids of the sources.
        as_of : optional
            Date of the data.
        """
        from . import standalone

        title = self.word(f"map.{caption}")
        beside = None
        if table is not None:
            beside = blocks.table(
                table,
                caption=self.word("map.table", title=title),
                header=lambda name: self.label("column", name),
                cell=self._cell,
                columns=columns,
                folded=True,
            )
        heading = f"{self.about['name']}: {title}"
        html = standalone.page(
            drawn,
            title=heading,
            lang=self.lang,
            table_html=fragment(beside, lang=self.lang) if beside else "",
        )
        block = {"kind": "map", "caption": title, "html": html, "table": beside}
        self._emit(block, sources, as_of=as_of)

    def cards(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Show key figures made by `number`; they are metrics as well."""
        self._emit(blocks.cards(item["card"] for item in items), ())
        self.metrics([item["metric"] for item in items])

    def number(
        self,
        measure: str,
        value: float | None,
        *,
        unit: str,
        as_of: Any,
        sources: Iterable[str],
        scope: str | None = None,
        n: int | None = None,
        how: str = "plain",
        low: float | None = None,
        reason: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Make one key figure for `cards`.

        Parameters
        ----------
        measure : str
            Name of the measure; ``measure.<name>`` in the words.
        value : float or None
            The number; the higher one of a range.
        unit : str
            ``unit.<unit>`` in the words.
        as_of, sources, n
            Date of the data, ids of the sources, number of cases.
        scope : str, optional
            What it is about; the cluster by default.
        how : str
            How it is written: ``plain``, ``percent``, ``whole``, ``one``.
        low : float, optional
            The lower end, where sources disagree.
        reason : mapping, optional
            Why there is no value.
        """
        cited = self._cite(sources)
        missing = is_missing(value)
        given = reason or {"code": "no_data", "what": measure}
        text = written(value, how)
        if low is not None and not missing and not math.isclose(float(low), float(value or 0)):
            text = f"{written(low, how)} – {text}"
        card = {
            "label": self.label("measure", measure),
            "value": text,
            "unit": "" if how == "percent" or missing else self.label("unit", unit),
            "as_of": written_date(as_of),
            "sources": cited,
            "note": wording.reason(given, self.lang) if missing else "",
        }
        row = metric(
            measure,
            None if missing else float(value or 0),
            scope=scope or self.about["slug"],
            unit=unit,
            as_of=written_date(as_of),
            sources=cited,
            n=n,
            reason=str(given["code"]) if missing else "",
        )
        return {"card": card, "metric": row}

    def metrics(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put rows made by `metrics.metric` into metrics.csv."""
        for row in rows:
            self._cite(row["sources"])
        self._emit({"kind": "metrics", "rows": [dict(row) for row in rows]})

    def measure(
        self,
        values: "pd.Series[Any]",
        name: str,
        *,
        unit: str,
        as_of: Any,
        sources: Iterable[str],
        n: Mapping[Any, int] | None = None,
        reason: Mapping[str, Any] | None = None,
    ) -> None:
        """Put a whole column into metrics.csv, one row for each label of its index.

        Parameters
        ----------
        values : Series
            Its index is the scope.
        name : str
            Name of the measure.
        unit, as_of, sources
            As in `number`.
        n : mapping, optional
            Number of cases of each label.
        reason : mapping, optional
            Why values are missing; ``values.attrs["reason"]`` by default.
        """
        why = reason or values.attrs.get("reason") or {"code": "no_data"}
        cited = self._cite(sources)
        self.metrics(
            [
                metric(
                    name,
                    None if is_missing(value) else float(value),
                    scope=_scope(label),
                    unit=unit,
                    as_of=written_date(as_of),
                    sources=cited,
                    n=None if n is None else int(n[label]),
                    reason=str(why["code"]),
                )
                for label, value in values.items()
            ]
        )

    def sources(self) -> None:
        """List every source that the page cites; the last call of a notebook."""
        rows = [
            {
                name: "" if is_missing(value) else str(value)
                for name, value in self._sources.loc[source].items()
            }
            for source in self._cited
        ]
        for row in rows:
            for field in ("publisher", "title", "date", "licence"):
                if not row.get(field):
                    raise ValueError(f"source {row['source_id']}: has no {field}; cannot be cited")
        self._emit({"kind": "sources", "rows": rows})

    def _cite(self, sources: Iterable[Any]) -> list[str]:
        names = list(dict.fromkeys(str(s) for s in sources if not is_missing(s) and str(s)))
        for name in names:
            if name not in self._sources.index:
                raise ValueError(f"source {name!r} is cited, but is not among the sources")
            self._cited[name] = None
        return names

    def _emit(self, block: blocks.Block, sources: Iterable[Any] = (), *, as_of: Any = None) -> None:
        block = block | {"sources": self._cite(sources), "as_of": written_date(as_of)}
        if block["kind"] == "sources":
            block["sources"] = []
        _show(
            {
                BLOCK: block,
                "text/html": fragment(block, lang=self.lang, alone=True),
                "text/plain": f"<{block['kind']}>",
            }
        )


# Columns that every table of the library carries and that a reader gets as footnotes.
_OWN = {"source_id", "geometry"}


def _scope(label: Any) -> str:
    return " | ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def written_date(value: Any) -> str:
    """Write a date or a year as it was given; the latest of several.

    >>> written_date(2024), written_date(["2023-05", "2024-01"]), written_date(None)
    ('2024', '2024-01', '')
    """
    if value is None:
        return ""
    if isinstance(value, str | int):
        return str(value)
    dates = sorted({str(item) for item in value if not is_missing(item)})
    return dates[-1] if dates else ""
