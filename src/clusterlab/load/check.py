"""All problems of a cluster folder in one pass."""

from pathlib import Path

from .catalog import reference_folder
from .descriptor import FILE
from .folder import Folder, read_folder
from .problem import Problem, sort_problems


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
    missing = [
        Problem(FILE, 0, "clusterlab.references", slug, "a package beside this one or built in")
        for slug in (named if isinstance(named, list) else [])
        if isinstance(slug, str) and reference_folder(slug, beside=folder) is None
    ]
    return sort_problems([*read.problems, *missing])
