"""Money in clusters: how it is made up, one question a file, imported when first used."""

from importlib import import_module
from typing import Any

# Each public function and the file that holds it.
_HOME: dict[str, str] = {
    "leverage": "structure",
    "private_share": "structure",
}

__all__ = [*_HOME]  # noqa: PLE0604 - the names are the keys of one dict


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
