"""The package descriptor, datapackage.json: what must stand in it, and where its files are."""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

from ..model.problem import Problem, meant
from .columns import MONEY
from .coordinates import WORLD, Extent
from .languages import BOTH
from .register_members import register_problems
from .tables import TABLES

FILE = "datapackage.json"
SLUG = re.compile(r"[a-z][a-z0-9_-]{0,39}")
KINDS = ("cluster", "reference")
WEB_MERCATOR = 3857
OUTLINES = ("surveyed", "schematic")
SCRIPTS = ("latin", "hangul", "kana", "han", "cyrillic", "greek", "arabic", "other")
NAMES = ("name", "region")
"""What a package says in each of its languages."""
TEXTS = (
    "as_of",
    "currency",
    "industry_classification",
    "boundary_vintage",
)


def read_descriptor(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Read the descriptor of a folder.

    Parameters
    ----------
    folder : Path
        The cluster folder.

    Returns
    -------
    descriptor : dict
        Empty where it cannot be read.
    problems : list of Problem
        At most one: that it is missing, or not JSON.
    """
    path = folder / FILE
    if not path.is_file():
        return {}, [Problem(FILE, 0, "", None, f"this file in the folder {folder.name}")]
    try:
        descriptor = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return {}, [Problem(FILE, 0, "", None, f"UTF-8; byte {error.start} is not")]
    except json.JSONDecodeError as error:
        where = f"column {error.colno} of line {error.lineno}"
        return {}, [Problem(FILE, 0, "", None, f"JSON; {error.msg} at {where}")]
    except RecursionError:
        return {}, [Problem(FILE, 0, "", None, "JSON; the file is nested too deeply")]
    if not isinstance(descriptor, dict):
        return {}, [Problem(FILE, 0, "", None, "a JSON object")]
    return descriptor, []


def meta_problems(descriptor: Mapping[str, Any]) -> list[Problem]:
    """Look at what the package says about itself, its member ``clusterlab``.

    Parameters
    ----------
    descriptor : mapping
        The whole descriptor.

    Returns
    -------
    list of Problem
        Members that are missing or wrong.
    """
    meta = descriptor.get("clusterlab")
    if not isinstance(meta, dict):
        return [Problem(FILE, 0, "clusterlab", None, "an object that describes the cluster")]
    problems: list[Problem] = []

    def report(member: str, value: object, expected: str) -> None:
        problems.append(Problem(FILE, 0, f"clusterlab.{member}", value, expected))

    slug = meta.get("slug")
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        report("slug", slug, "small Latin letters, digits, - or _, beginning with a letter")
    languages = meta.get("languages", list(BOTH))
    code = r"[a-z]{2,3}"
    if not _texts(languages) or not languages or not all(re.fullmatch(code, x) for x in languages):
        report("languages", languages, 'a list of codes of languages, such as ["de", "en"]')
        languages = list(BOTH)
    for member in (*(f"{name}_{lang}" for name in NAMES for lang in languages), *TEXTS):
        value = meta.get(member)
        if not isinstance(value, str) or not value.strip():
            report(member, value or None, "text")
    kind = meta.get("kind", "cluster")
    if kind not in KINDS:
        report("kind", kind, f"one of {', '.join(KINDS)}")
    for member in ("confidential_register", "example"):
        if not isinstance(meta.get(member, False), bool):
            report(member, meta[member], "true or false")
    lists = ("references", "complexes", "industry_totals", *(f"notes_{x}" for x in languages))
    for member in lists:
        if not _texts(meta.get(member, [])):
            report(member, meta[member], "a list of texts")
    problems += _country_problems(meta)
    problems += register_problems(meta)
    regions = meta.get("reference_regions", {})
    if not isinstance(regions, dict) or not all(isinstance(v, str) for v in regions.values()):
        report("reference_regions", regions, 'an object of texts, such as {"county": "…"}')
    wrong = _wrong_crs(meta.get("measure_crs"))
    if wrong:
        report("measure_crs", meta.get("measure_crs"), wrong)
    if "extent" in meta and _extent(meta) is None:
        report("extent", meta["extent"], "west, south, east and north edge in degrees")
    units = meta.get("money_unit", {})
    if not isinstance(units, dict) or not all(isinstance(unit, str) for unit in units.values()):
        report("money_unit", units, 'an object of texts, such as {"funds.size": "EUR"}')
    else:
        money = [f"{t.name}.{c.name}" for t in TABLES for c in t.columns if c.unit == MONEY]
        for name in units.keys() - set(money):
            report("money_unit", name, f"a money column{meant(name, money)}")
    return problems


def _country_problems(meta: Mapping[str, Any]) -> list[Problem]:
    """Look at what a package says of its country: levels, reference system, outlines, script."""
    found = []
    levels = meta.get("levels", [])
    named = isinstance(levels, list) and all(
        isinstance(level, str) or (isinstance(level, dict) and isinstance(level.get("level"), str))
        for level in levels
    )
    if not named:
        expected = 'a list, largest regions first, of texts or objects such as {"level": "county"}'
        found.append(Problem(FILE, 0, "clusterlab.levels", levels, expected))
    national = meta.get("national_crs")
    if national is not None and _wrong_crs(national):
        wrong = _wrong_crs(national)
        found.append(Problem(FILE, 0, "clusterlab.national_crs", national, wrong))
    for member, choices in (("outlines", OUTLINES), ("address_script", SCRIPTS)):
        value = meta.get(member)
        if value is not None and value not in choices:
            expected = f"one of {', '.join(choices)}"
            found.append(Problem(FILE, 0, f"clusterlab.{member}", value, expected))
    return found


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def resource_paths(
    descriptor: Mapping[str, Any], folder: Path
) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Find the resource of each table.

    Parameters
    ----------
    descriptor : mapping
        The whole descriptor.
    folder : Path
        Where it lies.

    Returns
    -------
    resources : dict
        Resource by table name; only safe ones whose file is there.
    problems : list of Problem
        Unknown names, repeated names, paths out of the folder, missing files, and tables that
        lie in the folder without being listed.
    """
    listed = descriptor.get("resources")
    if not isinstance(listed, list):
        return {}, [Problem(FILE, 0, "resources", None, "a list of the package's tables")]
    stored = {table.name: table for table in TABLES if table.format != "descriptor"}
    found: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for place, resource in enumerate(listed):
        at = f"resources.{place}"
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or name not in stored:
            expected = f"the name of a table{meant(str(name), stored)}"
            problems.append(Problem(FILE, 0, f"{at}.name", name, expected))
        elif name in found:
            problems.append(Problem(FILE, 0, f"{at}.name", name, "each table once"))
        elif resource.get("path") != stored[name].path:
            path = resource.get("path")
            expected = stored[name].path
            if isinstance(path, str) and not _is_safe(path):
                expected += "; a path never leaves the folder"
            problems.append(Problem(FILE, 0, f"{at}.path", path, expected))
        else:
            found[name] = resource
    kept = {}
    for name, resource in found.items():
        path = folder / stored[name].path
        if path.is_symlink():
            expected = "the file itself; a link may lead out of the folder"
            problems.append(Problem(stored[name].path, 0, "", None, expected))
        elif not path.is_file():
            expected = "this file in the folder, or no resource of that name"
            problems.append(Problem(stored[name].path, 0, "", None, expected))
        else:
            kept[name] = resource
    for name, table in stored.items():
        if name not in found and (folder / table.path).is_file():
            expected = f"a resource {name} in {FILE}; the file is there but not listed"
            problems.append(Problem(table.path, 0, "", None, expected))
    return kept, problems


def extent(descriptor: Mapping[str, Any]) -> Extent:
    """Read where the package's points may be.

    Parameters
    ----------
    descriptor : mapping
        The whole descriptor.

    Returns
    -------
    tuple of float
        West, south, east and north edge [degree]; the whole world where none are given.
    """
    meta = descriptor.get("clusterlab")
    return (_extent(meta) if isinstance(meta, dict) else None) or WORLD


def source_cells(descriptor: Mapping[str, Any]) -> tuple[dict[str, list[Any]], list[Problem]]:
    """Lay the descriptor's sources out as a table.

    Parameters
    ----------
    descriptor : mapping
        The whole descriptor.

    Returns
    -------
    cells : dict
        One list for each column of the table sources.
    problems : list of Problem
        Where sources are no list of objects.
    """
    listed = descriptor.get("sources")
    names = {"source_id": "name"}
    columns = ("source_id", "title", "path", "publisher", "date", "licence", "kind")
    if not isinstance(listed, list) or not all(isinstance(part, dict) for part in listed):
        return {name: [] for name in columns}, [
            Problem(FILE, 0, "sources", None, "a list of sources, each an object")
        ]
    return {name: [part.get(names.get(name, name)) for part in listed] for name in columns}, []


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    absolute = PurePosixPath(path).is_absolute() or bool(PureWindowsPath(path).drive)
    return not absolute and ".." not in parts and "://" not in path


def _extent(meta: Mapping[str, Any]) -> Extent | None:
    edges = meta.get("extent")
    if not isinstance(edges, list) or len(edges) != 4:
        return None
    if any(type(edge) not in {int, float} for edge in edges):
        return None
    west, south, east, north = (float(edge) for edge in edges)
    if -180 <= west < east <= 180 and -90 <= south < north <= 90:
        return west, south, east, north
    return None


def _wrong_crs(name: object) -> str:
    expected = "a projected reference system in metres, such as EPSG:32633"
    try:
        crs = CRS.from_user_input(name if isinstance(name, str) else "")
    except CRSError:
        return expected
    if crs.to_epsg() == WEB_MERCATOR:
        return f"{expected}; EPSG:3857 stretches distances"
    in_metres = crs.is_projected and all(axis.unit_name == "metre" for axis in crs.axis_info)
    return "" if in_metres else expected
