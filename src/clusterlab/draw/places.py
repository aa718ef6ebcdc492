"""Point layers of a map: organisations by kind and state, and stations."""

from typing import Any

import geopandas as gpd

from ..words.table import own, word
from . import palette
from .citations import Citations, publisher_in
from .payload import Texts, in_degrees, need_columns, number_of, point, records, text_of

# Rows placed no better than this are not points: they would stand in the wrong block.
POINT_LIMIT_M = 1200
# From here on points are gathered on a grid: more symbols can be neither drawn nor read.
MANY = 3000
GRID_DEGREES = 0.002
# A popup names so many and counts the rest; the script shows no more.
NAMED = 20
# From here on a place is drawn pale: it may stand in the next block.
ROUGH_FROM_M = 150
_STATES = ("planned", "pledged", "left")


def split_by_place(
    organisations: gpd.GeoDataFrame, *, limit_m: float = POINT_LIMIT_M
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Part organisations into those that can be drawn as points and those that cannot."""
    located = ~(organisations.geometry.isna() | organisations.geometry.is_empty)
    near = organisations["uncertainty_m"].astype(float) < limit_m
    return organisations[located & near], organisations[~(located & near)]


def rough(organisations: gpd.GeoDataFrame) -> bool:
    """Tell whether any of the organisations is placed roughly."""
    return bool((organisations["uncertainty_m"].astype(float) >= ROUGH_FROM_M).any())


def layers(
    organisations: gpd.GeoDataFrame, *, citations: Citations, lang: str, texts: Texts
) -> list[dict[str, Any]]:
    """Write one layer for each kind of present organisation, then planned ones, then those left.

    Parameters
    ----------
    organisations : GeoDataFrame
        Columns name_ko, type, status, uncertainty_m, source_id; name_en, sector, since, employees
        and location_basis where known.
    citations : Citations
        Where titles of sources are looked up.
    lang : str
        ``"ko"`` or ``"en"``.
    texts : Texts
        Collects the texts of all layers.

    Returns
    -------
    list of dict
        Layers that are not empty, each with key, count, show and rows.
    """
    need_columns(
        organisations,
        ["name_ko", "type", "status", "uncertainty_m", "source_id"],
        name="organisations",
    )
    found: dict[str, list[dict[str, Any]]] = {
        key: [] for key in [*palette.SYMBOLS, "planned", "left"]
    }
    many = len(organisations) > MANY
    for row in records(in_degrees(organisations, name="organisations")):
        group = palette.symbol_group(row["type"])
        status = row["status"]
        key = group if status not in _STATES else ("left" if status == "left" else "planned")
        found[key].append(_point_row(row, group, citations=citations, lang=lang))
    return [
        {
            "kind": "points",
            "key": key,
            "show": key not in ("planned", "left"),
            "count": len(rows),
            "stacks": _stacked(rows, gridded=many, texts=texts),
        }
        for key, rows in found.items()
        if rows
    ]


def stations(transit: gpd.GeoDataFrame, *, lang: str) -> dict[str, Any]:
    """Write stations, those of one name at one place together."""
    need_columns(transit, ["name_ko"], name="transit")
    rows = []
    named: set[str] = set()
    for row in records(in_degrees(transit, name="transit")):
        if row["geometry"] is None:
            continue
        opened = text_of(row, "opened")
        fields = [[word("popup.line", lang), text_of(row, "line")]]
        fields.append([word("popup.opened", lang), opened.removesuffix(".0") if opened else None])
        name = _names(row, lang)[0]
        rows.append(
            {
                "at": point(row["geometry"]),
                "name": name,
                # A station of several lines is labelled once.
                "label": None if name in named else name.split("(")[0].strip(),
                "rows": [f for f in fields if f[1]],
            }
        )
        named.add(name)
    return {"kind": "stations", "key": "stations", "show": True, "count": len(rows), "rows": rows}


def _point_row(
    row: dict[Any, Any], group: str, *, citations: Citations, lang: str
) -> dict[str, Any]:
    words = own()
    first, second = _names(row, lang)
    jobs, since = number_of(row, "employees"), text_of(row, "since")
    basis = text_of(row, "location_basis")
    metres = number_of(row, "uncertainty_m")
    located = words.name_of("location", basis, lang) if basis else None
    if located and metres is not None:
        located = word("popup.located_value", lang, basis=located, metres=round(metres))
    sector = text_of(row, "sector")
    source = citations.source(str(row["source_id"]), layer="organisations")
    values = [
        words.name_of("kind", row["type"], lang),
        words.name_of("status", row["status"], lang),
        words.name_of("sector", sector, lang) if sector and sector != "unknown" else None,
        since.removesuffix(".0") if since else None,
        word("popup.jobs_value", lang, count=round(jobs)) if jobs is not None else None,
        located,
        f"{source.title} ({publisher_in(source.publisher, lang)}, {source.date})",
    ]
    return {
        "at": point(row["geometry"]),
        "group": group,
        "metres": metres,
        "shown": [first, second, *values],
    }


def labels(lang: str) -> list[str]:
    """Name the fields of an organisation's popup, in order."""
    keys = ("kind", "status", "sector", "since", "jobs", "located", "source")
    return [word(f"popup.{key}", lang) for key in keys]


def _stacked(rows: list[dict[str, Any]], *, gridded: bool, texts: Texts) -> list[list[Any]]:
    """Gather rows of one group at one place.

    Latitude, longitude, group, rows named, count, and how far off the worst may be [m].
    """
    places: dict[tuple[float, float, str], list[list[str | None]]] = {}
    doubt: dict[tuple[float, float, str], float] = {}
    for row in rows:
        at = row["at"]
        if gridded:
            at = [round(round(c / GRID_DEGREES) * GRID_DEGREES, 6) for c in at]
        place = (*at, row["group"])
        places.setdefault(place, []).append(row["shown"])
        doubt[place] = max(doubt.get(place, 0.0), row["metres"] or 0.0)
    return [
        [
            *place,
            [[texts.add(text) for text in shown] for shown in members[:NAMED]],
            len(members),
            # A grid moves places by more than their own error: no circle would be true.
            None if gridded else round(doubt[place]),
        ]
        for place, members in places.items()
    ]


def _names(row: dict[Any, Any], lang: str) -> tuple[str, str | None]:
    ko, en = text_of(row, "name_ko"), text_of(row, "name_en")
    first, second = (ko, en) if lang == "ko" else (en, ko)
    if not first:
        return second or "", None
    return first, second if second != first else None
