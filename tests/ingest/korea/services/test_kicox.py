"""Factories: the register answers in XML though JSON was asked, with names of people in it."""

from clusterlab.ingest.korea.services.kicox import count, day
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table

ROWS = [
    {
        "fctryManageNo": f"4719020110{number:05}",
        "cmpnyNm": "(주)가나정밀",
        "rnAdres": "경상북도 구미시 산호대로 1",
        "rprsntvNm": "홍길동",
        "cmpnyTelno": "054-000-0000",
        "cmpnyFxnum": "054-000-0001",
        "allEmplyCo": "1,060",
        "frstFctryRegistDe": "19941109",
        "rprsntvIndutyCode": "28302",
        "indutyCodes": "28302,25999",
        "indutyNm": "절연선 및 케이블 제조업",
        "mainProductCn": "부스덕트",
        "irsttNm": "구미국가산업단지",
    }
    for number in range(230)
]


def test_factories_become_firms_without_points(server):
    server.data_go_kr(ROWS, xml=True)
    fetched = fetch("kicox-factories", {"complex": "구미국가산업단지"})
    assert (len(fetched.copy.rows), len(server.asked)) == (230, 3)
    assert server.asked[0][1]["irsttNm"] == "구미국가산업단지"
    assert "홍길동" not in str(fetched)
    assert "054-000" not in str(fetched)
    made = make_table(fetched).frame
    firm = made.iloc[0]
    assert (firm["employees"], firm["since"], firm["since_basis"]) == (
        "1060", "1994-11-09", "first registration",
    )  # fmt: skip
    assert (firm["sector"], firm["industry"]) == ("electronics_ict", "28302")
    assert (firm["location_basis"], firm["address"]) == ("none", "경상북도 구미시 산호대로 1")
    assert made["source_id"].unique() == ["kicox-factories-구미국가산업단지"]


def test_days_and_counts():
    assert [day(text) for text in ("19941109", "1994-11-09", "19941340", "", "1994")] == [
        "1994-11-09", "1994-11-09", "", "", "",
    ]  # fmt: skip
    assert [count(text) for text in ("12", "1,234", "-", "", "12.5")] == ["12", "1234", "", "", ""]
