"""Files carry units, descriptions and sources beside the rows."""

import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest

import clusterlab as cl
from clusterlab.model.finding import Column, Finding
from clusterlab.model.reason import Reason


@pytest.fixture(scope="module")
def osong():
    return cl.load("osong")


def test_a_workbook_has_a_data_dictionary_and_sources(osong, tmp_path) -> None:
    firms = osong.firms
    firms.loc[firms.index[0], "name_en"] = "=cmd()"
    book = openpyxl.load_workbook(cl.to_excel(firms, tmp_path / "firms.xlsx"))
    assert book.sheetnames == ["data", "columns", "sources"]
    columns = {row[0]: row for row in book["columns"].iter_rows(min_row=2, values_only=True)}
    assert columns["employees"][3] == "persons"
    assert book["data"].max_row == len(firms) + 1
    head = [cell.value for cell in book["data"][1]]
    cell = book["data"].cell(2, head.index("name_en") + 1)
    assert (cell.value, cell.data_type) == ("=cmd()", "s")
    assert book["sources"].max_row - 1 == firms["source_id"].nunique()


def test_parquet_columns_carry_units(osong, tmp_path) -> None:
    path = cl.to_parquet(osong.firms, tmp_path / "firms.parquet")
    schema = pq.read_schema(path)
    assert schema.field("employees").metadata[b"unit"] == b"persons"
    assert json.loads(schema.metadata[b"clusterlab"])["table"] == "firms"
    again = gpd.read_parquet(path)
    assert len(again) == len(osong.firms)
    assert again.crs == osong.firms.crs


def test_a_geopackage_has_tables_of_columns_and_sources(osong, tmp_path) -> None:
    path = cl.to_gpkg(osong.districts, tmp_path / "d.gpkg")
    assert {name for name, _ in pyogrio.list_layers(path)} == {"districts", "columns", "sources"}
    columns = pyogrio.read_dataframe(path, layer="columns").set_index("column")
    assert columns.loc["official_area_m2", "unit"] == "m2"
    with pytest.raises(ValueError, match="no geometry"):
        cl.to_gpkg(osong.funds, tmp_path / "f.gpkg")


def test_a_finding_is_written_with_its_units_date_and_sources(osong, tmp_path) -> None:
    source = osong.sources["source_id"].iloc[0]
    data = pd.DataFrame({"jobs": [3.0]}, index=pd.Index(["a"], name="region"))
    found = Finding(
        id="toys.jobs", data=data, sources=[source], as_of="2024",
        columns=[Column(measure="jobs", values=data["jobs"], unit="persons")],
    )  # fmt: skip
    book = openpyxl.load_workbook(cl.to_excel(found, tmp_path / "f.xlsx", sources=osong.sources))
    assert [cell.value for cell in book["columns"][2]] == ["jobs", "jobs", "persons", "2024"]
    assert book["sources"].cell(2, 1).value == source
    with pytest.raises(ValueError, match="has no data"):
        cl.to_parquet(Finding(id="x", reason=Reason("no_data")), tmp_path / "x.parquet")
