"""Decimal commas: settled by the column, by the file, by the option; else refused in one line."""

from pathlib import Path

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.load.decimal_comma import settle_commas, with_commas
from clusterlab.load.sites import read_sites
from clusterlab.model.problem import DataError


def settled(**columns: list[str]) -> dict[str, list[str]]:
    return settle_commas(pd.DataFrame(columns, dtype="str"), "f.csv", separator=";").to_dict("list")


def test_a_column_that_can_be_read_in_one_way_settles_itself_and_the_others() -> None:
    assert settled(a=["1,250"], b=["0,5"]) == {"a": ["1.250"], "b": ["0.5"]}
    assert settled(a=["1,250", "2,5"]) == {"a": ["1.250", "2.5"]}
    assert settled(a=["1.234,5"]) == {"a": ["1234.5"]}
    for thousands in ({"a": ["1,250", "1,234,567"]}, {"a": ["1,250"], "b": ["0.5"]}):
        assert settled(**thousands) == thousands
    assert settled(lat=["37,500"], a=["1,250"]) == {"lat": ["37.500"], "a": ["1.250"]}
    text = {"a": ["1,250", "Seoul, 3"]}
    assert settled(**text) == text


def test_in_doubt_one_line_names_the_option() -> None:
    with pytest.raises(DataError, match=r'column rent: value "1,250".*decimal=","') as caught:
        settled(rent=["1,250", "2,500"])
    assert "\n" not in str(caught.value)
    table = pd.DataFrame({"rent": ["1,250"]}, dtype="str")
    for decimal, meant in ((",", "1.250"), (".", "1,250")):
        made = settle_commas(table, "f.csv", separator=";", decimal=decimal)
        assert made["rent"].tolist() == [meant]
    with pytest.raises(ValueError, match="decimal must be"):
        settle_commas(table, "f.csv", separator=";", decimal="comma")


def test_three_columns_with_as_many_commas_as_semicolons(tmp_path: Path) -> None:
    lines = [f"Firma {i};126,8{i:02d};37,5{i:02d}" for i in range(20)]
    file = tmp_path / "three.csv"
    file.write_text("\n".join(["name;lon;lat", *lines, ""]))
    table = cl.read_table(file)
    assert list(table.columns) == ["name", "lon", "lat"]
    assert table["lon"].tolist() == pytest.approx([126.8 + i / 1000 for i in range(20)])
    assert table["lat"].tolist() == pytest.approx([37.5 + i / 1000 for i in range(20)])


def test_a_file_parted_by_commas_stays_one(tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text("id,made\n1,a;b\n2,c;d\n3,e;f\n")
    assert list(cl.read_table(file).columns) == ["id", "made"]
    file.write_text('id,jobs\n1,"1,250"\n2,"2,500"\n')
    assert cl.read_table(file)["jobs"].tolist() == [1250, 2500]


def test_the_option_reaches_the_reader_of_tables(tmp_path: Path) -> None:
    file = tmp_path / "rent.csv"
    file.write_text("id;rent\na;1,000\nb;2,001\n")
    with pytest.raises(DataError, match="column rent"):
        cl.read_table(file)
    assert cl.read_table(file, decimal=",")["rent"].tolist() == [1.0, 2.001]
    assert cl.read_table(file, decimal=".")["rent"].tolist() == [1000, 2001]


def test_sites_may_be_parted_by_semicolons(tmp_path: Path) -> None:
    file = tmp_path / "sites.csv"
    file.write_text("site_id;lon;lat;rent\na;126,8;37,5;1,25\nb;126,9;37,6;2\n")
    sites = read_sites(file)
    assert sites["rent"].tolist() == [1.25, 2]
    assert sites.geometry.x.tolist() == [126.8, 126.9]
    file.write_text("site_id;lon;lat;rent\na;126.80;37.50;1,000\n")
    with pytest.raises(DataError) as caught:
        read_sites(file, decimal=".")
    assert "rent" in str(caught.value)


def test_what_commas_part_is_given_back_as_it_is() -> None:
    for data in (b"a,b\n1,2\n", b"\xff\xfe", b"a\n1\n", b"a;b\n1\n", b'"a;b",c\n1,2\n'):
        assert with_commas(data, "f.csv") == data
