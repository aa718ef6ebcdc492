"""Any file to its cells: the reader is chosen by the file's name, never by its content."""

from dataclasses import dataclass
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
    )


_READERS = {"delimited": _delimited}
