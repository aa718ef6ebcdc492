"""The map of a country: places that stand out over circles of the area of each region."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from ..model.numbers import number
from ..words.table import check_language, word
from . import areas, palette
from .areas import Shading
from .citations import Citations
from .fallback import table_html
from .legend import classes_html, panel
from .maps import frame_html, settings
from .payload import Texts, need_columns, number_of, records, text_of
from .sheet import Drawing, Sheet


def country_map(
    *,
    places: gpd.GeoDataFrame,
    regions: gpd.GeoDataFrame,
    sources: pd.DataFrame,
    measure: Shading,
    title: str,
    texts: Mapping[str, str],
    as_of: str,
    lang: str,
) -> Sheet:
    """Draw places over the regions of a country.

    Parameters
    ----------
    places : GeoDataFrame
        Columns name_ko, name_en, kind (what the place is, in the map's language), told (what is
        recorded there), source_id, the measure's column, geometry (a polygon).
    regions : GeoDataFrame
        The base map: source_id, geometry; polygons.
    sources : DataFrame
        Columns source_id, title, publisher, date, licence.
    measure : Shading
        What the places show.
    title, as_of : str
        Shown above the map; the date that its data hold for.
    texts : mapping of str to str
        In the map's language: ``places`` and ``regions`` (names of the layers), ``base`` (what an
        outline of the base map stands for), ``kind`` and ``told`` (names of those columns), and
        ``note`` (said below the map).
    lang : str
        ``"ko"`` or ``"en"``.
    """
    check_language(lang)
    need_columns(places, ["name_ko", "kind", "told", "source_id", measure.column], name="places")
    citations = Citations(sources)
    drawn = places.assign(
        role="district",
        source_title=[
            citations.source(str(s), layer="places").line(lang) for s in places["source_id"]
        ],
    )
    classes = areas.scale(drawn[measure.column], shading=measure, colours=palette.TEAL)
    shaded = areas.districts(drawn, shading=measure, classes=classes, lang=lang)
    told = {_name(row, lang): row for row in records(drawn)}
    for shape in shaded["shapes"]:
        row = told[shape["name"]]
        more = [[texts[key], text_of(row, key)] for key in ("kind", "told")]
        shape["rows"] = [*([label, text] for label, text in more if text), *shape["rows"]]
    layers = [areas.outlines(regions), shaded]
    html = classes_html(classes, shading=measure, lang=lang, gaps=False)
    surfaces = [("districts", measure.title, html)]
    legend = panel(
        lang=lang, surfaces=surfaces, layers=layers, lines=[("dong", texts["base"])], name="@map"
    )
    frame = frame_html(
        title=title,
        subtitle="",
        notes=[word("map.as_of", lang, date=as_of), texts["note"]],
        used={
            texts["places"]: citations.used(places, layer="places"),
            texts["regions"]: citations.used(regions, layer="regions"),
        },
        lang=lang,
        legend=legend,
    )
    sheet = Sheet(
        frame=frame,
        tables=_table(drawn, measure, title=title, texts=texts, lang=lang),
        settings=settings(drawn, None, surfaces, Texts(), lang) | {"districtLabelsFrom": 1},
    )
    for layer in layers:
        Drawing(layer).add_to(sheet)
    return sheet


def _table(
    places: gpd.GeoDataFrame,
    measure: Shading,
    *,
    title: str,
    texts: Mapping[str, str],
    lang: str,
) -> str:
    heads: Sequence[tuple[str, bool]] = [
        (word("table.name", lang), False),
        (texts["kind"], False),
        (f"{measure.title} ({measure.unit})" if measure.unit else measure.title, True),
        (texts["told"], False),
    ]
    rows: list[list[str]] = [
        [
            _name(row, lang),
            text_of(row, "kind") or "",
            number(number_of(row, measure.column), decimals=measure.decimals),
            text_of(row, "told") or "",
        ]
        for row in records(places)
    ]
    body = table_html(caption=title, heads=heads, rows=rows)
    return f'<section class="cl-tables" lang="{lang}">{body}</section>'


def _name(row: Any, lang: str) -> str:
    first, second = ("name_ko", "name_en") if lang == "ko" else ("name_en", "name_ko")
    return text_of(row, first) or text_of(row, second) or ""
