"""Area layers of a map: base outlines, shaded districts, hexagons and density contours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from ..model.numbers import area, number
from ..words.table import check_language, own, word
from . import palette
from .context import context, has_land
from .payload import in_degrees, need_columns, number_of, records, rings, text_of

_SCHEMATIC_FROM_M = 100
_CONTOUR_TOLERANCE_DEGREES = 0.00002


@dataclass(frozen=True)
class Shading:
    """What an area layer shows: a column, how it is called, and its unit.

    Parameters
    ----------
    column : str
        Column of numbers.
    title : str
        What the numbers are, in the map's language.
    unit : str
        Unit in the map's language, for example ``"개/ha"``.
    decimals : int
        Decimals shown.
    classes : int
        The most classes wanted.
    limits : tuple of float
        Class limits, rising, where several maps are to be read by one scale; found from the values
        where it is empty.
    """

    column: str
    title: str
    unit: str = ""
    decimals: int = 1
    classes: int = 5
    limits: tuple[float, ...] = ()


@dataclass(frozen=True)
class Scale:
    """Class limits and their colours, light to dark."""

    limits: list[float]
    colours: list[str]

    def colour(self, value: float | None) -> str | None:
        """Give the colour of a value; None for no value."""
        if value is None or not self.limits:
            return None
        place = palette.class_of([value], limits=self.limits)[0]
        return None if place is None else self.colours[place]


def scale(values: Any, *, shading: Shading, colours: Sequence[str]) -> Scale:
    """Divide a column's values into classes and give each a colour."""
    limits = list(shading.limits) or palette.class_limits(values, classes=shading.classes)
    return Scale(limits, palette.ramp(len(limits) - 1, colours=colours) if limits else [])


def outlines(dongs: gpd.GeoDataFrame, *, filled: bool = True) -> dict[str, Any]:
    """Write the base map: quiet outlines without popups, `filled` where no ground lies below."""
    table = in_degrees(dongs, name="dongs")
    layer = {"kind": "base", "shapes": [rings(g) for g in table.geometry]}
    return layer if filled else layer | {"filled": False}


def ground(
    dongs: gpd.GeoDataFrame | None,
    known: gpd.GeoDataFrame | None,
    *,
    lang: str,
    stations: gpd.GeoDataFrame | None = None,
) -> list[dict[str, Any]]:
    """Write what lies below the data: neighbourhoods and, where it is known, the ground itself."""
    own = [] if dongs is None or dongs.empty else [dongs]
    if known is None or known.empty:
        return [outlines(table) for table in own]
    below = context(known, lang=lang, places=dongs, stations=stations)
    land = has_land(known)
    lines = [outlines(table, filled=not land) for table in own]
    return [below, *lines] if land else [*lines, below]


def districts(
    table: gpd.GeoDataFrame, *, shading: Shading | None, classes: Scale | None, lang: str
) -> dict[str, Any]:
    """Write districts: their outlines, labels and popups, and the fill of a measure's class.

    A column `label` names what stands above an outline, nothing where it is empty; without it,
    that is the name.
    """
    check_language(lang)
    need_columns(table, ["name_ko", "role"], name="districts")
    drawn = in_degrees(table, name="districts")
    drawn = drawn[~(drawn.geometry.isna() | drawn.geometry.is_empty)]
    # Large ones first, so that small ones lie on top and can be clicked.
    order = np.argsort(-shapely.area(drawn.geometry.to_numpy()), kind="stable")
    shapes = []
    for row in records(drawn.iloc[order]):
        value = number_of(row, shading.column) if shading else None
        shaded = row["role"] == "district"
        # Labels stand above the outline's top, clear of the points within.
        top = max(shapely.get_coordinates(row["geometry"]).tolist(), key=lambda c: (c[1], c[0]))
        name = _name(row, lang)
        shapes.append(
            {
                "rings": rings(row["geometry"]),
                "role": row["role"],
                "fill": classes.colour(value) if classes and shaded else None,
                "dashed": (number_of(row, "uncertainty_m") or 0) >= _SCHEMATIC_FROM_M,
                "name": name,
                # What stands in brackets is left to the popup: labels must stay short.
                "label": _label(row, name) if shaded else None,
                "at": [round(top[1], 6), round(top[0], 6)],
                "rows": _district_rows(row, shading if shaded else None, value, lang),
            }
        )
    return {"kind": "districts", "shapes": shapes}


def hexagons(table: gpd.GeoDataFrame, *, shading: Shading, classes: Scale) -> dict[str, Any]:
    """Write cells of a grid, coloured by class; cells without a value are left out."""
    need_columns(table, [shading.column], name="hexagons")
    shapes = []
    for row in records(in_degrees(table, name="hexagons")):
        value = number_of(row, shading.column)
        if value:
            text = f"{number(value, decimals=shading.decimals)} {shading.unit}".strip()
            shapes.append(
                {
                    "rings": rings(row["geometry"]),
                    "fill": classes.colour(value),
                    "name": text,
                    "rows": [[shading.title, text]],
                }
            )
    return {"kind": "surface", "key": "hexagons", "shapes": shapes}


def contours(table: gpd.GeoDataFrame, *, shading: Shading, classes: Scale) -> dict[str, Any]:
    """Write filled contours.

    Parameters
    ----------
    table : GeoDataFrame
        One row a class: low, high, geometry, from low to high.
    """
    drawn = in_degrees(table, name="kernel")
    # A tenth of a millimetre on paper at 1:20,000; keeps smooth curves light.
    shapes = shapely.simplify(drawn.geometry.to_numpy(), _CONTOUR_TOLERANCE_DEGREES)
    return {
        "kind": "surface",
        "key": "kernel",
        "shapes": [
            {
                "rings": rings(shape),
                "fill": colour,
                "rows": [[shading.title, f"{_span(row, shading)} {shading.unit}".strip()]],
            }
            for row, shape, colour in zip(records(drawn), shapes, classes.colours, strict=True)
        ],
    }


def contour_scale(table: gpd.GeoDataFrame) -> Scale:
    """Give the classes of contours as they were drawn."""
    need_columns(table, ["low", "high"], name="kernel")
    limits = [*map(float, table["low"]), float(table["high"].iloc[-1])]
    return Scale(limits, palette.ramp(len(table), colours=palette.OCHRE))


def _label(row: dict[Any, Any], name: str) -> str | None:
    return text_of(row, "label") if "label" in row else name.split("(")[0].strip()


def _span(row: dict[Any, Any], shading: Shading) -> str:
    return "–".join(number(row[end], decimals=shading.decimals) for end in ("low", "high"))


def _district_rows(
    row: dict[Any, Any], shading: Shading | None, value: float | None, lang: str
) -> list[list[str]]:
    found: list[list[str | None]] = []
    if shading:
        shown = number(value, decimals=shading.decimals)
        found.append(
            [shading.title, f"{shown} {shading.unit}".strip() if value is not None else shown]
        )
    official = number_of(row, "official_area_m2")
    found.append([word("popup.area", lang), area(official) if official else None])
    found.append([word("popup.precision", lang), precision_text(text_of(row, "precision"), lang)])
    found.append([word("popup.source", lang), text_of(row, "source_title")])
    return [[label, text] for label, text in found if label and text]


def precision_text(precision: str | None, lang: str) -> str | None:
    """Write how true an outline is, "schematic ±200 m", in the reader's language."""
    kind, _, rest = (precision or "").partition(" ")
    return f"{own().name_of('precision', kind, lang)} {rest}".strip() or None


def _name(row: dict[Any, Any], lang: str) -> str:
    first, second = ("name_ko", "name_en") if lang == "ko" else ("name_en", "name_ko")
    return text_of(row, first) or text_of(row, second) or ""
