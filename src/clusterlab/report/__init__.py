"""Reports: what a notebook writes on, how it is run, and how its pages are made; loaded lazily."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .opening import open_comparison, open_page

_HOME = {"open_page": "opening", "open_comparison": "opening"}

__all__ = ["open_comparison", "open_page"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
