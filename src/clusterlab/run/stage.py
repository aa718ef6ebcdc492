"""Builds a report out of sight and puts it in place whole: a lock, a staging folder and a swap."""

import contextlib
import json
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..model.errors import BusyError as BusyError

MAXIMUM_NAME_BYTES = 80
WINDOWS_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def slug(name: str) -> str:
    """Turn a name into one that every file system takes.

    >>> slug("마곡 2단계/../x")
    '마곡-2단계-x'
    """
    text = re.sub(r"[^0-9A-Za-z가-힣_]+", "-", unicodedata.normalize("NFC", name)).strip("-")
    text = text.encode()[:MAXIMUM_NAME_BYTES].decode(errors="ignore")
    if not text or text.lower() in WINDOWS_RESERVED:
        raise ValueError(f"name {name!r} cannot name a folder: use letters, digits, - and _")
    return text


def inside(root: Path, *names: str) -> Path:
    """Join names below a folder, and make sure that the result stays below it."""
    path = root.joinpath(*(slug(name) for name in names)).resolve()
    if not path.is_relative_to(root.resolve()):
        raise ValueError(f"folder {path.name!r} would lie outside of the output folder")
    return path


def check_writable(root: Path) -> None:
    """Refuse an output folder that cannot be written, before any work is done.

    Raises
    ------
    ValueError
        With the folder as it was given.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        probe = root / f".write-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise ValueError(f"output folder {root}: cannot be written ({error.strerror})") from None


def staging_of(target: Path) -> Path:
    """Name the hidden folder in which a report is built."""
    return target.with_name(f".{target.name}.staging")


def lock_of(target: Path) -> Path:
    """Name the hidden file that marks a report as being written."""
    return target.with_name(f".{target.name}.lock")


def retired_of(target: Path) -> Path:
    """Name the hidden folder that holds the old report during the swap."""
    return target.with_name(f".{target.name}.old")


@contextlib.contextmanager
def staged(target: Path, notes: list[str]) -> Iterator[Path]:
    """Hand out an empty folder, and put it in the place of ``target`` if the block succeeds.

    Parameters
    ----------
    target : Path
        The report's folder. It is left as it is when the block raises.
    notes : list of str
        Receives a line for each stale lock or half-built folder that was swept away.

    Raises
    ------
    BusyError
        When a living process holds the lock.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _take(lock_of(target), notes)
    try:
        _recover(target, notes)
        staging = staging_of(target)
        staging.mkdir()
        try:
            yield staging
            _swap(staging, target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    finally:
        lock_of(target).unlink(missing_ok=True)


def _recover(target: Path, notes: list[str]) -> None:
    """Undo what a killed run left behind."""
    if retired_of(target).exists():
        if target.exists():
            shutil.rmtree(retired_of(target))
        else:
            retired_of(target).rename(target)
            notes.append(f"{target.name}: put back the report of an interrupted run")
    if staging_of(target).exists():
        shutil.rmtree(staging_of(target))
        notes.append(f"{target.name}: swept away the half-built report of an interrupted run")


def _swap(staging: Path, target: Path) -> None:
    if target.exists():
        target.rename(retired_of(target))
    try:
        staging.rename(target)
    except OSError:
        if retired_of(target).exists():
            retired_of(target).rename(target)
        raise
    shutil.rmtree(retired_of(target), ignore_errors=True)


def _take(lock: Path, notes: list[str]) -> None:
    """Create the lock, taking over one whose process is gone."""
    mine = json.dumps({"pid": os.getpid(), "started": started(os.getpid())})
    with _guarded(lock.parent):
        if lock.exists():
            holder = _holder(lock)
            if holder and alive(*holder):
                raise BusyError(f"{lock.parent.name}: process {holder[0]} is writing this report")
            lock.unlink()
            notes.append(f"{lock.parent.name}: removed the lock of a process that is gone")
        lock.write_text(mine, encoding="utf-8")


@contextlib.contextmanager
def _guarded(folder: Path) -> Iterator[None]:
    """Let one process at a time look at a lock, where the system offers it."""
    try:
        import fcntl
    except ImportError:  # Windows: the window between look and take is a few microseconds.
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _holder(lock: Path) -> tuple[int, str] | None:
    try:
        record = json.loads(lock.read_text(encoding="utf-8"))
        return int(record["pid"]), str(record["started"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def started(pid: int) -> str:
    """Tell when a process started, so that a reused number is not taken for the same process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return fields[19]
    except (OSError, IndexError):
        return ""


def alive(pid: int, start: str) -> bool:
    """Say whether the process that wrote a lock still runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return started(pid) == start


def stamp() -> str:
    """Tell the time in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
