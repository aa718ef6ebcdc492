"""A made table put into a cluster folder: merged, declared, checked, then swapped in at once."""

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import mapping

from ...load.check import check
from ...load.columns import Table
from ...load.descriptor import FILE, extent, meta_problems, read_descriptor
from ...load.seal import resource
from ...load.sheet import read_sheet
from ...load.stage import staged, swap_in
from ...load.tables import TABLES, table
from ...model.problem import DataError, Problem
from ..importing import IMPORTS
from .fetch import Fetched
from .made import filled, make_table, raw_frame, source, source_id
from .tidy import GEOMETRY


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the rows of a fetch.

    ``fetched`` is the number of rows that came, ``used`` that of the rows of the table made of
    them, ``replaced`` that of rows which stood there before under the same source or key.
    """

    path: str
    fetched: int
    used: int
    replaced: int
    left_out: dict[str, int]


def put(fetched: Fetched, folder: Path, *, wanted: str = "") -> Receipt:
    """Put fetched rows into the table of a cluster.

    Parameters
    ----------
    fetched : Fetched
        What came.
    folder : Path
        The cluster, with its datapackage.json.
    wanted : str
        Name of the table that the user asked for.

    Returns
    -------
    Receipt
        Also written to ``imports/`` in the folder, beside the rows that were not used.

    Raises
    ------
    ValueError
        Where no table can be made of the rows.
    DataError
        Where the folder cannot be read, or would have problems that it does not have now. In
        either case nothing is written.
    """
    record = filled(fetched.data_set, wanted)
    descriptor, problems = read_descriptor(folder)
    if problems:
        raise DataError(problems)
    meta = descriptor.get("clusterlab")
    if not isinstance(meta, dict):
        raise DataError(meta_problems(descriptor))
    made = make_table(
        fetched,
        extent=extent(descriptor),
        districts=_districts(folder),
        measure_crs=str(meta.get("measure_crs", "EPSG:5186")),
    )
    name = source_id(fetched.data_set, fetched.parameters)
    text, replaced = _merged(folder / record.path, record, made.frame, name)
    _declare(descriptor, meta, fetched)
    receipt = Receipt(record.path, len(fetched.copy.rows), len(made.frame), replaced, made.reasons)
    stem = f"{IMPORTS}/{record.name}-{name}"
    beside = {f"{stem}.json": _told(fetched, receipt)}
    if len(made.left_out) or (folder / f"{stem}-set-aside.csv").is_file():
        beside[f"{stem}-set-aside.csv"] = _set_aside(fetched, made.left_out)
    _write(folder, descriptor, record, text, beside)
    return receipt


def _districts(folder: Path) -> gpd.GeoDataFrame | None:
    record = table("districts")
    path = folder / record.path
    if not path.is_file():
        return None
    frame = read_sheet(path.read_bytes(), record, record.path).frame
    return frame if isinstance(frame, gpd.GeoDataFrame) else None


def _merged(path: Path, record: Table, made: pd.DataFrame, name: str) -> tuple[str, int]:
    """Join the rows that are there with the new ones; of the same key the new one stays."""
    if record.format == "geojson":
        return _merged_features(path, record, made, name)
    there: list[dict[str, str]] = []
    columns = set(made.columns)
    if path.is_file():
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        there = list(reader)
        columns |= set(reader.fieldnames or ())
    names = list(made.columns)
    fresh = [
        dict(zip(names, cells, strict=True)) for cells in made.itertuples(index=False, name=None)
    ]
    keys = {tuple(row.get(part, "") for part in record.key) for row in fresh}
    kept = [
        row
        for row in there
        if row.get("source_id") != name
        and tuple(row.get(part, "") for part in record.key) not in keys
    ]
    out = io.StringIO()
    header = [column for column in record.names if column in columns]
    header += sorted(columns - set(header))
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept, *fresh])
    return out.getvalue(), len(there) - len(kept)


def _merged_features(path: Path, record: Table, made: pd.DataFrame, name: str) -> tuple[str, int]:
    there: list[dict[str, Any]] = []
    if path.is_file():
        there = json.loads(path.read_text(encoding="utf-8-sig")).get("features", [])
    key = record.key[0]
    fresh = features(made)
    keys = {feature["properties"][key] for feature in fresh}
    kept = [
        feature
        for feature in there
        if feature["properties"].get("source_id") != name
        and feature["properties"].get(key) not in keys
    ]
    collection = {"type": "FeatureCollection", "features": [*kept, *fresh]}
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False)
    return text + "\n", len(there) - len(kept)


def features(made: pd.DataFrame) -> list[dict[str, Any]]:
    """Write rows with outlines as GeoJSON features.

    Parameters
    ----------
    made : GeoDataFrame
        Text cells and geometry in EPSG:4326.

    Returns
    -------
    list of dict
        An empty cell is no property.
    """
    names = [column for column in made.columns if column != "geometry"]
    return [
        {
            "type": "Feature",
            "properties": {name: row[name] for name in names if row[name] != ""},
            "geometry": mapping(row["geometry"]),
        }
        for row in made.to_dict("records")
    ]


def _declare(descriptor: dict[str, Any], meta: dict[str, Any], fetched: Fetched) -> None:
    declared = source(fetched)
    others = [
        part
        for part in descriptor.get("sources", [])
        if not isinstance(part, dict) or part.get("name") != declared["name"]
    ]
    descriptor["sources"] = [*others, declared]
    units = meta.setdefault("money_unit", {})
    for column, unit in fetched.data_set.money:
        there = units.setdefault(column, unit)
        if there != unit:
            raise ValueError(
                f"{FILE}: clusterlab.money_unit: {column} is in {there} here, "
                f"and {fetched.data_set.name} gives {unit}"
            )


def _write(
    folder: Path,
    descriptor: dict[str, Any],
    record: Table,
    text: str,
    beside: dict[str, str],
) -> None:
    """Try the change on a copy of the folder; only a change that brings no problem counts."""
    before = Counter(_anywhere(problem) for problem in check(folder))
    with staged(folder) as copy:
        (copy / record.path).write_text(text, encoding="utf-8", newline="\n")
        _describe(copy, descriptor, record)
        found = []
        for problem in check(copy):
            if before[_anywhere(problem)]:
                before[_anywhere(problem)] -= 1
            else:
                found.append(problem)
        if found:
            raise DataError(found)
        (copy / IMPORTS).mkdir()
        for name, told in beside.items():
            (copy / name).write_text(told, encoding="utf-8", newline="\n")
        swap_in(folder, {name: copy / name for name in (*beside, record.path, FILE)})


def _anywhere(problem: Problem) -> str:
    """Tell a problem without its row: rows of an earlier fetch go, and those below move up."""
    return str(replace(problem, row=0))


def _describe(folder: Path, descriptor: dict[str, Any], record: Table) -> None:
    there = {
        each.name
        for each in TABLES
        if each.format != "descriptor" and (folder / each.path).is_file()
    }
    units = descriptor["clusterlab"].get("money_unit", {})
    data = (folder / record.path).read_bytes()
    described = resource(record, data, money_unit=units, there=there)
    listed = descriptor.get("resources")
    others = listed if isinstance(listed, list) else []
    names = [part.get("name") if isinstance(part, dict) else None for part in others]
    if record.name in names:
        others[names.index(record.name)] = described
    else:
        others.append(described)
    descriptor["resources"] = others
    text = json.dumps(descriptor, ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8", newline="\n")


def _set_aside(fetched: Fetched, left_out: "pd.Series[str]") -> str:
    """Write the rows that were not used, each with its reason."""
    frame = raw_frame(fetched).drop(columns=GEOMETRY, errors="ignore")
    rows = frame.loc[left_out.index].assign(reason=left_out).sort_index(kind="stable")
    return rows.to_csv(index=False, lineterminator="\n")


def _told(fetched: Fetched, receipt: Receipt) -> str:
    told = {
        "data_set": fetched.data_set.name,
        "source": source(fetched),
        "request": fetched.parameters | {"key": "***"},
        "fetched": fetched.copy.fetched.isoformat(),
        "reported": fetched.copy.total,
        "rows": receipt.fetched,
        "table": receipt.path,
        "used": receipt.used,
        "replaced": receipt.replaced,
        "left_out": receipt.left_out,
        "fields_not_kept": list(fetched.copy.unknown),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
