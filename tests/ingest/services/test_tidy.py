"""Tidying: declared fields only, text as it was, outlines in degrees."""

import dataclasses

import pytest
from pyproj import Geod

from clusterlab.ingest.korea.services.kosis import INDUSTRIES
from clusterlab.ingest.korea.services.semas import STORES
from clusterlab.ingest.korea.services.sgis import BOUNDARIES
from clusterlab.ingest.korea.services.universities import UNIVERSITIES
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.tidy import tidy, to_degrees


def store(**changes):
    row = {"bizesId": "1", "bizesNm": "가게", "ksicCd": "C21101", "lon": 126.8, "lat": 37.5}
    return row | changes


def test_only_declared_fields_are_kept_and_codes_stay_text():
    rows, unknown = tidy([store(ksicCd="01110", telno="02-1", extra=1, rprsntvNm="홍")], STORES)
    assert rows[0]["표준산업분류코드"] == "01110"
    assert rows[0]["경도"] == "126.8"
    assert set(rows[0]) == set(STORES.headings)
    assert unknown == ("extra", "rprsntvNm", "telno")


def test_texts_are_normalised_and_a_telephone_within_one_goes():
    decomposed = "\u1109\u1165\u110b\u116e\u11af"
    rows, _ = tidy(
        [store(bizesNm=f" {decomposed}\u202e\n가게 ", bldNm="문의 010-1234-5678")], STORES
    )
    assert rows[0]["상호명"] == "서울 가게"
    assert rows[0]["건물명"] == ""


def test_rows_with_the_same_identity_are_kept_once():
    rows, _ = tidy([store(), store(bizesNm="again"), store(bizesId="2")], STORES)
    assert [row["상호명"] for row in rows] == ["가게", "가게"]


def test_names_are_one_in_either_spelling():
    for row in ({"SCHL_NM": "가대", "UNIV_SE_NM": "대학"}, {"schlNm": "가대", "univSeNm": "대학"}):
        assert tidy([row], UNIVERSITIES)[0][0]["학교명"] == "가대"


def test_a_field_that_is_gone_is_told():
    with pytest.raises(ServiceFailure, match="no longer sends DT; it sends C1"):
        tidy([{"C1": "00", "C2": "C", "ITM_NM": "사업체수", "PRD_DE": "2024"}], INDUSTRIES)


def test_metres_become_degrees_within_a_metre():
    # The origin of the system is 127.5 E, 38 N by definition; scale 0.9996.
    assert to_degrees("1000000", "2000000", crs=5179) == ("127.5", "38.0")
    lon, lat = to_degrees("950000", "1950000", crs=5179)
    _, _, away_m = Geod(ellps="GRS80").inv(127.5, 38, float(lon), float(lat))
    assert away_m == pytest.approx(50_000 * 2**0.5 / 0.9996, rel=1e-4)
    assert to_degrees("", "x", crs=5179) == ("", "")


def test_an_outline_in_metres_becomes_one_in_degrees():
    square = [[950000, 1950000], [950100, 1950000], [950100, 1950100], [950000, 1950000]]
    row = {"adm_cd": "11160510", "adm_nm": "서울특별시 강서구 염창동",
           "geometry": {"type": "Polygon", "coordinates": [square]}}  # fmt: skip
    drawn = tidy([row], BOUNDARIES)[0][0]["geometry"]
    assert drawn["type"] == "Polygon"
    first = [float(part) for part in to_degrees("950000", "1950000", crs=5179)]
    assert drawn["coordinates"][0][0] == pytest.approx(first, abs=1e-7)
    assert 126.9 < first[0] < 127
    with pytest.raises(ServiceFailure, match="a geometry is broken"):
        tidy([row | {"geometry": {"type": "Polygon", "coordinates": "x"}}], BOUNDARIES)
    assert tidy([row | {"geometry": None}], BOUNDARIES)[0][0]["geometry"] is None


def test_the_argument_is_not_changed():
    row = store()
    tidy([row], dataclasses.replace(STORES, identity=()))
    assert row == store()
