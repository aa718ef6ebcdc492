"""Rows kept on disk with the date they were fetched on: no key, no error, nothing personal."""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .records import DataSet

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Copy:
    """What a fetch brought: rows under their Korean headings, when, and how many there are."""

    rows: tuple[dict[str, Any], ...]
    total: int
    fetched: dt.date
    unknown: tuple[str, ...] = ()
    """Fields that the service sent beyond those that are kept."""


def cache_folder() -> Path:
    """Find the folder of kept answers.

    Returns
    -------
    Path
        ``CLUSTERLAB_CACHE``, or ``clusterlab`` in the user's cache folder.
    """
    named = os.environ.get("CLUSTERLAB_CACHE", "").strip()
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME", "").strip()
    return (Path(home) if home else Path.home() / ".cache") / "clusterlab"


def copy_path(data_set: DataSet, parameters: Mapping[str, str], folder: Path) -> Path:
    """Name the file that keeps one request.

    Parameters
    ----------
    data_set : DataSet
        What was asked.
    parameters : mapping
        What narrowed it down; the key is no part of it.
    folder : Path
        Where copies lie.

    Returns
    -------
    Path
        The same for the same request, whoever's key it was.
    """
    said = json.dumps([data_set.name, dict(sorted(parameters.items()))], ensure_ascii=False)
    return folder / f"{data_set.name}-{hashlib.sha256(said.encode()).hexdigest()[:16]}.json"


def read_copy(path: Path) -> Copy | None:
    """Read a copy.

    Parameters
    ----------
    path : Path
        Where it would be.

    Returns
    -------
    Copy or None
        None where there is none, or the file is not one of ours.
    """
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            return None
        fetched = dt.date.fromisoformat(content["fetched"])
        rows, unknown = tuple(content["rows"]), tuple(content["unknown"])
        return Copy(rows, int(content["total"]), fetched, unknown)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_copy(path: Path, copy: Copy, *, data_set: DataSet, parameters: Mapping[str, str]) -> None:
    """Keep a whole answer; what was there is replaced at once or not at all.

    Parameters
    ----------
    path : Path
        Where to.
    copy : Copy
        All rows that the service reports.
    data_set : DataSet
        What was asked.
    parameters : mapping
        What narrowed it down.
    """
    content = {
        "format": FORMAT,
        "data_set": data_set.name,
        "title": data_set.title,
        "publisher": data_set.publisher,
        "licence": data_set.licence,
        "request": dict(sorted(parameters.items())) | {"key": "***"},
        "fetched": copy.fetched.isoformat(),
        "total": copy.total,
        "unknown": list(copy.unknown),
        "rows": list(copy.rows),
    }
    write_whole(path, json.dumps(content, ensure_ascii=False, allow_nan=False))


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all.

    Parameters
    ----------
    path : Path
        Where to; its folder is made where it is missing.
    text : str
        The content.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
