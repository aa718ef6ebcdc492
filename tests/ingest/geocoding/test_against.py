"""Tests of a file of known places."""

from pathlib import Path

import pytest

from clusterlab.ingest.geocoding.against import read_known


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def test_the_headings_of_public_files_are_known(tmp_path: Path) -> None:
    row = "가,서울 강서구 마곡동 757,서울 강서구 갯벌로 1,126.8,37.5"
    text = f"상호명,지번주소,도로명주소,경도,위도\n{row}\n"
    known = read_known(written(tmp_path / "stores.csv", text, "cp949"))
    assert known.to_dict("records") == [
        {
            "address": "서울 강서구 갯벌로 1",
            "lot_address": "서울 강서구 마곡동 757",
            "lon": 126.8,
            "lat": 37.5,
        }
    ]


def test_what_the_file_says_of_its_points_is_kept(tmp_path: Path) -> None:
    text = "address,lon,lat,uncertainty_m,location_basis\n갯벌로 1,126.8,37.5,40,register\n"
    known = read_known(written(tmp_path / "own.csv", text))
    assert known[["uncertainty_m", "location_basis"]].to_numpy().tolist() == [[40, "register"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,lon,lat\na,126.8,37.5\n", "no column of addresses. Its columns are name, lon, lat"),
        ("address,employees\n갯벌로 1,3\n", "no longitude and latitude in degrees"),
        ("address,x,y\n갯벌로 1,190000,550000\n", "degrees were expected; a longitude is 190000"),
    ],
)
def test_a_file_that_cannot_help_says_why(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        read_known(written(tmp_path / "known.csv", text))
