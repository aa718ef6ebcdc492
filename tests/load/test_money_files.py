"""Tables of money from outside: strict like any other table."""

import pytest

from clusterlab.load.money_files import FLOWS, FUNDS, INDEX, read_money
from clusterlab.model.problem import DataError


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "own.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_rows_keep_the_numbers_of_an_editor(file):
    table = read_money(file("date,level\n2020-01-01,1\n\n2021-01-01,2\n"), INDEX)
    assert (table.index + 2).tolist() == [2, 4]
    assert table.attrs["sha256"].startswith("sha256:")


def test_columns_that_are_absent_are_empty(file):
    table = read_money(file("fund_id,name,kind,status,as_of\na,A,fund,closed,2024\n"), FUNDS)
    assert table[["size", "invested", "bound"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("text", "record", "message"),
    [
        ("date,level\n", INDEX, "own.csv: expected at least one row"),
        ("date,level\n2020-01-01,1\n2020-01-01,1\n", INDEX, "row 3: column date.*each key once"),
        ("date,level\n20200101,1\n", INDEX, "row 2: column date: value .20200101"),
        ("fund_id,date,kind,amount\na,2020-01-01,call,-5\n", FLOWS, "column amount.* 0 or more"),
        ("fund_id,date,kind\na,2020-01-01,call\n", FLOWS, "amount"),
        ("fund_id,name,kind,status,as_of\na,A,fond,closed,2024\n", FUNDS, "did you mean .fund"),
        ("날짜,지수\n".encode("cp949"), INDEX, "own.csv"),
    ],
)
def test_disorder_is_told(file, text, record, message):
    with pytest.raises(DataError, match=message):
        read_money(file(text), record)


def test_no_file(tmp_path):
    with pytest.raises(DataError, match="there is none"):
        read_money(tmp_path / "none.csv", FLOWS)
