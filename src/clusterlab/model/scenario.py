"""Scenario: a small TOML file of changes to a cluster, checked like all input."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checks import listed, nearest
from .scenario_sections import SECTIONS, TOP, ZONED

Rows = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Scenario:
    """Changes, by section, in the order in which they are made.

    Every table may say ``date``, ``sources`` (ids), ``note_ko`` and ``note_en``.

    Attributes
    ----------
    name, title_ko, title_en, source : str
        What it is, and where it comes from.
    industries : tuple of dict
        zone; add and remove: lists of industry codes, of all its parcels or of the one named in
        parcel; floor_use: what the added ones work in;
        usable_share: the part of the floor that other rules leave to them [0-1].
    limits : tuple of dict
        zone; far_limit_pct, bcr_limit_pct or both [%]; each with _was, its value before.
    share_caps : tuple of dict
        zone; use (such as "support" or "shops"); max_share of the floor [0-1]; max_share_was.
    facilities : tuple of dict
        id, kind, lon, lat; name_ko, name_en, jobs, floor_m2, floor_use, industry.
    support_services : tuple of dict
        id, kind, lon, lat; name_ko, name_en, jobs.
    homes : tuple of dict
        id, kind (home, dormitory), lon, lat, homes (their number); balance it counts in.
    stops : tuple of dict
        id, lon, lat; name_ko, name_en: stops of on-demand transport.
    land : tuple of dict
        zone; area_m2 that it grows or shrinks to [m2], its parcels in proportion, or the one
        named in parcel alone; area_m2_was; works_m2, the part for workplaces.
    vacancies : tuple of dict
        zone; share of the floor built that stands empty [0-1]. It changes no table.
    balances : tuple of dict
        id, jobs_fact, homes_fact: facts that give jobs and homes of today. It changes no table.
    on_demand : tuple of dict
        id, vehicles, hours a day, dongs served; seats, riders_fact, wait_fact. It changes no
        table.
    candidates : tuple of dict
        id, lon, lat; fixed where it is decided: places for one facility. It changes no table.
    stated : tuple of dict
        what_ko, what_en: changes that no table can hold, for the reader.
    sources : tuple of str
        Ids of sources.
    date : str
        Since when.
    in_force : bool
        Whether the tables hold the changes already; `take_back` then gives what was before.
    note_ko, note_en : str
        What the reader must bear in mind.
    """

    name: str
    title_ko: str = ""
    title_en: str = ""
    source: str = ""
    industries: Rows = ()
    limits: Rows = ()
    share_caps: Rows = ()
    facilities: Rows = ()
    support_services: Rows = ()
    homes: Rows = ()
    stops: Rows = ()
    land: Rows = ()
    vacancies: Rows = ()
    balances: Rows = ()
    on_demand: Rows = ()
    candidates: Rows = ()
    stated: Rows = ()
    sources: tuple[str, ...] = ()
    date: str = ""
    in_force: bool = False
    note_ko: str = ""
    note_en: str = ""


def read_scenario(path: str | Path, *, zones: Iterable[str] | None = None) -> Scenario:
    """Read and check a scenario.

    Parameters
    ----------
    path : path
        TOML file, UTF-8. At the top: name, title_ko, title_en, sources, date, in_force and notes;
        then the sections of `Scenario`, each a list of tables such as ``[[industries]]``.
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
    known = {**TOP, **dict.fromkeys(SECTIONS)}
    for key in content:
        if key not in known:
            raise _wrong(
                file, f"{key!r} is unknown; known are {listed(known, most=30)}", key, known
            )
    if not content.get("name"):
        raise _wrong(file, "a name is needed")
    for key, check in TOP.items():
        if key in content and not check.rule(content[key]):
            raise _wrong(file, f"{key} must be {check.words}. It is {content[key]!r}")
    sections: dict[str, tuple[dict[str, Any], ...]] = {}
    for section in SECTIONS:
        rows = content.get(section, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _wrong(file, f"{section} must be a list of tables, [[{section}]]")
        for number, row in enumerate(rows, start=1):
            _check_row(file, section, number, row)
        sections[section] = tuple(rows)
    if not any(sections.values()):
        raise _wrong(file, f"it changes nothing; known sections are {listed(SECTIONS, most=20)}")
    _check_ids(file, sections)
    said: dict[str, Any] = {key: content[key] for key in TOP if key in content}
    if "sources" in said:
        said["sources"] = tuple(said["sources"])
    said |= sections
    scenario = Scenario(**said)
    if zones is not None:
        check_zones(scenario, zones)
    return scenario


def check_zones(scenario: Scenario, zones: Iterable[str]) -> None:
    """Refuse a change in a zone that there is not."""
    known = sorted({str(zone) for zone in zones})
    for section in ZONED:
        for row in getattr(scenario, section):
            if row["zone"] not in known:
                raise ValueError(
                    f"Scenario {scenario.name!r} names an unknown zone {row['zone']!r} in "
                    f"{section}. The zones are {listed(known) or 'none'}."
                    + nearest(row["zone"], known)
                )


def _check_row(file: Path, section: str, number: int, row: Mapping[str, Any]) -> None:
    rules = SECTIONS[section]
    where = f"{section} {number}"
    known = rules.known
    for key, value in row.items():
        if key not in known:
            text = f"{where}: {key!r} is unknown; known are {listed(known, most=30)}"
            raise _wrong(file, text, key, known)
        if not known[key].rule(value):
            text = f"{where}: {key} must be {known[key].words}. It is {value!r}"
            raise _wrong(file, text, value, known[key].choices)
    for key in rules.must:
        if key not in row:
            raise _wrong(file, f"{where}: {key} is needed")
    if rules.one and not any(row.get(key) not in (None, []) for key in rules.one):
        raise _wrong(file, f"{where}: {' or '.join(rules.one)} is needed")
    both = set(row.get("add", [])) & set(row.get("remove", []))
    if both:
        raise _wrong(file, f"{where}: {min(both)} is added and removed at once")


def _check_ids(file: Path, sections: Mapping[str, tuple[dict[str, Any], ...]]) -> None:
    seen: set[str] = set()
    for rows in sections.values():
        for row in rows:
            if "id" in row and row["id"] in seen:
                raise _wrong(file, f"id {row['id']!r} is given twice")
            seen.add(row.get("id", ""))


def _wrong(file: Path, text: str, value: Any = "", known: Iterable[str] = ()) -> ValueError:
    return ValueError(f"{file.name}: {text}.{nearest(value, known)}")
