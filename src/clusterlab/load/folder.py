"""A whole cluster folder read in one pass, with every problem in all of its files."""

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..model.problem import Problem, sort_problems
from .columns import MONEY, Table
from .descriptor import FILE, extent, meta_problems, read_descriptor, resource_paths, source_cells
from .languages import filled, languages_of, spoken
from .promises import reading_problems
from .relations import foreign_problems, row_problems
from .scenario_files import SCENARIOS, scenario_files, scenario_problems
from .sheet import Sheet, empty_frame, read_sheet, sheet_frame
from .tables import TABLES, table

COUNTED = {"csv": "rows", "geojson": "features"}
"""Member of a resource that counts its rows; other programs count rows only in tables of text."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: descriptor, tables as read, file hashes, and all problems."""

    descriptor: dict[str, Any]
    sheets: dict[str, Sheet]
    hashes: dict[str, str]
    problems: list[Problem]


def read_folder(folder: Path) -> Folder:
    """Read each file of a cluster folder and hold it against the registry.

    Parameters
    ----------
    folder : Path
        Where datapackage.json lies.

    Returns
    -------
    Folder
        Tables that are absent have no rows. With problems, the tables are not for use. The
        caller's own: what is read once is handed out as copies.
    """
    return _copied(_read(folder, _state(folder)))


def _state(folder: Path) -> tuple[tuple[str, str], ...]:
    """List what lies in a folder, and each file that is looked at with its hash."""
    if not folder.is_dir():
        return ()
    looked_at = {folder / name for name in (FILE, *(record.path for record in TABLES))}
    looked_at |= set(scenario_files(folder).values())
    return tuple(
        (str(path), digest(path.read_bytes()) if path in looked_at and path.is_file() else "")
        for path in sorted({*folder.iterdir(), *looked_at})
    )


# A run reads the packages that its clusters share once for each of them; checking is what costs.
@lru_cache(maxsize=8)
def _read(folder: Path, _: tuple[tuple[str, str], ...]) -> Folder:
    descriptor, problems = read_descriptor(folder)
    if problems:
        return Folder(descriptor, {}, {}, problems)
    problems += meta_problems(descriptor)
    resources, wrong = resource_paths(descriptor, folder)
    problems += wrong
    hashes = {FILE: digest((folder / FILE).read_bytes())}
    sheets: dict[str, Sheet] = {"sources": _source_sheet(descriptor)}
    languages = languages_of(descriptor)
    for record in (spoken(record, languages) for record in TABLES):
        if record.name not in resources:
            nothing = Sheet(filled(empty_frame(record), languages), [], [])
            sheets.setdefault(record.name, nothing)
            continue
        data = (folder / record.path).read_bytes()
        hashes[record.path] = digest(data)
        sheet = read_sheet(data, record, record.path, extent=extent(descriptor))
        sheets[record.name] = replace(sheet, frame=filled(sheet.frame, languages))
        problems += _seal_problems(resources[record.name], hashes[record.path], sheet, record)
    for path in scenario_files(folder).values():
        hashes[f"{SCENARIOS}/{path.name}"] = digest(path.read_bytes())
    problems += scenario_problems(descriptor, folder, hashes)
    problems += _missing_tables(descriptor, resources)
    for record in TABLES:
        sheet = sheets[record.name]
        problems += sheet.problems
        problems += row_problems(sheet, record, record.path)
        problems += foreign_problems(sheets, record, record.path)
        problems += _money_problems(descriptor, sheet, record)
    problems += reading_problems(sheets, table("readings").path)
    return Folder(descriptor, sheets, hashes, sort_problems(problems))


def _copied(read: Folder) -> Folder:
    sheets = {
        name: replace(sheet, frame=sheet.frame.copy(), lines=list(sheet.lines))
        for name, sheet in read.sheets.items()
    }
    return replace(
        read,
        descriptor=deepcopy(read.descriptor),
        sheets=sheets,
        hashes=dict(read.hashes),
        problems=list(read.problems),
    )


def digest(data: bytes) -> str:
    """Name bytes by their SHA-256.

    Parameters
    ----------
    data : bytes
        A whole file.

    Returns
    -------
    str
        Such as ``sha256:e3b0…``.
    """
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _source_sheet(descriptor: Mapping[str, Any]) -> Sheet:
    record = table("sources")
    cells, problems = source_cells(descriptor)
    lines = list(range(1, len(cells["source_id"]) + 1))
    frame, wrong = sheet_frame(cells, record, lines=lines, file=FILE)
    return Sheet(frame, lines, problems + wrong)


def _seal_problems(
    resource: Mapping[str, Any], found: str, sheet: Sheet, record: Table
) -> list[Problem]:
    """Compare the file with the hash and the row count of the descriptor, where it has them."""
    problems = []
    if resource.get("hash") not in {None, found}:
        expected = f"the file that {FILE} was sealed with; its hash is another"
        problems.append(Problem(record.path, 0, "", None, expected))
    counted = COUNTED[record.format]
    rows = resource.get(counted)
    if rows is not None and rows != len(sheet.lines):
        expected = f"{rows} {counted}, as {FILE} says; there are {len(sheet.lines)}"
        problems.append(Problem(record.path, 0, "", None, expected))
    return problems


def _missing_tables(descriptor: Mapping[str, Any], resources: Mapping[str, Any]) -> list[Problem]:
    meta = descriptor.get("clusterlab")
    if isinstance(meta, dict) and meta.get("kind") == "reference":
        return []
    expected = 'this table in a cluster (a package of shared tables says "kind": "reference")'
    return [
        Problem(record.path, 0, "", None, expected)
        for record in TABLES
        if record.required and record.format != "descriptor" and record.name not in resources
    ]


def _money_problems(descriptor: Mapping[str, Any], sheet: Sheet, record: Table) -> list[Problem]:
    meta = descriptor.get("clusterlab")
    units = meta.get("money_unit") if isinstance(meta, dict) else None
    known = units if isinstance(units, dict) else {}
    return [
        Problem(FILE, 0, "clusterlab.money_unit", None, f"the unit of {record.name}.{column.name}")
        for column in record.columns
        if column.unit == MONEY
        and sheet.frame[column.name].notna().any()
        and f"{record.name}.{column.name}" not in known
    ]
