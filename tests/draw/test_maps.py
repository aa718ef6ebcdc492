"""The cluster map as a whole."""

import json
import re

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from clusterlab.draw.maps import Shading, cluster_map

MEASURE = Shading("per_ha", "Density", "per ha")


def layers_of(made: folium.Map) -> list[dict]:
    children = made._children.values()
    return [json.loads(c.data) for c in children if hasattr(c, "data")]


def test_layers_stand_in_their_order(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    cells = districts[districts.role == "district"]
    contours = cells.assign(low=[0.5, 1.0], high=[1.0, 2.0])
    made = cluster_map(
        districts=districts,
        organisations=organisations,
        sources=sources,
        title="T",
        measure=MEASURE,
        dongs=cells,
        hexagons=cells,
        hexagon_measure=MEASURE,
        kernel=contours,
        kernel_measure=MEASURE,
    )
    assert isinstance(made, folium.Map)
    keys = [layer.get("key", layer["kind"]) for layer in layers_of(made)]
    assert keys[:4] == ["base", "districts", "hexagons", "kernel"]
    assert keys[4:] == ["hospital", "university", "anchor", "planned"]


def test_notes_count_what_is_not_drawn_and_sources_name_their_licence(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    made = cluster_map(
        districts=districts,
        organisations=organisations,
        sources=sources,
        title="T",
        as_of="2024-06",
        lang="en",
    )
    assert "1 organisations whose position is off by 1,200 m or more" in made.frame
    assert "Data as of 2024-06" in made.frame
    assert "Town paper (Paper, 2025-01-02; press, facts only)" in made.frame


def test_titles_are_escaped(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    made = cluster_map(
        districts=districts,
        organisations=organisations,
        sources=sources,
        title="<script>alert(1)</script>${x}",
        subtitle="<b>",
    )
    assert "<script>" not in made.frame
    assert "${" not in made.frame
    assert "<b>" not in made.frame.split("cl-stage")[0]


def test_many_sources_are_folded_with_their_span_of_dates(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame
) -> None:
    sources = pd.DataFrame(
        {
            "source_id": ["plan", *(f"s{i}" for i in range(6))],
            "title": "t",
            "publisher": [f"p{i}" for i in range(7)],
            "date": [f"202{i}" for i in range(7)],
            "licence": "CC0",
        }
    )
    made = cluster_map(
        districts=districts,
        organisations=organisations.assign(source_id=[f"s{i}" for i in range(6)]),
        sources=sources,
        title="T",
        lang="en",
    )
    assert "<summary>6 sources (2021–2026; CC0)</summary>" in made.frame


def test_a_layer_without_licence_is_not_published(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    sources.loc[1, "licence"] = ""
    with pytest.raises(ValueError, match=r"organisations cannot be published.*licence"):
        cluster_map(districts=districts, organisations=organisations, sources=sources, title="T")


def test_bounds_follow_the_districts_or_else_the_base_map(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    given = {"organisations": organisations, "sources": sources, "title": "T"}
    made = cluster_map(districts=districts, **given)
    assert json.loads(made.settings)["bounds"] == [[37.56, 126.82], [37.57, 126.84]]
    unknown = districts.assign(geometry=None).set_crs("EPSG:4326")
    base = gpd.GeoDataFrame(
        {"source_id": ["plan"]}, geometry=[shapely.box(126, 37, 127, 38)], crs="EPSG:4326"
    )
    made = cluster_map(districts=unknown, dongs=base, **given)
    assert json.loads(made.settings)["bounds"] == [[37, 126], [38, 127]]
    made = cluster_map(districts=unknown, **given)
    west, east = organisations.total_bounds[[0, 2]]
    assert json.loads(made.settings)["bounds"][0][1] == pytest.approx(west)
    assert json.loads(made.settings)["bounds"][1][1] == pytest.approx(east)
    given["organisations"] = organisations.assign(geometry=None).set_crs("EPSG:4326")
    made = cluster_map(districts=unknown, extent=(126, 37, 127, 38), **given)
    assert json.loads(made.settings)["bounds"] == [[37, 126], [38, 127]]
    with pytest.raises(ValueError, match=r"no outline, no point and no extent"):
        cluster_map(districts=unknown, **given)


def test_both_languages_differ_in_words_only(
    districts: gpd.GeoDataFrame, organisations: gpd.GeoDataFrame, sources: pd.DataFrame
) -> None:
    given = {"districts": districts, "organisations": organisations, "sources": sources}
    ko, en = (cluster_map(**given, title="T", lang=lang) for lang in ("ko", "en"))
    bare = [re.sub(r">[^<]+<|(aria-label|title|lang)=\"[^\"]*\"", "", m.frame) for m in (ko, en)]
    assert bare[0] == bare[1]
    assert "범례와 레이어" in ko.frame
    assert "Legend and layers" in en.frame
