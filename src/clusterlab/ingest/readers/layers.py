"""Layers of GIS formats: shapefile, GeoPackage, GeoParquet, each by its own driver and no other."""

import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pyproj
import shapely

from ...model.problem import DataError, Problem, meant, shown
from .dbf import read_dbf
from .header import clean_heading, distinct
from .note import Note
from .raw import Raw
from .textual import text_frame

COMPANIONS = (".shx", ".dbf")
APPLICATION = slice(68, 72)
MARKS = (b"GPKG", b"GP10", b"GP11")
"""What a GeoPackage says of itself in the header of its database."""


def read_shapefile(file: Path, *, encoding: str | None = None) -> Raw:
    """Read a shapefile.

    Parameters
    ----------
    file : Path
        The .shp file; .shx and .dbf lie beside it.
    encoding : str, optional
        Of its attributes, as declared; else that of the .cpg, else UTF-8, then CP949, strictly.

    Returns
    -------
    Raw
        Attributes as text; without a .prj the reference system is not stated.

    Raises
    ------
    DataError
        Where a companion is missing, which it names, or the geometry cannot be read.
    """
    missing = [suffix for suffix in COMPANIONS if _beside(file, suffix) is None]
    if missing:
        expected = f"its companions beside it; {' and '.join(missing)} missing"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    table = _beside(file, ".dbf")
    cells, said, notes = read_dbf(
        table.read_bytes() if table else b"",
        f"{file.stem}.dbf",
        encoding=encoding,
        stated=_text(_beside(file, ".cpg")),
    )
    layer = _shapes_alone(file)
    if len(cells) and cells.index.max() >= len(layer):
        expected = f"as many shapes as the .dbf has rows; there are {len(layer):,}"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    layer = layer.iloc[cells.index]
    crs, unknown = _projection(_beside(file, ".prj"))
    if unknown:
        notes.append(Note("no crs", f"{unknown}: the reference system is not stated"))
    shapes = gpd.GeoSeries(layer.geometry.to_numpy(), crs=crs)
    return _raw(file.name, cells, shapes, {"encoding": said}, notes)


def _projection(path: Path | None) -> tuple[pyproj.CRS | None, str]:
    """Read a .prj file; where there is none to be read, say so."""
    if path is None:
        return None, "no .prj lies beside the file"
    try:
        return pyproj.CRS.from_wkt(path.read_text(encoding="utf-8", errors="replace")), ""
    except pyproj.exceptions.CRSError:
        return None, "the .prj cannot be read"


def _shapes_alone(file: Path) -> Any:
    """Read the shapes without their attributes, whose encoding the driver would have to guess."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".shp", ".shx"):
            path = _beside(file, suffix)
            if path is not None:
                shutil.copyfile(path, Path(folder) / f"shapes{suffix}")
        return _ogr(Path(folder) / "shapes.shp", name=file.name)


def _beside(file: Path, suffix: str) -> Path | None:
    for name in (suffix, suffix.upper()):
        path = file.with_suffix(name)
        if path.is_file():
            return path
    return None


def _text(path: Path | None) -> str:
    return path.read_text(encoding="ascii", errors="replace").strip() if path else ""


def read_geopackage(file: Path, *, layer: str | None = None) -> Raw:
    """Read a layer of a GeoPackage.

    Parameters
    ----------
    file : Path
        The .gpkg file.
    layer : str, optional
        Its name; needed where there are several.

    Returns
    -------
    Raw
        Attributes as text.

    Raises
    ------
    DataError
        Where the layer is not named or not there; it lists the layers.
    """
    with file.open("rb") as opened:
        mark = opened.read(APPLICATION.stop)[APPLICATION]
    if mark not in MARKS:
        expected = "a GeoPackage; this is a database of another kind, or it is cut off"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    try:
        with warnings.catch_warnings():
            # The driver warns of small oddities; what matters comes as an error.
            warnings.simplefilter("ignore", RuntimeWarning)
            names = [str(name) for name in pyogrio.list_layers(file)[:, 0]]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise DataError([Problem(file.name, 0, "", None, _short(error, "GeoPackage"))]) from None
    if layer is None and len(names) > 1:
        expected = f"the name of a layer (--layer); there are {', '.join(map(shown, names))}"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    if layer is not None and layer not in names:
        expected = f"a layer of the file{meant(layer, names)}; there are {', '.join(names)}"
        raise DataError([Problem(file.name, 0, "layer", layer, expected)])
    if not names:
        raise DataError([Problem(file.name, 0, "", None, "a layer; there is not one")])
    chosen = layer or names[0]
    frame = _ogr(file, layer=chosen)
    geometry = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else None
    cells = text_frame(pd.DataFrame(frame.drop(columns="geometry", errors="ignore")))
    return _raw(file.name, cells, geometry, {"layer": chosen}, [])


def _ogr(file: Path, *, name: str = "", **options: Any) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            # A broken shape is no shape; the others must not fall with it.
            return pyogrio.read_dataframe(file, on_invalid="ignore", **options)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        what = file.suffix[1:].lower()
        raise DataError([Problem(name or file.name, 0, "", None, _short(error, what))]) from None


def _short(error: Exception, what: str) -> str:
    told = " ".join(str(error).split()).rpartition("/")[2]
    return f"{what} data that can be read; the file is damaged ({told[:80]})"


def read_parquet(file: Path) -> Raw:
    """Read a Parquet or GeoParquet file.

    Parameters
    ----------
    file : Path
        The file.

    Returns
    -------
    Raw
        Columns as text; the geometry where the file declares one.

    Raises
    ------
    DataError
        Where the file is damaged or cut off.
    """
    try:
        schema = pq.read_schema(file)
        geo = b"geo" in (schema.metadata or {})
        frame = gpd.read_parquet(file) if geo else pq.read_table(file).to_pandas()
    except (pa.ArrowInvalid, ValueError, OSError, shapely.errors.ShapelyError) as error:
        size = file.stat().st_size
        expected = f"a whole Parquet file; this one, of {size:,} bytes, is cut off or damaged"
        if "magic bytes" not in str(error):
            expected += f" ({' '.join(str(error).split())[:60]})"
        raise DataError([Problem(file.name, 0, "", None, expected)]) from None
    geometry = frame.geometry if geo else None
    plain = pd.DataFrame(frame.drop(columns=geometry.name) if geometry is not None else frame)
    return _raw(file.name, text_frame(plain), geometry, {}, [])


def _raw(
    file: str, cells: pd.DataFrame, geometry: Any, said: dict[str, Any], notes: list[Note]
) -> Raw:
    if not len(cells) and (geometry is None or not len(geometry)):
        raise DataError([Problem(file, 0, "", None, "rows; there is not one")])
    count = len(cells) if geometry is None else len(geometry)
    cells = cells.set_axis(distinct([clean_heading(str(name)) for name in cells]), axis="columns")
    cells.index = pd.RangeIndex(count)
    series = None if geometry is None else gpd.GeoSeries(geometry.reset_index(drop=True))
    numbers = np.arange(1, count + 1, dtype=np.int64)
    place = "feature" if series is not None else "row"
    return Raw(file, cells, numbers, said, tuple(notes), geometry=series, place=place)
