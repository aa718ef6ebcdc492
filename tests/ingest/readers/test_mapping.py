"""A mapping reads back as it was written, and says everything that is wrong in it."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from clusterlab.ingest.readers.mapping import Mapping, Rule, read_mapping
from clusterlab.ingest.readers.mapping_text import to_toml
from clusterlab.model.problem import DataError

FULL = Mapping(
    table="firms",
    columns={
        "firm_id": Rule(("상호명", "주소"), "hash", prefix="f-"),
        "name_ko": Rule(("상호명", "지점명"), "join"),
        "sector": Rule(("업종코드",), "ksic"),
        "employees": Rule(("종업원수",), unit="명"),
        "address": Rule(("주소",)),
    },
    constants={"kind": "firm", "source_id": "s1"},
    meanings={"status": {"영업/정상": "present", "폐업": "left"}},
    sources=({"name": "s1", "title": "등록부"},),
    read={"encoding": "cp949", "header": 3, "swap": True, "duplicates": "first"},
    missing=("모름",),
    keep={"시군구명": ("강서구",)},
    leave_out={"해제사유발생일": ("*",)},
    headings=("상호명", "주소"),
)


def complaints(text: str, tmp_path: Path, **options: str) -> str:
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_mapping(path, **options)
    return str(caught.value)


def test_a_mapping_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "mapping"
    path.write_text(to_toml(FULL, comments={"": "said", "columns.address": "x"}), encoding="utf-8")
    read = read_mapping(path)
    assert read == FULL


def test_options_of_a_call_go_before_those_of_the_file() -> None:
    assert FULL.with_read(crs="EPSG:5186").read["crs"] == "EPSG:5186"
    assert FULL.with_read(crs=None) == FULL
    assert FULL.record.name == "firms"


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=5))
def test_any_words_survive(tmp_path_factory: pytest.TempPathFactory, words: dict[str, str]) -> None:
    path = tmp_path_factory.mktemp("m") / "m.toml"
    path.write_text(to_toml(Mapping("firms", meanings={"industry_name": words})), encoding="utf-8")
    assert read_mapping(path).meanings.get("industry_name", {}) == words


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """
table = "firms"
colums = 1
[read]
encodng = "cp949"
header = "3"
duplicates = "some"
[columns]
adress = "주소"
name_ko = 3
[constants]
kind = "frim"
[values.status]
"영업" = "presnt"
"""
    said = complaints(text, tmp_path)
    assert 'colums: expected a part of a mapping (did you mean "columns"?)' in said
    assert 'read.encodng: expected an option of reading (did you mean "encoding"?)' in said
    assert 'read.header: value "3": expected a whole number' in said
    assert 'duplicates: value "some": expected one of refuse, first, last' in said
    assert 'columns.adress: expected a column of firms (did you mean "address"?)' in said
    assert "columns.name_ko: value 3: expected a heading, or a table" in said
    assert '(did you mean "firm"?)' in said
    assert '(did you mean "present"?)' in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("table = ", "expected TOML"),
        ('table = "firm"', 'did you mean "firms"?'),
        ('table = "sources"', "the name of a table"),
    ],
)
def test_what_is_no_mapping(text: str, said: str, tmp_path: Path) -> None:
    assert said in complaints(text, tmp_path)


def test_the_table_must_be_the_one_asked_for(tmp_path: Path) -> None:
    assert "firms, the table that was asked for" in complaints(
        'table = "funds"', tmp_path, table="firms"
    )
    with pytest.raises(DataError, match="this mapping file to be there"):
        read_mapping(tmp_path / "none.toml")
