"""What may come in: plain files of known formats and bearable size, and nothing that redirects."""

import re
from pathlib import Path

from ...model.problem import DataError, Problem

FORMATS = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".geojson": "geojson",
    ".json": "json",
    ".topojson": "json",
    ".shp": "shapefile",
    ".gpkg": "geopackage",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".zip": "zip",
    ".gz": "gzip",
}
SIDECARS = {".dbf", ".shx", ".prj", ".cpg"}
RUNS_CODE = {".pkl", ".pickle", ".joblib", ".npy", ".npz", ".pt", ".pth"}
OTHERS = {
    ".xls": "the old Excel format: save it as .xlsx",
    ".hwp": "a Hangul document: save its table as .xlsx or .csv",
    ".hwpx": "a Hangul document: save its table as .xlsx or .csv",
    ".pdf": "a PDF: take the table from its source",
    ".vrt": "a file that points to other files",
}
REDIRECTS = re.compile(r"/vsi|[A-Za-z][A-Za-z0-9+.-]+:(?!\\)", re.IGNORECASE)
LIMIT_MB = 1024.0
MEGABYTE = 1_000_000
BEGINNINGS = {
    b"PK\x03\x04": ("a zip archive or a workbook", {"workbook", "zip"}),
    b"<OGRVRT": ("a file that points to other files", set()),
    b"\x1f\x8b": ("packed with gzip", {"gzip"}),
    b"PAR1": ("Parquet", {"parquet"}),
    b"SQLite format 3\x00": ("an SQLite database or a GeoPackage", {"geopackage"}),
    b"%PDF": ("a PDF", set()),
    b"\xd0\xcf\x11\xe0": ("an old Excel or Hangul document, or a workbook with a password", set()),
    b"\x80\x04\x95": ("a Python pickle, which can run code when opened", set()),
}
MUST_BEGIN = {
    "workbook": b"PK\x03\x04",
    "zip": b"PK",
    "gzip": b"\x1f\x8b",
    "parquet": b"PAR1",
    "geopackage": b"SQLite format 3\x00",
    "shapefile": b"\x00\x00\x27\x0a",
}
"""Formats that are told by their first bytes, so that no file can redirect a reader."""


def admit(path: str | Path, *, limit_mb: float = LIMIT_MB) -> tuple[Path, str]:
    """Check that a file may be opened, by its name, size and first bytes.

    Parameters
    ----------
    path : str or Path
        A file of this machine.
    limit_mb : float
        Size above which it is refused [MB].

    Returns
    -------
    path : Path
        The file.
    format : str
        One of the values of FORMATS.

    Raises
    ------
    DataError
        One line that says what the file is and what can be read.
    """
    text = str(path)
    if REDIRECTS.match(text):
        expected = "a file of this machine; addresses, databases and virtual paths are not opened"
        raise DataError([Problem(text[:40], 0, "", None, expected)])
    file = Path(path)
    name, suffix = file.name, file.suffix.lower()
    if suffix in RUNS_CODE:
        expected = "data; a file of this kind can run code when it is opened"
        raise DataError([Problem(name, 0, "", None, expected)])
    if not file.exists():
        raise DataError([Problem(name, 0, "", None, "this file to be there")])
    if not file.is_file():
        raise DataError([Problem(name, 0, "", None, "a file")])
    if suffix in SIDECARS:
        expected = f"the .shp file; {suffix} is one of its companions"
        raise DataError([Problem(name, 0, "", None, expected)])
    if suffix not in FORMATS:
        listed = "csv, tsv, xlsx, geojson, topojson, shp, gpkg, parquet or a zip of one of them"
        what = f"; this is {OTHERS[suffix]}" if suffix in OTHERS else ""
        raise DataError([Problem(name, 0, "", None, f"{listed}{what}")])
    size = file.stat().st_size
    if size == 0:
        raise DataError([Problem(name, 0, "", None, "a table; the file is empty")])
    if size > limit_mb * MEGABYTE:
        raise DataError([Problem(name, 0, "", None, too_large(size, limit_mb))])
    _check_beginning(file, FORMATS[suffix])
    return file, FORMATS[suffix]


def too_large(size: float, limit_mb: float) -> str:
    """Say that a file is too large, and how to raise the limit.

    Parameters
    ----------
    size : float
        [bytes].
    limit_mb : float
        [MB].

    Returns
    -------
    str
        Completes "expected …".

    Examples
    --------
    >>> too_large(2e9, 1024)
    'at most 1,024 MB; there are 2,000 MB (--limit-mb raises the limit; reading takes about 4 GB)'
    """
    memory = f"reading takes about {2 * size / 1e9:.0f} GB"
    return (
        f"at most {limit_mb:,.0f} MB; there are {size / MEGABYTE:,.0f} MB "
        f"(--limit-mb raises the limit; {memory})"
    )


def _check_beginning(file: Path, form: str) -> None:
    """Refuse a file whose first bytes are those of another format than its name says."""
    with file.open("rb") as opened:
        head = opened.read(16)
    wanted = MUST_BEGIN.get(form)
    if wanted and not head.startswith(wanted):
        what = next((what for start, (what, _) in BEGINNINGS.items() if head.startswith(start)), "")
        lead = f"{file.suffix.lower()[1:]} data as the name says"
        expected = f"{lead}; the file is {what}" if what else f"{lead}; it does not begin like it"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    for beginning, (what, forms) in BEGINNINGS.items():
        if head.startswith(beginning) and form not in forms:
            expected = f"{file.suffix.lower()[1:]} data as the name says; the file is {what}"
            raise DataError([Problem(file.name, 0, "", None, expected)])
