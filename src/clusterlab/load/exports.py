"""Writes tables and findings with what they know of themselves: units, meanings, sources."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ..model.finding import Finding
from .dictionary import ABOUT

# Texts that a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_excel(
    thing: "pd.DataFrame | Finding", path: str | Path, *, sources: pd.DataFrame | None = None
) -> Path:
    """Write a table or a finding as a workbook: its rows, a data dictionary, its sources.

    Parameters
    ----------
    thing : DataFrame or Finding
        A table of a loaded cluster, or what a study returns; any other table has no dictionary.
    path : str or Path
        Of the workbook, ``.xlsx``.
    sources : DataFrame, optional
        Sources to look ids of a finding up in, such as ``cluster.sources``.

    Returns
    -------
    Path
        The file. Geometries are written as WKT; texts that look like formulas stay texts.
    """
    frame, known = _told(thing, sources)
    if isinstance(frame, gpd.GeoDataFrame):
        place, texts = str(frame.geometry.name), frame.geometry.to_wkt()
        frame = pd.DataFrame(frame.drop(columns=place)).assign(**{place: texts})
    target = Path(path)
    with pd.ExcelWriter(target, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="data", index=_named(frame))
        pd.DataFrame(known["columns"]).to_excel(writer, sheet_name="columns", index=False)
        pd.DataFrame(known["sources"]).to_excel(writer, sheet_name="sources", index=False)
        for sheet in writer.book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith(_FORMULA):
                        cell.data_type, cell.quotePrefix = "s", True
    return target


def to_parquet(
    thing: "pd.DataFrame | Finding", path: str | Path, *, sources: pd.DataFrame | None = None
) -> Path:
    """Write a table or a finding as Parquet, GeoParquet where it has a geometry.

    Parameters
    ----------
    thing, path, sources
        As in `to_excel`.

    Returns
    -------
    Path
        The file; each column carries its unit and description, the file its sources, under
        ``clusterlab`` of the metadata.
    """
    import pyarrow.parquet as pq

    frame, known = _told(thing, sources)
    target = Path(path)
    plain = frame.copy(deep=False)
    plain.attrs = {}
    plain.to_parquet(target, index=_named(frame))
    table = pq.read_table(target)
    by_name = {row["column"]: row for row in known["columns"]}
    schema = table.schema
    for place, field in enumerate(schema):
        row = by_name.get(field.name, {})
        kept = {key: str(row[key]) for key in ("unit", "description") if row.get(key)}
        schema = schema.set(place, field.with_metadata(kept or None))
    whole = {**(table.schema.metadata or {}), b"clusterlab": json.dumps(known, ensure_ascii=False)}
    pq.write_table(table.cast(schema.with_metadata(whole)), target)
    return target


def to_gpkg(
    thing: "gpd.GeoDataFrame | Finding", path: str | Path, *, sources: pd.DataFrame | None = None
) -> Path:
    """Write a table or a finding with a geometry as a GeoPackage.

    Parameters
    ----------
    thing, path, sources
        As in `to_excel`; the table is one of places.

    Returns
    -------
    Path
        The file: a layer of the table's name, and beside it the tables ``columns`` and
        ``sources``.

    Raises
    ------
    ValueError
        The table has no geometry.
    """
    import pyogrio

    frame, known = _told(thing, sources)
    if not isinstance(frame, gpd.GeoDataFrame):
        raise ValueError("A GeoPackage needs a table of places; this one has no geometry.")
    target = Path(path)
    target.unlink(missing_ok=True)
    layer = known["table"] or "data"
    plain = frame.reset_index() if _named(frame) else frame
    pyogrio.write_dataframe(plain, target, layer=layer, driver="GPKG")
    for name in ("columns", "sources"):
        if known[name]:
            rows = pd.DataFrame(known[name]).astype("str")
            pyogrio.write_dataframe(rows, target, layer=name, driver="GPKG", append=False)
    return target


def _named(frame: pd.DataFrame) -> bool:
    return any(name is not None for name in frame.index.names)


def _told(
    thing: "pd.DataFrame | Finding", sources: pd.DataFrame | None
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Give the rows and what is known of them."""
    if not isinstance(thing, Finding):
        known = thing.attrs.get(ABOUT)
        if known is None:
            columns = [{"column": str(c), "description": "", "unit": ""} for c in thing.columns]
            known = {"table": "", "description": "", "columns": columns, "sources": []}
        there = {str(name) for name in thing.columns}
        return thing, known | {"columns": [r for r in known["columns"] if r["column"] in there]}
    if thing.reason is not None:
        raise ValueError(f"The finding {thing.id} has no data: {thing.reason!r}.")
    data = (
        thing.data
        if isinstance(thing.data, pd.DataFrame)
        else pd.DataFrame({"value": [thing.data]})
    )
    units = {str(column.values.name): column for column in thing.columns}
    rows = [
        {
            "column": str(name),
            "description": units[str(name)].measure if str(name) in units else "",
            "unit": units[str(name)].unit if str(name) in units else thing.unit,
            "as_of": thing.as_of,
        }
        for name in data.columns
    ]
    cited: list[dict[str, Any]] = [{"source_id": name} for name in thing.sources]
    if sources is not None:
        own = sources[sources["source_id"].isin(thing.sources)]
        cited = [dict(row) for _, row in own.astype("object").where(own.notna(), "").iterrows()]
    named = {"table": thing.id, "description": thing.id, "columns": rows, "sources": cited}
    return data, named
