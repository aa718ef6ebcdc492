"""Hands on a room's functions, each imported when first used; every room stands on this."""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


class _Room(ModuleType):
    """A package whose names stay functions, though files bear the same names."""

    def __setattr__(self, name: str, value: Any) -> None:
        # On first import of measure/hoover.py the import system sets `measure.hoover` to the
        # file; users mean the function.
        if isinstance(value, ModuleType) and vars(self)["_HOME"].get(name) == name:
            value = getattr(value, name)
        super().__setattr__(name, value)


def open_room(package: str) -> None:
    """Let a package's functions stand before the files of the same name.

    Parameters
    ----------
    package : str
        Its name; its ``_HOME`` says which file holds each function.
    """
    sys.modules[package].__class__ = _Room


def handed_on(package: str, home: Mapping[str, str], name: str) -> Any:
    """Import the function that a package is asked for.

    Raises
    ------
    AttributeError
        Where the package has none of that name.
    """
    if name not in home:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home[name]}", package), name)
    setattr(sys.modules[package], name, value)
    return value
