"""clusterlab measures industry clusters; names are handed on here, each loaded when first used."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# Each public name and the file that holds it.
_HOME: dict[str, str] = {
    "Cluster": "cluster",
    "DataError": "load.problem",
    "UnknownCluster": "load.problem",
    "aggregate": "load.aggregate",
    "area_changes": "load.area_codes",
    "clusters": "load.catalog",
    "geocode": "load.geocoding.geocode",
    "geocode_errors": "load.geocoding.errors",
    "import_table": "load.importing",
    "read_table": "load.reading",
    "suppress": "load.suppression",
    "unmatched_codes": "load.area_codes",
}
_ROOMS = ("draw", "invest", "load", "measure", "report", "siting")

__all__ = ["__version__", *_HOME, *_ROOMS]  # noqa: PLE0604 - names come from the tables above


class _Loader(ModuleType):
    """The room ``load``, which is also the function that users know: ``load("magok")``."""

    def __call__(self, slug_or_folder: Any) -> Any:
        """Load a cluster by its slug, or from a folder; see ``clusterlab.cluster.load``."""
        from .cluster import load

        return load(slug_or_folder)


class _Package(ModuleType):
    """The package; the room ``load`` becomes callable whichever import brings it in."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "load" and isinstance(value, ModuleType):
            value.__class__ = _Loader
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f".{name}", __name__)
    if name in _HOME:
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    elif name == "__version__":
        from importlib import metadata

        value = metadata.version(__name__)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
