"""Scenario sections: which keys a scenario file may have, and what each must hold."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .industry_codes import is_code

SUPPORT_KINDS = ("accelerator", "accounting", "incubator", "investor", "law", "support")
FACILITY_KINDS = ("agency", "anchor", "firm", "hospital", "institute", "startup", "university")
HOME_KINDS = ("home", "dormitory")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Check:
    """What a value must be: a rule, the rule in words, and the choices where there are few."""

    rule: Callable[[Any], bool]
    words: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Keys of a section: those needed, those that may be there, and of which one is needed."""

    must: dict[str, Check]
    may: dict[str, Check]
    one: tuple[str, ...] = ()

    @property
    def known(self) -> dict[str, Check]:
        """All keys, those that every section takes included."""
        return {**self.must, **self.may, **CITED}


def _number(low: float, high: float) -> Check:
    def rule(value: Any) -> bool:
        plain = isinstance(value, (int, float)) and not isinstance(value, bool)
        return plain and math.isfinite(value) and low <= value <= high

    return Check(rule, f"a number from {low:g} to {high:g}")


def _whole(low: int, high: int) -> Check:
    def rule(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

    return Check(rule, f"a whole number from {low} to {high}")


def _one_of(names: tuple[str, ...]) -> Check:
    return Check(lambda value: value in names, f"one of {', '.join(names)}", names)


def _code_like(value: Any) -> bool:
    return isinstance(value, str) and is_code(value)


def _list_of(rule: Callable[[Any], bool], words: str) -> Check:
    return Check(lambda value: isinstance(value, list) and all(map(rule, value)), words)


def _named(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


TEXT = Check(lambda value: isinstance(value, str), "text")
WORD = Check(_named, "text")
WORDS = _list_of(_named, "a list of texts")
DATE = Check(
    lambda value: isinstance(value, str) and bool(_DATE.fullmatch(value)),
    'a date as text, such as "2025", "2025-06" or "2025-06-26"',
)
FLAG = Check(lambda value: isinstance(value, bool), "true or false")
_CODE = Check(_code_like, "an industry code")
_CODES = _list_of(_code_like, "a list of industry codes")
_MANY = _number(0, 1e9)
_SHARE = _number(0, 1)
_PLACE: dict[str, Check] = {"id": WORD, "lon": _number(-180, 180), "lat": _number(-90, 90)}
_NAMES: dict[str, Check] = {"name_ko": TEXT, "name_en": TEXT}

# At the top of a file.
TOP: dict[str, Check] = {
    "name": WORD,
    "title_ko": TEXT,
    "title_en": TEXT,
    "source": TEXT,
    "sources": WORDS,
    "date": DATE,
    "in_force": FLAG,
    "note_ko": TEXT,
    "note_en": TEXT,
}
# In each table of every section: since when, who says so, what to bear in mind.
CITED: dict[str, Check] = {"date": DATE, "sources": WORDS, "note_ko": TEXT, "note_en": TEXT}
SECTIONS: dict[str, Section] = {
    "industries": Section(
        {"zone": WORD},
        {
            "add": _CODES,
            "remove": _CODES,
            "parcel": WORD,
            "floor_use": WORD,
            "usable_share": _SHARE,
        },
        ("add", "remove"),
    ),
    "limits": Section(
        {"zone": WORD},
        {
            "far_limit_pct": _number(0, 3000),
            "bcr_limit_pct": _number(0, 100),
            "far_limit_pct_was": _number(0, 3000),
            "bcr_limit_pct_was": _number(0, 100),
        },
        ("far_limit_pct", "bcr_limit_pct"),
    ),
    "land": Section(
        {"zone": WORD, "area_m2": _MANY},
        {"area_m2_was": _MANY, "works_m2": _MANY, "parcel": WORD, "floor_use": WORD},
    ),
    "share_caps": Section(
        {"zone": WORD, "use": WORD, "max_share": _SHARE},
        {"max_share_was": _SHARE, "floor_use": WORD},
    ),
    "vacancies": Section({"zone": WORD, "share": _SHARE}, {}),
    "facilities": Section(
        {**_PLACE, "kind": _one_of(FACILITY_KINDS)},
        {**_NAMES, "jobs": _MANY, "floor_m2": _MANY, "floor_use": WORD, "industry": _CODE},
    ),
    "support_services": Section(
        {**_PLACE, "kind": _one_of(SUPPORT_KINDS)}, {**_NAMES, "jobs": _MANY}
    ),
    "homes": Section(
        {**_PLACE, "kind": _one_of(HOME_KINDS), "homes": _MANY}, {**_NAMES, "balance": WORD}
    ),
    "balances": Section({"id": WORD, "jobs_fact": WORD, "homes_fact": WORD}, _NAMES),
    "stops": Section(_PLACE, _NAMES),
    "on_demand": Section(
        {"id": WORD, "vehicles": _whole(1, 200), "hours": _number(0.5, 24), "dongs": WORDS},
        {**_NAMES, "seats": _whole(1, 60), "riders_fact": WORD, "wait_fact": WORD},
    ),
    "candidates": Section(_PLACE, {**_NAMES, "fixed": FLAG, "uncertainty_m": _MANY}),
    "stated": Section({"what_ko": WORD, "what_en": WORD}, {"zone": WORD}),
}
# Sections whose zones must be among those of the parcels.
ZONED = ("industries", "limits", "land", "share_caps", "vacancies")
