"""OpenDART: one request a company, representatives and numbers of persons never kept."""

import pytest

from clusterlab.ingest.korea.services.opendart import plan, read
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table
from clusterlab.ingest.services.records import Page


def company(number):
    return {
        "status": "000", "message": "정상", "corp_code": number, "corp_name": "삼성전자(주)",
        "corp_name_eng": "SAMSUNG ELECTRONICS CO,.LTD", "stock_name": "삼성전자",
        "stock_code": "005930", "ceo_nm": "홍길동", "corp_cls": "Y",
        "jurir_no": "1301110006246", "bizr_no": "1248100998",
        "adres": "경기도 수원시 영통구 삼성로 129", "phn_no": "02-2255-0114",
        "fax_no": "031-200-7538", "induty_code": "264", "est_dt": "19690113", "acc_mt": "12",
    }  # fmt: skip


def test_companies_become_firms_at_their_seat(server, reply, secret, tmp_path):
    server.speak = lambda path, query: reply["json"](company(query["corp_code"]))
    fetched = fetch("opendart-companies", {"companies": "00126380, 00164742,00126380"})
    assert [query["corp_code"] for _, query in server.asked] == ["00126380", "00164742"]
    assert {query["crtfc_key"] for _, query in server.asked} == {secret["CLUSTERLAB_OPENDART_KEY"]}
    made = make_table(fetched).frame
    firm = made.iloc[0]
    assert (firm["firm_id"], firm["sector"], firm["since"]) == (
        "dart-00126380", "electronics_ict", "1969-01-13",
    )  # fmt: skip
    assert firm["note"] == "head office; market: KOSPI"
    written = str(fetched) + "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "cache").iterdir()
    )
    for personal in ("홍길동", "02-2255-0114", "1248100998", "1301110006246"):
        assert personal not in written


@pytest.mark.parametrize(
    ("code", "kind"), [("010", "key"), ("020", "quota"), ("100", "request"), ("800", "down")]
)
def test_codes(server, reply, code, kind):
    server.says(reply["json"]({"status": code, "message": "말"}))
    with pytest.raises(ServiceFailure, match=f"OpenDART answered {code}") as failed:
        fetch("opendart-companies", {"companies": "00126380"})
    assert failed.value.kind == kind


def test_an_error_in_xml_and_no_data():
    assert read(b"<result><status>010</status><message>m</message></result>") == Page("010", "m")
    assert read(b'{"status":"013","message":"m"}') == Page("013", "m")
    with pytest.raises(ServiceFailure, match="not in the form of OpenDART"):
        read(b"[]")


def test_each_company_once():
    assert plan({"companies": "00000001,00000001"}) == [{"corp_code": "00000001"}]
