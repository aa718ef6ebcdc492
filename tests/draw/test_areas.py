"""Area layers: classes, outlines and popups."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.draw import areas, palette

SHADING = areas.Shading("per_ha", "Density", "per ha", decimals=2)


def test_districts_are_shaded_by_class_and_others_are_outlines(districts: gpd.GeoDataFrame) -> None:
    classes = areas.scale([0.5, 2.0], shading=SHADING, colours=palette.TEAL)
    data = areas.districts(districts, shading=SHADING, classes=classes, lang="en")
    fills = {s["name"]: s["fill"] for s in data["shapes"]}
    assert fills["First district (homes)"] == palette.TEAL[0]
    assert fills["Second district"] == palette.TEAL[-1]
    assert fills["Whole area"] is None
    assert "Nowhere" not in fills, "what has no outline is not drawn"


def test_large_areas_come_first_so_that_small_ones_can_be_clicked(
    districts: gpd.GeoDataFrame,
) -> None:
    data = areas.districts(districts, shading=None, classes=None, lang="ko")
    assert data["shapes"][0]["role"] == "whole"


def test_labels_are_short_and_popups_tell_the_precision(districts: gpd.GeoDataFrame) -> None:
    data = areas.districts(districts, shading=SHADING, classes=None, lang="ko")
    first = next(s for s in data["shapes"] if s["name"] == "첫째 지구(주거)")
    assert first["label"] == "첫째 지구"
    assert first["dashed"]
    assert ["경계 정밀도", "개략 ±200 m"] in first["rows"]
    assert ["Density", "0.50 per ha"] in first["rows"]
    assert ["공표 면적", "100.0 ha"] in first["rows"]
    assert not next(s for s in data["shapes"] if s["name"] == "둘째 지구")["dashed"]


def test_a_column_of_labels_stands_in_for_names(districts: gpd.GeoDataFrame) -> None:
    names = districts["name_en"]
    labelled = districts.assign(label=["1" if n == "Second district" else None for n in names])
    data = areas.districts(labelled, shading=SHADING, classes=None, lang="en")
    labels = {shape["name"]: shape["label"] for shape in data["shapes"]}
    assert labels["Second district"] == "1"
    assert labels["First district (homes)"] is None


def test_missing_value_has_no_colour() -> None:
    classes = areas.Scale([0, 1], ["#ffffff"])
    assert classes.colour(None) is None
    assert classes.colour(1.0) == "#ffffff"
    assert areas.Scale([], []).colour(1.0) is None


def test_empty_hexagons_are_left_out() -> None:
    cells = gpd.GeoDataFrame(
        {"per_ha": [0.0, 1.5, np.nan]},
        geometry=[shapely.box(i, 0, i + 1, 1) for i in range(3)],
        crs="EPSG:4326",
    )
    data = areas.hexagons(cells, shading=SHADING, classes=areas.Scale([1, 2], ["#aaaaaa"]))
    assert [s["rows"] for s in data["shapes"]] == [[["Density", "1.50 per ha"]]]
    with pytest.raises(ValueError, match="hexagons needs the columns: other"):
        areas.hexagons(cells, shading=areas.Shading("other", "x"), classes=areas.Scale([], []))


def test_contours_keep_their_classes() -> None:
    rings = gpd.GeoDataFrame(
        {"low": [1.0, 2.0], "high": [2.0, 3.5]},
        geometry=[shapely.Point(127, 37).buffer(r) for r in (0.02, 0.01)],
        crs="EPSG:4326",
    )
    classes = areas.contour_scale(rings)
    assert classes.limits == [1, 2, 3.5]
    data = areas.contours(rings, shading=SHADING, classes=classes)
    assert [s["fill"] for s in data["shapes"]] == classes.colours
    assert data["shapes"][1]["rows"] == [["Density", "2.00–3.50 per ha"]]


def test_base_map_has_no_popups(districts: gpd.GeoDataFrame) -> None:
    assert set(areas.outlines(districts)) == {"kind", "shapes"}
