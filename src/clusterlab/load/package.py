"""A cluster folder as one object: its tables, its sources, its hashes, what it refers to."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.problem import DataError
from .catalog import reference_folder
from .check import checked
from .folder import read_folder
from .languages import languages_of, told
from .scenario_files import scenario_files
from .succession import TABLES_OF, at_date

OPTIONAL: dict[str, Any] = {
    "references": [],
    "reference_regions": {},
    "complexes": [],
    "money_unit": {},
    "notes_ko": [],
    "notes_en": [],
}
"""What a package need not say about itself, and what it means when it does not."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a folder holds, all of it checked.

    ``tables`` has every table of the registry but the sources; one that the folder lacks has no
    rows. ``hashes`` names each file by its SHA-256, ``scenarios`` holds the path of each scenario
    file by its name, ``references`` the shared packages.
    """

    folder: Path
    slug: str
    meta: dict[str, Any]
    tables: dict[str, pd.DataFrame]
    sources: pd.DataFrame
    hashes: dict[str, str]
    scenarios: dict[str, Path] = field(default_factory=dict)
    references: dict[str, "Package"] = field(default_factory=dict)


def read_package(folder: str | Path) -> Package:
    """Read a cluster folder and what it refers to.

    Parameters
    ----------
    folder : str or Path
        Where datapackage.json lies.

    Returns
    -------
    Package
        Tables as DataFrames; as GeoDataFrames in EPSG:4326 where rows are placed.

    Raises
    ------
    DataError
        Where anything in the folder breaks the rules; it lists every problem.
    """
    return _read(Path(folder), follow=True)


def _read(home: Path, *, follow: bool) -> Package:
    """Read a folder; what a reference refers to in its turn is not followed."""
    read = read_folder(home)
    problems = checked(read, home)
    if problems:
        raise DataError(problems)
    languages = languages_of(read.descriptor)
    meta = OPTIONAL | told(read.descriptor["clusterlab"], languages)
    references = {}
    for slug in meta["references"] if follow else []:
        found = reference_folder(slug, beside=home)
        if found is not None:
            references[slug] = _read(found, follow=False)
    return Package(
        folder=home,
        slug=meta["slug"],
        meta=meta,
        tables={
            name: at_date(sheet.frame, as_of=str(meta["as_of"]))
            if name in TABLES_OF
            else sheet.frame
            for name, sheet in read.sheets.items()
            if name != "sources"
        },
        sources=read.sheets["sources"].frame,
        hashes=read.hashes,
        scenarios=scenario_files(home),
        references=references,
    )
