"""The ground below the data: written once, in its order, with names that are not said twice."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.draw import areas, palette
from clusterlab.draw.context import context, has_land


@pytest.fixture
def ground() -> gpd.GeoDataFrame:
    road = shapely.LineString([(126.82, 37.56), (126.8312345, 37.57), (126.84, 37.571)])
    return gpd.GeoDataFrame(
        {
            "kind": ["road", "water", "land", "station", "station", "water"],
            "name_ko": ["가로", "나강", None, "다라", "마바", None],
            "name_en": ["Ga-ro", None, None, "Dara", "Maba", None],
            "width_m": [None, 800.0, None, None, None, None],
        },
        geometry=[
            road,
            shapely.LineString([(126.8, 37.58), (126.9, 37.6)]),
            shapely.box(126.7, 37.5, 126.9, 37.6),
            shapely.Point(126.825, 37.565),
            shapely.Point(126.835, 37.565),
            shapely.box(126.71, 37.51, 126.72, 37.52).difference(
                shapely.box(126.714, 37.514, 126.716, 37.516)
            ),
        ],
        crs="EPSG:4326",
    )


def unfold(steps: list[int]) -> np.ndarray:
    return np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / 1e5


def test_lines_unfold_to_where_they_are(ground: gpd.GeoDataFrame) -> None:
    made = context(ground, lang="ko")
    kind, width, steps = made["lines"][1]
    assert (kind, width) == ("road", None)
    expected = shapely.get_coordinates(ground.geometry.iloc[0])[:, ::-1]
    assert np.abs(unfold(steps) - expected).max() <= 0.5e-5 + 1e-12
    assert made["lines"][0][:2] == ["water", 800.0]


def test_what_lies_below_comes_first_and_holes_stay_holes(ground: gpd.GeoDataFrame) -> None:
    made = context(ground, lang="ko")
    assert [kind for kind, _ in made["areas"]] == ["land", "water"]
    assert len(made["areas"][1][1]) == 2
    assert set(made["style"]) == set(palette.GROUND)


def test_a_station_of_its_own_layer_is_not_named_twice(ground: gpd.GeoDataFrame) -> None:
    own = gpd.GeoDataFrame({"name_ko": ["다라역(1호선)"]}, geometry=[shapely.Point(0, 0)])
    made = context(ground, lang="en", stations=own.set_crs("EPSG:4326"))
    assert [label[3] for label in made["labels"]] == ["Maba", "나강", "Ga-ro"]


def test_neighbourhoods_are_named_in_their_middle(ground: gpd.GeoDataFrame) -> None:
    square = shapely.box(126.80, 37.55, 126.82, 37.57)
    dongs = gpd.GeoDataFrame({"name_ko": ["사동"]}, geometry=[square], crs="EPSG:4326")
    made = context(ground, lang="ko", places=dongs)
    kind, lat, lon, text = next(one for one in made["labels"] if one[0] == "place")
    assert (kind, text) == ("place", "사동")
    assert square.contains(shapely.Point(lon, lat))


def test_outlines_are_filled_only_where_no_land_lies_below(ground: gpd.GeoDataFrame) -> None:
    dongs = gpd.GeoDataFrame(
        {"name_ko": ["사동"]}, geometry=[shapely.box(0, 0, 1, 1)], crs="EPSG:4326"
    )
    kinds = [layer["kind"] for layer in areas.ground(dongs, ground, lang="ko")]
    assert kinds == ["context", "base"]
    assert areas.ground(dongs, ground, lang="ko")[1]["filled"] is False
    bare = ground[ground["kind"] != "land"]
    assert not has_land(bare)
    below, above = areas.ground(dongs, bare, lang="ko")
    assert (below["kind"], above["kind"]) == ("base", "context")
    assert "filled" not in below
    assert [layer["kind"] for layer in areas.ground(dongs, None, lang="ko")] == ["base"]
    assert areas.ground(None, None, lang="ko") == []


def test_the_ground_is_paler_than_data_and_unknown_ground_is_no_water() -> None:
    symbols = [palette.luminance(symbol.colour) for symbol in palette.SYMBOLS.values()]
    for kind in ("land", "water", "green"):
        assert palette.luminance(palette.GROUND[kind][0]) > 0.7 > max(symbols)
    neutral, water = palette.luminance("#efeeea"), palette.luminance(palette.GROUND["water"][0])
    assert neutral - water > 0.08
