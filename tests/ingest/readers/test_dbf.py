"""Attribute tables of shapefiles: encodings, names that were cut, rows marked as deleted."""

import struct

import pytest

from clusterlab.ingest.readers.dbf import read_dbf
from clusterlab.model.problem import DataError


def dbf(fields: list[tuple[bytes, int]], rows: list[list[bytes]], *, deleted: int = -1) -> bytes:
    width = 1 + sum(length for _, length in fields)
    head = b"\x03\x18\x01\x01" + struct.pack("<IHH", len(rows), 33 + 32 * len(fields), width)
    described = b"".join(
        name.ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([length]) + b"\0" * 15
        for name, length in fields
    )
    body = b"".join(
        (b"*" if place == deleted else b" ")
        + b"".join(cell.ljust(length) for cell, (_, length) in zip(row, fields, strict=True))
        for place, row in enumerate(rows)
    )
    return head.ljust(32, b"\0") + described + b"\r" + body + b"\x1a"


def korean(encoding: str) -> bytes:
    return dbf([("이름".encode(encoding), 12), (b"CODE", 5)], [["마곡".encode(encoding), b"01110"]])


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_the_encoding_is_found_strictly(encoding: str) -> None:
    cells, used, notes = read_dbf(korean(encoding), "a.dbf")
    assert cells.to_dict("list") == {"이름": ["마곡"], "CODE": ["01110"]}
    assert used == encoding and "there is no .cpg" in str(notes[0])


def test_a_declared_encoding_wins_and_must_fit() -> None:
    assert read_dbf(korean("cp949"), "a.dbf", encoding="euc-kr")[1] == "cp949"
    with pytest.raises(
        DataError, match="in utf-8, as declared; they are not; they decode as cp949"
    ):
        read_dbf(korean("cp949"), "a.dbf", encoding="utf-8")


def test_a_cpg_may_speak_in_numbers() -> None:
    assert "stated by the .cpg" in str(read_dbf(korean("cp949"), "a.dbf", stated="949")[2][0])


def test_names_cut_in_the_middle_of_a_syllable_are_read_and_told() -> None:
    name = "행정동코드번호".encode()[:10]
    cells, _, notes = read_dbf(dbf([(name, 4), (name, 4)], [["가".encode(), b"x"]]), "a.dbf")
    assert list(cells) == ["행정동", "행정동 (2)"]
    assert "cut after 10 bytes" in str(notes[-1])


def test_deleted_rows_are_left_out() -> None:
    data = dbf([(b"a", 2)], [[b"1"], [b"2"], [b"3"]], deleted=1)
    cells = read_dbf(data, "a.dbf")[0]
    assert cells["a"].tolist() == ["1", "3"] and cells.index.tolist() == [0, 2]


@pytest.mark.parametrize("data", [b"", b"\x03" * 20, korean("utf-8")[:80]])
def test_a_file_cut_off_is_refused(data: bytes) -> None:
    with pytest.raises(DataError, match="cut off"):
        read_dbf(data, "a.dbf")


def test_attributes_in_no_encoding_are_refused() -> None:
    with pytest.raises(DataError, match="in UTF-8 or CP949"):
        read_dbf(dbf([(b"a", 4)], [[b"\xff\xff\xff"]]), "a.dbf")
