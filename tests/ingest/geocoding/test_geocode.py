"""Tests of a table of addresses placed."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from road_fixtures import on_road

from clusterlab.ingest.geocoding.geocode import geocode


@pytest.fixture
def firms() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "firm_id": ["a", "b", "c", "d", "e"],
            "address": [
                "서울 강서구 마곡중앙로 13",
                "서울 강서구 마곡중앙로 14",
                "서울 강서구 마곡중앙로 44",
                None,
                "서울 강서구 공항대로 1 (마곡동)",
            ],
            "lon": [126.5, np.nan, np.nan, np.nan, np.nan],
            "lat": [37.5, np.nan, np.nan, np.nan, np.nan],
        },
        index=[10, 11, 12, 13, 14],
    )


def test_each_row_says_how_it_was_placed(firms: pd.DataFrame, road: pd.DataFrame) -> None:
    before = firms.copy()
    placed = geocode(firms, known=road)
    pd.testing.assert_frame_equal(firms, before)
    assert list(placed.index) == [10, 11, 12, 13, 14]
    assert placed["location_basis"].iloc[1:].tolist() == ["interpolated", "none", "none", "none"]
    assert placed.loc[11, "placed_by"] == "between 마곡중앙로 10 / 마곡중앙로 16"
    assert (placed.loc[11, "lon"], placed.loc[11, "lat"]) == pytest.approx(on_road(14))
    assert placed.loc[13, "placed_by"] == "no address"
    assert placed.loc[14, "placed_by"] == "no known place on 공항대로"
    assert placed.loc[[12, 13, 14], ["lon", "lat", "uncertainty_m"]].isna().all(axis=None)


def test_nothing_is_moved_unless_asked(firms: pd.DataFrame, road: pd.DataFrame) -> None:
    kept = geocode(firms, known=road)
    assert (kept.loc[10, "lon"], kept.loc[10, "lat"]) == (126.5, 37.5)
    assert pd.isna(kept.loc[10, "placed_by"])
    moved = geocode(firms, known=road, replace=True)
    assert (moved.loc[10, "lon"], moved.loc[10, "lat"]) == pytest.approx(on_road(13))
    assert moved.loc[10, "location_basis"] == "address"


def test_a_place_is_not_lost_where_the_address_is_not_found(road: pd.DataFrame) -> None:
    stray = pd.DataFrame({"address": ["갯벌로 3"], "lon": [126.6], "lat": [37.3]})
    assert geocode(stray, known=road, replace=True)["lon"].tolist() == [126.6]


def test_the_nearest_number_stands_in_only_when_asked(
    firms: pd.DataFrame, road: pd.DataFrame
) -> None:
    assert geocode(firms, known=road).loc[12, "location_basis"] == "none"
    near = geocode(firms, known=road, nearest=True)
    assert near.loc[12, "uncertainty_m"] == 160
    assert near.loc[12, "placed_by"] == "nearest number known: 마곡중앙로 40 (4 numbers away)"


def test_outlines_place_what_nothing_else_places(firms: pd.DataFrame, road: pd.DataFrame) -> None:
    areas = gpd.GeoDataFrame(
        {"name_ko": ["마곡동"], "sido_ko": ["서울특별시"], "sigungu_ko": ["강서구"]},
        geometry=[shapely.box(126.82, 37.55, 126.84, 37.57)],
        crs="EPSG:4326",
    )
    placed = geocode(firms, known=road, areas=areas.to_crs("EPSG:5186"))
    assert placed.loc[14, "location_basis"] == "dong"
    assert placed.loc[14, "uncertainty_m"] > 1400


def test_placed_rows_of_the_table_itself_are_known(road: pd.DataFrame) -> None:
    table = pd.concat([road, pd.DataFrame({"address": ["마곡중앙로 14"]})], ignore_index=True)
    assert geocode(table)["location_basis"].iloc[-1] == "interpolated"
    alone = pd.DataFrame({"address": ["마곡중앙로 14"]})
    assert geocode(alone)["location_basis"].tolist() == ["none"]


def test_points_are_drawn_where_the_columns_say(firms: pd.DataFrame, road: pd.DataFrame) -> None:
    points = gpd.GeoDataFrame(
        firms, geometry=gpd.points_from_xy(firms["lon"], firms["lat"]), crs="EPSG:4326"
    )
    placed = geocode(points, known=road)
    assert isinstance(placed, gpd.GeoDataFrame)
    assert placed.geometry.loc[11].coords[0] == pytest.approx(on_road(14))
    assert placed.geometry.loc[12] is None
    assert placed.crs == points.crs


class Answering:
    """A service that answers from a table, and remembers what it was asked."""

    name = "a test service"

    def __init__(self, known: dict[str, dict[str, object]]) -> None:
        self.known = known
        self.asked: list[str] = []

    def geocode(self, addresses: list[str]) -> pd.DataFrame:
        self.asked += addresses
        none = {"lon": np.nan, "lat": np.nan, "road_address": "", "lot_address": ""}
        return pd.DataFrame([self.known.get(text, none) for text in addresses])


def test_a_service_is_asked_for_what_is_not_known(firms: pd.DataFrame, road: pd.DataFrame) -> None:
    answer = {
        "lon": 126.81,
        "lat": 37.55,
        "road_address": "서울특별시 강서구 공항대로 1",
        "lot_address": "",
    }
    service = Answering({"서울 강서구 공항대로 1 (마곡동)": answer})
    placed = geocode(firms, known=road, service=service)
    assert service.asked == [
        "서울 강서구 마곡중앙로 14",
        "서울 강서구 마곡중앙로 44",
        "서울 강서구 공항대로 1 (마곡동)",
    ]
    row = placed.loc[14, ["lon", "lat", "location_basis", "uncertainty_m", "placed_by"]]
    assert row.tolist() == [126.81, 37.55, "address", 15.0, "a test service"]
    assert placed.loc[11, "location_basis"] == "interpolated"


def test_a_wrong_column_is_named(firms: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match='The table has no column "addres"'):
        geocode(firms, address="addres")
