"""Tests of the practice files: made up, the same each time, and as faulty as they say."""

import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest

from clusterlab.ingest.korea.practice import EXAMPLE, TITLES, write_practice_files


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return {path.name: path for path in write_practice_files(tmp_path / "files")}


def test_every_name_says_that_it_is_made_up(files: dict[str, Path]) -> None:
    rows = files["firms.csv"].read_bytes().decode("cp949").splitlines()[4:-1]
    assert len(rows) > 100
    assert all(row.startswith(EXAMPLE) for row in rows)
    sheet = openpyxl.load_workbook(files["institutes.xlsx"]).active
    assert EXAMPLE in sheet["A1"].value


def test_the_files_have_the_faults_that_they_are_for(files: dict[str, Path]) -> None:
    firms = files["firms.csv"].read_bytes()
    with pytest.raises(UnicodeDecodeError):
        firms.decode("utf-8")
    text = firms.decode("cp949")
    assert text.startswith(TITLES[0])
    assert text.count('"1,204"') > 5
    assert text.count(",비공개,") > 5
    assert text.splitlines()[-1].startswith("합계")
    assert sum(row.split(",")[-3:-1] == ["", ""] for row in text.splitlines()[4:-1]) == 30
    names = zipfile.ZipFile(files["districts.zip"]).namelist()
    assert sorted(names) == ["districts.dbf", "districts.shp", "districts.shx"]
    sheet = openpyxl.load_workbook(files["institutes.xlsx"]).active
    assert "C2:D2" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert files["universities.tsv"].read_bytes()[:2] == b"\xff\xfe"
    assert gpd.read_file(files["stations.gpkg"]).crs == "EPSG:5179"


def test_they_are_the_same_each_time_and_never_replace_a_file(
    files: dict[str, Path], tmp_path: Path
) -> None:
    again = {path.name: path for path in write_practice_files(tmp_path / "again")}
    for name in ("firms.csv", "universities.tsv"):
        assert again[name].read_bytes() == files[name].read_bytes()
    with pytest.raises(FileExistsError, match=r"districts\.zip"):
        write_practice_files(tmp_path / "again")
