"""Seoul: the key in the path, ranges of rows, errors without the name of the data set."""

import pytest

from clusterlab.ingest.korea.services.seoul import read
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table
from clusterlab.ingest.services.records import Page

ROWS = [
    {"BLDN_ID": f"{number:04}", "BLDN_NM": f"역{number}", "ROUTE": "5호선",
     "LAT": "37.56025" if number else "0", "LOT": "126.824866" if number else "0"}
    for number in range(1784)
]  # fmt: skip


def speak(secret, reply):
    def answer(path, query):
        _, key, kind, name, first, last, *_ = path.split("/")
        result = {"CODE": "INFO-100", "MESSAGE": "인증키가 유효하지 않습니다."}
        if key != secret["CLUSTERLAB_SEOUL_KEY"]:
            return reply["xml"]("<RESULT><CODE>INFO-100</CODE><MESSAGE>인증키가 유효하지 않습니다."
                                "</MESSAGE></RESULT>")  # fmt: skip
        assert (kind, name) == ("json", "subwayStationMaster")
        if int(last) - int(first) >= 1000:
            result = {"CODE": "ERROR-336", "MESSAGE": "한번에 최대 1000건"}
            return reply["json"]({"RESULT": result})
        part = ROWS[int(first) - 1 : int(last)]
        good = {"CODE": "INFO-000", "MESSAGE": "정상 처리되었습니다"}
        return reply["json"]({name: {"list_total_count": len(ROWS), "RESULT": good, "row": part}})

    return answer


def test_stations_become_stops(server, secret, reply):
    server.speak = speak(secret, reply)
    fetched = fetch("seoul-stations", {})
    assert len(fetched.copy.rows) == 1784
    assert len(server.asked) == 2
    made = make_table(fetched)
    assert made.reasons == {"without a name or a point": 1}
    stop = made.frame.iloc[0]
    assert (stop["stop_id"], stop["line"], stop["mode"]) == ("seoul-0001", "5호선", "metro")
    assert (stop["lon"], stop["lat"], stop["uncertainty_m"]) == ("126.824866", "37.56025", "100")


def test_a_wrong_key_is_told_without_the_key(server, secret, reply, monkeypatch):
    server.speak = speak(secret, reply)
    monkeypatch.setenv("CLUSTERLAB_SEOUL_KEY", "wrongwrongwrong")
    with pytest.raises(ServiceFailure, match="INFO-100: the key is not valid") as failed:
        fetch("seoul-stations", {})
    assert "wrongwrong" not in str(failed.value)


def test_an_error_has_no_name_of_a_data_set():
    assert read(b'{"RESULT":{"CODE":"INFO-200","MESSAGE":"m"}}') == Page("INFO-200", "m")
    assert read(b"<RESULT><CODE>ERROR-500</CODE><MESSAGE>m</MESSAGE></RESULT>") == Page(
        "ERROR-500", "m"
    )
    for body in (b'{"a": 1}', b"[]"):
        with pytest.raises(ServiceFailure, match="not in the form"):
            read(body)
