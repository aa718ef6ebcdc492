"""Lets a package hand on its files, each imported when first used."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from sys import modules
from types import ModuleType


def files_of(package: str) -> tuple[Callable[[str], ModuleType], Callable[[], list[str]]]:
    """Make the ``__getattr__`` and ``__dir__`` of a package whose names are its files.

    Parameters
    ----------
    package : str
        Its ``__name__``.

    Examples
    --------
    >>> hand_on, names = files_of("clusterlab.model")
    >>> "lazy" in names(), hand_on("lazy").__name__
    (True, 'clusterlab.model.lazy')
    """

    def names() -> list[str]:
        return sorted(m.name for m in iter_modules(modules[package].__path__) if m.name[0] != "_")

    def hand_on(name: str) -> ModuleType:
        if name not in names():
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(f".{name}", package)

    return hand_on, names
