"""Tests of addresses taken apart: the shapes that registers and people write."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from clusterlab.ingest.korea.address import Address, may_be_one, normalised, parse_address

ROADS = {
    "서울 강서구 마곡중앙8로1길 36": "마곡중앙8로1길 36",
    "서울 강서구 마곡중앙8로 1길 36": "마곡중앙8로1길 36",
    "서울 강서구 마곡중앙로165 안강프라이빗타워 1차 816호": "마곡중앙로 165",
    "서울 강서구 마곡동 마곡중앙로 165": "마곡중앙로 165",
    "인천광역시 연수구 송도과학로 56 bt센터 1004호": "송도과학로 56",
    "인천광역시 연수구 인천타워대로54번길 15-3": "인천타워대로54번길 15-3",
    "서울 강남구 강남대로 지하 396": "강남대로 396",
    "충북 청주시 흥덕구 오송읍 오송생명2로 187": "오송생명2로 187",
    "인천광역시 남동구 아암대로 1223, 168블럭 27로트 (고잔동)": "아암대로 1223",
    "인천광역시 부평구 부평대로 283 (청천동, 부평 우림라이온스밸리) 외 7필지": "부평대로 283",
    "인천광역시 부평구 부평대로 337(청천동)": "부평대로 337",
    "대전 유성구 대덕대로 989번길 111": "대덕대로989번길 111",
    "대구 동구 동내로 70 (동내동)": "동내로 70",
    "부산 해운대구 센텀중앙로 97, A동 1101호 (재송동)": "센텀중앙로 97",
    "전북 전주시 덕진구 원장동길 111-27": "원장동길 111-27",
    "경북 구미시 1공단로 244": "1공단로 244",
    "서울 금천구 가산디지털1로 168 우림라이온스밸리 B동 605호": "가산디지털1로 168",
    "세종시 한누리대로 2130": "한누리대로 2130",
    "경기 안산시 단원구 번영1로 12 4나 501호": "번영1로 12",
}
LOTS = {
    "인천 연수구 송도동 11-6": "송도동 11-6",
    "인천광역시 서구 가좌동 180-102번지": "가좌동 180-102",
    "인천광역시 미추홀구 주안동  17-1번지": "주안동 17-1",
    "송도동 123번지 4호": "송도동 123-4",
    "서울특별시 강서구 마곡동 산3번지": "마곡동 산3",
    "마곡동 757번지 일원": "마곡동 757",
    "서울 종로구 종로1가 24": "종로1가 24",
    "서울 중구 을지로3가 5-1번지": "을지로3가 5-1",
    "서울 성동구 성수동2가 280-13": "성수동2가 280-13",
    "충청북도 청주시 흥덕구 오송읍 봉산리 633": "봉산리 633",
    "충북 청원군 오창읍 각리 641-5": "각리 641-5",
    "인천광역시 남동구 논현동 435-6번지 남동 아파트형 공장 45블록 6로트": "논현동 435-6",
    "경기 평택시 산단로64번길 56 (모곡동, 432-1)": "모곡동 432-1",
    "인천 서구 가좌동 178-100 외 3필지": "가좌동 178-100",
    "서울 강서구 마곡동 0760-0000": "마곡동 760",
}
NEITHER = [
    "",
    "없음",
    "서울특별시 강서구 마곡동 7**",
    "경기도 광주시 도척면 도척윗로",
    "부산광역시 금정구 부산대학로 63번길 부산대학교 대학원",
    "인천광역시 남동구 고잔동 168블럭 27로트",
    "충청북도 청주시 흥덕구 오송읍",
]


@pytest.mark.parametrize(("text", "road"), ROADS.items())
def test_road_and_building_number_are_read(text: str, road: str) -> None:
    assert parse_address(text).road_address == road


@pytest.mark.parametrize(("text", "lot"), LOTS.items())
def test_neighbourhood_and_lot_are_read(text: str, lot: str) -> None:
    assert parse_address(text).lot_address == lot


@pytest.mark.parametrize("text", NEITHER)
def test_what_names_no_building_and_no_lot_is_not_read_as_one(text: str) -> None:
    found = parse_address(text)
    assert (found.road_address, found.lot_address) == ("", "")


def test_the_region_is_read_in_full_and_in_short() -> None:
    long = parse_address("충청북도 청주시 흥덕구 오송읍 봉산리 633")
    assert (long.sido, long.cities, long.town) == ("충북", ("청주시", "흥덕구"), "오송읍")
    assert parse_address("전라북도 전주시 덕진구").sido == parse_address("전북특별자치도").sido
    assert parse_address("광주시 북구 첨단과기로 208").sido == "광주"
    assert parse_address("경기도 광주시 경안로 1").cities == ("광주시",)


def test_the_neighbourhood_in_brackets_or_before_the_road_is_kept() -> None:
    assert parse_address("서울 성북구 정릉로 77 (정릉동, 국민대학교)").dong == "정릉동"
    assert parse_address("서울 강서구 마곡동 마곡중앙로 165").dong == "마곡동"
    assert parse_address("서울특별시 강서구 마곡동 7**").dong == "마곡동"


def test_signs_that_look_alike_are_one() -> None:
    decomposed = unicodedata.normalize("NFD", "서울 강서구 마곡중앙로 165")
    assert parse_address(decomposed) == parse_address("서울　강서구 마곡중앙로　１６５")
    assert normalised("송도동 11–6") == normalised("송도동 11－6") == "송도동 11-6"


@given(st.text(alphabet="가산로길동리읍1230-()* ,번지호층", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse_address(text)
    assert bool(found.road_address) == bool(found.number)
    assert bool(found.lot_address) == bool(found.lot)


@given(
    st.sampled_from(["양천로47길", "갯벌로", "인천타워대로54번길"]),
    st.integers(1, 9999),
    st.integers(0, 9999),
)
def test_a_written_road_address_is_read_back(road: str, number: int, sub: int) -> None:
    written = Address(road=road, number=number, sub=sub).road_address
    found = parse_address(f"서울 강서구 {written}")
    assert (found.road, found.number, found.sub) == (road, number, sub)


def test_regions_that_contradict_each_other_are_two() -> None:
    whole = parse_address("충북 청주시 흥덕구 오송읍 봉산리 1")
    assert may_be_one(whole, parse_address("흥덕구 봉산리 1"))
    assert may_be_one(whole, parse_address("봉산리 1"))
    assert not may_be_one(whole, parse_address("청주시 상당구 봉산리 1"))
    assert not may_be_one(whole, parse_address("강원 봉산리 1"))
    assert not may_be_one(whole, parse_address("청주시 강내면 봉산리 1"))


def test_a_region_and_what_it_became_are_one() -> None:
    new = parse_address("인천 제물포구 월미문화로 36")
    assert may_be_one(parse_address("인천 중구 월미문화로 36"), new)
    assert not may_be_one(parse_address("인천 서구 월미문화로 36"), new)
    assert may_be_one(
        parse_address("경북 군위군 군청로 200"), parse_address("대구광역시 군위군 군청로 200")
    )
    assert may_be_one(
        parse_address("광주 북구 용봉로 77"), parse_address("전남광주통합특별시 북구 용봉로 77")
    )
    assert may_be_one(
        parse_address("충북 청원군 오창읍 각리 1"),
        parse_address("충북 청주시 청원구 오창읍 각리 1"),
    )
