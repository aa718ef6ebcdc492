"""Leads from the input that a notebook declares for a parameter to the study that checks it."""

from collections.abc import Mapping
from typing import Any

from ..load.package import Package
from ..study import inputs


def names() -> list[str]:
    """List the inputs that a parameter may declare."""
    return sorted(inputs.INPUTS)


def checked(kind: str, name: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Check the file that a parameter names; see `study.inputs.checked`."""
    return inputs.checked(kind, name, values)


def check_package(package: Package) -> None:
    """Refuse a package that contradicts itself, in one line a problem."""
    inputs.check_package(package)
