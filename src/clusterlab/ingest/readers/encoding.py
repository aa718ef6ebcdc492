"""From the bytes of somebody else's file to text: strictly, and saying which encoding."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from ...load.text import UTF16_MARKS, not_text
from ...model.problem import DataError, Problem
from .note import Note, counted, some
from .scan import holds
from .texts import PERSONAL_ANYWHERE

CANDIDATES = ("utf-8", "cp949")
"""Tried in this order: UTF-8 often decodes as CP949 too, the reverse hardly ever happens."""
SUPERSETS = {"euc_kr": "cp949", "ksc5601": "cp949", "ks_c_5601_1987": "cp949"}
HANGUL = re.compile("[가-힣]")
LATIN_MOJIBAKE = re.compile("[\u00ea-\u00ed][\u0080-\u00ff\u0152-\u2122]{2}")
HANJA = "\u4e00-\u9fff\uf900-\ufaff"
CJK_MOJIBAKE = re.compile(f"[가-힣{HANJA}]*[{HANJA}][가-힣{HANJA}]*")
ODD_SIGN = (
    r"[^ -~\t\r\n\x{a1}-\x{ac}\x{ae}-\x{e9}\x{ee}-\x{ff}\x{2010}-\x{2027}\x{2030}-\x{205e}"
    r"\x{2100}-\x{2125}\x{2190}-\x{22ff}\x{2460}-\x{27bf}\x{3001}-\x{303f}\x{3131}-\x{318e}"
    r"\x{3200}-\x{33ff}\x{ac00}-\x{d7a3}\x{ff01}-\x{ff5e}\x{ffe0}-\x{ffe6}]"
)
"""Anything but ASCII, Hangul and the marks of Korean texts: where there is none, NFC changes
nothing, nothing is unseen, and nothing was decoded wrongly."""
BEGINNING = 4_096
LOOKED_AT = 2_000
"""Words of Hanja that are looked into for mojibake."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as text and as UTF-8, the encoding that it was read in, and what was noticed.

    ``ordinary`` says that no cell needs to be searched for signs that cannot be seen, for broken
    letters or for personal data.
    """

    text: str
    data: bytes
    encoding: str
    notes: tuple[Note, ...]
    ordinary: bool = False


def to_text(data: bytes, file: str, *, encoding: str | None = None) -> Decoded:
    """Decode a file strictly.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : str
        Its name in messages.
    encoding : str, optional
        As declared by the user, which wins. Without it: UTF-16 by its mark, then UTF-8, then
        CP949.

    Returns
    -------
    Decoded
        Text in which every name is NFC.

    Raises
    ------
    DataError
        Where the bytes do not decode; it names the byte, the line and what would decode.

    Examples
    --------
    >>> to_text("업체명".encode("cp949"), "firms.csv").encoding
    'cp949'
    """
    blanks = b"\xef\xbb\xbf \t\r\n"
    if not data[:BEGINNING].strip(blanks) and not data.strip(blanks):
        raise DataError([Problem(file, 0, "", None, "a table; the file is empty")])
    if encoding is not None:
        text, used, notes = _declared(data, file, encoding)
    else:
        text, used, notes = _detected(data, file)
    # A zero byte is looked for in the bytes, which is quicker; UTF-16 is full of them.
    whole = used == "utf-16" or b"\0" in data
    problem = not_text(text if whole else text[:BEGINNING], file)
    if problem:
        raise DataError([problem])
    plain = data if used == "utf-8" and not data.startswith(codecs.BOM_UTF8) else text.encode()
    if not holds(plain, f"{ODD_SIGN}|{PERSONAL_ANYWHERE}"):
        return Decoded(text, plain, used, tuple(notes), ordinary=True)
    notes += _mojibake(text)
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        apart = len(text) - len(composed)
        said = "letters are written in parts (NFD, as macOS does) or with a second code"
        notes.append(Note("nfd", f"{said}; composed (NFC)", count=apart))
        text, plain = composed, composed.encode()
    return Decoded(text, plain, used, tuple(notes))


def _declared(data: bytes, file: str, encoding: str) -> tuple[str, str, list[Note]]:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        known = "utf-8, cp949, euc-kr or utf-16"
        raise DataError([Problem(file, 0, "encoding", encoding, f"one of {known}")]) from None
    used = SUPERSETS.get(name.replace("-", "_"), name)
    if used == "utf-8":
        used = "utf-8-sig"
    try:
        text = data.decode(used)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        others = [other for other in CANDIDATES if other != name and _decodes(data, other)]
        advice = f"; it decodes as {others[0]}" if others else ""
        expected = f"{encoding}, as declared; byte {error.start} is not{advice}"
        raise DataError([Problem(file, line, "", None, expected)]) from None
    notes = [Note("encoding", f"encoding: {name} (declared)")]
    if used == "cp949" and name != "cp949" and not _decodes(data, name):
        notes.append(Note("encoding", "has syllables beyond EUC-KR; read as CP949, which has them"))
    return text, used.removesuffix("-sig"), notes


def _detected(data: bytes, file: str) -> tuple[str, str, list[Note]]:
    if data.startswith(UTF16_MARKS):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            expected = f"UTF-16, as its first bytes say; byte {error.start} is not"
            raise DataError([Problem(file, 0, "", None, expected)]) from None
        return text, "utf-16", [Note("encoding", "encoding: utf-16 (by its byte order mark)")]
    for candidate in CANDIDATES:
        mark = data.startswith(codecs.BOM_UTF8) and candidate == "utf-8"
        try:
            text = data.decode("utf-8-sig" if mark else candidate)
        except UnicodeDecodeError:
            continue
        how = "by its byte order mark" if mark else "detected, strict"
        return text, candidate, [Note("encoding", f"encoding: {candidate} ({how})")]
    raise DataError([_two_encodings(data, file)])


def _two_encodings(data: bytes, file: str) -> Problem:
    """Find the line where a file stops to be what it began as."""
    reached: dict[str, int] = {}
    for candidate in CANDIDATES:
        try:
            data.decode(candidate)
        except UnicodeDecodeError as error:
            reached[candidate] = error.start
    first = max(reached, key=lambda name: reached[name])
    other = next(name for name in CANDIDATES if name != first)
    start = data.rfind(b"\n", 0, reached[first]) + 1
    line = data.count(b"\n", 0, start) + 1
    if _decodes(data[start:], other) and start:
        was = f"{first} up to line {line - 1}, {other} from line {line} on"
        expected = f"one encoding throughout; the file is {was}: two files were joined"
    else:
        expected = f"UTF-8 or CP949; byte {reached[first]} is neither"
    return Problem(file, line, "", None, expected)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _mojibake(text: str) -> list[Note]:
    """Look for Korean that was decoded wrongly before it was saved; nothing is changed."""
    if not holds(text, f"[\u00ea-\u00ed{HANJA}]"):
        return []
    found = [
        word
        for word in _words(LATIN_MOJIBAKE, text)
        if _turns_to_hangul(word, "cp1252") or _turns_to_hangul(word, "latin-1")
    ]
    hanja = _words(CJK_MOJIBAKE, text)
    found += [word for word in hanja if _turns_to_hangul(word, "cp949")]
    if not found:
        return []
    said = f"{counted(len(found), 'word')} may have been decoded wrongly before it was saved"
    return [Note("mojibake", f"{said}; left as it is", count=len(found), examples=some(found))]


def _words(pattern: re.Pattern[str], text: str) -> list[str]:
    found: dict[str, None] = {}
    for place, match in enumerate(pattern.finditer(text)):
        if place == LOOKED_AT:
            break
        found.setdefault(match[0].strip('",'))
    return list(found)


def _turns_to_hangul(word: str, encoding: str) -> bool:
    try:
        return bool(HANGUL.search(word.encode(encoding).decode("utf-8")))
    except UnicodeError:
        return False
