"""The fund-of-funds list: file data, its heading with a trailing blank, sizes in million won."""

import pytest

from clusterlab.ingest.korea.services.kvic import EDITION
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table

ROWS = [
    {"대표운영사": "가나벤처스", "운영사구분": "벤처투자회사", "자조합 규모(백만원) ": 33400},
    {"대표운영사": "다라투자(말소_2020)", "운영사구분": "신기술사", "자조합 규모(백만원) ": 25250},
    {"대표운영사": "마바", "운영사구분": "LLC", "자조합 규모(백만원) ": 0},
]


def speak(rows, secret, reply):
    def answer(path, query):
        if query.get("serviceKey") != secret["CLUSTERLAB_DATA_GO_KR_KEY"]:
            return reply["json"]({"code": -401, "msg": "유효하지 않은 인증키 입니다."}, 401)
        size, page = int(query["perPage"]), int(query["page"])
        part = rows[(page - 1) * size : page * size]
        return reply["json"](
            {"page": page, "perPage": size, "totalCount": len(rows), "matchCount": len(rows),
             "currentCount": len(part), "data": part}
        )  # fmt: skip

    return answer


def test_managers_and_sizes_become_funds(server, secret, reply):
    server.speak = speak(ROWS, secret, reply)
    made = make_table(fetch("kvic-funds", {}))
    assert server.asked[0][0] == f"/api/3060708/v1/{EDITION}"
    assert "edition" not in server.asked[0][1]
    assert made.reasons == {"without a manager or a size": 1}
    assert list(made.frame["size"]) == ["334", "252.5"]
    assert list(made.frame["fund_id"]) == ["kvic-00001", "kvic-00002"]
    assert set(made.frame["as_of"]) == {"2026-11-18"}
    assert set(made.frame["source_id"]) == {"kvic-funds"}


def test_a_key_that_is_not_valid(server, secret, reply, monkeypatch):
    server.speak = speak(ROWS, secret, reply)
    monkeypatch.setenv("CLUSTERLAB_DATA_GO_KR_KEY", "another")
    with pytest.raises(ServiceFailure, match="answered -401: the key is not valid"):
        fetch("kvic-funds", {})


def test_fourteen_hundred_rows_are_two_pages(server, secret, reply):
    server.speak = speak([ROWS[0]] * 1400, secret, reply)
    assert len(fetch("kvic-funds", {}).copy.rows) == 1400
    assert [query["page"] for _, query in server.asked] == ["1", "2"]
