"""Titles: 100 a page whatever is asked, lots as 19-digit numbers, zeros that mean nothing."""

import pytest

from clusterlab.ingest.korea.services.building_register import USES, area, plan, use_class
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table


def title(number, **changes):
    return {
        "mgmBldrgstPk": f"11500-{number}",
        "sigunguCd": "11500",
        "bjdongCd": "10500",
        "platGbCd": "0",
        "bun": "0784",
        "ji": "0001",
        "platPlc": "서울특별시 강서구 마곡동 784-1번지",
        "newPlatPlc": "서울특별시 강서구 마곡중앙10로 30",
        "bldNm": "엘지사이언스파크",
        "mainAtchGbCd": "0",
        "mainPurpsCdNm": "교육연구시설",
        "archArea": 1200.5,
        "totArea": 11100.25,
        "vlRatEstmTotArea": 0,
        "grndFlrCnt": 9,
        "ugrndFlrCnt": 3,
        "useAprDay": "20170926",
    } | changes


def test_titles_become_buildings(server):
    rows = [title(number) for number in range(150)]
    rows += [title(150, mainAtchGbCd="1"), title(151, platGbCd="1", useAprDay=" ")]
    server.data_go_kr(rows, cap=100)
    made = make_table(fetch("buildings", {"dong": "1150010500"})).frame
    assert (len(made), len(server.asked)) == (152, 2)
    first = made.iloc[0]
    assert first["parcel_id"] == "1150010500107840001"
    assert (first["floor_area_m2"], first["far_floor_area_m2"]) == ("11100.25", "")
    assert (first["use_class"], first["approved"], first["counted"]) == ("research", "2017", "true")
    assert made.iloc[150]["counted"] == "false"
    assert made.iloc[151]["parcel_id"] == "1150010500207840001"
    assert made.iloc[151]["approved"] == ""


def test_the_dong_is_split_and_a_lot_is_filled_up():
    assert plan({"dong": "1150010500", "lot": "784"}) == [
        {"sigunguCd": "11500", "bjdongCd": "10500", "bun": "0784"}
    ]


@pytest.mark.parametrize(("word", "name"), USES)
def test_uses(word, name):
    assert use_class(f"{word}시설") == name


def test_areas():
    assert [area(text) for text in ("10", "10.50", "0", "-1", "x")] == ["10", "10.5", "", "", ""]
