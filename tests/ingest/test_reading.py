"""Any file is read as it is or as rows of a table, and the receipt tells what was done."""

from pathlib import Path

import numpy as np
import pytest

import clusterlab as cl
from clusterlab.ingest.reading import read_file
from clusterlab.model.problem import DataError

TEXT = """공장 목록,,,
(단위: 명),,,
공장관리번호,회사명,종업원수,경도,위도,대표자명,업종코드
0123,가나바이오,"1,200",126.8251,37.5651,김모,C21210
0124,NA,X,126.8261,37.5661,이모,C26110
계,,"1,200",,,,
"""
CONSTANTS = {"confidence": "A", "source_id": "s1", "uncertainty_m": "30"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "공장.csv"
    path.write_bytes(TEXT.encode("cp949"))
    return path


def test_a_file_as_it_is_keeps_codes_and_drops_persons(file: Path) -> None:
    frame = cl.read_table(file)
    assert list(frame) == ["공장관리번호", "회사명", "종업원수", "경도", "위도", "업종코드"]
    assert frame["공장관리번호"].tolist()[:2] == ["0123", "0124"]
    assert frame["종업원수"].dtype == "float64"
    assert frame.attrs["receipt"]["personal"] == ["대표자명"]


def test_a_file_as_a_table(file: Path) -> None:
    frame = cl.read_table(file, table="firms", constants=CONSTANTS)
    assert frame["firm_id"].tolist() == ["0123", "0124"]
    assert frame["name_ko"].tolist() == ["가나바이오", "NA"]
    assert frame["sector"].tolist() == ["bio", "electronics_ict"]
    assert frame["employees"][0] == 1200 and np.isnan(frame["employees"][1])
    receipt = frame.attrs["receipt"]
    assert (receipt["rows"], receipt["used"], receipt["set_aside"], receipt["refused"]) == (
        3,
        2,
        1,
        0,
    )
    assert receipt["read"]["encoding"] == "cp949" and receipt["read"]["header_row"] == 3
    assert receipt["file"] == "공장.csv" and receipt["file_hash"].startswith("sha256:")
    said = " ".join(note["text"] for note in receipt["notes"])
    assert "1 column of personal data left out: 대표자명" in said


def test_the_same_file_in_utf8_gives_the_same_table(file: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.csv"
    twin.write_text(TEXT, encoding="utf-8-sig")
    one, other = (cl.read_table(f, table="firms", constants=CONSTANTS) for f in (file, twin))
    assert one.drop(columns="geometry").equals(other.drop(columns="geometry"))


def test_options_of_the_call_go_before_those_of_the_mapping(file: Path) -> None:
    mapping = {"table": "firms", "read": {"encoding": "utf-8"}, "columns": {"name_ko": "회사명"}}
    with pytest.raises(DataError, match="expected utf-8, as declared"):
        read_file(file, table="firms", mapping=mapping)
    with pytest.raises(DataError, match="firm_id: expected a heading or a constant"):
        cl.read_table(file, mapping=mapping, encoding="cp949")


def test_a_constant_takes_the_place_of_a_heading(file: Path) -> None:
    frame = cl.read_table(file, table="firms", constants=CONSTANTS | {"industry": "21"})
    assert set(frame["industry"]) == {"21"}


def test_a_resident_number_anywhere_stops_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("업체명,비고\n가,x\n나,900101-1234567\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        cl.read_table(path)
    assert str(caught.value).startswith("a.csv: row 3: column 비고: expected no personal data")
    assert "900101" not in str(caught.value)


def test_the_extent_decides_where_points_may_be(file: Path) -> None:
    with pytest.raises(DataError, match="all 2 points lie outside"):
        cl.read_table(file, table="firms", constants=CONSTANTS, extent=(128.0, 35.0, 129.0, 36.0))
