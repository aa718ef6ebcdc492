"""Which feature of a file is water, green, a road, rail or a name on the base map."""

import re
from collections.abc import Mapping
from typing import Any

from ...load.choices import CONTEXT_KINDS

# Values of OpenStreetMap tags, of extracts that fold them into `fclass`, and of Overture Maps.
_TAGS: dict[str, dict[str, str]] = {
    "highway": dict.fromkeys(("motorway", "trunk", "primary", "secondary"), "road"),
    "railway": {
        "rail": "rail",
        "narrow_gauge": "rail",
        "station": "station",
        "halt": "station",
        "subway": "metro",
        "light_rail": "metro",
        "monorail": "metro",
    },
    "aeroway": {"runway": "runway"},
    "natural": {"water": "water", "coastline": "water", "bay": "water", "wood": "green"},
    "waterway": dict.fromkeys(("river", "canal", "riverbank", "dock"), "water"),
    "landuse": {
        "reservoir": "water",
        "basin": "water",
        **dict.fromkeys(("forest", "recreation_ground", "village_green", "grass"), "green"),
    },
    "leisure": dict.fromkeys(("park", "garden", "nature_reserve", "golf_course"), "green"),
    "place": dict.fromkeys(
        ("suburb", "quarter", "neighbourhood", "town", "village", "borough"), "place"
    ),
}
_EXTRACTS: dict[str, str] = {
    **_TAGS["highway"],
    **_TAGS["railway"],
    **_TAGS["waterway"],
    **dict.fromkeys(("water", "reservoir", "lake"), "water"),
    **_TAGS["leisure"],
    **dict.fromkeys(("forest", "recreation_ground", "grass", "wood"), "green"),
    **_TAGS["place"],
    "railway_station": "station",
    "railway_halt": "station",
    "runway": "runway",
}
_OVERTURE: dict[str, dict[str, str]] = {
    "road": _TAGS["highway"],
    "rail": {
        "standard_gauge": "rail",
        "narrow_gauge": "rail",
        "subway": "metro",
        "light_rail": "metro",
        "monorail": "metro",
    },
    "transit": dict.fromkeys(("railway_station", "subway_station", "railway_halt"), "station"),
    "airport": {"runway": "runway"},
}
_OVERTURE_ALL: dict[str, str] = {
    **dict.fromkeys(
        ("river", "lake", "ocean", "canal", "reservoir", "pond", "physical", "human_made"),
        "water",
    ),
    **dict.fromkeys(("park", "forest", "grass", "recreation", "golf"), "green"),
    **dict.fromkeys(("neighborhood", "macrohood", "microhood"), "place"),
}
_HANGUL = re.compile("[가-힣]")
_OTHER = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


def kind_of(tags: Mapping[str, Any]) -> str | None:
    """Tell what a feature is on the base map.

    Parameters
    ----------
    tags : mapping of str
        Its attributes: tags of OpenStreetMap, `fclass` of an extract, `subtype` and `class` of
        Overture Maps, or `kind` as in the table context.

    Returns
    -------
    str or None
        One of `load.choices.CONTEXT_KINDS`; None for what a base map leaves out, such as
        tracks of a yard.

    Examples
    --------
    >>> kind_of({"railway": "rail"}), kind_of({"railway": "rail", "service": "yard"})
    ('rail', None)
    >>> kind_of({"subtype": "road", "class": "primary"})
    'road'
    """
    if tags.get("kind") in CONTEXT_KINDS:
        return str(tags["kind"])
    if tags.get("service"):
        return None
    for key, kinds in _TAGS.items():
        if (kind := kinds.get(str(tags.get(key)))) is not None:
            return kind
    if (kind := _EXTRACTS.get(str(tags.get("fclass")))) is not None:
        return kind
    subtype = str(tags.get("subtype"))
    if subtype in _OVERTURE:
        return _OVERTURE[subtype].get(str(tags.get("class")))
    return _OVERTURE_ALL.get(subtype)


def names_of(tags: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Give a feature's Korean and English name, as far as it has them.

    Examples
    --------
    >>> names_of({"name": "한강", "name:en": "Han River"})
    ('한강', 'Han River')
    >>> names_of({"names": {"primary": "Han River"}})
    (None, 'Han River')
    """
    several = tags.get("names")
    names = several if isinstance(several, Mapping) else {}
    common = dict(names.get("common") or {})
    plain = _text(tags.get("name") or names.get("primary"))
    ko = _text(tags.get("name_ko") or tags.get("name:ko") or common.get("ko"))
    en = _text(tags.get("name_en") or tags.get("name:en") or common.get("en"))
    # A name without its language is Korean by its script; a Latin one serves as English.
    if plain and _HANGUL.search(plain):
        ko = ko or plain
    elif plain:
        en = en or plain
    return ko, en


def other_tags(text: Any) -> dict[str, str]:
    """Read the tags that the reader of OpenStreetMap files writes in one text.

    Examples
    --------
    >>> other_tags('"railway"=>"rail","name:en"=>"Gyeongbu Line"')
    {'railway': 'rail', 'name:en': 'Gyeongbu Line'}
    """
    if not isinstance(text, str):
        return {}
    return {key: value.replace('\\"', '"') for key, value in _OTHER.findall(text)}


def width_of(tags: Mapping[str, Any]) -> float | None:
    """Give the width that a line of water is drawn at [m]; None where it is not said."""
    try:
        width = float(tags.get("width_m") or tags.get("width") or "nan")
    except (TypeError, ValueError):
        return None
    return width if 0 < width < float("inf") else None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
