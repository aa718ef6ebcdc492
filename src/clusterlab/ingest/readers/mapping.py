"""The mapping: which heading fills which column, kept in a TOML file that people can read."""

import tomllib
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ...load.columns import Table
from ...load.tables import TABLE_NAMES, table as record_of
from ...model.problem import DataError, Problem, meant

FILL_IN = "?"
"""Stands in a drafted mapping where a person must decide."""
READ_KEYS = {
    "encoding": str,
    "separator": str,
    "decimal": str,
    "header": int,
    "header_rows": int,
    "sheet": str,
    "layer": str,
    "crs": str,
    "swap": bool,
    "totals": str,
    "parents": str,
    "duplicates": str,
    "restore_zeros": bool,
    "ksic": str,
    "concordance": str,
}
CHOICES = {
    "totals": ("leave out", "keep"),
    "parents": ("leave out", "keep"),
    "duplicates": ("refuse", "first", "last"),
}
RULE_KEYS = frozenset({"heading", "unit", "join", "hash", "prefix", "by", "level"})


@dataclass(frozen=True, slots=True)
class Rule:
    """How a column is filled: from a heading, from several joined, or by an id made of them.

    ``unit`` is the unit of the heading's numbers; ``by`` is ``ksic`` where a sector follows from
    an industry code; ``prefix`` begins a made id.
    """

    headings: tuple[str, ...]
    how: str = "heading"
    unit: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that turns a file into rows of a table."""

    table: str
    columns: dict[str, Rule] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    sources: tuple[dict[str, str], ...] = ()
    read: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    keep: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leave_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unpivot: dict[str, Any] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    file: str = "mapping"

    @property
    def record(self) -> Table:
        """Find the table's record.

        Returns
        -------
        Table
            Of the registry.
        """
        return record_of(self.table)

    def with_read(self, **options: Any) -> "Mapping":
        """Let options of a call go before those of the file.

        Returns
        -------
        Mapping
            A new one; options that are None change nothing.
        """
        given = {name: value for name, value in options.items() if value is not None}
        return replace(self, read=self.read | given)


def read_mapping(given: str | Path | MappingABC[str, Any], *, table: str | None = None) -> Mapping:
    """Read a mapping.

    Parameters
    ----------
    given : str, Path or mapping
        A TOML file, or its content as a dict.
    table : str, optional
        The table that it must be for.

    Returns
    -------
    Mapping
        Checked against the registry.

    Raises
    ------
    DataError
        Which lists everything that is wrong in it.
    """
    if isinstance(given, MappingABC):
        content, name = dict(given), "mapping"
    else:
        path = Path(given)
        name = path.name
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise DataError([Problem(name, 0, "", None, "this mapping file to be there")]) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DataError([Problem(name, 0, "", None, f"TOML; {error}")]) from None
    problems: list[Problem] = []

    def report(where: str, value: object, expected: str) -> None:
        problems.append(Problem(name, 0, where, value, expected))

    named = content.get("table", table)
    if named not in TABLE_NAMES or named == "sources":
        report("table", named, f"the name of a table{meant(str(named), TABLE_NAMES)}")
        raise DataError(problems)
    if table is not None and named != table:
        report("table", named, f"{table}, the table that was asked for")
    made = _mapping(content, record_of(str(named)), name, report)
    if problems:
        raise DataError(problems)
    return made


def _mapping(content: dict[str, Any], record: Table, name: str, report: Any) -> Mapping:
    known = {
        "table",
        "file",
        "headings",
        "read",
        "columns",
        "constants",
        "values",
        "sources",
        "missing",
        "keep",
        "leave_out",
        "unpivot",
    }
    for key in content.keys() - known:
        report(key, None, f"a part of a mapping{meant(key, known)}")
    columns = {}
    for column, given in _table(content, "columns", report).items():
        _check_column(f"columns.{column}", column, record, report)
        rule = _rule(given)
        if rule is None:
            expected = 'a heading, or a table such as { heading = "종업원수", unit = "명" }'
            report(f"columns.{column}", given, expected)
        else:
            columns[column] = rule
    constants = {}
    for column, given in _table(content, "constants", report).items():
        _check_column(f"constants.{column}", column, record, report)
        text = str(given).lower() if isinstance(given, bool) else str(given)
        constants[column] = text
        choices = record.column(column).choices if column in record.names else ()
        if choices and text not in (*choices, FILL_IN):
            report(
                f"constants.{column}", text, f"one of {', '.join(choices)}{meant(text, choices)}"
            )
    values = {}
    for column, given in _table(content, "values", report).items():
        _check_column(f"values.{column}", column, record, report)
        choices = record.column(column).choices if column in record.names else ()
        if not isinstance(given, dict):
            report(f"values.{column}", given, "a table of values, each with what it becomes")
            continue
        values[column] = {str(key): str(value) for key, value in given.items()}
        for value in values[column].values():
            if choices and value not in (*choices, "", FILL_IN):
                expected = f"one of {', '.join(choices)}{meant(value, choices)}"
                report(f"values.{column}", value, expected)
    read = _table(content, "read", report)
    for key, value in read.items():
        kind = READ_KEYS.get(key)
        if kind is None:
            report(f"read.{key}", None, f"an option of reading{meant(key, READ_KEYS)}")
        elif type(value) is not kind:
            report(
                f"read.{key}",
                value,
                {str: "text", int: "a whole number"}.get(kind, "true or false"),
            )
        elif key in CHOICES and value not in CHOICES[key]:
            report(f"read.{key}", value, f"one of {', '.join(CHOICES[key])}")
    sources = content.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(part, dict) for part in sources):
        report("sources", None, "a list of tables, [[sources]]")
        sources = []
    return Mapping(
        table=record.name,
        columns=columns,
        constants=constants,
        meanings=values,
        sources=tuple({str(k): str(v) for k, v in part.items()} for part in sources),
        read=read,
        missing=tuple(str(word) for word in content.get("missing", [])),
        keep=_lists(_table(content, "keep", report)),
        leave_out=_lists(_table(content, "leave_out", report)),
        unpivot=_table(content, "unpivot", report),
        headings=tuple(str(heading) for heading in content.get("headings", [])),
        file=name,
    )


def _table(content: dict[str, Any], key: str, report: Any) -> dict[str, Any]:
    part = content.get(key, {})
    if not isinstance(part, dict):
        report(key, part, f"a table, [{key}]")
        return {}
    return part


def _check_column(where: str, column: str, record: Table, report: Any) -> None:
    if column not in record.names:
        report(where, None, f"a column of {record.name}{meant(column, record.names)}")


def _lists(part: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        key: tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        for key, value in part.items()
    }


def _rule(given: Any) -> Rule | None:
    if isinstance(given, str):
        return Rule((given,))
    if not isinstance(given, dict) or given.keys() - RULE_KEYS:
        return None
    unit, prefix = str(given.get("unit", "")), str(given.get("prefix", ""))
    for how in ("join", "hash"):
        parts = given.get(how)
        if isinstance(parts, list) and parts and all(isinstance(part, str) for part in parts):
            return Rule(tuple(parts), how, unit, prefix)
    if isinstance(given.get("heading"), str):
        how = "ksic" if given.get("by") == "ksic" else "heading"
        return Rule((given["heading"],), how, unit, prefix)
    return None
