"""Sources of a map's layers: each must name title, publisher, date and licence."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from ..words.table import own, word
from .payload import text_of

UNDATED = "undated"
"""What stands for the date where a publisher gives none."""
_NEEDED = ("title", "publisher", "date", "licence")


@dataclass(frozen=True)
class Source:
    """Where a row comes from."""

    title: str
    publisher: str
    date: str
    licence: str

    def line(self, lang: str) -> str:
        """Write the source as one line."""
        return word(
            "map.source_line",
            lang,
            title=self.title,
            publisher=publisher_in(self.publisher, lang),
            date=date_in(self.date, lang),
            licence=licence_in(self.licence, lang),
        )


def date_in(date: str, lang: str) -> str:
    """Write a source's date, or that it has none."""
    return word("source.undated", lang) if date == UNDATED else date


def publisher_in(publisher: str, lang: str) -> str:
    """Write a source's publisher; a reader's own file has none, and the words say so."""
    key = f"publisher.{publisher}"
    return word(key, lang) if key in own() else publisher


def licence_in(licence: str, lang: str) -> str:
    """Write a source's licence; one without a translation stands as it was stated."""
    return own().name_of("licence", licence, lang)


class Citations:
    """The sources a map may name, by their ids.

    Parameters
    ----------
    sources : DataFrame
        Columns source_id (or name), title, publisher, date, licence.
    """

    def __init__(self, sources: pd.DataFrame) -> None:
        table = sources.reset_index()
        key = "source_id" if "source_id" in table.columns else "name"
        if key not in table.columns:
            raise ValueError("The table sources needs the column source_id or name.")
        self._rows = {str(row[key]): row for row in table.to_dict(orient="records")}
        self._known: dict[str, Source] = {}

    def source(self, source_id: str, *, layer: str) -> Source:
        """Give a source.

        Raises
        ------
        ValueError
            The id is unknown, or the source lacks a title, publisher, date or licence: a layer
            is not published without them.
        """
        if source_id not in self._known:
            row = self._rows.get(source_id)
            if row is None:
                raise ValueError(
                    f"The layer {layer} names the source {source_id!r}, not in sources."
                )
            missing = [part for part in _NEEDED if text_of(row, part) is None]
            if missing:
                raise ValueError(
                    f"The layer {layer} cannot be published: its source {source_id!r} lacks "
                    f"{' and '.join(missing)}."
                )
            self._known[source_id] = Source(**{part: str(row[part]).strip() for part in _NEEDED})
        return self._known[source_id]

    def used(self, table: pd.DataFrame | None, *, layer: str) -> list[Source]:
        """List the sources that a layer's rows name, in the order of their first row."""
        if table is None or table.empty:
            return []
        if "source_id" not in table.columns:
            raise ValueError(f"The layer {layer} cannot be published: it has no column source_id.")
        ids: Iterable[str] = table["source_id"].dropna().astype(str).unique()
        found = [self.source(source_id, layer=layer) for source_id in ids]
        return list(dict.fromkeys(found))
