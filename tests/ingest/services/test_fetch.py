"""A fetch: parameters first, then the cache, then the service; a copy outlives every failure."""

import json

import pytest

from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.keys import NoKey

AREA = {"area": "11500603"}
DAY_S = 86_400


def test_twelve_thousand_rows_come_in_the_services_order(server, stores):
    server.data_go_kr(stores(12_000))
    fetched = fetch("semas-stores", AREA)
    numbers = [row["상가업소번호"] for row in fetched.copy.rows]
    assert numbers == [f"MA0101{number:014}" for number in range(12_000)]
    assert (len(server.asked), fetched.copy.total, fetched.is_partial) == (12, 12_000, False)
    assert server.asked[0][0] == "/B553077/api/open/sdsc2/storeListInDong"
    assert server.asked[0][1] | {"serviceKey": ""} == {
        "serviceKey": "", "type": "json", "divId": "adongCd", "key": "11500603",
        "pageNo": "1", "numOfRows": "1000",
    }  # fmt: skip


def test_rows_are_the_same_however_often_they_are_fetched(server, stores):
    server.data_go_kr(stores(250))
    first = fetch("semas-stores", AREA, refresh=True)
    assert fetch("semas-stores", AREA, refresh=True).copy == first.copy


def test_ten_thousand_of_twelve_thousand_is_no_cluster_smaller_by_a_page(server, stores, tmp_path):
    server.data_go_kr(stores(10_000), total=12_000)
    with pytest.raises(ServiceFailure, match="12,000 rows, 10,000 came"):
        fetch("semas-stores", AREA)
    partial = fetch("semas-stores", AREA, partial=True)
    assert partial.is_partial
    assert (len(partial.copy.rows), partial.copy.total) == (10_000, 12_000)
    assert not list((tmp_path / "cache").glob("*"))


def test_a_copy_is_used_while_it_is_young_and_refreshed_on_request(server, stores, hours):
    server.data_go_kr(stores(3))
    first = fetch("semas-stores", AREA)
    assert fetch("semas-stores", AREA).from_cache
    hours.date_s += 29 * DAY_S
    kept = fetch("semas-stores", AREA)
    assert (kept.from_cache, kept.copy.fetched) == (True, first.copy.fetched)
    assert len(server.asked) == 1
    assert not fetch("semas-stores", AREA, refresh=True).from_cache
    hours.date_s += 5 * DAY_S
    assert fetch("semas-stores", AREA).from_cache
    assert not fetch("semas-stores", AREA, max_age_days=3).from_cache
    assert len(server.asked) == 3


def test_a_copy_is_never_replaced_by_an_error(server, stores, tmp_path, reply):
    server.data_go_kr(stores(3))
    fetch("semas-stores", AREA)
    (path,) = (tmp_path / "cache").glob("*.json")
    before = path.read_bytes()
    for fault in (
        reply["xml"]("<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>22"
                     "</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"),
        (200, {}, b"<html>Service Temporarily Unavailable</html>"),
        (200, {}, b'{"response": {"header": {"resultCode": "99"}}}'),
        (500, {}, b""),
    ):  # fmt: skip
        server.says(fault)
        with pytest.raises(ServiceFailure, match=r"\(the copy of 2026-11-18 is kept\)$"):
            fetch("semas-stores", AREA, refresh=True)
        assert path.read_bytes() == before
    assert fetch("semas-stores", AREA).from_cache


def test_a_copy_works_without_a_key_and_without_a_network(server, stores, monkeypatch):
    server.data_go_kr(stores(3))
    fetch("semas-stores", AREA)
    monkeypatch.delenv("CLUSTERLAB_DATA_GO_KR_KEY")
    monkeypatch.setenv("CLUSTERLAB_DATA_GO_KR_URL", "http://127.0.0.1:1")
    assert len(fetch("semas-stores", AREA).copy.rows) == 3
    with pytest.raises(NoKey):
        fetch("semas-stores", AREA, refresh=True)


def test_personal_fields_are_nowhere(server, stores, tmp_path):
    server.data_go_kr(stores(3))
    fetched = fetch("semas-stores", AREA)
    (path,) = (tmp_path / "cache").glob("*.json")
    text = path.read_text(encoding="utf-8") + json.dumps(fetched.copy.rows, ensure_ascii=False)
    assert "홍길동" not in text
    assert "02-123-4567" not in text
    assert "telno" in fetched.copy.unknown


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("semas-store", {}, "did you mean"),
        ("semas-stores", {}, "needs -p area …"),
        ("semas-stores", {"area": "115"}, 'parameter area: value "115": expected code'),
        ("semas-stores", {"aera": "11500"}, 'no parameter "aera" .did you mean "area"'),
        ("deals-land", {"area": "11500", "months": "202413"}, "parameter months"),
        ("deals-land", {"area": "11500", "months": "202405-202401"}, "the first month before"),
        ("kosis-industries", {"years": "2024-2020"}, "the first year before the last"),
        ("vworld-zoning", {}, "vworld-zoning needs -p box"),
        ("vworld-zoning", {"box": "126.8,37.5,127.9,38.5"}, "at most 900 km2"),
        ("vworld-zoning", {"box": "37.5,126.8,37.6,126.9"}, "west,south,east,north in Korea"),
    ],
)
def test_bad_input_is_told_before_anything_is_asked(server, name, parameters, message):
    with pytest.raises(ValueError, match=message):
        fetch(name, parameters)
    assert server.asked == []


def test_without_a_key_nothing_is_asked(server, monkeypatch):
    monkeypatch.delenv("CLUSTERLAB_DATA_GO_KR_KEY")
    with pytest.raises(NoKey, match="CLUSTERLAB_DATA_GO_KR_KEY is not set"):
        fetch("semas-stores", AREA)
    assert server.asked == []


def test_a_changed_service_is_told_by_the_names_of_its_fields(server):
    server.data_go_kr([{"storeId": "1", "storeName": "가"}])
    with pytest.raises(ServiceFailure, match="no longer sends bizesId, bizesNm, ksicCd, lon, lat"):
        fetch("semas-stores", AREA)
