"""Bytes are UTF-8, or one line says what they are."""

import pytest

from clusterlab.load.text import decode

KOREAN = "업체명,주소\n가나바이오,서울 강서구\n"


def message(data: bytes) -> str:
    text, problems = decode(data, "f.csv")
    assert text == ""
    (problem,) = problems
    return str(problem)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with BOM"])
def test_utf8_is_read_with_or_without_a_mark(mark: bytes) -> None:
    assert decode(mark + KOREAN.encode(), "f.csv") == (KOREAN, [])


def test_utf8_wins_where_the_bytes_are_cp949_as_well() -> None:
    data = "마곡,기업\n".encode()
    data.decode("cp949")
    assert decode(data, "f.csv")[0] == "마곡,기업\n"


def test_cp949_is_named_with_byte_and_line() -> None:
    data = b"name\n" + "가나바이오".encode("cp949") + b"\n"
    assert message(data) == (
        "f.csv: row 2: expected UTF-8; byte 5 in line 2 is not; it decodes as CP949: save it as "
        "UTF-8"
    )


def test_a_file_that_changes_encoding_half_way_is_named_at_the_first_bad_line() -> None:
    data = KOREAN.encode() + KOREAN.encode("cp949") + KOREAN.encode() + b"\xff"
    assert message(data).startswith("f.csv: row 3: expected UTF-8; byte ")
    assert "CP949" not in message(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n ", "the file is empty"),
        (KOREAN.encode("utf-16"), "the file is UTF-16"),
        (b"a,b\n1,\x002\n", "row 2: expected plain text; the file holds a zero byte"),
        (b"<!DOCTYPE html><html>Service Unavailable", "looks like a web page or XML"),
        (b"<OGRVRTDataSource><OGRVRTLayer/>", "looks like a web page or XML"),
    ],
)
def test_other_content_is_named(data: bytes, words: str) -> None:
    assert words in message(data)
