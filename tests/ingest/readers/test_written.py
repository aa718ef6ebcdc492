"""Rows are written as the folder keeps them: short numbers, true and false, degrees."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from clusterlab.ingest.readers.written import as_text, merged_csv, merged_geojson
from clusterlab.load.sheet import read_sheet
from clusterlab.load.tables import table

INDUSTRIES = table("industries")


def frame(name: str = "제조업") -> pd.DataFrame:
    made = read_sheet(
        "region,level,industry,industry_name,year,employees,suppressed,source_id\n"
        f'서울,sido,C,"{name}",2020,1200.5,false,s1\n부산,sido,C,"{name}",2020,,true,s1\n'.encode(),
        INDUSTRIES,
        "industries.csv",
    )
    assert not made.problems
    return made.frame


def test_numbers_are_short_and_empty_columns_stay_out(tmp_path: Path) -> None:
    written = merged_csv(None, frame(), INDUSTRIES).decode()
    assert written.splitlines() == [
        "region,level,industry,industry_name,year,employees,suppressed,source_id",
        "서울,sido,C,제조업,2020,1200.5,false,s1",
        "부산,sido,C,제조업,2020,,true,s1",
    ]


def test_commas_are_quoted_and_read_back(tmp_path: Path) -> None:
    data = merged_csv(None, frame('가, ""나""'), INDUSTRIES)
    again = read_sheet(data, INDUSTRIES, "industries.csv")
    assert not again.problems and again.frame["industry_name"][0] == '가, "나"'


def test_old_rows_and_their_columns_stay(tmp_path: Path) -> None:
    path = tmp_path / "industries.csv"
    old = "region,level,industry,industry_name,year,sales,suppressed,source_id,note\n"
    path.write_text(old + "대구,sido,C,NA,2020,5,false,s1,\n", encoding="utf-8")
    path.write_bytes(merged_csv(path, frame(), INDUSTRIES))
    rows = as_text(path)
    assert rows["region"].tolist() == ["대구", "서울", "부산"]
    assert rows["industry_name"][0] == "NA" and rows["sales"].tolist() == ["5", "", ""]
    assert rows["employees"].tolist() == ["", "1200.5", ""] and "note" in rows


def test_large_and_small_numbers_read_back() -> None:
    many = frame().loc[[0] * 4].reset_index(drop=True)
    many["employees"] = [1e15, 0.1, 123456789012345.0, 1e-7]
    again = read_sheet(merged_csv(None, many, INDUSTRIES), INDUSTRIES, "industries.csv")
    assert again.frame["employees"].tolist() == many["employees"].tolist()


def test_features_are_appended_with_seven_decimals(tmp_path: Path) -> None:
    record = table("districts")
    shape = shapely.box(126.82, 37.56, 126.83123456789, 37.57)
    rows = gpd.GeoDataFrame(
        {
            "district_id": ["d1"],
            "name_ko": ["가"],
            "name_en": ["A"],
            "role": ["district"],
            "official_area_m2": [98.0],
            "precision": ["exact"],
            "uncertainty_m": [np.nan],
            "drawn_from": [None],
            "note": [None],
            "source_id": ["s1"],
        },
        geometry=[shape],
        crs="EPSG:4326",
    )
    path = tmp_path / "districts.geojson"
    path.write_text(merged_geojson(None, rows, record), encoding="utf-8")
    both = json.loads(merged_geojson(path, rows, record))
    assert len(both["features"]) == 2
    feature = both["features"][1]
    assert feature["properties"]["official_area_m2"] == 98 and "note" not in feature["properties"]
    assert 126.8312346 in np.array(feature["geometry"]["coordinates"])
