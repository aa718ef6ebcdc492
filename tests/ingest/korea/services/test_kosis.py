"""KOSIS: rows in a list, errors in an object, X and - two different things."""

import pytest

from clusterlab.ingest.korea.services.kosis import plan, read
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table
from clusterlab.ingest.services.records import Page


def cell(region, industry, item, value, **changes):
    names = {"00": "전국", "11": "서울특별시", "11160": "강서구", "1116051": "염창동"}
    return {
        "ORG_ID": "101", "TBL_ID": "DT_1K52F08", "TBL_NM": "시도·산업별 총괄",
        "C1": region, "C1_NM": names[region], "C2": industry,
        "C2_NM": {"0": "전산업", "C": "제조업"}[industry], "ITM_ID": "T1", "ITM_NM": item,
        "UNIT_NM": {"사업체수": "개", "종사자수": "명", "매출액": "백만원"}[item],
        "PRD_SE": "A", "PRD_DE": "2023", "DT": value, "LST_CHN_DE": "2025-03-31",
    } | changes  # fmt: skip


ROWS = [
    cell("00", "0", "사업체수", "6,246,489"),
    cell("00", "0", "종사자수", "25324000"),
    cell("11", "C", "사업체수", "2"),
    cell("11", "C", "종사자수", "X"),
    cell("11", "C", "매출액", "X"),
    cell("11160", "C", "사업체수", "10"),
    cell("11160", "C", "종사자수", "-"),
    cell("11160", "C", "매출액", "123456"),
    cell("11160", "0", "사업체수", "-"),
    cell("1116051", "C", "사업체수", "3"),
]


def test_cells_become_rows_suppressed_and_missing_apart(server, reply):
    server.says(reply["json"](ROWS))
    made = make_table(fetch("kosis-industries", {"years": "2023"}))
    assert made.reasons == {"no nation, province or district": 1, "without any value": 1}
    nation, seoul, gangseo = made.frame.to_dict("records")
    assert (nation["level"], nation["industry"], nation["establishments"]) == (
        "nation",
        "ALL",
        "6246489",
    )
    assert (seoul["establishments"], seoul["employees"], seoul["suppressed"]) == ("2", "", "true")
    assert (gangseo["employees"], gangseo["suppressed"]) == ("", "false")
    assert (gangseo["sales"], gangseo["parent"]) == ("1234.56", "서울특별시")
    assert "0" not in {seoul["employees"], gangseo["employees"]}


def test_one_request_a_year_with_the_key_as_it_was_given(server, reply, secret):
    server.says(reply["json"](ROWS))
    fetch("kosis-industries", {"years": "2022-2024", "regions": "00+11", "items": "T1+T2"})
    queries = [query for _, query in server.asked]
    assert [query["startPrdDe"] for query in queries] == ["2022", "2023", "2024"]
    assert {query["apiKey"] for query in queries} == {secret["CLUSTERLAB_KOSIS_KEY"]}
    assert (queries[0]["objL1"], queries[0]["itmId"], queries[0]["jsonVD"]) == (
        "00+11",
        "T1+T2",
        "Y",
    )


def test_errors_are_objects_or_xml():
    assert read('{"err":"31","errMsg":"조회결과 초과"}'.encode()) == Page("31", "조회결과 초과")
    assert read(b"<error><err>50</err><errMsg>E</errMsg></error>") == Page("50", "E")
    assert read(b"[]") == Page("0")
    with pytest.raises(ServiceFailure, match="not in the form of KOSIS"):
        read(b'{"a": 1}')


def test_too_many_cells_is_told_with_what_to_do(server, reply):
    server.says(reply["json"]({"err": "31", "errMsg": "조회결과 초과"}))
    with pytest.raises(ServiceFailure, match="more than 40,000 cells: ask for fewer years"):
        fetch("kosis-industries", {"years": "2023"})
    assert len(server.asked) == 1


def test_javascript_in_the_place_of_json_is_told(server):
    server.says((200, {}, b'[{ORG_ID:"101",TBL_ID:"DT"}]'))
    with pytest.raises(ServiceFailure, match="neither JSON nor XML"):
        fetch("kosis-industries", {"years": "2023"})


def test_a_table_of_something_else_is_refused(server, reply):
    other = [cell("00", "0", "사업체수", "1", ITM_NM="평균 연령")]
    server.says(reply["json"](other))
    with pytest.raises(ValueError, match="none of the items 평균 연령"):
        make_table(fetch("kosis-industries", {"years": "2023"}))
    odd = [cell("00", "0", "매출액", "1", UNIT_NM="달러")]
    server.says(reply["json"](odd))
    with pytest.raises(ValueError, match="sales in 달러"):
        make_table(fetch("kosis-industries", {"years": "2023"}, refresh=True))


def test_years():
    given = {"table": "T", "regions": "ALL", "industries": "ALL", "items": "ALL"}
    assert len(plan(given | {"years": "2020-2024"})) == 5
