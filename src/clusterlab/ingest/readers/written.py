"""Rows of a table written as a cluster's folder keeps them: UTF-8 CSV, or GeoJSON in degrees."""

import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import shapely

from ...load.columns import Table

DECIMALS = 7
"""Of degrees: about a centimetre."""


def as_text(path: Path) -> pd.DataFrame:
    """Read a table of a folder as it is written.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8.

    Returns
    -------
    DataFrame of str
        An empty text where a cell is empty.
    """
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def merged_csv(old: Path | None, frame: pd.DataFrame, record: Table) -> bytes:
    """Write old rows and new ones as CSV.

    Parameters
    ----------
    old : Path or None
        The table as it is.
    frame : DataFrame
        The new rows.
    record : Table
        The record of the registry.

    Returns
    -------
    bytes
        Columns in the registry's order; those that are optional and empty stay out, unless the
        table has them already.
    """
    new = pd.DataFrame({name: _texts(frame[name], name) for name in record.names})
    there = as_text(old) if old is not None else pd.DataFrame(columns=[])
    wanted = [
        column.name
        for column in record.columns
        if column.required or column.name in there or (new[column.name] != "").any()
    ]
    rows = new[wanted]
    if len(there):
        rows = pd.concat([there.reindex(columns=wanted, fill_value=""), rows], ignore_index=True)
    return _csv(rows)


def _csv(rows: pd.DataFrame) -> bytes:
    quoted = any(rows[name].str.contains(r'[",\r\n]', regex=True).any() for name in rows)
    if quoted:
        return rows.to_csv(index=False, lineterminator="\n").encode()
    table = pa.Table.from_pandas(rows, preserve_index=False)
    sink = io.BytesIO()
    options = pa_csv.WriteOptions(include_header=False, quoting_style="none")
    sink.write((",".join(map(str, rows)) + "\n").encode())
    pa_csv.write_csv(table, sink, options)
    return sink.getvalue()


def _texts(values: pd.Series, name: str) -> pd.Series:
    """Write values: numbers as short as they can be, true and false, dates as 2024-06-30."""
    if values.dtype.kind == "f":
        given = values.round(DECIMALS) if name in {"lon", "lat"} else values
        whole = bool((given.dropna() == np.floor(given.dropna())).all()) and (
            given.abs().max() < 2**53 if len(given.dropna()) else True
        )
        numbers = pa.array(given.to_numpy(), from_pandas=True)
        if whole:
            numbers = pc.cast(numbers, pa.int64())
        return pd.Series(pc.fill_null(pc.cast(numbers, pa.string()), ""), dtype="str")
    if values.dtype.kind == "M":
        days: pd.Series = values.dt.strftime("%Y-%m-%d").fillna("").astype("str")
        return days
    if str(values.dtype) in {"bool", "boolean"}:
        return values.map({True: "true", False: "false"}).astype("object").fillna("").astype("str")
    return values.astype("object").fillna("").astype("str")


def merged_geojson(old: Path | None, frame: gpd.GeoDataFrame, record: Table) -> str:
    """Write old features and new ones as GeoJSON.

    Parameters
    ----------
    old : Path or None
        The layer as it is.
    frame : GeoDataFrame
        The new features in EPSG:4326.
    record : Table
        The record of the registry.

    Returns
    -------
    str
        A FeatureCollection, one feature a line; coordinates have seven decimals.
    """
    features: list[dict[str, Any]] = []
    if old is not None:
        features += json.loads(old.read_text(encoding="utf-8-sig"))["features"]
    shapes = shapely.set_precision(frame.geometry.to_numpy(), 10**-DECIMALS)
    for place, shape in enumerate(shapes):
        row = frame.iloc[place]
        properties = {
            column.name: _plain(row[column.name])
            for column in record.columns
            if column.required or not pd.isna(row[column.name])
        }
        drawn = None if shape is None else json.loads(shapely.to_geojson(shape))
        features.append({"type": "Feature", "properties": properties, "geometry": drawn})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return '{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        number = float(value)
        return int(number) if number.is_integer() else number
    return bool(value) if isinstance(value, np.bool_) else value
