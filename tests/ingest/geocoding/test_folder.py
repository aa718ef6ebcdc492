"""Tests of the rows of a folder placed by their addresses."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from clusterlab.ingest.geocoding.folder import geocode_folder
from clusterlab.load.check import check
from clusterlab.load.seal import seal
from clusterlab.model.problem import DataError

PLACED = {"lon": "126.825", "lat": "37.565", "location_basis": "register", "uncertainty_m": "30"}
OPEN = {"lon": "", "lat": "", "location_basis": "none", "uncertainty_m": ""}


@pytest.fixture
def folder(write: Callable[..., Path], firm: Callable[..., dict[str, Any]]) -> Path:
    addresses = {
        "f1": ("서울 강서구 마곡중앙로 160", PLACED),
        "f2": ("서울 강서구 마곡중앙로 170", PLACED | {"lat": "37.566"}),
        "f3": ("서울 강서구 마곡중앙로 164", OPEN),
        "f4": ("서울 강서구 마곡중앙로 160 (마곡동)", OPEN),
        "f5": ("서울 강서구 공항대로 1", OPEN),
        "f6": ("", OPEN),
    }
    return write(
        {
            "firms.csv": [
                firm(firm_id=name, address=address, **place)
                for name, (address, place) in addresses.items()
            ]
        }
    )


def rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "firms.csv").open(encoding="utf-8", newline="") as file:
        return {row["firm_id"]: row for row in csv.DictReader(file)}


def test_open_rows_are_placed_and_say_by_what(folder: Path) -> None:
    before = rows(folder)
    done = geocode_folder(folder)
    after = rows(folder)
    assert after["f1"] == before["f1"]
    assert after["f3"]["lat"] == "37.565400"
    assert after["f3"]["location_basis"] == "interpolated"
    assert after["f3"]["note"] == "placed by: between 마곡중앙로 160 / 마곡중앙로 170"
    assert (after["f4"]["location_basis"], after["f4"]["uncertainty_m"]) == ("address", "30")
    assert after["f5"]["note"] == "not placed: no known place on 공항대로"
    assert after["f6"] == before["f6"]
    assert (done.rows, done.had_place) == (6, 2)
    assert done.placed == {"interpolated": 1, "address": 1}
    assert done.why_not == {"no known place": 1, "no address": 1}
    assert "2 placed (1 interpolated, 1 address), 2 not" in str(done)
    assert check(folder) == []


def test_a_second_run_changes_nothing(folder: Path) -> None:
    geocode_folder(folder)
    once = (folder / "firms.csv").read_bytes()
    geocode_folder(folder)
    assert (folder / "firms.csv").read_bytes() == once


def test_another_table_helps(folder: Path) -> None:
    against = pd.DataFrame(
        {"address": ["서울특별시 강서구 공항대로 1"], "lon": [126.83], "lat": [37.56]}
    )
    with pytest.raises(ValueError, match="--known-uncertainty-m"):
        geocode_folder(folder, against=against)
    geocode_folder(folder, against=against, known_uncertainty_m=40)
    assert rows(folder)["f5"]["uncertainty_m"] == "40"


def test_outlines_of_the_folder_are_the_last_resort(
    write: Callable[..., Path], firm: Callable[..., dict[str, Any]]
) -> None:
    ring = [[126.82, 37.56], [126.83, 37.56], [126.83, 37.57], [126.82, 37.57], [126.82, 37.56]]
    names = {"dong_code": "1", "name_ko": "마곡동", "sigungu_ko": "강서구", "sido_ko": "서울특별시"}
    dong = {
        "type": "Feature",
        "properties": names | {"source_id": "s1"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    folder = write(
        {"dongs.geojson": [dong], "firms.csv": [firm(address="서울 강서구 마곡동 999", **OPEN)]}
    )
    geocode_folder(folder)
    assert rows(folder)["f1"]["location_basis"] == "dong"
    assert rows(folder)["f1"]["uncertainty_m"] == "709"  # half the diagonal of 883 by 1,110 m


def test_a_sealed_folder_stays_sealed_and_a_changed_one_is_not_hidden(folder: Path) -> None:
    seal(folder)
    assert geocode_folder(folder).sealed
    assert check(folder) == []
    sealed = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    sealed["resources"][0]["hash"] = "sha256:0"
    (folder / "datapackage.json").write_text(json.dumps(sealed), encoding="utf-8")
    assert not geocode_folder(folder).sealed


def test_a_table_without_addresses_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match='"funds" has no addresses; firms and institutions have'):
        geocode_folder(folder, name="funds")


def test_a_broken_table_is_left_as_it_is(folder: Path) -> None:
    path = folder / "firms.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",bio,", ",beer,"), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(DataError, match="sector"):
        geocode_folder(folder)
    assert path.read_bytes() == before
