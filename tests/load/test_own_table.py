"""A reader's own table is read whole, or refused with every problem at once."""

import hashlib

import pytest

from clusterlab.load.columns import Table, need
from clusterlab.load.own_table import read_bytes, read_own_table
from clusterlab.model.problem import DataError

LEVELS = Table("levels", (need("day", "day"), need("level", "number")), key=("day",), required=True)


def test_rows_come_with_the_name_of_the_bytes(tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes(b"day,level\n2020-01-01,1\n2021-01-01,2.5\n")
    sheet, sha256 = read_own_table(path, LEVELS, of="levels")
    assert sheet.frame["level"].tolist() == [1, 2.5]
    assert sha256.endswith(hashlib.sha256(path.read_bytes()).hexdigest())


def test_cells_and_keys_are_refused_together(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("day,level\n2020-01-01,1\n2020-01-01,x\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_own_table(path, LEVELS, of="levels")
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 2
    assert any("row 3: column level" in line for line in told)
    assert any("row 3: column day" in line and "each key once" in line for line in told)


def test_a_file_that_is_not_there_is_named_without_its_folder(tmp_path):
    with pytest.raises(DataError) as caught:
        read_bytes(tmp_path / "none.csv", of="levels")
    assert str(caught.value) == "none.csv: expected a file of levels; there is none"
