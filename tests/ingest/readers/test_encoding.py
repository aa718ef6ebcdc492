"""Bytes are decoded strictly, by declaration, mark, UTF-8, then CP949; never with losses."""

import unicodedata

import pytest

from clusterlab.ingest.readers.encoding import to_text
from clusterlab.model.problem import DataError

ROWS = "업체명,종업원수\n마곡 기업,12\n똠방각하 펲시콜라 햏자,3\n"


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def refusal(data: bytes, **options: str) -> str:
    with pytest.raises(DataError) as caught:
        to_text(data, "firms.csv", **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp949", "cp949"), ("utf-16", "utf-16")],
)
def test_each_common_encoding_gives_the_same_text(encoding: str, named: str) -> None:
    decoded = to_text(ROWS.encode(encoding), "firms.csv")
    assert decoded.text == ROWS
    assert decoded.encoding == named
    assert decoded.notes[0].text.startswith(f"encoding: {named} (")


def test_utf8_goes_before_cp949_which_would_decode_it_too() -> None:
    data = "마곡,기업\n".encode()
    assert data.decode("cp949") != "마곡,기업\n"
    assert to_text(data, "firms.csv").text == "마곡,기업\n"


def test_a_declared_encoding_wins() -> None:
    data = "마곡\n".encode()
    assert to_text(data, "firms.csv", encoding="cp949").text == composed(data.decode("cp949"))


def test_a_wrong_declaration_names_the_byte_and_what_decodes() -> None:
    said = refusal(ROWS.encode("cp949"), encoding="utf-8")
    what = "expected utf-8, as declared; byte 0 is not; it decodes as cp949"
    assert said == f"firms.csv: row 1: {what}"
    assert "one of utf-8, cp949" in refusal(b"a", encoding="klingon")


def test_euc_kr_with_syllables_of_cp949_is_read_and_noted() -> None:
    decoded = to_text(ROWS.encode("cp949"), "firms.csv", encoding="euc-kr")
    assert decoded.text == ROWS
    assert "beyond EUC-KR" in decoded.notes[1].text


def test_two_files_joined_are_refused_with_the_first_line_of_the_second() -> None:
    utf, cp = "이름\n마곡동\n".encode(), "강서구\n서울\n".encode("cp949")
    assert "utf-8 up to line 2, cp949 from line 3 on" in refusal(utf + cp)
    assert "firms.csv: row 3" in refusal(utf + cp)
    assert "UTF-8 or CP949; byte 0 is neither" in refusal(b"\xff\xffab")


def test_letters_in_parts_are_composed_and_told() -> None:
    decoded = to_text(unicodedata.normalize("NFD", "서울\n").encode(), "firms.csv")
    assert decoded.text == "서울\n"
    assert decoded.notes[-1].code == "nfd"


@pytest.mark.parametrize("how", ["cp1252", "cp949"])
def test_mojibake_is_told_with_examples_and_left(how: str) -> None:
    word = {"cp1252": "ë§ˆê³¡", "cp949": "마곡".encode().decode("cp949", errors="ignore")}[how]
    decoded = to_text(f"a,{word}\n".encode(), "firms.csv")
    assert decoded.text == composed(f"a,{word}\n")
    note = next(note for note in decoded.notes if note.code == "mojibake")
    assert word[:2] in str(note)


def test_hanja_alone_is_no_mojibake() -> None:
    assert len(to_text("역,富平三거리\n".encode(), "firms.csv").notes) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n", "the file is empty"),
        (b"<html><body>Service Temporarily Unavailable", "looks like a web page or XML"),
        (b'<?xml version="1.0"?>\n<OpenAPI_ServiceResponse>', "looks like a web page or XML"),
        (b"a,b\n1,\x002", "zero byte"),
        (b"\xff\xfea", "UTF-16, as its first bytes say"),
    ],
)
def test_what_is_no_table_says_what_it_is(data: bytes, said: str) -> None:
    assert said in refusal(data)
