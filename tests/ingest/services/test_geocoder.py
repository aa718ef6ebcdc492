"""The geocoder: two requests an address, nothing for what is not found, rows placed by it."""

import pandas as pd
import pytest

from clusterlab.ingest.geocoding.geocode import geocode
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.geocoder import JusoGeocoder
from clusterlab.ingest.services.keys import NoKey

FOUND = {
    "roadAddr": "서울특별시 강서구 마곡중앙10로 30 (마곡동)",
    "roadAddrPart1": "서울특별시 강서구 마곡중앙10로 30",
    "jibunAddr": "서울특별시 강서구 마곡동 784 LG사이언스파크",
    "admCd": "1150010500",
    "rnMgtSn": "115004145000",
    "udrtYn": "0",
    "buldMnnm": "30",
    "buldSlno": "0",
}


@pytest.fixture
def juso(server, reply):
    def speak(path, query):
        good = {"errorCode": "0", "errorMessage": "정상", "totalCount": "1"}
        if path.endswith("addrCoordApi.do"):
            assert query["rnMgtSn"] == "115004145000"
            point = FOUND | {"entX": "941000.5", "entY": "1951000.5"}
            return reply["json"]({"results": {"common": good, "juso": [point]}})
        if query["keyword"] == "서울":
            vague = {"errorCode": "E0006", "errorMessage": "주소를 상세히", "totalCount": "0"}
            return reply["json"]({"results": {"common": vague, "juso": None}})
        if "없는길" in query["keyword"]:
            none = good | {"totalCount": "0"}
            return reply["json"]({"results": {"common": none, "juso": []}})
        return reply["json"]({"results": {"common": good, "juso": [FOUND]}})

    server.speak = speak
    return server


def test_addresses_become_points(juso, hours):
    asked = ["서울 강서구 마곡중앙10로 30", "없는길 1", "서울", "", "%[마곡중앙10로] 30"]
    with JusoGeocoder(clock=hours.clock()) as geocoder:
        found = geocoder.geocode(asked)
    assert list(found["lon"].notna()) == [True, False, False, False, True]
    assert 126.7 < found["lon"][0] < 126.9
    assert found["road_address"][0] == "서울특별시 강서구 마곡중앙10로 30"
    assert juso.asked[-2][1]["keyword"] == "마곡중앙10로 30"
    assert len(juso.asked) == 6


def test_a_refused_key_is_a_failure_not_a_gap(server, reply, hours):
    bad = {"errorCode": "E0001", "errorMessage": "승인되지 않은 KEY 입니다.", "totalCount": "0"}
    server.says(reply["json"]({"results": {"common": bad, "juso": None}}))
    with (
        JusoGeocoder(clock=hours.clock()) as geocoder,
        pytest.raises(ServiceFailure, match="E0001"),
    ):
        geocoder.geocode(["마곡중앙10로 30"])


def test_what_was_found_is_kept_where_juso_fails_half_way(juso, hours, tmp_path, secret):
    far = "서울 강서구 마곡중앙10로 30"
    speak = juso.speak
    with JusoGeocoder(clock=hours.clock()) as geocoder:
        juso.speak = lambda path, query: (
            (403, {}, b"no") if query.get("keyword") == "다른로 1" else speak(path, query)
        )
        with pytest.raises(ServiceFailure, match="refuses the key"):
            geocoder.geocode([far, "없는길 1", "다른로 1"])
    juso.speak = speak
    juso.asked.clear()
    with JusoGeocoder(clock=hours.clock()) as geocoder:
        found = geocoder.geocode([far, "없는길 1"])
    assert list(found["lon"].notna()) == [True, False]
    assert [query["keyword"] for _, query in juso.asked] == ["없는길 1"]
    kept = (tmp_path / "cache" / "juso-geocoder.json").read_text(encoding="utf-8")
    assert not any(key in kept for key in secret.values())
    hours.since += 31 * 86_400
    with JusoGeocoder(clock=hours.clock()) as geocoder:
        geocoder.geocode([far])
    assert len(juso.asked) == 3


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": ["x", [1, 2, "", ""]]}'])
def test_a_broken_file_of_kept_answers_counts_as_none(juso, hours, tmp_path, text):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "juso-geocoder.json").write_text(text, encoding="utf-8")
    with JusoGeocoder(clock=hours.clock()) as geocoder:
        assert geocoder.geocode(["마곡중앙10로 30"])["lon"].notna().all()


def test_both_keys_are_needed(monkeypatch):
    monkeypatch.delenv("CLUSTERLAB_JUSO_COORD_KEY")
    with pytest.raises(NoKey, match="CLUSTERLAB_JUSO_COORD_KEY"):
        JusoGeocoder()


def test_it_places_rows(juso, hours):
    frame = pd.DataFrame({"address": ["서울특별시 강서구 마곡중앙10로 30", "서울 강서구 없는길 1"]})
    with JusoGeocoder(clock=hours.clock()) as geocoder:
        placed = geocode(frame, service=geocoder)
    assert list(placed["lon"].notna()) == [True, False]
