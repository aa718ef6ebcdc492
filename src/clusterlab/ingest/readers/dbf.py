"""The attribute table of a shapefile, read as text in an encoding that fits all of it."""

import struct

import pandas as pd

from ...model.problem import DataError, Problem
from .encoding import CANDIDATES, SUPERSETS
from .note import Note, counted, some

FIELD_BYTES = 32
NAME_BYTES = 11
END = 0x0D
DELETED = ord("*")


def read_dbf(
    data: bytes, file: str, *, encoding: str | None = None, stated: str = ""
) -> tuple[pd.DataFrame, str, list[Note]]:
    """Read a dBASE table.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : str
        Its name in messages.
    encoding : str, optional
        As declared by the user.
    stated : str
        As the .cpg file states it.

    Returns
    -------
    cells : DataFrame of str
        One column a field; rows marked as deleted are left out, the index has the place of
        each of the others.
    encoding : str
        That was used.
    notes : list of Note
        How the encoding was found, and names that the format cut off.

    Raises
    ------
    DataError
        Where the file is cut off, or no encoding fits.
    """
    count, start, width = struct.unpack("<IHH", data[4:12]) if len(data) >= 12 else (0, 1, 0)
    if len(data) < max(FIELD_BYTES, start):
        raise DataError([Problem(file, 0, "", None, "a dBASE table; the file is cut off")])
    fields = []
    for at in range(FIELD_BYTES, min(start, len(data)) - 1, FIELD_BYTES):
        if data[at] == END:
            break
        fields.append((data[at : at + NAME_BYTES].split(b"\0")[0], data[at + 16]))
    body = data[start : start + count * width]
    if len(body) < count * width or not fields or width == 0:
        expected = f"{count:,} rows as its header says; the file is cut off"
        raise DataError([Problem(file, 0, "", None, expected)])
    rows = [body[at : at + width] for at in range(0, len(body), width)]
    kept = [row for row in rows if row[0] != DELETED]
    used, notes = _encoding(fields, b"\n".join(kept), file, encoding, stated)
    names, cut = _names(fields, used)
    if cut:
        said = "headings were cut after 10 bytes by the format"
        notes.append(Note("cut heading", said, count=len(cut), examples=some(cut)))
    columns: dict[str, pd.Series] = {}
    place = 1
    for name, (_, length) in zip(names, fields, strict=True):
        cells = [row[place : place + length].strip(b" \0").decode(used) for row in kept]
        columns[name] = pd.Series(cells, dtype="str")
        place += length
    frame = pd.DataFrame(columns, index=range(len(kept)))
    places = [place for place, row in enumerate(rows) if row[0] != DELETED]
    return frame.set_axis(pd.Index(places, dtype="int64"), axis="index"), used, notes


def _encoding(
    fields: list[tuple[bytes, int]], body: bytes, file: str, declared: str | None, stated: str
) -> tuple[str, list[Note]]:
    if declared:
        used = SUPERSETS.get(declared.lower().replace("-", "_"), declared)
        if not _fits(body, used):
            fitting = [name for name in CANDIDATES if _fits(body, name)]
            advice = f"; they decode as {fitting[0]}" if fitting else ""
            expected = f"attributes in {declared}, as declared; they are not{advice}"
            raise DataError([Problem(file, 0, "", None, expected)])
        return used, [Note("encoding", f"encoding: {used} (declared)")]
    named = {"949": "cp949", "ansi 949": "cp949", "euc-kr": "cp949", "ms949": "cp949"}
    claimed = named.get(stated.lower(), stated.lower())
    for candidate in ([claimed] if claimed else []) + list(CANDIDATES):
        if _fits(body, candidate):
            if candidate == claimed:
                how = "stated by the .cpg"
            else:
                how = "detected, strict; " + (
                    "the .cpg is wrong" if claimed else "there is no .cpg"
                )
            return candidate, [Note("encoding", f"encoding: {candidate} ({how})")]
    expected = f"attributes in UTF-8 or CP949; {counted(len(fields), 'column')} are in neither"
    raise DataError([Problem(file, 0, "", None, expected)])


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _names(fields: list[tuple[bytes, int]], encoding: str) -> tuple[list[str], list[str]]:
    names: list[str] = []
    cut: list[str] = []
    for number, (name, _) in enumerate(fields, start=1):
        text = ""
        # The last syllable may be cut in the middle: its stump goes.
        for end in range(len(name), max(0, len(name) - 3), -1):
            if _fits(name[:end], encoding):
                text = name[:end].decode(encoding)
                break
        if len(name) >= NAME_BYTES - 1:
            cut.append(text)
        given = text or f"column {number}"
        names.append(given if given not in names else f"{given} ({number})")
    return names, cut
