"""Deals: the code 000, one request a month, medians without cancelled deals and shares."""

import pytest

from clusterlab.ingest.korea.services.deals import plan
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table


def deal(amount, area, **changes):
    return {
        "sggCd": 11500,
        "sggNm": "강서구",
        "umdNm": "마곡동",
        "jibun": "7**",
        "landUse": "일반상업지역",
        "buildingType": "집합",
        "buildingUse": "업무",
        "dealYear": 2024,
        "dealMonth": 1,
        "dealDay": 5,
        "dealAmount": amount,
        "buildingAr": area,
        "shareDealingType": " ",
        "cdealDay": " ",
    } | changes


def test_medians_by_use_and_month(server):
    rows = [
        deal("10,000", 10),
        deal("30,000", 10),
        deal("22,500", 10),
        deal("90,000", 10, cdealDay="24.02.01", cdealType="O"),
        deal("1,000", 10, shareDealingType="지분"),
        deal("5,000", "", buildingUse="교육연구"),
        deal("12,000", 20, buildingUse="제2종근린생활"),
    ]
    server.data_go_kr(rows, code="000", xml=True)
    made = make_table(fetch("deals-commercial", {"area": "11500", "months": "202401"}))
    assert made.reasons == {
        "cancelled": 1, "a share of a property": 1, "without a price or an area": 1,
    }  # fmt: skip
    facts = made.frame.set_index("indicator")
    office = facts.loc["deal_price_median: 업무"]
    assert office["value"] == str(22_500 * 10_000 // 10)
    assert (office["unit"], office["as_of"]) == ("KRW/m2", "2024-01")
    assert office["note"] == "derived: median of 3 deals; cancelled deals and shares left out"
    assert facts.loc["deal_price_median: 제2종근린생활", "value"] == "6000000"


def test_land_is_sorted_by_its_zone(server):
    rows = [
        {"landUse": "준공업지역", "dealArea": 100, "dealAmount": "50,000", "dealYear": 2024,
         "dealMonth": 11, "cdealDay": "", "shareDealingType": "", "jimok": "대"}
    ]  # fmt: skip
    server.data_go_kr(rows, code="000")
    made = make_table(fetch("deals-land", {"area": "11500", "months": "202411"})).frame
    assert (made["indicator"][0], made["as_of"][0]) == ("deal_price_median: 준공업지역", "2024-11")
    assert made["value"][0] == "5000000"


def test_months():
    months = {"area": "11500", "months": "202311-202402"}
    assert [request["DEAL_YMD"] for request in plan(months)] == [
        "202311", "202312", "202401", "202402",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="at most 60 months"):
        plan({"area": "11500", "months": "201001-202401"})


def test_a_failing_month_fails_the_whole(server, reply):
    calls = []

    def speak(path, query):
        calls.append(query["DEAL_YMD"])
        if query["DEAL_YMD"] == "202402":
            return reply["json"]({"response": {"header": {"resultCode": "99"}}})
        return reply["data_go_kr"]([deal("1", 1)], code="000")(path, query)

    server.speak = speak
    with pytest.raises(ServiceFailure, match="answered 99"):
        fetch("deals-commercial", {"area": "11500", "months": "202401-202403"})
    assert calls == ["202401"] + ["202402"] * 5
