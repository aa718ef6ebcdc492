"""The clusters that come with the package, and the way from a name to a folder."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.problem import UnknownCluster
from .descriptor import FILE, SLUG

COLUMNS = ("slug", "name_ko", "name_en", "region_ko", "region_en", "as_of")


def data_folder() -> Path:
    """Find the built-in data.

    Returns
    -------
    Path
        ``clusterlab/data`` in an installed package, ``data`` beside ``src`` in a checkout.
    """
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


@cache
def _catalog(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8") as file:
        listed: dict[str, list[str]] = json.load(file)
    return listed


def clusters() -> pd.DataFrame:
    """List the built-in clusters.

    Returns
    -------
    DataFrame, shape (clusters, 6)
        Columns slug, name_ko, name_en, region_ko, region_en and as_of, in the catalog's order.
    """
    root = data_folder()
    rows = []
    for slug in _catalog(root / "catalog.json")["clusters"]:
        descriptor = json.loads((root / slug / FILE).read_text(encoding="utf-8"))
        rows.append({name: descriptor["clusterlab"][name] for name in COLUMNS})
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def packages() -> list[str]:
    """Name all built-in packages.

    Returns
    -------
    list of str
        Slugs of the clusters, then of the packages that they refer to.
    """
    catalog = _catalog(data_folder() / "catalog.json")
    return [*catalog["clusters"], *catalog["references"]]


def locate(slug_or_folder: str | Path) -> Path:
    """Find the folder of a cluster.

    Parameters
    ----------
    slug_or_folder : str or Path
        A built-in slug, or a folder that holds a datapackage.json. A slug wins over a folder of
        the same name; ``./name`` or a Path means the folder.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    UnknownCluster
        Where there is neither; it lists the clusters and names the nearest.
    """
    known = _catalog(data_folder() / "catalog.json")["clusters"]
    if isinstance(slug_or_folder, str) and slug_or_folder in known:
        return data_folder() / slug_or_folder
    folder = Path(slug_or_folder)
    if folder.name == FILE:
        folder = folder.parent
    if str(slug_or_folder).strip() and folder.is_dir():
        return folder
    raise UnknownCluster(str(slug_or_folder), known)


def reference_folder(slug: str, *, beside: Path) -> Path | None:
    """Find a package that a cluster refers to.

    Parameters
    ----------
    slug : str
        Its name.
    beside : Path
        Folder of the cluster that refers to it.

    Returns
    -------
    Path or None
        The folder beside the cluster's, else the built-in one, else None.
    """
    if not SLUG.fullmatch(slug):
        return None
    for root in (beside.resolve().parent, data_folder()):
        if (root / slug / FILE).is_file():
            return root / slug
    return None


def country_descriptor(slug: str = "") -> dict[str, Any]:
    """Read what a built-in package of shared tables says of its country.

    Parameters
    ----------
    slug : str
        Name of the package, such as ``"korea"``; the first one of the catalog where it is empty.

    Returns
    -------
    dict
        Its member ``clusterlab``: currency, reference systems, levels, classification.

    Raises
    ------
    ValueError
        There is no such package; it lists those that there are.
    """
    known = _catalog(data_folder() / "catalog.json")["references"]
    if slug and slug not in known:
        raise ValueError(f"country {slug!r} is not one of the packages {', '.join(known)}")
    text = (data_folder() / (slug or known[0]) / FILE).read_text(encoding="utf-8")
    return dict(json.loads(text)["clusterlab"])
