"""Checks what a siting report is asked for, before it runs: file, zones, criteria, judgements."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...load import catalog
from ...load.choices import PLOT_USES
from ...load.package import read_package
from ...load.sites import read_sites
from ...model.industry_codes import split_code
from .criteria import CRITERIA, directed
from .ranking import pairwise_table

# Columns of numbers of a table of candidates that are no criteria.
OTHERS = ("far_limit_pct", "bcr_limit_pct", "floor_built_m2", "uncertainty_m")


def check_sites(values: Mapping[str, Any]) -> dict[str, str]:
    """Check the parameters of a siting notebook.

    Parameters
    ----------
    values : mapping
        Checked parameters; nothing is looked at where ``sites`` or ``at_least`` is not declared.

    Returns
    -------
    dict of str to str
        Hash of the file of sites by its name; empty where none is given.

    Raises
    ------
    DataError
        Lists every problem of the file.
    ValueError
        One line for a zone, a state of use, a criterion, a direction, an industry or a judgement
        that cannot be.
    """
    path = values.get("sites", "")
    if not isinstance(path, str) or "at_least" not in values:
        return {}
    if values["kind"] == "file" and not path:
        raise ValueError("parameter kind: value 'file' needs the parameter sites, a path")
    if path and values["kind"] not in {"", "file"}:
        raise ValueError(
            f"parameter sites: is not used with kind {values['kind']!r}; leave one out"
        )
    known = [one.name for one in CRITERIA]
    found: dict[str, str] = {}
    if path or values["zones"]:
        package = read_package(catalog.locate(values["cluster"]))
        zones = sorted(package.tables["parcels"]["zone"].dropna().unique())
        if path:
            given = read_sites(path, extent=tuple(package.meta["extent"]))
            known += given.attrs["extra"]
            zones = sorted(given["zone"].dropna().unique())
            found = {Path(path).name: given.attrs["sha256"]}
        for zone in values["zones"]:
            _one_of("zones", zone, zones)
    for use in values["uses"]:
        _one_of("uses", use, PLOT_USES)
    for name in ("at_least", "at_most"):
        for criterion in values[name]:
            _one_of(name, criterion, [*known, *OTHERS])
    named = {one.name: one for one in CRITERIA}
    for criterion, direction in values["directions"].items():
        _one_of("directions", criterion, known)
        try:
            directed(named.get(criterion, CRITERIA[0]), direction)
        except ValueError as error:
            raise ValueError(f"parameter directions: {criterion}: {error}") from None
    if values["industry"]:
        try:
            split_code(values["industry"])
        except ValueError as error:
            raise ValueError(f"parameter industry: {error}") from None
    if values["ahp"]:
        try:
            judged = pairwise_table(values["ahp"], known)
        except ValueError as error:
            raise ValueError(f"parameter ahp: {error}") from None
        for criterion in judged.attrs["named"]:
            _one_of("ahp", criterion, known)
    return found


def _one_of(parameter: str, value: str, known: Iterable[str]) -> None:
    names = list(known)
    if value in names:
        return
    near = difflib.get_close_matches(value, names, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else ""
    listed = ", ".join(names[:20]) or "nothing: there is none"
    raise ValueError(f"parameter {parameter}: value {value!r} is none of {listed}{hint}")
