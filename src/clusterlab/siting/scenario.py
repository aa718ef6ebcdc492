"""Scenario: a small TOML file of changes to a cluster, checked like all input."""

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ._validation import listed, nearest
from .industry_codes import is_code

SUPPORT_KINDS = ("accelerator", "accounting", "incubator", "investor", "law", "support")
FACILITY_KINDS = ("agency", "anchor", "firm", "hospital", "institute", "startup", "university")
HOME_KINDS = ("home", "dormitory")


@dataclass(frozen=True)
class Scenario:
    """Changes, by section, in the order in which they are made.

    Attributes
    ----------
    name, title_ko, title_en, source : str
        What it is, and where it comes from.
    industries : tuple of dict
        zone; add and remove: lists of industry codes.
    limits : tuple of dict
        zone; far_limit_pct, bcr_limit_pct or both [%].
    share_caps : tuple of dict
        zone; use (such as "support" or "shops"); max_share of the floor [0-1].
    facilities : tuple of dict
        id, kind, lon, lat; name_ko, name_en, jobs, industry.
    support_services : tuple of dict
        id, kind, lon, lat; name_ko, name_en, jobs.
    homes : tuple of dict
        id, kind (home, dormitory), lon, lat, homes (their number).
    stops : tuple of dict
        id, lon, lat; name_ko, name_en: stops of on-demand transport.
    """

    name: str
    title_ko: str = ""
    title_en: str = ""
    source: str = ""
    industries: tuple[dict[str, Any], ...] = ()
    limits: tuple[dict[str, Any], ...] = ()
    share_caps: tuple[dict[str, Any], ...] = ()
    facilities: tuple[dict[str, Any], ...] = ()
    support_services: tuple[dict[str, Any], ...] = ()
    homes: tuple[dict[str, Any], ...] = ()
    stops: tuple[dict[str, Any], ...] = field(default=())


def read_scenario(path: str | Path, *, zones: Iterable[str] | None = None) -> Scenario:
    """Read and check a scenario.

    Parameters
    ----------
    path : path
        TOML file, UTF-8. At the top: name, title_ko, title_en, source; then the sections of
        `Scenario`, each a list of tables such as ``[[industries]]``.
    zones : iterable of str, optional
        Zones that there are; `apply_scenario` checks them in any case.

    Returns
    -------
    Scenario
        The changes as written.

    Raises
    ------
    ValueError
        Text that is no TOML, an unknown section, key, kind, code or zone, a key that is missing or
        of the wrong kind, an id given twice, or no change at all. One line that names the file,
        the place, the value and, where there is one, the nearest known name.

    Examples
    --------
    >>> import tempfile
    >>> text = '''name = "wider"
    ... [[industries]]
    ... zone = "industry"
    ... add = ["M70"]
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "wider.toml"
    ...     written = file.write_text(text, encoding="utf-8")
    ...     read_scenario(file).industries
    ({'zone': 'industry', 'add': ['M70']},)
    """
    file = Path(path)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ValueError(f"{file.name} is not TOML: {problem}") from None
    known = {**_TOP, **dict.fromkeys(_SECTIONS)}
    for key in content:
        if key not in known:
            raise _wrong(file, f"{key!r} is unknown; known are {listed(known)}", key, known)
    if not content.get("name"):
        raise _wrong(file, "a name is needed")
    for key, rule in _TOP.items():
        if key in content and not rule.rule(content[key]):
            raise _wrong(file, f"{key} must be text. It is {content[key]!r}")
    sections: dict[str, tuple[dict[str, Any], ...]] = {}
    for section in _SECTIONS:
        rows = content.get(section, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _wrong(file, f"{section} must be a list of tables, [[{section}]]")
        for number, row in enumerate(rows, start=1):
            _check_row(file, section, number, row)
        sections[section] = tuple(rows)
    if not any(sections.values()):
        raise _wrong(file, f"it changes nothing; known sections are {listed(_SECTIONS)}")
    _check_ids(file, sections)
    scenario = Scenario(
        content["name"],
        content.get("title_ko", ""),
        content.get("title_en", ""),
        content.get("source", ""),
        **sections,
    )
    if zones is not None:
        check_zones(scenario, zones)
    return scenario


def check_zones(scenario: Scenario, zones: Iterable[str]) -> None:
    """Refuse a change in a zone that there is not."""
    known = sorted({str(zone) for zone in zones})
    for section in ("industries", "limits", "share_caps"):
        for row in getattr(scenario, section):
            if row["zone"] not in known:
                raise ValueError(
                    f"Scenario {scenario.name!r} names an unknown zone {row['zone']!r} in "
                    f"{section}. The zones are {listed(known) or 'none'}."
                    + nearest(row["zone"], known)
                )


@dataclass(frozen=True)
class Check:
    """What a value must be: a rule, and the rule in words."""

    rule: Callable[[Any], bool]
    words: str


def _number(low: float, high: float) -> Check:
    def rule(value: Any) -> bool:
        plain = isinstance(value, (int, float)) and not isinstance(value, bool)
        return plain and math.isfinite(value) and low <= value <= high

    return Check(rule, f"a number from {low:g} to {high:g}")


def _one_of(names: tuple[str, ...]) -> Check:
    return Check(lambda value: value in names, f"one of {', '.join(names)}")


def _code_like(value: Any) -> bool:
    return isinstance(value, str) and is_code(value)


_text = Check(lambda value: isinstance(value, str), "text")
_word = Check(lambda value: isinstance(value, str) and bool(value.strip()), "text")
_code = Check(_code_like, "an industry code")
_codes = Check(
    lambda value: isinstance(value, list) and all(map(_code_like, value)),
    "a list of industry codes",
)
_TOP: dict[str, Check] = {"name": _word, "title_ko": _text, "title_en": _text, "source": _text}
_PLACE: dict[str, Check] = {"id": _word, "lon": _number(-180, 180), "lat": _number(-90, 90)}
_NAMES: dict[str, Check] = {"name_ko": _text, "name_en": _text}
_MANY = _number(0, 1e9)
# Each section: keys that must be there, keys that may, and of which at least one must.
_SECTIONS: dict[str, tuple[dict[str, Check], dict[str, Check], tuple[str, ...]]] = {
    "industries": ({"zone": _word}, {"add": _codes, "remove": _codes}, ("add", "remove")),
    "limits": (
        {"zone": _word},
        {"far_limit_pct": _number(0, 3000), "bcr_limit_pct": _number(0, 100)},
        ("far_limit_pct", "bcr_limit_pct"),
    ),
    "share_caps": ({"zone": _word, "use": _word, "max_share": _number(0, 1)}, {}, ()),
    "facilities": (
        {**_PLACE, "kind": _one_of(FACILITY_KINDS)},
        {**_NAMES, "jobs": _MANY, "industry": _code},
        (),
    ),
    "support_services": (
        {**_PLACE, "kind": _one_of(SUPPORT_KINDS)},
        {**_NAMES, "jobs": _MANY},
        (),
    ),
    "homes": ({**_PLACE, "kind": _one_of(HOME_KINDS), "homes": _MANY}, _NAMES, ()),
    "stops": (_PLACE, _NAMES, ()),
}


def _check_row(file: Path, section: str, number: int, row: Mapping[str, Any]) -> None:
    must, may, one = _SECTIONS[section]
    where = f"{section} {number}"
    known = {**must, **may}
    for key, value in row.items():
        if key not in known:
            text = f"{where}: {key!r} is unknown; known are {listed(known)}"
            raise _wrong(file, text, key, known)
        if not known[key].rule(value):
            text = f"{where}: {key} must be {known[key].words}. It is {value!r}"
            raise _wrong(file, text, value, _choices(section, key))
    for key in must:
        if key not in row:
            raise _wrong(file, f"{where}: {key} is needed")
    if one and not any(row.get(key) not in (None, []) for key in one):
        raise _wrong(file, f"{where}: {' or '.join(one)} is needed")
    both = set(row.get("add", [])) & set(row.get("remove", []))
    if both:
        raise _wrong(file, f"{where}: {min(both)} is added and removed at once")


def _choices(section: str, key: str) -> tuple[str, ...]:
    kinds = {
        "facilities": FACILITY_KINDS,
        "support_services": SUPPORT_KINDS,
        "homes": HOME_KINDS,
    }
    return kinds.get(section, ()) if key == "kind" else ()


def _check_ids(file: Path, sections: Mapping[str, tuple[dict[str, Any], ...]]) -> None:
    seen: set[str] = set()
    for rows in sections.values():
        for row in rows:
            if "id" in row and row["id"] in seen:
                raise _wrong(file, f"id {row['id']!r} is given twice")
            seen.add(row.get("id", ""))


def _wrong(file: Path, text: str, value: Any = "", known: Iterable[str] = ()) -> ValueError:
    return ValueError(f"{file.name}: {text}.{nearest(value, known)}")
