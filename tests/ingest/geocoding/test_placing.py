"""Tests of the ways in which one address is placed, and of what is said where none works."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from road_fixtures import on_road

from clusterlab.ingest.geocoding import placing
from clusterlab.ingest.geocoding.known import Known, index_places
from clusterlab.ingest.korea.address import parse_address


@pytest.fixture
def known(road: pd.DataFrame) -> Known:
    lots = pd.DataFrame(
        {
            "address": ["인천 연수구 송도동 11-6", "인천 연수구 송도동 11-8"],
            "lon": [126.64, 126.641],
            "lat": [37.38, 37.38],
            "uncertainty_m": 20.0,
            "location_basis": "register",
        }
    )
    return index_places(pd.concat([road, lots]))


def test_the_same_address_is_found_whatever_stands_beside_it(known: Known) -> None:
    found = placing.place_by_address(
        parse_address("서울특별시 강서구 마곡중앙로 13 (마곡동) 3층"), known
    )
    assert found is not None
    assert (found.basis, found.uncertainty_m) == ("address", 5)
    assert (found.lon, found.lat) == pytest.approx(on_road(13))


def test_a_road_of_the_same_name_elsewhere_is_another(known: Known) -> None:
    elsewhere = parse_address("대전 중구 마곡중앙로 13")
    assert placing.place_by_address(elsewhere, known) is None
    assert placing.place_between(elsewhere, known) is None
    assert placing.why_not(elsewhere, known).placed_by == "no known place on 마곡중앙로"


def test_an_address_that_does_not_say_which_of_two_roads_is_not_placed(road: pd.DataFrame) -> None:
    other = road.assign(address=road["address"].str.replace("서울 강서구", "인천 서구"))
    both = index_places(pd.concat([road, other]))
    unclear = parse_address("마곡중앙로 13")
    assert placing.place_by_address(unclear, both) is None
    why = placing.why_not(unclear, both)
    assert why.basis == "none"
    assert "서울 강서구, 인천 서구; the address does not say which" in why.placed_by
    assert placing.place_by_address(parse_address("서울 마곡중앙로 13"), both) is not None


def test_a_known_lot_and_a_known_block_are_told_apart(known: Known) -> None:
    lot = placing.place_in_block(parse_address("송도동 11-8"), known)
    block = placing.place_in_block(parse_address("송도동 11-22"), known)
    assert lot is not None
    assert block is not None
    assert (lot.method, lot.lon, lot.uncertainty_m) == ("same lot", 126.641, placing.SAME_LOT_M)
    assert (block.method, block.lon) == ("block", pytest.approx(126.6405))
    assert block.uncertainty_m == known.block_m
    assert "송도동 11-6, 송도동 11-8" in block.placed_by
    assert placing.place_in_block(parse_address("송도동 산11-8"), known) is None


def test_the_most_certain_way_is_taken(known: Known) -> None:
    both = parse_address("서울 강서구 마곡중앙로 14 (마곡동)")
    found = placing.place_nearby(both, known, nearest=True)
    assert found is not None
    assert found.method == "same side, gap up to 10"
    outside = parse_address("서울 강서구 마곡중앙로 47")
    assert placing.place_nearby(outside, known, nearest=False) is None
    near = placing.place_nearby(outside, known, nearest=True)
    assert near is not None
    assert near.placed_by == "nearest number known: 마곡중앙로 40 (7 numbers away)"


def test_a_neighbourhood_is_its_centroid_and_as_uncertain_as_it_is_wide() -> None:
    areas = gpd.GeoDataFrame(
        {
            "name_ko": ["송도1동", "송도2동", "역삼1동"],
            "sigungu_ko": ["연수구", "연수구", None],
        },
        geometry=[
            shapely.box(126.60, 37.3, 126.62, 37.32),
            shapely.box(126.62, 37.3, 126.64, 37.32),
            shapely.box(127, 37.5, 127.02, 37.52),
        ],
        crs="EPSG:4326",
    )
    dongs = placing.index_dongs(areas)
    legal = placing.place_in_dong(parse_address("인천 연수구 송도동 999"), dongs)
    one = placing.place_in_dong(parse_address("인천 연수구 송도1동"), dongs)
    assert legal is not None
    assert one is not None
    assert (legal.lon, legal.lat) == pytest.approx((126.62, 37.31))
    # Half the diagonal of a box of 3,538 by 2,220 m.
    assert legal.uncertainty_m == pytest.approx(2088, abs=5)
    assert one.lon == pytest.approx(126.61)
    assert placing.place_in_dong(parse_address("인천 남동구 송도동 999"), dongs) is None


def test_what_cannot_be_placed_says_why(known: Known) -> None:
    say = {
        "없음": "the address has neither a building number nor a lot",
        "서울 강서구 갯벌로 3": "no known place on 갯벌로",
        "서울 강서구 마곡중앙로 300": "no numbers near it on both sides on 마곡중앙로",
        "송도동 77": "no known place at 송도동 77",
        "서울 강서구 마곡동 7**": "no known place at 마곡동",
    }
    for text, why in say.items():
        found = placing.why_not(parse_address(text), known)
        assert (found.basis, found.placed_by) == ("none", why)
        assert found.lon != found.lon
