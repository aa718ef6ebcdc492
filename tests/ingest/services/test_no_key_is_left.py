"""Everything written, printed and logged by the command, searched for every form of every key."""

import json
import logging
from urllib.parse import quote, quote_plus, urlencode

import pytest

from clusterlab import cli
from clusterlab.ingest.services.declared import DATA_SETS
from clusterlab.ingest.services.probe import smallest


@pytest.fixture
def run(capsys, caplog, tmp_path):
    """Run the command line; hand back its code, and all that it left anywhere."""

    def one(*arguments):
        with caplog.at_level(logging.DEBUG), pytest.raises(SystemExit) as ended:
            cli.main(["fetch", *[str(argument) for argument in arguments]])
        said = capsys.readouterr()
        logged = [f"{record.getMessage()} {record.args}" for record in caplog.records]
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        written = [path.read_text(encoding="utf-8", errors="replace") for path in files]
        names = [str(path) for path in files]
        return ended.value.code, "\n".join([said.out, said.err, *logged, *written, *names])

    return one


def forms(key):
    """Write a key in the ways in which it may come back."""
    plain = {key, quote(key), quote(key, safe=""), quote_plus(key)}
    return plain | {json.dumps(form)[1:-1] for form in plain} | {key.replace("/", "\\/")}


def is_clean(text, secret):
    return not [form for key in secret.values() for form in forms(key) if form in text]


def echoes(secret):
    """Build answers that repeat the whole request: a web page, JSON, XML, and refusals."""

    def said(path, query):
        return f"{path}?{urlencode(query)} {' '.join(query.values())} {json.dumps(query)}"

    def as_page(path, query):
        return 200, {"X-Asked": quote(said(path, query))}, f"<html>{said(path, query)}".encode()

    def as_json(path, query):
        inner = {"resultCode": said(path, query), "resultMsg": said(path, query)}
        return 200, {}, json.dumps({"response": {"header": inner}, "RESULT": inner}).encode()

    def as_code(path, query):
        inner = {"err": said(path, query), "errMsg": said(path, query), "errCd": "7"}
        return 200, {}, json.dumps(inner).encode()

    def as_xml(path, query):
        text = said(path, query).replace("&", "&amp;")
        head = f"<cmmMsgHeader><returnReasonCode>{text}</returnReasonCode></cmmMsgHeader>"
        return 200, {}, f"<OpenAPI_ServiceResponse>{head}</OpenAPI_ServiceResponse>".encode()

    def as_refusal(path, query):
        return 403, {"Set-Cookie": f"asked={urlencode(query)}"}, said(path, query).encode()

    def elsewhere(path, query):
        return 302, {"Location": f"http://127.0.0.1:1{path}?{urlencode(query)}"}, b""

    return (as_page, as_json, as_code, as_xml, as_refusal, elsewhere)


@pytest.mark.parametrize("record", DATA_SETS, ids=lambda record: record.name)
def test_a_failure_leaves_no_key(server, run, secret, tmp_path, record):
    given = [part for item in smallest(record).items() for part in ("-p", *item)]
    for echo in echoes(secret):
        server.speak = echo
        code, left = run(record.name, *given, "--out", tmp_path / "rows.csv", "--deadline", 60)
        assert code in {1, 2}
        assert is_clean(left, secret), echo.__name__
        assert not (tmp_path / "rows.csv").exists()
    assert run("--probe", record.name)[0] == 1
    assert is_clean(run("--probe", record.name)[1], secret)


def test_a_key_in_the_data_itself_is_left_nowhere(server, run, secret, stores, tmp_path):
    key = secret["CLUSTERLAB_DATA_GO_KR_KEY"]
    rows = stores(6)
    sent = [form for form in sorted(forms(key)) if "\\" not in form]
    for row, form in zip(rows, sent, strict=False):
        row["bizesNm"], row["lnoAdr"], row[f"field of {form}"] = form, f"x{form}y", form
    server.data_go_kr(rows)
    code, left = run("semas-stores", "-p", "area", "11500603", "--out", tmp_path / "rows.csv")
    assert code == 0
    assert "HTTP Request: GET" in left
    assert "x***y" in left
    assert is_clean(left, secret)
    assert "02-123-4567" not in left
    assert "홍길동" not in left


def test_no_key_is_in_the_outlines_that_a_map_service_sends(server, run, secret, tmp_path):
    key = secret["CLUSTERLAB_VWORLD_KEY"]
    ring = [[126.83, 37.56], [126.84, 37.56], [126.84, 37.57], [126.83, 37.56]]
    feature = {"type": "Feature", "id": key, "properties": {"uname": f"주거 {key}"},
               "geometry": {"type": "Polygon", "coordinates": [ring], "asked": key}}  # fmt: skip
    inner = {
        "status": "OK",
        "record": {"total": "1"},
        "result": {"featureCollection": {"features": [feature], "asked": key}},
    }
    server.says((200, {}, json.dumps({"response": inner}).encode()))
    out = tmp_path / "zones.geojson"
    code, left = run("vworld-zoning", "-p", "box", "126.83,37.56,126.84,37.57", "--out", out)
    assert (code, out.exists()) == (0, True)
    assert is_clean(left, secret)
