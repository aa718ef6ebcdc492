"""Answers: JSON or XML by their first sign, and one clear failure for anything else."""

import pytest

from clusterlab.ingest.services.answer import member, read_answer, rows_of, whole_number
from clusterlab.ingest.services.failure import ServiceFailure


def test_json_and_xml_become_the_same_tree():
    xml = b"<?xml version='1.0'?><response><body><n>1</n><i><a>x</a></i><i/></body></response>"
    assert read_answer(xml) == {"response": {"body": {"n": "1", "i": [{"a": "x"}, ""]}}}
    assert read_answer(b'\xef\xbb\xbf {"a": [1, "\xea\xb0\x80"]}') == {"a": [1, "가"]}
    assert read_answer(b'{"text": "two\nlines"}') == {"text": "two\nlines"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the answer is empty"),
        (b'{"a": [1, 2', "breaks off after 11 characters"),
        (b'{"a": "cut in a te', "breaks off after 18 characters"),
        (b"Service Temporarily Unavailable", 'begins "Service Temporarily Unavailable"'),
        (b"<html><head><title>503 Error</title></head></html>", 'a web page: "503 Error"'),
        (b"<!DOCTYPE html><html><body>Busy</body></html>", "a web page"),
        (b"<response><body>", "broken XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        (b'{"a": NaN}', "neither JSON nor XML"),
        ('{"a": "가"}'.encode("cp949"), "is no UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_garbage_is_one_clear_line(body, message):
    with pytest.raises(ServiceFailure) as failed:
        read_answer(body)
    assert message in str(failed.value)
    assert "\n" not in str(failed.value)
    assert failed.value.kind == "unreadable"


def test_rows_are_a_list_however_many_there_are():
    assert rows_of([{"a": 1}, {"a": 2}]) == ({"a": 1}, {"a": 2})
    assert rows_of({"a": 1}) == ({"a": 1},)
    assert rows_of("") == rows_of(None) == rows_of({}) == ()
    with pytest.raises(ServiceFailure, match="where rows should be"):
        rows_of([{"a": 1}, "text"])


def test_members_and_counts():
    assert member({"a": {"b": 3}}, "a", "b") == 3
    assert member({"a": []}, "a", "b") is None
    assert [whole_number(v) for v in ("12,000", 12000, "", None, "-1", "1.5")] == [
        12000, 12000, None, None, None, None,
    ]  # fmt: skip
