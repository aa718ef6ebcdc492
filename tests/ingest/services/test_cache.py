"""The cache: a date, a request with its key masked, and nothing that a failure could replace."""

import datetime as dt
import json

import pytest

from clusterlab.ingest.korea.services.semas import STORES
from clusterlab.ingest.services.cache import (
    Copy,
    cache_folder,
    copy_path,
    read_copy,
    write_copy,
    write_whole,
)

COPY = Copy(({"상호명": "가게"},), 1, dt.date(2026, 11, 18), ("telno",))


def test_a_copy_comes_back_as_it_was(tmp_path):
    path = copy_path(STORES, {"area": "11500603"}, tmp_path)
    write_copy(path, COPY, data_set=STORES, parameters={"area": "11500603"})
    assert read_copy(path) == COPY
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["request"] == {"area": "11500603", "key": "***"}
    assert (content["fetched"], content["publisher"]) == ("2026-11-18", "소상공인시장진흥공단")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_same_request_has_the_same_file_in_any_order(tmp_path):
    one = copy_path(STORES, {"area": "11", "class": "I2"}, tmp_path)
    assert copy_path(STORES, {"class": "I2", "area": "11"}, tmp_path) == one
    assert copy_path(STORES, {"area": "12", "class": "I2"}, tmp_path) != one


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}', '{"format": 1, "fetched": "x"}'])
def test_what_is_no_copy_is_none(tmp_path, text):
    path = tmp_path / "copy.json"
    assert read_copy(path) is None
    path.write_text(text)
    assert read_copy(path) is None


def test_the_folder_is_named_or_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTERLAB_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("CLUSTERLAB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache" / "clusterlab"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder().parts[-2:] == (".cache", "clusterlab")


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "made" / "file.txt"
    write_whole(path, "first")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "broken \ud800")
    assert path.read_text() == "first"
    assert [each.name for each in path.parent.iterdir()] == ["file.txt"]
