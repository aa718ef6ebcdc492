"""Juso: addresses by a text in pages of 100, and the point of one in degrees."""

import pytest

from clusterlab.ingest.korea.services.juso import in_degrees, points
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import raw_frame

ADDRESS = {
    "roadAddr": "서울특별시 강서구 마곡중앙10로 30 (마곡동)",
    "roadAddrPart1": "서울특별시 강서구 마곡중앙10로 30",
    "jibunAddr": "서울특별시 강서구 마곡동 784 LG사이언스파크",
    "zipNo": "07796",
    "admCd": "1150010500",
    "rnMgtSn": "115004145000",
    "udrtYn": "0",
    "buldMnnm": "30",
    "buldSlno": "0",
    "bdNm": "LG사이언스파크",
}


def speak(rows, secret, reply):
    def answer(path, query):
        key = secret["CLUSTERLAB_JUSO_COORD_KEY" if "Coord" in path else "CLUSTERLAB_JUSO_KEY"]
        if query.get("confmKey") != key:
            common = {
                "errorCode": "E0001",
                "errorMessage": "승인되지 않은 KEY 입니다.",
                "totalCount": "0",
            }
            return reply["json"]({"results": {"common": common, "juso": None}})
        size, page = int(query.get("countPerPage", 100)), int(query.get("currentPage", 1))
        part = rows[(page - 1) * size : page * size]
        common = {"errorCode": "0", "errorMessage": "정상", "totalCount": str(len(rows))}
        return reply["json"]({"results": {"common": common, "juso": part}})

    return answer


def test_addresses_in_pages(server, secret, reply):
    rows = [ADDRESS | {"bdMgtSn": str(number)} for number in range(230)]
    server.speak = speak(rows, secret, reply)
    fetched = fetch("juso-addresses", {"keyword": "마곡중앙10로"})
    assert (len(fetched.copy.rows), len(server.asked)) == (230, 3)
    assert fetched.copy.rows[0]["도로명코드"] == "115004145000"


def test_a_point_comes_in_metres_and_is_given_in_degrees(server, secret, reply):
    found = ADDRESS | {"entX": "941000.5", "entY": "1951000.5"}
    server.speak = speak([found], secret, reply)
    given = {"area": "1150010500", "road": "115004145000", "number": "30"}
    fetched = fetch("juso-points", given)
    assert server.asked[0][1]["buldSlno"] == "0"
    placed = points(raw_frame(fetched))
    assert 126.7 < placed["lon"][0] < 126.9
    assert 37.5 < placed["lat"][0] < 37.6
    assert in_degrees({"entX": "", "entY": ""}) == {"entX": "", "entY": "", "lon": "", "lat": ""}


def test_a_key_for_another_of_its_services_is_not_approved(server, secret, reply, monkeypatch):
    server.speak = speak([ADDRESS], secret, reply)
    monkeypatch.setenv("CLUSTERLAB_JUSO_KEY", secret["CLUSTERLAB_JUSO_COORD_KEY"])
    with pytest.raises(ServiceFailure, match="answered E0001: the key is not approved"):
        fetch("juso-addresses", {"keyword": "마곡"})


def test_nothing_found_is_no_rows(server, secret, reply):
    server.speak = speak([], secret, reply)
    assert fetch("juso-addresses", {"keyword": "없는길 1"}).copy.rows == ()
