"""The map of a cluster: shaded districts, organisations, stations, grids and density."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from ..words.table import check_language, word
from . import areas, palette, places
from .areas import Scale, Shading
from .citations import UNDATED, Citations, Source, date_in, licence_in
from .escape import html_text
from .fallback import map_tables
from .legend import classes_html, panel
from .payload import Texts, in_degrees, need_columns
from .sheet import Drawing, Sheet

_MAX_ZOOM = 18
_MANY_SOURCES = 1

__all__ = ["Shading", "cluster_map"]


def cluster_map(
    *,
    districts: gpd.GeoDataFrame,
    organisations: gpd.GeoDataFrame,
    sources: pd.DataFrame,
    title: str,
    lang: str = "ko",
    subtitle: str = "",
    as_of: str = "",
    measure: Shading | None = None,
    dongs: gpd.GeoDataFrame | None = None,
    transit: gpd.GeoDataFrame | None = None,
    hexagons: gpd.GeoDataFrame | None = None,
    hexagon_measure: Shading | None = None,
    kernel: gpd.GeoDataFrame | None = None,
    kernel_measure: Shading | None = None,
    max_uncertainty_m: float = places.POINT_LIMIT_M,
    extent: Sequence[float] | None = None,
    context: gpd.GeoDataFrame | None = None,
    ranked: bool = False,
) -> Sheet:
    """Draw a cluster.

    Parameters
    ----------
    districts : GeoDataFrame
        Columns district_id, name_ko, name_en, role, source_id and the measure's column. Those of
        role ``"district"`` are shaded; others are outlines.
    organisations : GeoDataFrame
        Columns name_ko, type, status, uncertainty_m, source_id; name_en, sector, since,
        employees, location_basis where known. No other column reaches the map.
    sources : DataFrame
        Columns source_id (or name), title, publisher, date, licence.
    title, subtitle, as_of : str
        Shown above the map, in the map's language; the date its data hold for.
    lang : str
        ``"ko"`` or ``"en"``.
    measure, hexagon_measure, kernel_measure : Shading
        What districts, cells and the density grid show.
    dongs : GeoDataFrame, optional
        Outlines drawn as the base map, with source_id.
    transit : GeoDataFrame, optional
        Stations: name_ko, name_en, line, opened, source_id.
    hexagons : GeoDataFrame, optional
        Cells with the column of `hexagon_measure`.
    kernel : GeoDataFrame, optional
        Contours, one row a class from low to high: low, high, geometry. Of `kernel_measure` only
        title and unit are used.
    max_uncertainty_m : float
        Organisations placed no better than this are not drawn as points [m].
    extent : sequence of float, optional
        West, south, east and north edge [degree] to show where nothing is drawn at all.
    context : GeoDataFrame, optional
        The ground below the data: kind, name_ko, name_en, width_m, source_id. What of the map's
        ground is not known stays neutral.
    ranked : bool
        Whether the areas are what is ranked: they lie above the organisations then.

    Returns
    -------
    Sheet
        A folium map that needs no network, also in a notebook. Its attribute ``tables`` holds
        the same content as HTML tables.

    Raises
    ------
    ValueError
        A column is missing, a table has no CRS, or a layer's source lacks title, publisher, date
        or licence.
    """
    check_language(lang)
    need_columns(districts, ["name_ko", "role", "source_id"], name="districts")
    need_columns(organisations, ["uncertainty_m", "source_id"], name="organisations")
    citations = Citations(sources)
    texts = Texts()
    drawn, undrawn = places.split_by_place(organisations, limit_m=max_uncertainty_m)

    surfaces: list[tuple[str, str, str]] = []
    layers: list[dict[str, Any]] = []
    layers += areas.ground(dongs, context, lang=lang, stations=transit)
    layers.append(_districts(districts, measure, citations, lang, surfaces))
    if hexagons is not None and hexagon_measure and not hexagons.empty:
        layers.append(_hexagons(hexagons, hexagon_measure, lang, surfaces))
    if kernel is not None and kernel_measure and not kernel.empty:
        layers.append(_kernel(kernel, kernel_measure, lang, surfaces))
    if transit is not None and not transit.empty:
        layers.append(places.stations(transit, lang=lang))
    layers += places.layers(drawn, citations=citations, lang=lang, texts=texts)

    used = {
        word("table.organisations", lang): citations.used(organisations, layer="organisations"),
        word("table.districts", lang): citations.used(districts, layer="districts"),
        word("map.dong", lang): citations.used(dongs, layer="dongs"),
        word("layer.stations", lang): citations.used(transit, layer="transit"),
        word("map.ground", lang): citations.used(context, layer="context"),
    }
    first = [word("map.as_of", lang, date=as_of)] if as_of else []
    # What asks to be named on each page is named where it is not folded away.
    asked = [s.publisher for s in used[word("map.ground", lang)] if s.publisher.startswith("©")]
    notes = [" · ".join([*first, *dict.fromkeys(asked)])] if first or asked else []
    if len(undrawn):
        notes.append(
            word("map.not_drawn", lang, count=len(undrawn), metres=round(max_uncertainty_m))
        )
    if len(drawn) > places.MANY:
        notes.append(word("map.gridded", lang, count=len(drawn)))
    if context is not None and context["width_m"].notna().any():
        notes.append(word("map.river_width", lang))
    frame = frame_html(
        title=title,
        subtitle=subtitle,
        notes=notes,
        used=used,
        lang=lang,
        legend=panel(
            lang=lang,
            surfaces=surfaces,
            layers=layers,
            lines=[*_lines(districts, dongs, lang), *_ground_lines(context, lang)],
            name="@map",
            rough_m=places.ROUGH_FROM_M if places.rough(drawn) else None,
        ),
    )
    tables = map_tables(
        districts=districts, organisations=organisations, measure=measure, lang=lang
    )
    sheet = Sheet(
        frame=frame,
        tables=tables,
        settings=settings(
            districts, dongs, surfaces, texts, lang, organisations=drawn, extent=extent
        )
        | ({"first": "districts"} if ranked else {}),
    )
    for layer in layers:
        Drawing(layer).add_to(sheet)
    return sheet


def _districts(
    table: gpd.GeoDataFrame,
    measure: Shading | None,
    citations: Citations,
    lang: str,
    surfaces: list[tuple[str, str, str]],
) -> dict[str, Any]:
    titled = table.assign(
        source_title=[
            citations.source(str(s), layer="districts").line(lang) for s in table["source_id"]
        ]
    )
    classes: Scale | None = None
    if measure:
        need_columns(table, [measure.column], name="districts")
        values = table.loc[table["role"] == "district", measure.column]
        classes = areas.scale(values, shading=measure, colours=palette.TEAL)
        html = classes_html(classes, shading=measure, lang=lang, gaps=bool(values.isna().any()))
        surfaces.append(("districts", measure.title, html))
    return areas.districts(titled, shading=measure, classes=classes, lang=lang)


def _hexagons(
    table: gpd.GeoDataFrame, shading: Shading, lang: str, surfaces: list[tuple[str, str, str]]
) -> dict[str, Any]:
    need_columns(table, [shading.column], name="hexagons")
    values = table.loc[table[shading.column] > 0, shading.column]
    classes = areas.scale(values, shading=shading, colours=palette.PLUM)
    html = classes_html(classes, shading=shading, lang=lang, gaps=False)
    surfaces.append(("hexagons", word("layer.hexagons", lang), html))
    return areas.hexagons(table, shading=shading, classes=classes)


def _kernel(
    table: gpd.GeoDataFrame, shading: Shading, lang: str, surfaces: list[tuple[str, str, str]]
) -> dict[str, Any]:
    classes = areas.contour_scale(table)
    html = classes_html(classes, shading=shading, lang=lang, gaps=False)
    surfaces.append(("kernel", word("layer.kernel", lang), html))
    return areas.contours(table, shading=shading, classes=classes)


def _bounds(
    districts: gpd.GeoDataFrame,
    dongs: gpd.GeoDataFrame | None,
    organisations: gpd.GeoDataFrame | None,
    extent: Sequence[float] | None,
) -> Sequence[float]:
    """Choose what the map shows: the districts, or else the next larger thing that is known."""
    degrees = in_degrees(districts, name="districts")
    shown = [degrees[degrees["role"] == "district"], degrees]
    if dongs is not None:
        shown.append(in_degrees(dongs, name="dongs"))
    if organisations is not None:
        shown.append(in_degrees(organisations, name="organisations"))
    for layer in shown:
        if not layer.geometry.dropna().empty:
            edges: Sequence[float] = layer.total_bounds
            return edges
    if extent is None:
        raise ValueError("The map has no outline, no point and no extent to show.")
    return extent


def settings(
    districts: gpd.GeoDataFrame,
    dongs: gpd.GeoDataFrame | None,
    surfaces: Sequence[tuple[str, str, str]],
    texts: Texts,
    lang: str,
    *,
    organisations: gpd.GeoDataFrame | None = None,
    extent: Sequence[float] | None = None,
) -> dict[str, Any]:
    bounds = _bounds(districts, dongs, organisations, extent)
    west, south, east, north = (round(float(v), 6) for v in bounds)
    return {
        "bounds": [[south, west], [north, east]],
        "maxZoom": _MAX_ZOOM,
        "roughFrom": places.ROUGH_FROM_M,
        "surface": surfaces[0][0] if surfaces else "none",
        "symbols": {k: [s.colour, s.shape, s.radius] for k, s in palette.SYMBOLS.items()},
        "texts": texts.all,
        "labels": places.labels(lang),
        "words": {
            key: word(f"{room}.{key}", lang)
            for room, key in (("popup", "close"), ("map", "zoom_in"), ("map", "zoom_out"))
        }
        | (_finding(lang) if texts.all else {})
        | {
            "stack": _template("popup.stack", lang),
            "more": _template("popup.more", lang),
        },
    }


def _finding(lang: str) -> dict[str, str]:
    """Give the words of the search; a map without names has none."""
    return {
        "find": word("map.find", lang),
        "found": _template("map.found", lang),
        "found_none": word("map.found_none", lang),
    }


def _ground_lines(context: gpd.GeoDataFrame | None, lang: str) -> list[tuple[str, str]]:
    kinds = set() if context is None else set(context["kind"])
    shown = ("water", "green", "road", "rail", "metro")
    return [(kind, word(f"ground.{kind}", lang)) for kind in shown if kind in kinds]


def _template(key: str, lang: str) -> str:
    """Give a text with %s for its count; the script fills it in."""
    marked = word(key, lang, count=999_999)
    return marked.replace("999,999", "%s")


def _lines(
    districts: gpd.GeoDataFrame, dongs: gpd.GeoDataFrame | None, lang: str
) -> list[tuple[str, str]]:
    drawn = districts[districts.geometry.notna()]
    found: list[tuple[str, str]] = []
    own = drawn[drawn["role"] == "district"]
    kinds = own["precision"].astype("str") if "precision" in own else None
    # Groups that were computed are no districts that somebody drew; what does not say how it was
    # drawn is not taken for surveyed.
    if kinds is None or kinds.str.contains("schematic").any():
        found.append(("schematic", word("map.outline_schematic", lang)))
    elif (kinds != "computed").any():
        found.append(("district", word("map.outline", lang)))
    if (drawn["role"] == "whole").any():
        found.append(("whole", word("map.whole", lang)))
    elif (drawn["role"] != "district").any():
        found.append(("whole", word("map.context", lang)))
    if dongs is not None and not dongs.empty:
        found.append(("dong", word("map.dong", lang)))
    return found


def frame_html(
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    used: dict[str, list[Source]],
    lang: str,
    legend: str,
) -> str:
    """Write the map's frame: heading, map and legend, notes and sources."""
    small = f'<p class="cl-subtitle">{html_text(subtitle)}</p>' if subtitle else ""
    label = html_text(word("map.aria", lang, title=title))
    north = html_text(word("map.north_up", lang))
    first, *others = [html_text(note) for note in notes] or [""]
    remarks = "".join(f"<p>{note}</p>" for note in others)
    return (
        f'<figure class="cl-figure" lang="{lang}"><header class="cl-head">'
        f"<h1>{html_text(title)}</h1>"
        f'{small}</header><div class="cl-stage"><div class="cl-view">'
        '<div class="folium-map" id="@map" role="region" '
        f'aria-label="{label}"></div><span class="cl-north" title="{north}" aria-label="{north}">'
        f'<svg viewBox="0 0 20 26" width="16" height="21" aria-hidden="true">'
        f'<path d="M10 1l6 14-6-3.5L4 15z" fill="{palette.INK}"/></svg>N</span></div>'
        f"<noscript><p>{html_text(word('map.noscript', lang))}</p></noscript>{legend}</div>"
        f'<figcaption class="cl-notes"><details><summary>{first} '
        f"<span>{html_text(word('map.sources', lang))}</span></summary>"
        f"{remarks}{_sources(used, lang)}</details></figcaption></figure>"
    )


def _sources(used: dict[str, list[Source]], lang: str) -> str:
    lines = []
    for layer, sources in used.items():
        if not sources:
            continue
        if len(sources) <= _MANY_SOURCES:
            what = "; ".join(html_text(s.line(lang)) for s in sources)
        else:
            items = "".join(f"<li>{html_text(s.line(lang))}</li>" for s in sources)
            count = html_text(word("map.source_count", lang, count=len(sources)))
            terms = dict.fromkeys(licence_in(s.licence, lang) for s in sources)
            licences = ", ".join(html_text(term) for term in terms)
            dates = sorted(s.date for s in sources if s.date != UNDATED) or [UNDATED]
            first, last = date_in(dates[0], lang), date_in(dates[-1], lang)
            span = html_text(f"{first}–{last}" if first != last else first)
            what = (
                f"<details><summary>{count} ({span}; {licences})</summary>"
                f"<ul>{items}</ul></details>"
            )
        lines.append(f"<div><b>{html_text(layer)}</b> {what}</div>")
    credit = html_text(word("map.script_credit", lang))
    return f'<div class="cl-sources">{"".join(lines)}<div>{credit}</div></div>'
