"""All problems of a cluster folder in one pass."""

from pathlib import Path
from typing import Any

from ..model.problem import Problem, sort_problems
from .catalog import reference_folder
from .descriptor import FILE, read_descriptor
from .folder import Folder, read_folder


def check(path: str | Path) -> list[Problem]:
    """Check a cluster folder.

    Parameters
    ----------
    path : str or Path
        The folder, or its datapackage.json.

    Returns
    -------
    list of Problem
        Sorted by file and row; empty where the folder is in order.
    """
    folder = Path(path)
    if folder.name == FILE:
        folder = folder.parent
    if not folder.is_dir():
        return [Problem(str(path), 0, "", None, "a folder that holds a datapackage.json")]
    return checked(read_folder(folder), folder)


def checked(read: Folder, folder: Path) -> list[Problem]:
    """Add to a folder's own problems those of what it refers to.

    Parameters
    ----------
    read : Folder
        The folder as read.
    folder : Path
        Where it lies.

    Returns
    -------
    list of Problem
        Sorted by file and row.
    """
    meta = read.descriptor.get("clusterlab")
    named = meta.get("references") if isinstance(meta, dict) else None
    problems = list(read.problems)
    for slug in named if isinstance(named, list) else []:
        found = reference_folder(slug, beside=folder) if isinstance(slug, str) else None
        if found is None:
            expected = "a package beside this one, or a built-in one"
            problems.append(Problem(FILE, 0, "clusterlab.references", slug, expected))
        else:
            problems += _clashes(read.descriptor, read_descriptor(found)[0], slug)
    return sort_problems(problems)


def _clashes(own: dict[str, Any], shared: dict[str, Any], slug: str) -> list[Problem]:
    """Find ids that name one source here and another in a shared package."""
    theirs = {part.get("name"): part for part in _objects(shared)}
    expected = f"another id, as {slug} has a different source of this one"
    return [
        Problem(FILE, 0, "sources.name", part["name"], expected)
        for part in _objects(own)
        if part.get("name") in theirs and part != theirs[part["name"]]
    ]


def _objects(descriptor: dict[str, Any]) -> list[dict[str, Any]]:
    listed = descriptor.get("sources")
    return [part for part in listed if isinstance(part, dict)] if isinstance(listed, list) else []
