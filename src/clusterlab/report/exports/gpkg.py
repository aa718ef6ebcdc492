"""Writes the places that a report is about as a GeoPackage with styles, figures and metadata."""

import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd

from ...words.table import own
from . import qgis, xlsx
from .content import Content
from .figures import named
from .layers import LAYERS, kinds

# GeoPackage 1.3, extension "metadata"; the styles are those that QGIS makes and reads.
_METADATA = """
CREATE TABLE gpkg_metadata (
 id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
 md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
 metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
 reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
 timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
 CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
 CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
"""
_STYLES = """
CREATE TABLE layer_styles (
 id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
 f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
 styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
 owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""
_EXTENSIONS = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
 table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
 scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""
_QGIS = "http://mrcc.com/qgis.dtd"
_DEFINED = "http://www.geopackage.org/spec121/#extension_metadata"


def write(content: Content, layers: Mapping[str, gpd.GeoDataFrame]) -> bytes:
    """Write the file.

    Parameters
    ----------
    content : Content
        What the report holds.
    layers : mapping of str to GeoDataFrame
        Layers as `layers.admitted` gives them, the lowest first.

    Returns
    -------
    bytes
        A GeoPackage: the layers, the table ``figures`` with every row of metrics.csv, the table
        ``sources``, styles in ``layer_styles`` and metadata in ``gpkg_metadata``.

    Raises
    ------
    ValueError
        There is no layer.
    """
    import pyogrio

    if not layers:
        raise ValueError("gpkg: none of the tables that the report is about has a place")
    with tempfile.TemporaryDirectory(prefix="clusterlab-") as folder:
        target = Path(folder, "report.gpkg")
        for name, layer in layers.items():
            plain = _plain(layer)
            pyogrio.write_dataframe(plain, target, layer=name, driver="GPKG", append=False)
        for name, rows in (("figures", figures(content)), ("sources", sources(content))):
            pyogrio.write_dataframe(rows, target, layer=name, driver="GPKG", append=False)
        with sqlite3.connect(target) as base:
            _extend(base, content, layers)
        base.close()
        return target.read_bytes()


def _plain(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give booleans as numbers, which every reader of GeoPackages knows."""
    made = layer.copy()
    for column in made.columns:
        if pd.api.types.is_bool_dtype(made[column].dtype):
            made[column] = made[column].astype("Int16")
    return made


def figures(content: Content) -> pd.DataFrame:
    """Make the table of figures: codes and names, numbers as numbers."""
    rows = []
    for row in content.metrics:
        told = named(content, row)
        rows.append(
            {
                "measure": row["measure"],
                "scope": row["scope"],
                "value": float(row["value"]) if row["value"] else float("nan"),
                "unit": row["unit"],
                "n": float(row["n"]) if row["n"] else float("nan"),
                "as_of": row["as_of"],
                "status": row["status"],
                "reason": row["reason"],
                "sources": row["sources"],
                "measure_name": told[0],
                "scope_name": told[1],
            }
        )
    return pd.DataFrame(rows)


def sources(content: Content) -> pd.DataFrame:
    """Make the table of sources."""
    rows = [{name: row.get(name, "") for name in xlsx.SOURCE_COLUMNS} for row in content.sources]
    return pd.DataFrame(rows, columns=list(xlsx.SOURCE_COLUMNS), dtype="str")


def _extend(
    base: sqlite3.Connection, content: Content, layers: Mapping[str, gpd.GeoDataFrame]
) -> None:
    moment = f"{xlsx.day(content.title['as_of']):%Y-%m-%dT%H:%M:%S.000Z}"
    base.executescript(_METADATA + _STYLES + _EXTENSIONS)
    base.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata', ?, 'read-write')",
        [("gpkg_metadata", _DEFINED), ("gpkg_metadata_reference", _DEFINED)],
    )
    whole = _metadata(content, content.heading, content.sources)
    told: list[tuple[str, str | None, str]] = [("geopackage", None, whole)]
    for name, layer in layers.items():
        used = set(layer["source_id"].astype(str)) if "source_id" in layer else set()
        cited = [row for row in content.sources if row["source_id"] in used]
        told.append(("table", name, _metadata(content, f"{content.title['name']}: {name}", cited)))
    for number, (scope, table, text) in enumerate(told, 1):
        md_scope = "dataset"
        base.execute(
            "INSERT INTO gpkg_metadata VALUES (?, ?, ?, 'text/xml', ?)",
            (number, md_scope, _QGIS, text),
        )
        base.execute(
            "INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, ?)",
            (scope, table, moment, number, None if number == 1 else 1),
        )
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
        (moment,),
    )
    for name, layer in layers.items():
        base.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
            (name, name, _style(content, name, layer), content.heading, moment),
        )
    # The date of the data, not of the writing: the same report gives the same file.
    base.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))


def _style(content: Content, name: str, layer: gpd.GeoDataFrame) -> str:
    symbols = kinds(name, layer)
    area = bool(layer.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all())
    labels = {kind: own().name_of("kind", kind, content.lang) for kind in symbols if kind}
    return qgis.style(
        area=area,
        colour=LAYERS[name].colour,
        kinds=symbols,
        labels=labels,
        halo="uncertainty_m" in layer,
    )


def _metadata(content: Content, title: str, cited: Sequence[Mapping[str, str]]) -> str:
    notes = " ".join(str(note) for note in content.title["notes"])
    return qgis.metadata(
        identifier=f"clusterlab:{content.title['slug']}",
        title=title,
        abstract=f"{content.headline} {notes}".strip(),
        lang=content.lang,
        licences=sorted({str(row["licence"]) for row in cited}),
        rights=[f"{row['publisher']}, {row['title']} ({row['date']})" for row in cited],
        date=f"{xlsx.day(content.title['as_of']):%Y-%m-%dT00:00:00}",
    )
