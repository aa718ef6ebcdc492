"""The explorer of sites: tables written as the block on which a reader moves the weights."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..words.table import word
from . import areas, palette, sheet
from .escape import script_json
from .explorer_frame import frame
from .payload import in_degrees, rings, text_of

MOST_SITES = 5000
TOP = 5
_MILLION = 1_000_000
_MAX_ZOOM = 18
_WEB = Path(__file__).with_name("web")
_SCRIPTS = ("scores", "ranking", "words", "link", "legend", "map", "table", "controls", "")


@dataclass(frozen=True)
class Explorer:
    """The explorer as parts of a page: head blocks (tag, text), body and script."""

    head: tuple[tuple[str, str], ...]
    body: str
    script: str


def explorer(
    *,
    identity: str,
    sites: gpd.GeoDataFrame,
    tables: Mapping[str, pd.DataFrame],
    titles: Mapping[str, str],
    criteria: Sequence[Mapping[str, Any]],
    weights: Sequence[float],
    missing: str,
    ranked: pd.DataFrame,
    words: Mapping[str, str],
    caption: str,
    summary: str,
    lang: str,
    about: str,
    command: str,
    notes: Sequence[str] = (),
    base: gpd.GeoDataFrame | None = None,
    districts: gpd.GeoDataFrame | None = None,
    top: int = TOP,
    context: gpd.GeoDataFrame | None = None,
) -> Explorer:
    """Write the explorer.

    Parameters
    ----------
    identity : str
        Its id on the page: letters and digits.
    sites : GeoDataFrame, indexed by candidate
        Points or polygons with name and, where known, second, a line below it; rows without a
        place are listed only.
    tables : mapping of str to DataFrame, shape (sites, criteria)
        Raw criteria by scenario, today first; NaN where unknown.
    titles : mapping of str to str
        Names of the scenarios for a reader.
    criteria : sequence of mapping
        In the order of the weights: name, label, unit, told (below the label), direction,
        scaling, target, points.
    weights : sequence of float
        Weights at the start, 0-1.
    missing : str
        What an empty cell counts as: ``"worst"``, ``"median"``, ``"drop"`` or ``"refuse"``.
    ranked : DataFrame, indexed by candidate
        Today's ranking under these weights, best first: rank, score, and each criterion's
        contribution; shown where no script runs.
    words : mapping of str to str
        Texts by key, places in braces.
    caption, summary : str
        Of the table; the sentence above it where no script runs.
    lang : str
        ``"ko"`` or ``"en"``.
    about, command : str
        What the weights file says of itself; the command that takes it back.
    notes : sequence of str
        Sentences below the table that hold for every choice.
    base, districts : GeoDataFrame, optional
        Outlines below the sites; districts have name_ko, role and, where known, name_en.
    top : int
        How many sites are outlined and numbered.
    context : GeoDataFrame, optional
        The ground below it all, as `draw.context` takes it.

    Raises
    ------
    ValueError
        More sites than a page can hold, tables of other sites, or no place at all.
    """
    _check(sites, tables, criteria)
    placed = ~(sites.geometry.isna() | sites.geometry.is_empty)
    drawn = in_degrees(sites, name="sites")
    head = [(tag, text) for _, tag, text in sheet.head()]
    data = {
        "names": [text_of(row, "name") or str(site) for site, row in _rows(sites)],
        "ids": [str(site) for site in sites.index],
        "notes": [text_of(row, "second") for _, row in _rows(sites)],
        "shapes": [
            _shape(shape) if known else None
            for shape, known in zip(drawn.geometry, placed, strict=True)
        ],
        "unplaced": int((~placed).sum()),
        "criteria": [
            {
                key: one.get(key)
                for key in (
                    "name", "label", "unit", "told", "direction", "scaling", "target", "points",
                )
            }
            for one in criteria
        ],
        "weights": [float(weight) for weight in weights],
        "missing": missing,
        "scenarios": _scenarios(tables, titles, [str(one["name"]) for one in criteria]),
        "top": top,
        "colours": palette.ramp(5),
        "words": dict(words),
        "about": about,
        "command": command,
        "settings": _settings(drawn[placed], districts, lang),
        "base": _base(base, districts, lang, context),
    }  # fmt: skip
    return Explorer(
        head=(*head, *_own_head()),
        body=frame(
            identity,
            criteria=criteria,
            weights=weights,
            ranked=ranked.join(sites["name"]),
            words=words,
            caption=caption,
            summary=summary,
            notes=notes,
            lang=lang,
        ),
        script=f'clusterlab.explorer("{identity}", {script_json(data)});',
    )


def _check(
    sites: gpd.GeoDataFrame,
    tables: Mapping[str, pd.DataFrame],
    criteria: Sequence[Mapping[str, Any]],
) -> None:
    if len(sites) > MOST_SITES:
        raise ValueError(
            f"A page holds up to {MOST_SITES:,} sites. There are {len(sites):,}: choose larger "
            "hexagons or screen them."
        )
    if (sites.geometry.isna() | sites.geometry.is_empty).all():
        raise ValueError("None of the sites has a place, so that there is nothing to map.")
    for key, table in tables.items():
        if not table.index.equals(sites.index):
            raise ValueError(f"The table of scenario {key!r} must have the sites in their order.")
        absent = [str(one["name"]) for one in criteria if one["name"] not in table.columns]
        if absent:
            raise ValueError(f"The table of scenario {key!r} lacks the criterion {absent[0]!r}.")


def changed(tables: Mapping[str, pd.DataFrame], names: Sequence[str]) -> dict[str, list[str]]:
    """Say which criteria each scenario changes against the first one.

    Examples
    --------
    >>> today = pd.DataFrame({"far": [1.0, 2.0], "jobs": [5.0, None]})
    >>> changed({"today": today, "up": today.assign(far=3.0)}, ["far", "jobs"])
    {'today': [], 'up': ['far']}
    """
    today = next(iter(tables.values()))
    return {
        key: [name for name in names if not _same(table[name], today[name])]
        for key, table in tables.items()
    }


def _same(one: "pd.Series[Any]", other: "pd.Series[Any]") -> bool:
    first, second = one.to_numpy(dtype=float), other.to_numpy(dtype=float)
    return bool(np.array_equal(first, second, equal_nan=True))


def _scenarios(
    tables: Mapping[str, pd.DataFrame], titles: Mapping[str, str], names: Sequence[str]
) -> list[dict[str, Any]]:
    """Write today's columns in full, and of other scenarios those that they change."""
    moves = changed(tables, names)
    first = next(iter(tables))
    return [
        {
            "key": key,
            "title": titles.get(key, key),
            "columns": [
                _numbers(table[name]) if key == first or name in moves[key] else None
                for name in names
            ],
        }
        for key, table in tables.items()
    ]


def _numbers(column: "pd.Series[Any]") -> list[float | int | None]:
    """Write a column in full precision: whole numbers short, missing ones as None."""
    return [
        None if np.isnan(v) else int(v) if v.is_integer() and abs(v) < 2**53 else v
        for v in column.to_numpy(dtype=float).tolist()
    ]


def _rows(table: pd.DataFrame) -> list[tuple[Any, dict[Hashable, Any]]]:
    shown = [name for name in ("name", "second") if name in table.columns]
    return list(zip(table.index, table[shown].to_dict(orient="records"), strict=True))


def _shape(shape: Any) -> list[Any]:
    """Write a place as whole millionths of a degree, each corner as the step from the last."""
    if isinstance(shape, shapely.Point):
        return [round(shape.y * _MILLION), round(shape.x * _MILLION)]
    parts = rings(shape)
    if not parts:
        # Lines and other shapes are shown by their middle.
        return _shape(shape.representative_point())
    return [[_steps(ring) for ring in part] for part in parts]


def _steps(ring: Sequence[Sequence[float]]) -> list[int]:
    corners = [(round(lat * _MILLION), round(lon * _MILLION)) for lat, lon in ring[:-1]]
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    return [number for pair in (corners[0], *moves) for number in pair]


def _settings(
    placed: gpd.GeoDataFrame, districts: gpd.GeoDataFrame | None, lang: str
) -> dict[str, Any]:
    west, south, east, north = placed.total_bounds
    if districts is not None:
        inner = in_degrees(districts[districts["role"] == "district"], name="districts")
        inner = inner[~(inner.geometry.isna() | inner.geometry.is_empty)]
        if len(inner):
            a, b, c, d = inner.total_bounds
            west, south, east, north = min(west, a), min(south, b), max(east, c), max(north, d)
    # One site alone must not fill the map.
    margin = 0.002
    low = [round(float(south) - margin, 6), round(float(west) - margin, 6)]
    high = [round(float(north) + margin, 6), round(float(east) + margin, 6)]
    return {
        "bounds": [low, high],
        "maxZoom": _MAX_ZOOM,
        "surface": "none",
        "symbols": {},
        "texts": [],
        "labels": [],
        "words": {
            "close": word("popup.close", lang),
            "zoom_in": word("map.zoom_in", lang),
            "zoom_out": word("map.zoom_out", lang),
        },
    }


def _base(
    base: gpd.GeoDataFrame | None,
    districts: gpd.GeoDataFrame | None,
    lang: str,
    context: gpd.GeoDataFrame | None,
) -> list[dict[str, Any]]:
    layers = areas.ground(base, context, lang=lang)
    if districts is not None:
        layer = areas.districts(districts, shading=None, classes=None, lang=lang)
        for shape in layer["shapes"]:
            # A click asks for a site, not for the district under it.
            shape["rows"] = None
        layers.append(layer)
    return layers


@cache
def _own_head() -> tuple[tuple[str, str], ...]:
    scripts = [f"explorer_{name}.js" if name else "explorer.js" for name in _SCRIPTS]
    return (
        ("style", (_WEB / "explorer.css").read_text(encoding="utf-8")),
        *(("script", (_WEB / name).read_text(encoding="utf-8")) for name in scripts),
    )
