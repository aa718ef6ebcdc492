"""The receipt of a reading: what file, how it was read, what became of each row, and when."""

import datetime as dt
import re
import unicodedata
from typing import Any

from .fit import Reading
from .mapping import Mapping
from .mapping_text import mapping_hash
from .raw import Raw

NAME_BYTES = 80


def receipt(
    raw: Raw, mapping: Mapping, reading: Reading, *, file_hash: str, read_on: dt.date | None = None
) -> dict[str, Any]:
    """Write down a reading.

    Parameters
    ----------
    raw : Raw
        The file as read.
    mapping : Mapping
        What was done with it.
    reading : Reading
        The result.
    file_hash : str
        SHA-256 of the file.
    read_on : date, optional
        Today where it is not given.

    Returns
    -------
    dict
        Fit for JSON. ``rows`` = ``used`` + ``set_aside`` + ``refused``.
    """
    counts = {key: reading.account[key] for key in ("rows", "used", "set_aside", "refused")}
    return {
        "table": mapping.table,
        "file": raw.file,
        "file_hash": file_hash,
        "read_on": (read_on or dt.datetime.now(tz=dt.UTC).date()).isoformat(),
        **counts,
        "columns": {column: " + ".join(rule.headings) for column, rule in mapping.columns.items()},
        "constants": dict(mapping.constants),
        "reasons": reading.account["reasons"],
        "read": raw.said | ({"crs": reading.crs} if reading.crs else {}),
        "mapping_hash": mapping_hash(mapping),
        "notes": [note.record() for note in (*raw.notes, *reading.notes)],
    }


def slug(file: str) -> str:
    """Make a file name that is safe everywhere from the name of a file.

    Parameters
    ----------
    file : str
        Any name.

    Returns
    -------
    str
        Letters, digits, Hangul, - and _; at most 80 bytes.

    Examples
    --------
    >>> slug("강서구 편의점.csv"), slug("../x?.csv")
    ('강서구-편의점', 'x')
    """
    stem = unicodedata.normalize("NFC", file).replace("\\", "/").rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    name = re.sub(r"[^0-9A-Za-z가-힣_-]+", "-", stem).strip("-_") or "file"
    while len(name.encode()) > NAME_BYTES:
        name = name[:-1]
    return name
