"""The map of a country shows places, what is recorded there, and its base."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from clusterlab.draw.country_map import country_map
from clusterlab.draw.maps import Shading

TEXTS = {
    "places": "Places",
    "regions": "Regions",
    "base": "Region (circle of its area)",
    "kind": "What it is",
    "told": "Recorded",
    "note": "Circles are no borders.",
}


@pytest.fixture
def places() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "name_ko": ["가", "나"],
            "name_en": ["A <b>", "B"],
            "kind": ["cluster", "town"],
            "told": ["roads, homes", "homes"],
            "count": [2.0, 1.0],
            "source_id": ["plan", "press"],
        },
        geometry=[shapely.box(127, 36, 127.2, 36.2), shapely.box(128, 36, 128.1, 36.1)],
        crs="EPSG:4326",
    )


def drawn(places: gpd.GeoDataFrame, sources: pd.DataFrame):
    regions = gpd.GeoDataFrame(
        {"source_id": ["plan"]}, geometry=[shapely.box(126, 35, 129, 37)], crs="EPSG:4326"
    )
    return country_map(
        places=places,
        regions=regions,
        sources=sources,
        measure=Shading("count", "Things", "things", decimals=0, classes=2),
        title="Country",
        texts=TEXTS,
        as_of="2026-11",
        lang="en",
    )


def test_each_place_is_told_of_in_its_popup_and_in_the_table(places, sources) -> None:
    sheet = drawn(places, sources)
    page = sheet.get_root().render()
    for text in ("roads, homes", "What it is", "cluster", "Things", "Circles are no borders."):
        assert text in page or text in sheet.tables, text
    assert "roads, homes" in sheet.tables
    assert "A &lt;b&gt;" in sheet.tables
    assert "A <b>" not in sheet.tables


def test_names_are_shown_from_afar_and_the_map_opens_on_the_places(places, sources) -> None:
    settings = drawn(places, sources).settings
    assert '"districtLabelsFrom":1' in settings.replace(" ", "")
    assert '"bounds":[[36.0,127.0],[36.2,128.1]]' in settings.replace(" ", "")


def test_both_layers_are_cited_and_a_place_without_source_is_refused(places, sources) -> None:
    assert "Town paper" in drawn(places, sources).frame
    with pytest.raises(ValueError, match="nowhere"):
        drawn(places.assign(source_id="nowhere"), sources)
