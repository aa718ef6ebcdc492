"""What a notebook's cells write with: sentences, tables, charts, maps and key figures on a page."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import IPython.display
import pandas as pd

from ..draw.citations import date_in, licence_in, publisher_in
from ..model.citing import cited, written_date
from ..model.finding import Finding
from ..model.metrics import metric
from ..model.numbers import is_missing, rough, written
from ..model.reason import Reason
from ..model.said import Text
from ..words.language import Language
from . import blocks
from .notebook import BLOCK
from .render import fragment

# IPython carries no types of its own.
_show: Callable[[dict[str, Any]], None] = IPython.display.publish_display_data

# Blocks that show numbers, and so bear a date.
DATED = {"explorer", "figure", "map", "table"}

# Columns that hold a code of a group of words.
GROUPS = {
    "area_basis": "basis",
    "category": "land",
    "indicator": "indicator",
    "industry": "industry",
    "level": "level",
    "table": "data",
    "target": "kinds",
    "unit": "unit",
    "kind": "kind",
    "listing": "listing",
    "location_basis": "location",
    "role": "role",
    "sector": "sector",
    "status": "status",
    "type": "kind",
    "use_class": "use",
}


# Columns that hold ids of districts, complexes, clusters and what else the data name.
IDS = re.compile(
    r"(^|_)(id|district|districts|cluster|complex|zone|place|site|name|fund|index)(_|$)"
)


class Page:
    """A report in the making; each method shows something and returns nothing.

    Parameters
    ----------
    language : Language, or its code
        What the page speaks with: words, a notebook's own words, and names in the data.
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
        language: Language | str,
        sources: pd.DataFrame,
        about: Mapping[str, Any],
        names: Mapping[str, str],
    ) -> None:
        self.language = Language(language) if isinstance(language, str) else language
        self.lang = self.language.lang
        self.about = dict(about)
        self.names = dict(names)
        self._sources = sources.drop_duplicates("source_id").set_index("source_id", drop=False)
        self._cited: dict[str, None] = {}
        self._maps = 0
        self._explorers = 0
        self._reasons: set[Reason] = set()
        self._finding: dict[str, Any] = {}
        self._emit({"kind": "title", **self.about})

    def show(self, *findings: Finding) -> None:
        """Show findings, each with its sentences, charts, key figures, tables and metrics.

        Parameters
        ----------
        *findings : Finding
            What a study returns, or made by hand.
        """
        from .shown import show

        for found in findings:
            show(self, found)

    @contextmanager
    def within(self, finding: str, *, weight: float, claim: Any) -> Iterator[None]:
        """Mark the blocks shown meanwhile as those of one finding, the first one with its claim."""
        self._finding = {"finding": finding, "weight": weight, "first": True, "claim": claim}
        try:
            yield
        finally:
            self._finding = {}

    def word(self, key: str | Text, **values: Any) -> str:
        """Give a text in the page's language."""
        return self.language.say(key, **values)

    def _worded(self, group: str, key: str | Text, values: Mapping[str, Any]) -> str:
        return self.word(key if isinstance(key, Text) else f"{group}.{key}", **values)

    def text(self, text: str | Mapping[str, str]) -> None:
        """Show a text of one's own, in Markdown without HTML.

        Parameters
        ----------
        text : str or mapping of str to str
            The text, or one for each language.
        """
        told = text if isinstance(text, str) else self.in_language(text)
        self._emit({"kind": "markdown", "text": told})

    def label(self, group: str, name: Any) -> str:
        """Name a code in the page's language, without what explains it in brackets."""
        return self.language.name(group, name)

    def name(self, group: str, code: Any) -> str:
        """Name a code of a group, or an id of the data, without what explains it in brackets.

        Parameters
        ----------
        group : str
            Group of words or of names in the data; ``"-"`` for ids of districts and clusters.
        code : any
            One that nobody names stays itself.
        """
        return self._name(code, "") if group == "-" else self.label(group, code)

    def in_language(self, names: Mapping[str, str]) -> str:
        """Choose a name by the page's language."""
        return self.language.chosen(names)

    def amount(self, value: Any, unit: str) -> str:
        """Write an amount of money, or floor space, in the page's language."""
        return self.language.amount(value, unit)

    def named(self, table: Any, group: str = "") -> Any:
        """Copy a table or a column with its row labels named for a reader.

        Parameters
        ----------
        table : DataFrame or Series
            Labels are codes of ``group``, ids of districts, or several of these.
        group : str
            Group of words.
        """
        copy = table.copy()
        copy.index = [
            " · ".join(self._name(part, group) for part in (x if isinstance(x, tuple) else (x,)))
            for x in table.index
        ]
        return copy

    def _name(self, code: Any, group: str) -> str:
        # What stands in brackets explains a name; a chart has no room for it.
        named = re.sub(r"\s*\([^()]*\)$", "", self.names.get(str(code), str(code)))
        return self.label(group, named) if group else named

    def say(
        self,
        key: str | Text,
        *,
        sources: Iterable[str] = (),
        reason: Mapping[str, Any] | None = None,
        tone: str = "say",
        **values: Any,
    ) -> None:
        """Say a sentence whose numbers come from the values; say the reason where one is missing.

        Parameters
        ----------
        key : str or Text
            Row of the reports' words, or a text of one's own.
        sources : iterable of str
            Ids of the sources of the numbers.
        reason : mapping, optional
            ``attrs["reason"]`` of the measure, said instead when a value is missing.
        tone : str
            ``"say"`` or ``"warning"``.
        """
        missing = [name for name, value in values.items() if is_missing(value)]
        if missing:
            self.reason(reason or Reason("no_data", what=missing[0]))
            return
        self._emit(blocks.sentence(self.word(key, **values), tone=tone), sources)

    def reason(self, given: Mapping[str, Any]) -> None:
        """Say why there is no number."""
        self._reasons.add(Reason.of(given))
        self._emit(blocks.sentence(self.language.reason(given), tone="reason"))

    def reason_once(self, given: Mapping[str, Any]) -> None:
        """Say why there is no number, unless the page has said so."""
        if Reason.of(given) not in self._reasons:
            self.reason(given)

    def warn(self, key: str | Text, *, sources: Iterable[str] = (), **values: Any) -> None:
        """Say what the reader must bear in mind."""
        self.say(key, sources=sources, tone="warning", **values)

    def table(
        self,
        data: pd.DataFrame,
        caption: str | Text,
        *,
        columns: Sequence[str] | None = None,
        sources: Iterable[str] = (),
        as_of: Any = None,
        folded: bool = False,
        rows: int = 14,
        names: Mapping[str, str] | None = None,
        **values: Any,
    ) -> None:
        """Show a table; where it is undefined, show the reason below it.

        Parameters
        ----------
        data : DataFrame
            Named index levels become the first columns.
        caption : str or Text
            ``caption.<caption>`` in the words, or a text of one's own.
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
        names : mapping of str to str, optional
            Group that names the codes of a column, where the column's own name does not say it.
        **values
            What the caption asks for.
        """
        shown = list(columns) if columns is not None else [c for c in data.columns if c not in _OWN]
        block = blocks.table(
            data,
            caption=self._worded("caption", caption, values),
            header=lambda name: self.label("column", name),
            cell=lambda name, value: self._cell(name, value, names or {}),
            columns=shown,
            folded=folded or len(data) > rows,
        )
        self._emit(block, [*cited(sources), *cited(data)], as_of=as_of)
        if data.attrs.get("reason"):
            self.reason(data.attrs["reason"])

    def _cell(self, column: str, value: Any, names: Mapping[str, str]) -> str:
        text = str(value)
        if isinstance(value, bool) or text in {"True", "False"}:
            return self.word(f"answer.{text.lower()}")
        if column in names:
            return self.name(names[column], text)
        if column in GROUPS:
            return self.label(GROUPS[column], text)
        if column.endswith("reason"):
            return self.language.reason(Reason.of(value)) if text else "–"
        # An id may be a small number: only a column of ids holds ids.
        return self.names.get(text, text) if IDS.search(column) else text

    def figure(
        self,
        chart: Any,
        caption: str | Text,
        *,
        sources: Iterable[str] = (),
        as_of: Any = None,
        **values: Any,
    ) -> None:
        """Show a chart with ``caption.<caption>`` below it and ``alt.<caption>`` as its text.

        Parameters
        ----------
        chart : matplotlib.figure.Figure
            The chart.
        caption : str or Text
            See above; a `Text` is both.
        sources : iterable of str
            Ids of the sources.
        as_of : optional
            Date of the data.
        **values
            What the caption or the text asks for.
        """
        block = blocks.figure(
            chart,
            caption=self._worded("caption", caption, values),
            alt=self._worded("alt", caption, values),
        )
        self._emit(block, sources, as_of=as_of)

    def map(
        self,
        drawn: Any,
        caption: str | Text,
        *,
        sources: Any = (),
        as_of: Any = None,
        **values: Any,
    ) -> None:
        """Show a map, or several; the first time, with their tables, they are map.html as well.

        Parameters
        ----------
        drawn : folium.Map, or a list of them
            The map, with its tables in ``tables``.
        caption : str or Text
            ``caption.<caption>`` in the words, or a text of one's own.
        sources : iterable of str, or a table
            Ids of the sources.
        as_of : optional
            Date of the data; the page's own by default.
        **values
            What the caption asks for.
        """
        from . import framed, standalone

        title = self._worded("caption", caption, values)
        several = drawn if isinstance(drawn, list) else [drawn]
        first = self._maps == 0
        parts = [standalone.fragment(m, number=self._maps + n) for n, m in enumerate(several, 1)]
        self._maps += len(parts)
        heading = f"{self.about['name']}: {title}"
        block, alone = framed.block("map", parts, caption=title, title=heading, lang=self.lang)
        block |= {"titled": len(parts) > 1, "page": alone if first else ""}
        # Counted ids, unlike folium's own way of showing a map: the same bytes each time.
        self._emit(block, sources, as_of=as_of, html=framed.frame(alone, title=heading))

    def explorer(
        self,
        candidates: Any,
        tables: Mapping[str, pd.DataFrame],
        caption: str = "explorer",
        *,
        sources: Iterable[str] = (),
        as_of: Any = None,
        **options: Any,
    ) -> None:
        """Show sites whose weights the reader moves: map, sliders, scenarios and ranked table.

        Parameters
        ----------
        candidates, tables, **options
            As for `report.explorer.explorer`: criteria, weights and missing are needed.
        caption : str
            ``caption.<caption>`` in the words.
        sources : iterable of str
            Ids of the sources; those of the candidates are added.
        as_of : optional
            Date of the data; the page's own by default.
        """
        from . import framed
        from .explorer import MOST_SITES, explorer

        if len(candidates) > MOST_SITES:
            self.reason(Reason("too_many_sites", n=len(candidates), maximum=MOST_SITES))
            return
        self._explorers += 1
        made = explorer(
            candidates,
            tables,
            lang=self.lang,
            slug=str(self.about["slug"]),
            identity=f"explorer{self._explorers}",
            **options,
        )
        title = self.word(f"caption.{caption}")
        heading = f"{self.about['name']}: {title}"
        block, alone = framed.block(
            "explorer", [made], caption=title, title=heading, lang=self.lang
        )
        html = framed.frame(alone, title=heading, saves=True)
        self._emit(block, [*cited(sources), *cited(candidates)], as_of=as_of, html=html)

    def block(self, made: blocks.Block, *, sources: Any = (), as_of: Any = None) -> None:
        """Show a block that another file of this room has laid out."""
        self._emit(made, sources, as_of=as_of)

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
        sources: Any,
        as_of: Any = None,
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
            ``unit.<unit>`` in the words, or one of money or floor space, which is written as the
            language does.
        sources : iterable of str, or a table
            Ids of the sources; a table's own columns name them.
        as_of : optional
            Date of the data; the page's own by default.
        n : int, optional
            Number of cases.
        scope : str, optional
            What it is about; the cluster by default.
        how : str
            How it is written: ``plain``, ``percent``, ``whole``, ``one``, or ``rough``: an amount
            from assumed terms, in two digits.
        low : float, optional
            The lower end, where sources disagree.
        reason : mapping, optional
            Why there is no value.
        """
        ids = self._cite(sources)
        date = written_date(as_of) or self.about["as_of"]
        missing = is_missing(value)
        given = reason or Reason("no_data", what=measure)
        text = written(value, how)
        one = low is None or missing or math.isclose(float(low), float(value or 0))
        if not one:
            text = f"{written(low, how)} – {text}"
        amount = not missing and self.language.measures(unit)
        if amount:
            known = value if one else (low, value)
            text = self.amount(_roughly(known) if how == "rough" else known, unit)
        card = {
            "label": self.label("measure", measure),
            "value": text,
            "unit": "" if how == "percent" or missing or amount else self.label("unit", unit),
            "as_of": date,
            "sources": ids,
            "note": self.language.reason(given) if missing else "",
            "place": None,
        }
        row = metric(
            measure,
            None if missing else float(value or 0),
            scope=scope or self.about["slug"],
            unit=unit,
            as_of=date,
            sources=ids,
            n=n,
            reason=str(given["code"]) if missing else "",
        )
        return {"card": card, "metric": row}

    def metrics(
        self, rows: Sequence[Mapping[str, Any]], *, scopes: Mapping[str, str] | None = None
    ) -> None:
        """Put rows made by `metrics.metric` into metrics.csv.

        Parameters
        ----------
        rows : sequence of mapping
            The rows.
        scopes : mapping of str to str, optional
            Names of what the rows are about, for exports; codes stand for themselves.
        """
        for row in rows:
            self._cite(row["sources"])
        named_by_data = {**self.language.names.get("region", {}), **self.names}
        known = {row["scope"]: named_by_data.get(row["scope"], row["scope"]) for row in rows}
        named = {code: name for code, name in (known | dict(scopes or {})).items() if name != code}
        block = {"kind": "metrics", "rows": [dict(row) for row in rows]}
        self._emit(block | ({"scopes": named} if named else {}))

    def measure(
        self,
        values: "pd.Series[Any]",
        name: str,
        *,
        unit: str,
        sources: Any,
        as_of: Any = None,
        n: Mapping[Any, Any] | None = None,
        reason: Any = None,
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
        reason : mapping or Series, optional
            Why values are missing: one reason, or one for each label;
            ``values.attrs["reason"]`` by default.
        """
        one = values.attrs.get("reason") or Reason("no_data")
        ids = self._cite(sources)
        date = written_date(as_of) or self.about["as_of"]
        self.metrics(
            [
                metric(
                    name,
                    None if is_missing(value) else float(value),
                    scope=_scope(label),
                    unit=unit,
                    as_of=date,
                    sources=ids,
                    n=None if n is None or is_missing(n[label]) else int(n[label]),
                    reason=_code(one if reason is None else reason, label),
                )
                for label, value in values.items()
            ],
            scopes={
                _scope(label): self._named_scope(values.index, label) for label in values.index
            },
        )

    def _named_scope(self, index: pd.Index, label: Any) -> str:
        """Name what a row is about, by the names of the index's levels."""
        parts = label if isinstance(label, tuple) else (label,)
        levels = [str(name or "") for name in index.names]
        levels += [""] * (len(parts) - len(levels))
        return " | ".join(
            self._cell(level, part, {}) for level, part in zip(levels, parts, strict=False)
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
            row["publisher"] = publisher_in(row["publisher"], self.lang)
            row["date"] = date_in(row["date"], self.lang)
            row["licence"] = licence_in(row["licence"], self.lang)
        self._emit({"kind": "sources", "rows": rows})

    def _cite(self, sources: Any) -> list[str]:
        names = cited(sources)
        for name in names:
            if name not in self._sources.index:
                raise ValueError(f"source {name!r} is cited, but is not among the sources")
            self._cited[name] = None
        return names

    def _emit(
        self,
        block: blocks.Block,
        sources: Any = (),
        *,
        as_of: Any = None,
        html: str = "",
    ) -> None:
        date = written_date(as_of) or (self.about["as_of"] if block["kind"] in DATED else "")
        block = {"as_of": date} | block | {"sources": self._cite(sources)} | self._finding
        for once in ("first", "claim"):
            self._finding.pop(once, None)
        _show(
            {
                BLOCK: block,
                "text/html": html or fragment(block, lang=self.lang, alone=True),
                "text/plain": f"<{block['kind']}>",
            }
        )


# Columns that every table of the library carries and that a reader gets as footnotes.
_OWN = {"source_id", "source_ids", "geometry"}


def _roughly(value: Any) -> Any:
    return tuple(rough(end) for end in value) if isinstance(value, tuple) else rough(value)


def _code(reason: Any, label: Any) -> str:
    """Take the code out of a reason: a mapping with a code, or one code for each label."""
    found = reason["code"] if "code" in reason else reason[label]
    found = found["code"] if isinstance(found, Mapping) else found
    return "no_data" if is_missing(found) or not found else str(found)


def _scope(label: Any) -> str:
    return " | ".join(map(str, label)) if isinstance(label, tuple) else str(label)
