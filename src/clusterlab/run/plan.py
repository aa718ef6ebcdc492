"""Turns a request into jobs: every name, folder, table and parameter is checked before one runs."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..load import catalog
from ..load.nation import nation_package
from ..load.package import Package, read_package
from ..report import notebook
from ..words.table import LANGUAGES
from . import inputs, parameters, rules, stage
from .execute import Job

# What the runner sets itself, from the command's arguments.
OWN = {
    "cluster": "name the cluster as an argument: clusterlab report CLUSTER",
    "clusters": "name the clusters as arguments: clusterlab report CLUSTER CLUSTER",
    "lang": "choose the language with --lang",
}


@dataclass(frozen=True)
class Request:
    """What the command was asked for."""

    clusters: tuple[str, ...]
    notebook: str | None
    given: Mapping[str, str]
    out: Path
    languages: tuple[str, ...]
    cell_timeout_s: float = 600
    run_timeout_s: float = 1800
    exports: tuple[str, ...] = ()


def plan(request: Request) -> list[Job]:
    """Check a request and list its jobs.

    Without clusters, all built-in ones are meant; without a notebook, the profile of each, and
    all standard reports where no cluster was named. A notebook may stand before the clusters.

    Raises
    ------
    ValueError
        One line for what is unknown or does not fit; `DataError` lists all problems of a folder.
    """
    request = _notebook_first(request)
    names = _distinct(request.clusters or tuple(catalog.clusters()["slug"]))
    paths = [notebook.locate(name) for name in _wanted(request)]
    packages = [(name, read_package(catalog.locate(name))) for name in names]
    for _, package in packages:
        inputs.check_package(package)
    read = {path: notebook.read(path) for path in paths}
    for path in paths:
        rules.check(read[path], path)
    declared = {path: parameters.declared(read[path]) for path in paths}
    about = {path: notebook.declared(read[path], path) for path in paths}
    given = _admitted(request.given, declared)
    jobs = [
        _job(request, path, about[path], declared[path], given, chosen, lang)
        for lang in request.languages
        for path in paths
        for chosen in _choices(about[path].kind, packages)
    ]
    _check_targets(jobs)
    return jobs


def _wanted(request: Request) -> list[str]:
    """List the notebooks: the one named, the standard ones, or the first of those on a cluster."""
    if request.notebook:
        return [request.notebook]
    library = notebook.library()
    if not request.clusters:
        return [one.name for one in library if one.standard]
    return [one.name for one in library if one.standard and one.kind == "cluster"][:1]


def _notebook_first(request: Request) -> Request:
    """Read ``report siting magok`` as ``report magok --notebook siting``; a cluster wins."""
    first = request.clusters[0] if request.clusters else ""
    if request.notebook or first not in notebook.names():
        return request
    if first in set(catalog.clusters()["slug"]) or Path(first).is_dir():
        return request
    return replace(request, notebook=first, clusters=request.clusters[1:])


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unicodedata.normalize("NFC", name) for name in names))


def _admitted(
    given: Mapping[str, str], declared: Mapping[Path, Mapping[str, parameters.Parameter]]
) -> dict[str, str]:
    """Refuse what no notebook of this run declares, and what arguments of the command decide."""
    known = list(
        dict.fromkeys(name for one in declared.values() for name in one if name not in OWN)
    )
    for name in given:
        if name in OWN:
            raise parameters.ParameterError(f"parameter {name}: {OWN[name]}")
        if name not in known:
            raise parameters.ParameterError(parameters.unknown(name, known))
    return dict(given)


def _choices(kind: str, packages: Sequence[tuple[str, Package]]) -> list[list[tuple[str, Package]]]:
    if kind == "comparison":
        if len(packages) < 2:
            raise ValueError("a comparison needs two or more clusters")
        return [list(packages)]
    if kind == "nation":
        return [list(packages)]
    return [[one] for one in packages]


def _job(
    request: Request,
    path: Path,
    about: notebook.Declared,
    declared: Mapping[str, parameters.Parameter],
    given: Mapping[str, str],
    chosen: Sequence[tuple[str, Package]],
    lang: str,
) -> Job:
    folders = {str(package.folder.resolve()): package.slug for _, package in chosen}
    # A slug stays a slug; a folder is handed over in full, and is recorded by its slug.
    where = [
        name if name == package.slug and name not in folders else str(package.folder.resolve())
        for name, package in chosen
    ]
    own: dict[str, Any] = {"lang": lang, "cluster": where[0], "clusters": where}
    values: dict[str, Any] = {k: v for k, v in given.items() if k in declared}
    values |= {k: v for k, v in own.items() if k in declared}
    resolved = parameters.resolve(declared, values)
    files: dict[str, str] = {}
    for name, parameter in declared.items():
        # A file is read in full before the run, and is recorded by its name.
        found = inputs.checked(parameter.input, name, resolved) if parameter.input else {}
        files |= found
        if found and resolved[name]:
            where_from = Path(resolved[name]).resolve()
            resolved[name] = str(where_from)
            folders[str(where_from)] = where_from.name
    shelf = about.shelf or chosen[0][1].slug
    root = request.out if lang == LANGUAGES[0] else request.out / lang
    root.mkdir(parents=True, exist_ok=True)
    read = [one for _, package in chosen for one in (package, *package.references.values())]
    if about.kind == "nation":
        # Clusters that refer to no policy of their own are held against the built-in one.
        read.append(nation_package([package for _, package in chosen]))
    tables = {f"{one.slug}/{name}": digest for one in read for name, digest in one.hashes.items()}
    return Job(
        label=f"{shelf}/{path.stem} ({lang})",
        notebook=path,
        parameters=resolved,
        target=stage.inside(root, shelf, path.stem),
        lang=lang,
        inputs=tables | files,
        replace=folders,
        place=_middle(chosen[0][1]) if about.kind == "cluster" else {},
        cell_timeout_s=request.cell_timeout_s,
        run_timeout_s=request.run_timeout_s,
        exports=request.exports,
    )


def _middle(package: Package) -> dict[str, float]:
    """Give the middle of a package's extent; nothing where it declares none."""
    edges = package.meta.get("extent")
    if not isinstance(edges, list) or len(edges) != 4:
        return {}
    west, south, east, north = map(float, edges)
    return {"lon": round((west + east) / 2, 4), "lat": round((south + north) / 2, 4)}


def _check_targets(jobs: Sequence[Job]) -> None:
    seen: dict[Path, str] = {}
    for job in jobs:
        if job.target in seen:
            raise ValueError(f"{job.label}: two clusters of this run have the same name")
        seen[job.target] = job.label
