"""Only plain files of known formats come in; the reason for all others is the true one."""

from pathlib import Path

import pytest

from clusterlab.ingest.readers.entrance import admit
from clusterlab.model.problem import DataError


def refusal(path: str | Path, **options: float) -> str:
    with pytest.raises(DataError) as caught:
        admit(path, **options)
    return str(caught.value)


def test_a_plain_file_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "Firms.CSV"
    path.write_text("a\n1\n")
    assert admit(path) == (path, "delimited")


@pytest.mark.parametrize(
    "path",
    [
        "/vsicurl/http://example.org/a.csv",
        "/vsizip/a.zip",
        "http://example.org/a.csv",
        "https://example.org/a.geojson",
        "PG:dbname=x",
        "MSSQL:server=x",
        "file:///etc/passwd",
    ],
)
def test_addresses_databases_and_virtual_paths_are_not_opened(path: str) -> None:
    assert "addresses, databases and virtual paths are not opened" in refusal(path)


@pytest.mark.parametrize("suffix", [".pkl", ".pickle", ".joblib", ".npy"])
def test_files_that_run_code_are_refused_unopened(suffix: str, tmp_path: Path) -> None:
    assert "can run code when it is opened" in refusal(tmp_path / f"a{suffix}")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"PK\x03\x04rest", "the file is a zip archive or a workbook"),
        ("a.csv", b"PAR1rest", "the file is Parquet"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0rest", "an old Excel or Hangul document"),
        ("a.json", b"\x80\x04\x95rest", "a Python pickle"),
        ("a.xls", b"x", "save it as .xlsx"),
        ("a.hwp", b"x", "a Hangul document"),
        ("a.dbf", b"x", "expected the .shp file"),
        ("a.vrt", b"x", "points to other files"),
        ("a", b"x", "expected csv, tsv, xlsx"),
    ],
)
def test_what_a_file_is_instead_is_said(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refusal(tmp_path / name)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert "expected this file to be there" in refusal(tmp_path / "a.csv")
    (tmp_path / "b.csv").mkdir()
    assert "expected a file" in refusal(tmp_path / "b.csv")


def test_size_is_looked_at_first(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 500_000)
    assert "at most 1 MB; there are 2 MB (--limit-mb raises the limit" in refusal(path, limit_mb=1)
    assert admit(path, limit_mb=3)[1] == "delimited"
