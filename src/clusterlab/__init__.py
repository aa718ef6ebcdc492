"""clusterlab measures industry clusters; names are handed on here, each loaded when first used."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Loaded before the function of the same name, which then stands in front of it.
from . import load as _load  # noqa: F401

if TYPE_CHECKING:
    from .cluster import Cluster

# Each public name and the file that holds it; rooms are named by themselves.
_HOME = {
    "Cluster": "cluster",
    "ClusterlabError": "model.errors",
    "DataError": "model.errors",
    "UnknownCluster": "model.errors",
    "aggregate": "load.aggregate",
    "area_changes": "ingest.korea.area_codes",
    "clusters": "load.catalog",
    "geocode": "ingest.geocoding.geocode",
    "geocode_errors": "ingest.geocoding.errors",
    "import_table": "ingest.importing",
    "read_table": "ingest.reading",
    "suppress": "load.suppression",
    "to_excel": "load.exports",
    "to_gpkg": "load.exports",
    "to_parquet": "load.exports",
    "unmatched_codes": "ingest.korea.area_codes",
}
_ROOMS = (
    "draw",
    "ingest",
    "invest",
    "measure",
    "model",
    "report",
    "run",
    "siting",
    "study",
    "words",
)

__all__ = ["__version__", "load", *_HOME, *_ROOMS]  # noqa: PLE0604


def load(slug_or_folder: str | Path) -> "Cluster":
    """Load a cluster by its slug, or from a folder.

    Parameters
    ----------
    slug_or_folder : str or Path
        Such as ``"magok"``, or the path of a cluster folder.

    Returns
    -------
    Cluster

    Raises
    ------
    UnknownCluster
        No built-in cluster has the slug, and there is no such folder.
    DataError
        Lists every problem of the folder.
    """
    from .cluster import load as load_cluster

    _let_findings_show_themselves()
    return load_cluster(slug_or_folder)


def _let_findings_show_themselves() -> None:
    """Say how a finding that no page shows is displayed in JupyterLab."""
    from .model.finding import show_with

    # What draws is imported when something is drawn.
    show_with(lambda found: str(import_module(".report.alone", __name__).shown(found)))


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        if name in {"model", "study"}:
            _let_findings_show_themselves()
        return import_module(f".{name}", __name__)
    if name == "__version__":
        from importlib import metadata

        return metadata.version(__name__)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
