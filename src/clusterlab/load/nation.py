"""Finds the shared package that holds a policy's instruments."""

from collections.abc import Sequence
from pathlib import Path

from .catalog import reference_folder
from .package import Package, read_package

BUILT_IN = "korea"


def nation_package(packages: Sequence[Package]) -> Package:
    """Find the instruments that clusters are to be held against.

    Parameters
    ----------
    packages : sequence of Package
        The clusters.

    Returns
    -------
    Package
        The first package that one of them refers to and that has instruments; the built-in one
        where none of them does and the clusters are of its country (the same currency). Clusters of
        another country are not held against it: theirs is the first package that they refer to,
        or the first cluster itself, without instruments.
    """
    for package in packages:
        for shared in package.references.values():
            if not shared.tables["instruments"].empty:
                return shared
    beside = packages[0].folder if packages else Path()
    found = reference_folder(BUILT_IN, beside=beside)
    if found is None:
        raise ValueError(f"the built-in package {BUILT_IN} is missing")
    built_in = read_package(found)
    own = [shared for package in packages for shared in package.references.values()]
    kept = {one.meta.get("currency") for one in (*packages, *own)} - {None, ""}
    if kept and built_in.meta.get("currency") not in kept:
        return next(iter([*own, *packages]))
    return built_in
