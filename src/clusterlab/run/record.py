"""Writes and reads run.json: what went into a report, the versions, the hash of each file."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

SCHEMA = 1
LIBRARIES = (
    "clusterlab",
    "folium",
    "geopandas",
    "jinja2",
    "matplotlib",
    "numba",
    "numpy",
    "pandas",
    "papermill",
    "pyproj",
    "scipy",
    "shapely",
)


def sha256(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def versions() -> dict[str, str]:
    """List the versions of Python and of the libraries that numbers depend on."""
    found = {"python": platform.python_version()}
    for library in LIBRARIES:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            found[library] = "unknown"
    return found


def write(
    folder: Path,
    *,
    about: Mapping[str, Any],
    parameters: Mapping[str, Any],
    inputs: Mapping[str, str],
    run: Mapping[str, Any],
) -> None:
    """Write run.json into a folder that holds everything else already.

    Parameters
    ----------
    folder : Path
        The finished report.
    about : mapping
        Notebook, its hash, cluster, language, data date, counts.
    parameters : mapping
        Every declared parameter with its value.
    inputs : mapping of str to str
        Hash of each input file, by a path relative to the data's root.
    run : mapping
        What differs from run to run: start, duration, changes since the run before.
    """
    files = {
        path.name: {"sha256": sha256(path), "bytes": path.stat().st_size}
        for path in sorted(folder.iterdir())
    }
    text = json.dumps(
        {
            "schema": SCHEMA,
            **about,
            "parameters": dict(parameters),
            "seed": parameters.get("seed"),
            "inputs": dict(sorted(inputs.items())),
            "versions": versions(),
            "files": files,
            "run": dict(run),
        },
        ensure_ascii=False,
        indent=1,
    )
    (folder / "run.json").write_text(text + "\n", encoding="utf-8")


def add(folder: Path, names: Iterable[str]) -> None:
    """List more files of a finished report, or their new hashes, in its run.json.

    Parameters
    ----------
    folder : Path
        The report.
    names : iterable of str
        Files beside run.json.
    """
    path = folder / "run.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    for name in names:
        file = folder / name
        known["files"][name] = {"sha256": sha256(file), "bytes": file.stat().st_size}
    known["files"] = dict(sorted(known["files"].items()))
    # Put in place whole: a report without a readable run.json is none.
    part = folder / ".run.json.part"
    part.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def read(folder: Path) -> dict[str, Any] | None:
    """Read run.json, or nothing where a folder holds no finished report."""
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and record.get("schema") == SCHEMA else None


def altered(folder: Path, *, quick: bool = False) -> list[str]:
    """List the files of a report that are missing or differ from their recorded hash.

    Parameters
    ----------
    folder : Path
        The report's folder.
    quick : bool
        Whether a file that is older than run.json, which is written last, and of the recorded
        size is taken as unaltered: thousands of reports need not be read whole for a list.
    """
    record = read(folder)
    if record is None:
        return ["run.json"]
    written = (folder / "run.json").stat().st_mtime_ns if quick else 0
    return [
        name for name, known in record["files"].items() if _differs(folder / name, known, written)
    ]


def _differs(path: Path, known: Mapping[str, Any], written: int) -> bool:
    if not path.is_file():
        return True
    state = path.stat()
    if state.st_size != known["bytes"]:
        return True
    return state.st_mtime_ns >= written and sha256(path) != known["sha256"]
