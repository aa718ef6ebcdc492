"""Seal a folder: write its tables' fields, rows and hashes into its datapackage.json."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..model.problem import DataError
from .columns import Table
from .descriptor import FILE, read_descriptor
from .folder import COUNTED, digest
from .languages import languages_of, spoken
from .scenario_files import SCENARIOS, scenario_files
from .schema import field
from .sheet import read_sheet
from .tables import TABLES, table
from .words import description

KEPT_FIRST = ("profile", "name", "title", "description", "clusterlab", "resources", "sources")


def seal(folder: str | Path) -> Path:
    """Write resources into the descriptor from the registry and the files that are there.

    Parameters
    ----------
    folder : str or Path
        A cluster folder whose datapackage.json has at least ``clusterlab`` and ``sources``.

    Returns
    -------
    Path
        The descriptor, rewritten; its other members are kept.

    Raises
    ------
    DataError
        Where the descriptor cannot be read. Whether the tables keep their rules is not asked:
        that is what ``check`` is for.

    Notes
    -----
    Sealing twice gives the same bytes.
    """
    home = Path(folder)
    descriptor, problems = read_descriptor(home)
    if problems:
        raise DataError(problems)
    meta = descriptor.get("clusterlab")
    units = meta.get("money_unit", {}) if isinstance(meta, dict) else {}
    there = [
        record
        for record in TABLES
        if record.format != "descriptor" and (home / record.path).is_file()
    ]
    names = {record.name for record in there}
    languages = languages_of(descriptor)
    descriptor["resources"] = [
        resource(
            spoken(record, languages),
            (home / record.path).read_bytes(),
            money_unit=units,
            there=names,
        )
        for record in there
    ]
    scenarios = scenario_files(home).values()
    if isinstance(meta, dict) and (scenarios or SCENARIOS in meta):
        meta[SCENARIOS] = {path.name: digest(path.read_bytes()) for path in scenarios}
    if isinstance(meta, dict) and "slug" in meta:
        descriptor.setdefault("name", meta["slug"])
    descriptor.setdefault("profile", "data-package")
    ordered = {name: descriptor[name] for name in KEPT_FIRST if name in descriptor}
    text = json.dumps(ordered | descriptor, ensure_ascii=False, indent=1)
    path = home / FILE
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def resource(
    record: Table, data: bytes, *, money_unit: dict[str, str], there: set[str]
) -> dict[str, Any]:
    """Describe the file of a table as a resource of the package.

    Parameters
    ----------
    record : Table
        The record of the registry.
    data : bytes
        The whole file.
    money_unit : dict
        Unit of each money column, by ``table.column``.
    there : set of str
        Tables of the folder.

    Returns
    -------
    dict
        Path, fields, row count and hash.
    """
    sheet = read_sheet(data, record, record.path)
    made: dict[str, Any] = {
        "name": record.name,
        "path": record.path,
        "description": description(record.name, lang="en"),
        "format": record.format,
        "mediatype": "text/csv" if record.format == "csv" else "application/geo+json",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": digest(data),
        COUNTED[record.format]: len(sheet.lines),
    }
    made["schema"] = table_schema(record, sheet.columns, money_unit=money_unit, there=there)
    return made


def table_schema(
    record: Table, columns: Sequence[str], *, money_unit: dict[str, str], there: set[str]
) -> dict[str, Any]:
    """Describe a table as a Frictionless Table Schema.

    Parameters
    ----------
    record : Table
        The record of the registry.
    columns : sequence of str
        Columns of the file, in its order.
    money_unit : dict
        Unit of each money column, by ``table.column``.
    there : set of str
        Tables of the folder.

    Returns
    -------
    dict
        fields, missingValues, and where they apply primaryKey and foreignKeys. A key is named
        only if no part of it may be empty, a foreign key only if it points to a CSV file, as
        other programs know these alone; ``check`` looks at all of them.
    """
    fields = [field(record.column(name), record, money_unit=money_unit) for name in columns]
    made: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if record.key and all(record.column(name).required for name in record.key):
        made["primaryKey"] = list(record.key)
    links = [
        {
            "fields": [link.column],
            "reference": {
                "resource": "" if link.table == record.name else link.table,
                "fields": [link.target],
            },
        }
        for link in record.foreign_keys
        if link.column in columns and link.table in there and table(link.table).format == "csv"
    ]
    if links:
        made["foreignKeys"] = links
    return made
