"""Packed files: looked through first, then unpacked to a place of their own."""

import gzip
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from ...model.problem import DataError, Problem, shown
from .entrance import FORMATS, MEGABYTE, OTHERS, RUNS_CODE, SIDECARS, too_large

MOST_MEMBERS = 2_000
HIGHEST_RATIO = 200.0
"""Text packs to a tenth, a workbook to a thirtieth; what packs to a thousandth is a bomb."""
SMALL_BYTES = 1_000_000
PACKED = {".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"}
KEPT_SUFFIXES = {*FORMATS, *SIDECARS} - PACKED
CHUNK = 1 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
"""What unpacking raises where the packed bytes are not what they were."""


def check_members(
    file: Path, *, limit_mb: float, companions: bool = False
) -> list[tuple[str, zipfile.ZipInfo]]:
    """Look through a zip archive without unpacking it.

    Parameters
    ----------
    file : Path
        The archive.
    limit_mb : float
        Size above which what it holds is refused [MB].
    companions : bool
        Whether it is a workbook, whose members are its own.

    Returns
    -------
    list of tuple of str and ZipInfo
        Name and entry of each file.

    Raises
    ------
    DataError
        For names that lead out of the folder, links, archives within, passwords, and sizes that
        no honest file has.
    """

    def refuse(member: str, expected: str) -> DataError:
        return DataError([Problem(file.name, 0, "", member or None, expected)])

    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (*DAMAGED, ValueError):
        raise refuse("", "a whole zip archive; this one is damaged or cut off") from None
    if len(members) > MOST_MEMBERS:
        raise refuse("", f"at most {MOST_MEMBERS:,} files; the archive has {len(members):,}")
    total = sum(member.file_size for member in members)
    if total > limit_mb * MEGABYTE:
        raise refuse("", f"{too_large(total, limit_mb)} once unpacked")
    found = []
    for member in members:
        name = _name(member)
        if member.is_dir():
            continue
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if ".." in parts or name.startswith(("/", "\\")) or PureWindowsPath(name).drive:
            raise refuse(name, "names within the archive; this one leads out of it")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise refuse(name, "files; this member is a link")
        if member.flag_bits & 0x1:
            raise refuse(name, "an archive without a password")
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > SMALL_BYTES and ratio > HIGHEST_RATIO:
            expected = f"honest data; this member grows {ratio:,.0f} times when unpacked"
            raise refuse(name, expected)
        suffix = PurePosixPath(name).suffix.lower()
        if not companions and suffix in PACKED:
            raise refuse(name, "data; this member is an archive itself")
        if not companions and suffix in RUNS_CODE:
            raise refuse(name, "data; a file of this kind can run code when it is opened")
        found.append((name, member))
    return found


def _name(member: zipfile.ZipInfo) -> str:
    """Read a member's name; Korean Windows writes names in CP949 and does not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp949")
    except UnicodeError:
        return member.filename


@contextmanager
def unzipped(file: Path, *, member: str | None, limit_mb: float) -> Iterator[Path]:
    """Unpack the one data file of an archive, with its companions.

    Parameters
    ----------
    file : Path
        The archive.
    member : str, optional
        Which data file, where there are several.
    limit_mb : float
        As for ``check_members``.

    Yields
    ------
    Path
        The data file, in a folder that is gone afterwards.
    """
    entries = [
        (name, entry)
        for name, entry in check_members(file, limit_mb=limit_mb)
        if PurePosixPath(name).suffix.lower() in KEPT_SUFFIXES
        and not PurePosixPath(name).name.startswith((".", "~$"))
        and "__MACOSX" not in name
    ]
    data = [name for name, _ in entries if PurePosixPath(name).suffix.lower() not in SIDECARS]
    if not data:
        others = {
            PurePosixPath(name).suffix.lower() for name, _ in check_members(file, limit_mb=limit_mb)
        }
        what = "; ".join(OTHERS[suffix] for suffix in sorted(others) if suffix in OTHERS)
        expected = "a data file in the archive" + (f"; it holds {what}" if what else "")
        raise DataError([Problem(file.name, 0, "", None, expected)])
    chosen = member if member in data else data[0] if len(data) == 1 else None
    if chosen is None:
        listed = ", ".join(shown(name) for name in data[:12])
        expected = f"the name of a file in the archive (--layer); there are {listed}"
        raise DataError([Problem(file.name, 0, "", None, expected)])
    stem = chosen.rpartition(".")[0].lower()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        try:
            with zipfile.ZipFile(file) as archive:
                for name, entry in entries:
                    if name == chosen or name.rpartition(".")[0].lower() == stem:
                        suffix = PurePosixPath(name).suffix.lower()
                        target = home / f"{PurePosixPath(chosen).stem}{suffix}"
                        with archive.open(entry) as packed, target.open("wb") as plain:
                            shutil.copyfileobj(packed, plain, CHUNK)
        except DAMAGED:
            expected = "a whole zip archive; this one is damaged"
            raise DataError([Problem(file.name, 0, "", None, expected)]) from None
        yield home / f"{PurePosixPath(chosen).stem}{PurePosixPath(chosen).suffix.lower()}"


@contextmanager
def gunzipped(file: Path, *, limit_mb: float) -> Iterator[Path]:
    """Unpack a file that gzip packed.

    Parameters
    ----------
    file : Path
        Such as a.csv.gz.
    limit_mb : float
        Size at which unpacking stops [MB].

    Yields
    ------
    Path
        The plain file, in a folder that is gone afterwards.
    """
    name = file.name[: -len(file.suffix)]
    if Path(name).suffix.lower() in PACKED | RUNS_CODE:
        expected = "data; the packed file is an archive itself, or can run code"
        raise DataError([Problem(file.name, 0, "", name, expected)])
    packed_size = file.stat().st_size
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        size = 0
        try:
            with gzip.open(file) as packed, target.open("wb") as plain:
                while chunk := packed.read(CHUNK):
                    size += len(chunk)
                    ratio = size / packed_size
                    if size > SMALL_BYTES and ratio > HIGHEST_RATIO:
                        expected = f"honest data; the file grows {ratio:,.0f} times when unpacked"
                        raise DataError([Problem(file.name, 0, "", None, expected)])
                    if size > limit_mb * MEGABYTE:
                        expected = f"{too_large(size, limit_mb)} once unpacked"
                        raise DataError([Problem(file.name, 0, "", None, expected)])
                    plain.write(chunk)
        except DAMAGED as error:
            expected = f"a whole gzip file; this one is damaged or cut off ({error})"
            raise DataError([Problem(file.name, 0, "", None, expected)]) from None
        yield target
