"""An import is whole or not at all, leaves a receipt, and the folder still passes the check."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import clusterlab as cl
from clusterlab.ingest.importing import latest_year
from clusterlab.load.check import check
from clusterlab.load.seal import seal
from clusterlab.model.problem import DataError

CONSTANTS = {"confidence": "A", "source_id": "s1", "uncertainty_m": "30"}
ROWS = """공장관리번호,회사명,종업원수,경도,위도
9001,다라,3,126.8211,37.5611
9002,마바,-1,126.8221,37.5621
"""


@pytest.fixture
def folder(write: Callable[..., Path]) -> Path:
    home = write()
    seal(home)
    assert check(home) == []
    return home


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "공장 등록.csv"
    path.write_bytes(ROWS.encode("cp949"))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_rows_are_appended_checked_and_accounted_for(folder: Path, file: Path) -> None:
    receipt = cl.import_table(file, table="firms", into=folder, constants=CONSTANTS, how="append")
    assert check(folder) == []
    assert cl.load(folder).firms["firm_id"].tolist() == ["f1", "9001"]
    assert (receipt["rows"], receipt["used"], receipt["refused"]) == (2, 1, 1)
    written = json.loads((folder / "imports" / "firms-공장-등록.json").read_text(encoding="utf-8"))
    assert written == receipt and written["how"] == "append"
    side = (folder / receipt["rows_not_used"]).read_text(encoding="utf-8")
    assert "9002,마바,-1" in side and "a number of 0 or more" in side


def test_the_mapping_that_was_used_can_be_used_again(folder: Path, file: Path) -> None:
    first = cl.import_table(file, table="firms", into=folder, constants=CONSTANTS, how="append")
    again = cl.import_table(
        file, table="firms", into=folder, mapping=folder / first["mapping"], how="replace"
    )
    assert again["mapping_hash"] == first["mapping_hash"]
    assert cl.load(folder).firms["firm_id"].tolist() == ["9001"]


def test_what_happens_to_rows_that_are_there_must_be_said(folder: Path, file: Path) -> None:
    with pytest.raises(DataError, match=r"--append or --replace, as firms.csv has 1 rows already"):
        cl.import_table(file, table="firms", into=folder, constants=CONSTANTS)


def test_an_id_that_is_there_already_is_refused(folder: Path, file: Path) -> None:
    cl.import_table(file, table="firms", into=folder, constants=CONSTANTS, how="append")
    before = contents(folder)
    with pytest.raises(DataError, match=r'1 of the 1 rows have one .* already, such as "9001"'):
        cl.import_table(file, table="firms", into=folder, constants=CONSTANTS, how="append")
    assert contents(folder) == before


def test_new_problems_of_the_folder_stop_the_import(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    before = contents(folder)
    with pytest.raises(DataError, match="a source_id of the table sources"):
        cl.import_table(
            file,
            table="firms",
            into=folder,
            constants=CONSTANTS | {"source_id": "s7"},
            how="append",
        )
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_a_source_of_the_mapping_is_declared(folder: Path, file: Path) -> None:
    source = {
        "name": "s2",
        "title": "공장등록",
        "path": "https://example.org",
        "publisher": "공단",
        "date": "2024",
        "licence": "KOGL 1",
        "kind": "register",
    }
    mapping = {
        "table": "firms",
        "columns": {"firm_id": "공장관리번호", "name_ko": "회사명"},
        "constants": {
            "kind": "firm",
            "sector": "bio",
            "status": "present",
            "listing": "register",
            "confidence": "A",
        },
        "sources": [source],
    }
    cl.import_table(file, table="firms", into=folder, mapping=mapping, how="append")
    assert check(folder) == []
    assert cl.load(folder).firms["source_id"].tolist() == ["s1", "s2", "s2"]
    mapping["sources"] = [source | {"title": "다른 것"}]
    mapping["columns"] |= {"firm_id": "회사명"}
    with pytest.raises(DataError, match="has a different source of this one"):
        cl.import_table(file, table="firms", into=folder, mapping=mapping, how="append")
    mapping["sources"] = [source | {"name": "s3", "title": "?"}]
    with pytest.raises(DataError, match=r"a value in the place of \? in title"):
        cl.import_table(file, table="firms", into=folder, mapping=mapping, how="append")


def test_a_file_that_leaves_no_row_is_refused(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("공장관리번호,회사명,종업원수\n1,가,-5\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"rows for firms; none was left \(1 × employees"):
        cl.import_table(path, table="firms", into=folder, constants=CONSTANTS, how="append")


def test_a_table_that_is_none_and_a_folder_that_is_none(file: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="There is no table 'shops'"):
        cl.import_table(file, table="shops", into=tmp_path)
    with pytest.raises(DataError, match=r"datapackage\.json"):
        cl.import_table(file, table="firms", into=tmp_path)


def test_the_years_of_a_cluster_end() -> None:
    assert latest_year({"as_of": "2024-06"}) == 2044
    assert latest_year({}) == 2100


def test_codes_of_another_revision_need_a_concordance(folder: Path, file: Path) -> None:
    mapping = {
        "table": "firms",
        "read": {"ksic": "9"},
        "columns": {"firm_id": "공장관리번호", "name_ko": "회사명"},
        "constants": {"kind": "firm", "sector": "bio", "status": "present", "listing": "register"}
        | CONSTANTS,
    }
    with pytest.raises(DataError, match='value "KSIC 9": expected KSIC 10, as the folder declares'):
        cl.import_table(file, table="firms", into=folder, mapping=mapping, how="append")
    mapping["read"] = {"ksic": "10"}
    cl.import_table(file, table="firms", into=folder, mapping=mapping, how="append")


def test_a_file_that_shrank_since_the_last_time_is_told(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "공장.csv"
    head = "공장관리번호,회사명\n"
    for count in (10, 4):
        rows = "".join(f"{number},가{number}\n" for number in range(count))
        path.write_text(head + rows, encoding="utf-8")
        receipt = cl.import_table(
            path, table="firms", into=folder, constants=CONSTANTS, how="replace"
        )
    said = " ".join(note["text"] for note in receipt["notes"])
    assert "4 rows are used, where 10 were on " in said and "60% fewer" in said
