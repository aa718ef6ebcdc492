"""Scenario files of a folder: where they lie and what they hash to; siting reads what they say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..model.problem import Problem
from .descriptor import FILE

SCENARIOS = "scenarios"
"""Folder of the scenario files, and the descriptor's member that seals them."""


def scenario_files(folder: Path) -> dict[str, Path]:
    """List a folder's scenario files.

    Parameters
    ----------
    folder : Path
        Where datapackage.json lies.

    Returns
    -------
    dict of str to Path
        Path by the file's name without ``.toml``, in order of name. A file whose name begins with
        ``_`` is a draft and is left out.
    """
    found = sorted((folder / SCENARIOS).glob("*.toml"))
    return {path.stem: path for path in found if not path.name.startswith("_")}


def scenario_problems(
    descriptor: Mapping[str, Any], folder: Path, hashes: Mapping[str, str]
) -> list[Problem]:
    """Hold the scenario files against the hashes that the descriptor was sealed with.

    Parameters
    ----------
    descriptor : mapping
        The whole descriptor; ``clusterlab.scenarios`` gives a hash for each file sealed.
    folder : Path
        Where it lies.
    hashes : mapping of str to str
        Hash of each file that is there, by its path in the folder.

    Returns
    -------
    list of Problem
        Links, files that changed since they were sealed, and sealed files that are gone. A file
        added since is none.
    """
    problems = [
        Problem(
            f"{SCENARIOS}/{path.name}",
            0,
            "",
            None,
            "the file itself; a link may lead out of the folder",
        )
        for path in scenario_files(folder).values()
        if path.is_symlink() or (folder / SCENARIOS).is_symlink()
    ]
    meta = descriptor.get("clusterlab")
    sealed = meta.get(SCENARIOS, {}) if isinstance(meta, dict) else {}
    if not isinstance(sealed, dict) or not all(isinstance(v, str) for v in sealed.values()):
        return [*problems, Problem(FILE, 0, f"clusterlab.{SCENARIOS}", sealed, "hashes by file")]
    for name, expected in sealed.items():
        path = f"{SCENARIOS}/{name}"
        if path not in hashes:
            problems.append(Problem(path, 0, "", None, f"this file, as {FILE} was sealed with it"))
        elif hashes[path] != expected:
            rule = f"the file that {FILE} was sealed with; its hash is another"
            problems.append(Problem(path, 0, "", None, rule))
    return problems
