"""Any file to its cells: the reader is chosen by the file's name, never by its content."""

from dataclasses import dataclass, replace
from pathlib import Path

from .delimited import read_delimited
from .entrance import LIMIT_MB, admit
from .raw import Raw


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be read; None means that the reader finds out."""

    encoding: str | None = None
    separator: str | None = None
    header: int | None = None
    header_rows: int | None = None
    sheet: str | None = None
    layer: str | None = None
    limit_mb: float = LIMIT_MB
    decimal: str | None = None


def read_source(path: str | Path, options: Options | None = None) -> Raw:
    """Read a file of any known format.

    Parameters
    ----------
    path : str or Path
        A file of this machine.
    options : Options, optional
        What the user declares.

    Returns
    -------
    Raw
        Its cells as text, with geometry where it has any.

    Raises
    ------
    DataError
        One line that says why the file cannot be read.
    """
    used = options or Options()
    file, form = admit(path, limit_mb=used.limit_mb)
    return _READERS[form](file, used)


def _delimited(file: Path, options: Options) -> Raw:
    return read_delimited(
        file.read_bytes(),
        file.name,
        encoding=options.encoding,
        separator=options.separator or ("\t" if file.suffix.lower() == ".tsv" else None),
        header=options.header,
        header_rows=options.header_rows,
        decimal=options.decimal,
    )


def _workbook(file: Path, options: Options) -> Raw:
    from .workbook import read_workbook

    return read_workbook(
        file,
        sheet=options.sheet,
        header=options.header,
        header_rows=options.header_rows,
        limit_mb=options.limit_mb,
    )


def _records(file: Path, options: Options) -> Raw:
    from .records import read_records

    return read_records(
        file.read_bytes(), file.name, encoding=options.encoding, layer=options.layer
    )


def _shapefile(file: Path, options: Options) -> Raw:
    from .layers import read_shapefile

    return read_shapefile(file, encoding=options.encoding)


def _geopackage(file: Path, options: Options) -> Raw:
    from .layers import read_geopackage

    return read_geopackage(file, layer=options.layer)


def _parquet(file: Path, _: Options) -> Raw:
    from .layers import read_parquet

    return read_parquet(file)


def _zip(file: Path, options: Options) -> Raw:
    from .archive import unzipped

    with unzipped(file, member=options.layer, limit_mb=options.limit_mb) as plain:
        return _unpacked(file, plain, options)


def _gzip(file: Path, options: Options) -> Raw:
    from .archive import gunzipped

    with gunzipped(file, limit_mb=options.limit_mb) as plain:
        return _unpacked(file, plain, options)


def _unpacked(file: Path, plain: Path, options: Options) -> Raw:
    """Read what an archive held; the receipt names both."""
    _, form = admit(plain, limit_mb=options.limit_mb)
    layer = None if options.layer and options.layer.endswith(plain.name) else options.layer
    raw = _READERS[form](plain, replace(options, layer=layer))
    return replace(raw, file=file.name, said={"member": plain.name, **raw.said})


_READERS = {
    "delimited": _delimited,
    "workbook": _workbook,
    "geojson": _records,
    "json": _records,
    "shapefile": _shapefile,
    "geopackage": _geopackage,
    "parquet": _parquet,
    "zip": _zip,
    "gzip": _gzip,
}
