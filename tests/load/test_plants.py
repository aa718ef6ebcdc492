"""Tables of plants are read whole or refused with every problem at once."""

import hashlib

import pytest

from clusterlab.load.plants import read_plants
from clusterlab.model.problem import DataError

HEADER = "plant_id,region,industry,employees,lon,lat\n"
GOOD = HEADER + "a,Seoul,bio,12,126.8,37.5\nb,Osong,food,,127.3,36.6\n"


def test_a_good_table_is_typed_and_placed(tmp_path):
    path = tmp_path / "plants.csv"
    path.write_text(GOOD, encoding="utf-8")
    found = read_plants(path)
    assert found["plant_id"].tolist() == ["a", "b"]
    assert found["employees"].isna().tolist() == [False, True]
    assert [(point.x, point.y) for point in found.geometry] == [(126.8, 37.5), (127.3, 36.6)]
    assert found.crs.to_epsg() == 4326
    assert found.attrs["sha256"].endswith(hashlib.sha256(GOOD.encode()).hexdigest())


def test_all_problems_of_a_table_are_told_at_once(tmp_path):
    path = tmp_path / "plants.csv"
    rows = ["a,Seoul,bio,-3,126.8,37.5", "a,Seoul,bio,3,126.8,37.5", "c,,bio,3,126.8,97.5"]
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_plants(path)
    told = [str(problem) for problem in caught.value.problems]
    assert any('row 2: column employees: value "-3"' in line for line in told)
    assert any("row 3: column plant_id" in line and "each key once" in line for line in told)
    assert any("row 4: column region" in line for line in told)
    assert any("row 4: column lon, lat" in line for line in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER, "at least one row"),
        ("plant_id,region,industry,lon\na,b,c,127\n", "column lat"),
        (HEADER.replace("region", "regoin") + "a,b,c,1,127,37\n", 'did you mean "region"'),
    ],
)
def test_tables_that_lack_something_are_refused(tmp_path, text, expected):
    path = tmp_path / "plants.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=expected):
        read_plants(path)


def test_a_file_that_is_not_there_is_named_without_its_folder(tmp_path):
    with pytest.raises(DataError) as caught:
        read_plants(tmp_path / "none.csv")
    assert str(caught.value).startswith("none.csv: expected a file")
