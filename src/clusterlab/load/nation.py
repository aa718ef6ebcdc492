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
        where none of them does.
    """
    for package in packages:
        for shared in package.references.values():
            if not shared.tables["instruments"].empty:
                return shared
    beside = packages[0].folder if packages else Path()
    found = reference_folder(BUILT_IN, beside=beside)
    if found is None:
        raise ValueError(f"the built-in package {BUILT_IN} is missing")
    return read_package(found)
