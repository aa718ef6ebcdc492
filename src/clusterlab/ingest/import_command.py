"""What `clusterlab import` does with its options: drafts a mapping, or imports and tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..load.tables import TABLE_NAMES
from ..model.problem import DataError, Problem, meant
from .importing import How, import_table
from .readers.draft import COMMENTS, draft
from .readers.mapping import FILL_IN
from .readers.mapping_text import to_toml
from .readers.source import Options, read_source

SOURCE_PARTS = ("name", "title", "path", "publisher", "date", "licence", "kind")
STATE_WORDS = {"used": "used", "set_aside": "set aside", "refused": "refused"}


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call."""

    file: str
    table: str
    into: Path
    mapping: Path | None
    constants: dict[str, str]
    how: How | None
    encoding: str | None
    separator: str | None
    header: int | None
    header_rows: int | None
    sheet: str | None
    layer: str | None
    crs: str | None
    swap: bool | None
    limit_mb: float
    decimal: str | None = None

    @property
    def options(self) -> Options:
        """Take what concerns the reading of the file.

        Returns
        -------
        Options
            None where the user said nothing.
        """
        return Options(
            encoding=self.encoding,
            separator=self.separator,
            header=self.header,
            header_rows=self.header_rows,
            sheet=self.sheet,
            layer=self.layer,
            limit_mb=self.limit_mb,
            decimal=self.decimal,
        )


def run(request: Request) -> list[str]:
    """Import a file, or draft the mapping that it needs.

    Parameters
    ----------
    request : Request
        The options.

    Returns
    -------
    list of str
        What to print.

    Raises
    ------
    DataError
        Where nothing was imported, be it that a mapping was drafted and waits to be confirmed.
    """
    if request.table not in TABLE_NAMES or request.table == "sources":
        near = meant(request.table, TABLE_NAMES)
        raise ValueError(f"There is no table {request.table!r}{near}.")
    if request.mapping is not None and not request.mapping.exists():
        raise DataError([_drafted(request, request.mapping)])
    receipt = import_table(
        request.file,
        table=request.table,
        into=request.into,
        mapping=request.mapping,
        constants=request.constants,
        how=request.how,
        options=request.options,
        crs=request.crs,
        swap=request.swap,
    )
    return list(told(receipt, request.into))


def _drafted(request: Request, path: Path) -> Problem:
    raw = read_source(request.file, request.options)
    made = draft(raw, request.table, constants=request.constants)
    asked = {
        name: getattr(request, name)
        for name in (
            "encoding",
            "separator",
            "decimal",
            "header",
            "header_rows",
            "sheet",
            "layer",
            "crs",
        )
    }
    made = made.with_read(**asked)
    text = to_toml(made, comments=COMMENTS)
    if made.constants.get("source_id") == FILL_IN:
        lines = [f'# {part} = "?"' for part in SOURCE_PARTS]
        text += "\n# Declare the source here unless the cluster has it already:\n"
        text += "\n".join(["# [[sources]]", *lines]) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    matched = ", ".join(
        f"{column} ← {' + '.join(rule.headings)}" for column, rule in made.columns.items()
    )
    blanks = sum(f'= "{FILL_IN}"' in line for line in text.splitlines() if line[0:1] != "#")
    expected = (
        f"a look through this new mapping before it is used; {blanks} places to fill in. "
        f"Guessed: {matched or 'nothing'}"
    )
    return Problem(path.name, 0, "", None, expected)


def told(receipt: dict[str, Any], folder: Path) -> Iterator[str]:
    """Tell what an import did.

    Parameters
    ----------
    receipt : dict
        As ``import_table`` gives it.
    folder : Path
        The cluster's folder.

    Yields
    ------
    str
        Which headings filled which columns; one line for each thing found, then for each
        reason; then the sum.
    """
    pairs = ", ".join(f"{column} ← {heading}" for column, heading in receipt["columns"].items())
    yield f"  {pairs or 'no heading is used'}"
    for note in receipt["notes"]:
        yield f"  {note['text']}"
    for state, reasons in receipt["reasons"].items():
        for reason, count in reasons.items():
            yield f"  {state}: {count:,} × {reason}"
    parts = ", ".join(f"{receipt[key]:,} {words}" for key, words in STATE_WORDS.items())
    yield f"{receipt['file']}: {receipt['rows']:,} rows = {parts}"
    kept = receipt.get("rows_not_used")
    if kept:
        yield f"{folder / kept}: the rows that were not used, with reasons"
    yield f"{folder / receipt['mapping']}: the mapping; use it again with --map"
