"""VWorld: features in pages of 1,000, boxes cut into parts, errors that are no JSON."""

import pytest

from clusterlab.ingest.korea.services.vworld import boxes, read
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table
from clusterlab.ingest.services.records import Page

SMALL = "126.82,37.56,126.83,37.57"


def square(west, south, side=0.002):
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def feature(layer, number, properties, west=126.82, south=37.56):
    return {"type": "Feature", "geometry": square(west, south), "properties": properties,
            "id": f"{layer}.{number}"}  # fmt: skip


def speak(features, secret, reply):
    def answer(path, query):
        assert path == "/req/data"
        head = {"service": {"name": "data", "version": "2.0", "operation": "GetFeature"}}
        if query.get("key") != secret["CLUSTERLAB_VWORLD_KEY"]:
            error = {"level": "2", "code": "INVALID_KEY", "text": "등록되지 않은 인증키입니다."}
            return reply["json"]({"response": head | {"status": "ERROR", "error": error}})
        size, page = int(query["size"]), int(query["page"])
        part = features[(page - 1) * size : page * size]
        if not features:
            return reply["json"]({"response": head | {"status": "NOT_FOUND"}})
        inner = {
            "status": "OK",
            "record": {"total": str(len(features)), "current": str(len(part))},
            "page": {
                "total": str(-(-len(features) // size)),
                "current": str(page),
                "size": str(size),
            },
            "result": {"featureCollection": {"type": "FeatureCollection", "features": part}},
        }
        return reply["json"]({"response": head | inner})

    return answer


def test_outlines_of_a_complex_become_a_district(server, secret, reply):
    rows = [
        feature("LT_C_DAMDAN", 1, {"dan_id": "D1", "dan_name": "오송", "cat_nam": "국가산업단지"}),
        feature(
            "LT_C_DAMDAN",
            2,
            {"dan_id": "D1", "dan_name": "오송", "cat_nam": "국가산업단지"},
            126.83,
        ),
        feature("LT_C_DAMDAN", 3, {"dan_id": "D2", "dan_name": "오창", "cat_nam": ""}, 126.84),
    ]
    server.speak = speak(rows, secret, reply)
    made = make_table(fetch("vworld-complexes", {"box": SMALL, "name": "오송"})).frame
    query = server.asked[0][1]
    assert (query["data"], query["attrFilter"]) == ("LT_C_DAMDAN", "dan_name:like:오송")
    assert query["geomFilter"] == f"BOX({SMALL})"
    assert (query["crs"], query["size"]) == ("EPSG:4326", "1000")
    assert list(made["district_id"]) == ["D1", "D2"]
    assert len(made.geometry[0].geoms) == 2
    assert made["role"][0] == "district"


def test_dongs_get_their_province_and_district(server, secret, reply):
    rows = [
        feature("E", 1, {"emd_cd": "11500105", "full_nm": "서울특별시 강서구 마곡동",
                         "emd_kor_nm": "마곡동", "emd_eng_nm": "Magok-dong"}),
        feature("E", 2, {"emd_cd": "43113250", "full_nm": "충청북도 청주시 흥덕구 오송읍",
                         "emd_kor_nm": "오송읍", "emd_eng_nm": "Osong-eup"}),
        feature("E", 3, {"emd_cd": "36110101", "full_nm": "세종특별자치시 반곡동",
                         "emd_kor_nm": "반곡동", "emd_eng_nm": "Bangok-dong"}),
    ]  # fmt: skip
    server.speak = speak(rows, secret, reply)
    made = make_table(fetch("vworld-boundaries", {"area": "11500"})).frame
    assert list(made["dong_code"]) == ["11500105", "36110101", "43113250"]
    assert list(made["sigungu_ko"]) == ["강서구", "세종특별자치시", "청주시 흥덕구"]
    assert list(made["sido_ko"]) == ["서울특별시", "세종특별자치시", "충청북도"]


def test_lots_need_what_the_map_does_not_say(server, secret, reply):
    rows = [
        feature("P", 1, {"pnu": "1150010500107840001", "jibun": "784-1대", "addr": "서울 …",
                         "jiga": "5230000", "gosi_year": "2025", "gosi_month": "01"}),
        feature("P", 2, {"pnu": "1150010500107840002", "jibun": "784-2대", "jiga": "0"}),
    ]  # fmt: skip
    server.speak = speak(rows, secret, reply)
    with pytest.raises(ValueError, match="add -p zone"):
        make_table(fetch("vworld-parcels", {"dong": "1150010500"}))
    said = {"dong": "1150010500", "zone": "준공업지역", "industries": "C21; M70"}
    made = make_table(fetch("vworld-parcels", said)).frame
    assert server.asked[-1][1]["attrFilter"] == "pnu:like:1150010500"
    lot = made.iloc[0]
    assert (lot["parcel_id"], lot["price_m2"]) == ("1150010500107840001", "5230000")
    assert made["price_m2"][1] == ""
    assert float(lot["lon"]) == pytest.approx(126.821, abs=2e-3)
    # 0.002 degrees are 222 m north to south; half of that is how far off the point may be.
    assert float(lot["uncertainty_m"]) == pytest.approx(111, abs=1)


def test_a_box_is_cut_and_what_lies_in_two_parts_is_kept_once(server, secret, reply):
    rows = [feature("Z", number, {"uname": "일반상업지역"}) for number in range(3)]
    server.speak = speak(rows, secret, reply)
    fetched = fetch("vworld-zoning", {"box": "126.80,37.55,126.86,37.60"})
    assert len(server.asked) == 4
    assert server.asked[0][1]["geomFilter"] == "BOX(126.8,37.55,126.83,37.575)"
    assert (len(fetched.copy.rows), fetched.is_partial) == (3, False)


def test_every_part_of_a_box_is_small_enough():
    from pyproj import Geod

    parts = boxes("126.70,37.40,126.95,37.60")
    corners = [[float(x) for x in part[4:-1].split(",")] for part in parts]
    areas = [
        abs(Geod(ellps="WGS84").polygon_area_perimeter([w, e, e, w], [s, s, n, n])[0]) / 1e6
        for w, s, e, n in corners
    ]
    assert max(areas) < 10
    assert sum(areas) == pytest.approx(491, rel=0.01)


def test_the_domain_of_a_key_is_sent_where_it_is_set(server, secret, reply, monkeypatch):
    server.speak = speak([], secret, reply)
    assert fetch("vworld-complexes", {"box": SMALL}).copy.rows == ()
    assert "domain" not in server.asked[0][1]
    monkeypatch.setenv("CLUSTERLAB_VWORLD_DOMAIN", "localhost")
    fetch("vworld-complexes", {"box": SMALL, "name": "나"})
    assert server.asked[1][1]["domain"] == "localhost"


def test_a_complex_is_not_asked_by_its_name_alone(server):
    # The layer's documentation lets dan_name narrow a box down only.
    with pytest.raises(ValueError, match="vworld-complexes needs -p box"):
        fetch("vworld-complexes", {"name": "오송"})
    with pytest.raises(ValueError, match="VWorld wants an area: -p box … or -p dong …"):
        fetch("vworld-parcels", {"zone": "준공업지역"})
    assert server.asked == []


def test_a_wrong_key(server, secret, reply, monkeypatch):
    server.speak = speak([], secret, reply)
    monkeypatch.setenv("CLUSTERLAB_VWORLD_KEY", "wrongwrongwrong")
    with pytest.raises(ServiceFailure, match="VWorld answered INVALID_KEY"):
        fetch("vworld-complexes", {"box": SMALL})


def test_an_error_that_is_no_json_still_gives_its_code():
    broken = (
        '{"response":{"status":"ERROR","error":{"level":"1","code":"PARAM_REQUIRED",'
        '"text":"단일검색="Y"가"}}}'
    )
    assert read(broken.encode()) == Page("PARAM_REQUIRED")
    with pytest.raises(ServiceFailure, match="neither JSON nor XML"):
        read(b'{"response":{"status":"OK" broken')
    with pytest.raises(ServiceFailure, match="not in the form of VWorld"):
        read(b'{"a": 1}')
