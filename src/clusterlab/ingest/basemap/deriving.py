"""Derives the base map of a cluster from files, and writes it into the cluster's folder."""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from ...load.columns import UNDATED
from ...load.coordinates import WORLD
from ...load.descriptor import FILE, extent as extent_of, read_descriptor
from ...load.seal import seal
from ...load.sheet import read_sheet
from ...load.tables import table as record_of
from ...model.problem import DataError, Problem
from .features import Features, read_features
from .generalise import distinct_ids, generalised, kinds_in

LIMIT_BYTES = 150_000
"""A base map lies in each map of each page of its cluster."""
_ROUND = 5
_PREFIX = "basemap-"


@dataclass(frozen=True)
class Attribution:
    """Who made the files, where they do not say it themselves.

    Parameters
    ----------
    publisher, licence, date, title : str
        As the table sources wants them; empty for what the file itself says.
    """

    publisher: str = ""
    licence: str = ""
    date: str = ""
    title: str = ""


def derive_basemap(
    folder: str | Path,
    files: Sequence[Path],
    *,
    attribution: Attribution | None = None,
    append: bool = False,
) -> list[str]:
    """Write the table context of a cluster from files of geographic features.

    Parameters
    ----------
    folder : str or Path
        The cluster's folder.
    files : sequence of Path
        Each as `read_features` reads it.
    attribution : Attribution, optional
        Who made the files; a file of OpenStreetMap or Overture Maps says so itself.
    append : bool
        Keep what the table holds of other sources.

    Returns
    -------
    list of str
        What was written, a line each.

    Raises
    ------
    DataError
        A file cannot be used, or nobody says who made it. Nothing is written then.
    """
    home = Path(folder)
    descriptor, problems = read_descriptor(home)
    if problems:
        raise DataError(problems)
    extent = _extent(home, descriptor)
    given = attribution or Attribution()
    read = [(file, read_features(file, extent=extent)) for file in files]
    sources = [_source(file, one, given) for file, one in read]
    tables = [
        one.table.assign(source_id=source["name"], note=None)
        for (_, one), source in zip(read, sources, strict=True)
    ]
    record = record_of("context")
    path = home / record.path
    own = {source["name"] for source in sources}
    kept: gpd.GeoDataFrame | None = None
    if append and path.is_file():
        old: Any = read_sheet(path.read_bytes(), record, record.path).frame
        kept = old[~old["source_id"].isin(own)]
        tables.append(
            kept.drop(columns="context_id").astype({"name_ko": object, "name_en": object})
        )
    crs = str(descriptor["clusterlab"]["measure_crs"])
    every = gpd.GeoDataFrame(pd.concat(tables, ignore_index=True), crs="EPSG:4326")
    every = every.astype(object).set_geometry("geometry", crs="EPSG:4326")
    every = every.where(every.notna(), None).set_geometry("geometry", crs="EPSG:4326")
    made, tolerance = generalised(
        every,
        extent=extent,
        crs=crs,
        fits=lambda table: len(_text(table)) <= LIMIT_BYTES,
    )
    if made.empty:
        raise DataError([Problem(files[0].name, 0, "", None, "features large enough to be drawn")])
    shown = set(made["source_id"])
    told = [
        source | {"title": f"{source['title']}, derived: generalised to about {tolerance:g} m"}
        for source in sources
        if source["name"] in shown
    ]
    data = _text(made)
    _write(home, path, data, _with_sources(descriptor, told, shown))
    return [
        f"{path}: {len(data):,} bytes, generalised to {tolerance:g} m; {kinds_in(made)}",
        *(f"{one['name']}: {one['publisher']}, {one['licence']}, {one['date']}" for one in told),
    ]


def _extent(home: Path, descriptor: dict[str, Any]) -> tuple[float, float, float, float]:
    """Give the extent of a cluster [degree], that of its outlines where none is stated."""
    stated = extent_of(descriptor)
    if stated != WORLD:
        return stated
    record = record_of("districts")
    path = home / record.path
    frame: Any = read_sheet(path.read_bytes(), record, record.path).frame if path.is_file() else ()
    if not len(frame) or frame.geometry.isna().all():
        expected = "the extent of the cluster (west, south, east, north), to cut the files by"
        raise DataError([Problem(FILE, 0, "clusterlab.extent", None, expected)])
    west, south, east, north = frame.total_bounds
    wide, high = (east - west) / 2, (north - south) / 2
    return west - wide, south - high, east + wide, north + high


def _source(file: Path, read: Features, given: Attribution) -> dict[str, str]:
    publisher = given.publisher or read.publisher
    licence = given.licence or read.licence
    lacking = [
        option
        for option, value in (("--publisher", publisher), ("--licence", licence))
        if not value
    ]
    if lacking:
        expected = f"to say who made it: add {' and '.join(lacking)}"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    stem = re.sub(r"[^a-z0-9]+", "-", file.name.split(".")[0].lower()).strip("-") or "file"
    return {
        "name": f"{_PREFIX}{stem}",
        "title": given.title or f"Base map from {file.name}",
        "path": file.name,
        "publisher": publisher,
        "date": given.date or read.date or UNDATED,
        "licence": licence,
        "kind": "map",
    }


def _with_sources(
    descriptor: dict[str, Any], told: Sequence[dict[str, str]], shown: set[str]
) -> str:
    """Write the descriptor with the sources of the base map; those no longer shown leave it."""
    names = {source["name"] for source in told}
    others = [
        one
        for one in descriptor.get("sources", [])
        if one.get("name") not in names
        and (one.get("name") in shown or not str(one.get("name")).startswith(_PREFIX))
    ]
    sources = sorted([*others, *told], key=lambda one: str(one.get("name")))
    return json.dumps(descriptor | {"sources": sources}, ensure_ascii=False, indent=1) + "\n"


def _text(table: gpd.GeoDataFrame) -> bytes:
    """Write the table as GeoJSON, a feature a line, places to about a metre."""
    lines = []
    for number, row in zip(distinct_ids(table), table.to_dict("records"), strict=True):
        shape = shapely.geometry.mapping(row.pop("geometry"))
        shape = {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}
        properties = {"context_id": number} | {
            key: value
            for key, value in row.items()
            if value is not None and value is not pd.NA and value == value
        }
        feature = {"type": "Feature", "properties": properties, "geometry": shape}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(lines)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'.encode()


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, _ROUND)
    return [_rounded(part) for part in coordinates]


def _write(home: Path, path: Path, data: bytes, descriptor: str) -> None:
    """Write table and descriptor together; where one fails, both stay as they were."""
    before = {file: file.read_bytes() if file.is_file() else None for file in (path, home / FILE)}
    try:
        path.write_bytes(data)
        (home / FILE).write_text(descriptor, encoding="utf-8", newline="\n")
        seal(home)
    except BaseException:
        for file, old in before.items():
            if old is None:
                with suppress(FileNotFoundError):
                    file.unlink()
            else:
                file.write_bytes(old)
        raise
