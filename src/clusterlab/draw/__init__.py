"""Maps, figures, colours, words and type; each file is imported when first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import escape, figures, fonts, maps, numbers, palette, words

__all__ = ["escape", "figures", "fonts", "maps", "numbers", "palette", "words"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".{name}", __name__)


def __dir__() -> list[str]:
    return __all__
