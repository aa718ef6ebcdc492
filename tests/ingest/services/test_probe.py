"""A probe: one request for one row, one line, and 0, 1 or 2."""

import pytest

from clusterlab.ingest.services.declared import DATA_SETS
from clusterlab.ingest.services.probe import probe, smallest


def test_it_works(server, stores, secret):
    server.data_go_kr(stores(12_345))
    found = probe("semas-stores")
    assert found.line == (
        "semas-stores: key present; reached; accepted; 12,345 rows for area 11500603"
    )
    assert found.code == 0
    assert len(server.asked) == 1
    assert server.asked[0][1]["numOfRows"] == "1"


def test_no_key(server, monkeypatch):
    monkeypatch.delenv("CLUSTERLAB_DATA_GO_KR_KEY")
    found = probe("semas-stores")
    assert (found.code, server.asked) == (2, [])
    assert "no key: CLUSTERLAB_DATA_GO_KR_KEY is not set" in found.line


def test_a_key_that_is_refused(server, stores, monkeypatch):
    server.data_go_kr(stores(1))
    monkeypatch.setenv("CLUSTERLAB_DATA_GO_KR_KEY", "anotherkey")
    found = probe("semas-stores")
    assert found.code == 1
    assert "key present; reached; refused: data.go.kr answered 30" in found.line
    assert "anotherkey" not in found.line


def test_not_reached(monkeypatch):
    monkeypatch.setenv("CLUSTERLAB_KOSIS_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found = probe("kosis-industries")
    assert found.code == 1
    assert "key present; not reached: KOSIS: cannot be reached" in found.line


@pytest.mark.parametrize("record", DATA_SETS, ids=lambda record: record.name)
def test_each_data_set_can_be_probed_without_showing_a_key(server, record, secret):
    server.says((200, {}, b"<html>busy</html>"))
    found = probe(record.name)
    assert found.code == 1
    assert "\n" not in found.line
    assert not any(key in found.line for key in secret.values())
    assert smallest(record).keys() <= {each.name for each in record.parameters}


def test_an_unknown_name(server):
    with pytest.raises(ValueError, match="There is no data set"):
        probe("semas")
