"""SGIS: a token for the keys, renewed when it wears out; counts by district; outlines in metres."""

import pytest

from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table

TOKEN = "secret-token-of-four-hours"


class Sgis:
    """Speaks as SGIS: keys for a token, a token for data; a token may be declared worn."""

    def __init__(self, secret, reply, rows):
        self.secret, self.reply, self.rows = secret, reply, rows
        self.issued = 0
        self.good = ""
        self.hours = 4.0
        self.now = 1_795_000_000.0

    def __call__(self, path, query):
        if path == "/auth/authentication.json":
            keys = (query.get("consumer_key"), query.get("consumer_secret"))
            if keys != (self.secret["CLUSTERLAB_SGIS_KEY"], self.secret["CLUSTERLAB_SGIS_SECRET"]):
                return self.reply["json"](
                    {"id": "API_0101", "errCd": -401, "errMsg": "인증정보가 없음"}
                )
            self.issued += 1
            self.good = f"{TOKEN}-{self.issued}"
            ends = int((self.now + self.hours * 3600) * 1000)
            result = {"accessToken": self.good, "accessTimeout": str(ends)}
            return self.reply["json"](
                {"id": "API_0101", "result": result, "errMsg": "Success", "errCd": 0}
            )
        if query.get("accessToken") != self.good:
            return self.reply["json"]({"errCd": -401, "errMsg": "인증 정보가 존재하지 않습니다"})
        return self.reply["json"](self.rows(path, query))


def counts(path, query):
    scale = 1 if "class_code" in query else 10
    return {
        "id": "API_0304",
        "result": [
            {"adm_cd": "11160", "adm_nm": "서울특별시 강서구", "corp_cnt": str(5 * scale),
             "tot_worker": "N/A" if scale == 1 else "300"},
            {"adm_cd": "11170", "adm_nm": "서울특별시 구로구", "corp_cnt": "N/A",
             "tot_worker": "N/A"},
        ],
        "errMsg": "Success",
        "errCd": 0,
    }  # fmt: skip


@pytest.fixture
def sgis(server, secret, reply):
    server.speak = Sgis(secret, reply, counts)
    return server.speak


def test_one_token_serves_all_requests(server, sgis):
    made = make_table(fetch("sgis-industries", {"year": "2022", "area": "11", "classes": "C,J"}))
    assert sgis.issued == 1
    assert [query.get("class_code") for _, query in server.asked[1:]] == [None, "C", "J"]
    assert made.reasons == {"without any value": 3}
    assert list(made.frame["industry"]) == ["ALL", "C", "J"]
    assert list(made.frame["industry_name"]) == ["전체 산업", "제조업", "정보통신업"]
    assert list(made.frame["employees"]) == ["300", "", ""]
    assert set(made.frame["parent"]) == {"서울특별시"}
    assert made.frame["note"].str.contains("rounded at random").all()


def test_a_token_that_was_withdrawn_is_renewed_once(server, sgis):
    def withdraw(path, query):
        sgis.good = "another"
        return sgis(path, query)

    server.faults = [None, withdraw]
    fetch("sgis-industries", {"year": "2022", "classes": "C"})
    assert sgis.issued == 2


def test_a_token_about_to_end_is_renewed_first(server, sgis):
    sgis.hours = 0.01
    fetch("sgis-industries", {"year": "2022", "classes": "C"})
    assert sgis.issued == 2


def test_wrong_keys_are_told_and_the_token_is_masked(server, sgis, monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTERLAB_SGIS_SECRET", "wrong")
    with pytest.raises(ServiceFailure, match="answered -401: the token or the keys"):
        fetch("sgis-industries", {"year": "2022", "classes": "C"})
    monkeypatch.undo()


def test_the_token_shows_nowhere(server, sgis, reply, tmp_path):
    sgis.rows = lambda path, query: {"errCd": "77", "errMsg": f"bad token {query['accessToken']}"}
    with pytest.raises(ServiceFailure) as failed:
        fetch("sgis-industries", {"year": "2022", "classes": "C"})
    assert TOKEN not in str(failed.value)
    assert "bad token ***" in str(failed.value)
    sgis.rows = counts
    fetch("sgis-industries", {"year": "2022", "classes": "C"})
    for path in (tmp_path / "cache").iterdir():
        assert TOKEN not in path.read_text(encoding="utf-8")


def test_outlines_come_in_metres_and_are_stored_in_degrees(server, sgis):
    ring = [[937000, 1952000], [938000, 1952000], [938000, 1953000], [937000, 1952000]]
    sgis.rows = lambda path, query: {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]},
             "properties": {"adm_cd": "11160510", "adm_nm": "서울특별시 강서구 염창동",
                            "addr_en": "Yeomchang-dong", "x": "937500", "y": "1952500"}},
        ],
        "errMsg": "Success", "errCd": 0,
    }  # fmt: skip
    made = make_table(fetch("sgis-boundaries", {"year": "2024", "area": "11160"})).frame
    assert server.asked[-1][0] == "/boundary/hadmarea.geojson"
    assert server.asked[-1][1]["adm_cd"] == "11160"
    dong = made.iloc[0]
    assert (dong["sido_ko"], dong["sigungu_ko"], dong["name_ko"]) == (
        "서울특별시",
        "강서구",
        "염창동",
    )
    assert 126.7 < dong.geometry.bounds[0] < 126.9
    assert 37.5 < dong.geometry.bounds[1] < 37.7
