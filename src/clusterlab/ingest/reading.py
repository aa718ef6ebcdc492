"""Read any file of a common format, as it is or as rows of one of a cluster's tables."""

import hashlib
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..load.coordinates import Extent
from ..load.personal import is_about_patients
from ..model.problem import DataError, Problem
from .korea.extent import KOREA
from .readers.codes import damage, is_code
from .readers.convert import Settings
from .readers.crs_guess import Ground
from .readers.draft import draft
from .readers.entrance import LIMIT_MB
from .readers.fit import Reading, fit
from .readers.mapping import Mapping, read_mapping
from .readers.note import Note, counted
from .readers.numbers import read_numbers
from .readers.raw import Raw
from .readers.receipt import receipt
from .readers.shapes import drawn_as_stated
from .readers.source import Options, read_source
from .readers.texts import Hints, hints_of, resident_number
from .readers.totals import footnotes, parent_rows, sum_rows
from .readers.wide import unpivot

READ_OPTIONS = ("encoding", "separator", "decimal", "header", "header_rows", "sheet", "layer")


@dataclass(frozen=True, slots=True)
class Read:
    """A file, the mapping that was used, the rows that it gave, and the receipt."""

    raw: Raw
    mapping: Mapping
    reading: Reading
    receipt: dict[str, Any]


def read_table(
    path: str | Path,
    *,
    table: str | None = None,
    mapping: str | Path | MappingABC[str, Any] | None = None,
    constants: MappingABC[str, str] | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    header: int | None = None,
    header_rows: int | None = None,
    sheet: str | None = None,
    layer: str | None = None,
    crs: str | None = None,
    swap: bool | None = None,
    extent: Extent = KOREA,
    money_unit: MappingABC[str, str] | None = None,
    limit_mb: float = LIMIT_MB,
    decimal: str | None = None,
) -> pd.DataFrame:
    r"""Read a file of a common format.

    Parameters
    ----------
    path : str or Path
        CSV, TSV, XLSX, GeoJSON, TopoJSON, Shapefile, GeoPackage or Parquet; also zipped.
    table : str, optional
        Table of a cluster that the rows are for, such as ``firms``.
    mapping : path or mapping, optional
        TOML file, or its content, that says which heading fills which column. Without it the
        headings are looked up in the dictionary.
    constants : mapping, optional
        Values that all rows have, such as ``{"source_id": "register-2024"}``.
    encoding, separator : str, optional
        As declared, which wins; detected where they are not.
    header, header_rows : int, optional
        First row of the headings, from 1, and how many rows they take.
    sheet, layer : str, optional
        Of a workbook, or of a file with several layers.
    crs : str, optional
        Reference system of the coordinates, such as ``EPSG:5186``.
    swap : bool, optional
        Whether points whose x and y look swapped are swapped back.
    extent : tuple of float
        West, south, east and north edge of where points may be [degree].
    money_unit : mapping, optional
        Unit in which each money column is kept, by ``table.column``.
    limit_mb : float
        Size above which a file is refused [MB].
    decimal : {",", "."}, optional
        What parts decimals in a CSV. Where it is not given, a file whose fields a comma does not
        part is looked at as a whole, and refused if its numbers can be read both ways.

    Returns
    -------
    DataFrame or GeoDataFrame
        With a table: its columns, typed, placed rows in EPSG:4326. Without one: the file's own
        columns, where those that hold numbers only are float64 and codes stay text; columns of
        personal data are left out. ``attrs["receipt"]`` says what was found and done, and what
        became of each row.

    Raises
    ------
    DataError
        Where the file, or the mapping, is at fault; each problem in one line.

    Examples
    --------
    >>> import clusterlab as cl
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "firms.csv"
    ...     text = '기업 목록 (2024)\n업체명,종업원수\n가나바이오,"1,200"\n'
    ...     size = file.write_bytes(text.encode("cp949"))
    ...     frame = cl.read_table(file)
    >>> frame["종업원수"].tolist(), frame.attrs["receipt"]["read"]["encoding"]
    ([1200.0], 'cp949')
    """
    options = Options(
        encoding=encoding,
        separator=separator,
        header=header,
        header_rows=header_rows,
        sheet=sheet,
        layer=layer,
        limit_mb=limit_mb,
        decimal=decimal,
    )
    if table is None and mapping is None:
        return _as_it_is(Path(path), options, crs=crs, extent=extent)
    read = read_file(
        path,
        table=table,
        mapping=mapping,
        constants=constants,
        options=options,
        crs=crs,
        swap=swap,
        ground=Ground(extent),
        money_unit=money_unit,
    )
    frame = read.reading.frame
    frame.attrs["receipt"] = read.receipt
    return frame


def read_file(
    path: str | Path,
    *,
    table: str | None,
    mapping: str | Path | MappingABC[str, Any] | Mapping | None = None,
    constants: MappingABC[str, str] | None = None,
    options: Options | None = None,
    crs: str | None = None,
    swap: bool | None = None,
    ground: Ground | None = None,
    money_unit: MappingABC[str, str] | None = None,
    last_year: int = 2100,
) -> Read:
    """Read a file as rows of a table, with all that became of it.

    Parameters
    ----------
    path, table, mapping, constants, crs, swap, money_unit
        As for ``read_table``.
    options : Options, optional
        How the file is to be read; goes before the mapping's own options.
    ground : Ground, optional
        Extent, known places and area of the cluster.
    last_year : int
        No date is later than this year.

    Returns
    -------
    Read
        File, mapping, rows, account and receipt.
    """
    made = (
        mapping
        if isinstance(mapping, Mapping) or mapping is None
        else read_mapping(mapping, table=table)
    )
    given = options or Options()
    if made is not None:
        declared = {name: made.read[name] for name in READ_OPTIONS if name in made.read}
        said = {name: getattr(given, name) for name in READ_OPTIONS}
        given = replace(given, **declared | {k: v for k, v in said.items() if v is not None})
    raw = read_source(path, given)
    if made is not None and made.unpivot:
        raw = unpivot(raw, made.unpivot, mapping_file=made.file)
    hints = searched(raw)
    if made is None:
        made = draft(raw, str(table), constants=constants)
    elif constants:
        made = replace(
            made,
            constants=made.constants | dict(constants),
            columns={name: rule for name, rule in made.columns.items() if name not in constants},
        )
    made = made.with_read(crs=crs, swap=swap)
    settings = Settings(raw.file, made, raw.titles, money_unit, last_year, hints)
    reading = fit(raw, made, ground=ground, settings=settings)
    with Path(path).open("rb") as file:
        digest = f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    return Read(raw, made, reading, receipt(raw, made, reading, file_hash=digest))


def searched(raw: Raw) -> dict[str, Hints]:
    """Search a whole file for personal data and signs that no cell may hold.

    Parameters
    ----------
    raw : Raw
        The file as read.

    Returns
    -------
    dict
        What the cells of each heading have to be searched for.

    Raises
    ------
    DataError
        Where a cell, of whatever column, holds what looks like a resident registration number,
        or the rows are patients.
    """
    found = {}
    patients = [name for name in raw.headings if is_about_patients(name)]
    if patients:
        expected = "a table of organisations or areas; this one has a row for each patient"
        raise DataError([Problem(raw.file, 0, patients[0], None, expected)])
    if raw.ordinary:
        return dict.fromkeys(raw.headings, Hints(unseen=False, replaced=False, personal=False))
    for name in raw.headings:
        found[name] = hints_of(raw.cells[name])
        at = resident_number(raw.cells[[name]]) if found[name].personal else None
        if at is not None:
            kind = "resident registration number"
            expected = f"no personal data; a cell holds what looks like a {kind}"
            raise DataError([Problem(raw.file, int(raw.rows[at[0]]), name, None, expected)])
    return found


def _as_it_is(path: Path, options: Options, *, crs: str | None, extent: Extent) -> pd.DataFrame:
    raw = read_source(path, options)
    searched(raw)
    dropped = raw.personal
    columns: dict[str, pd.Series] = {}
    for name in raw.headings:
        if name in dropped:
            continue
        cells = raw.cells[name].str.strip()
        columns[name] = cells.mask(cells == "")
        if not is_code(name) and not cells.str.match(r"0[0-9]").any():
            read = read_numbers(cells, name)
            if not read.faults and np.isfinite(read.numbers).any():
                columns[name] = pd.Series(read.numbers)
    frame = pd.DataFrame(columns)
    notes = [*raw.notes, *_looked_at(raw)]
    if raw.geometry is not None:
        shapes, told = drawn_as_stated(raw.geometry, raw.file, crs=crs, ground=Ground(extent))
        frame = gpd.GeoDataFrame(frame, geometry=shapes)
        notes += told
    frame.attrs["receipt"] = {
        "file": raw.file,
        "rows": len(raw.cells) + len(raw.refused),
        "used": len(raw.cells),
        "set_aside": 0,
        "refused": len(raw.refused),
        "read": dict(raw.said),
        "personal": dropped,
        "notes": [note.record() for note in notes],
    }
    return frame


def _looked_at(raw: Raw) -> list[Note]:
    """Say what a file holds that must not be taken at its word; nothing is left out."""
    notes = damage(raw.cells)
    for group in (*sum_rows(raw.cells), *parent_rows(raw.cells), *footnotes(raw.cells)):
        count = len(group.places)
        said = f"{counted(count, 'row is', 'rows are')} {group.reason}; kept in this reading"
        notes.append(Note("kept", said, count=count))
    return notes
