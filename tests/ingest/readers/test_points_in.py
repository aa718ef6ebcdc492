"""Points come from two headings or the file's own geometry, no surer than their digits."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from clusterlab.ingest.readers.account import Account
from clusterlab.ingest.readers.mapping import Mapping, Rule
from clusterlab.ingest.readers.note import Note
from clusterlab.ingest.readers.points_in import fill_points, rounding_m
from clusterlab.ingest.readers.raw import Raw


def fill(raw: Raw, mapping: Mapping) -> tuple[pd.DataFrame, str, Account, list[Note]]:
    count = len(raw.cells)
    frame = pd.DataFrame(
        {
            "name_ko": ["가"] * count,
            "location_basis": ["register"] * count,
            "uncertainty_m": [30.0] * count,
            "lon": np.full(count, np.nan),
            "lat": np.full(count, np.nan),
        }
    )
    account, notes = Account(count), list[Note]()
    places = np.arange(count)
    crs = fill_points(raw, raw.cells, places, frame, mapping, account, notes, None)
    return frame, crs, account, notes


def test_the_points_of_a_layer_are_taken() -> None:
    shapes = np.array([shapely.Point(126.8234, 37.5), None, shapely.box(126, 37, 127, 38)])
    series = gpd.GeoSeries(shapes, crs="EPSG:4326")
    cells = pd.DataFrame({"a": ["x"] * 3}, dtype="str")
    raw = Raw("f.gpkg", cells, np.arange(1, 4), {}, geometry=series, faulty={1: "finite"})
    frame, crs, account, notes = fill(raw, Mapping("firms"))
    assert crs == "EPSG:4326"
    assert frame["lon"].isna().tolist() == [False, True, False]
    assert frame["location_basis"].tolist() == ["register", "none", "register"]
    assert [fault.expected for fault in account.emptied] == ["finite"]
    assert "shapes are read as a point on each of them" in str(notes[0])


def test_without_any_point_there_is_no_basis() -> None:
    cells = pd.DataFrame({"a": ["x"]}, dtype="str")
    frame, crs, _, _ = fill(Raw("f.csv", cells, np.array([2]), {}), Mapping("firms"))
    assert crs == "" and frame["location_basis"].tolist() == ["none"]


def test_degrees_of_two_headings() -> None:
    cells = pd.DataFrame({"x": ["126.8234", ""], "y": ["37.5634", ""]}, dtype="str")
    rules = {"lon": Rule(("x",)), "lat": Rule(("y",))}
    frame, _, _, notes = fill(Raw("f.csv", cells, np.array([2, 3]), {}), Mapping("firms", rules))
    assert frame["uncertainty_m"].tolist()[0] == 30 and np.isnan(frame["uncertainty_m"][1])
    assert notes == []


@pytest.mark.parametrize(
    ("cells", "metres"), [(["126.8"], 11132), (["126.82"], 1113), (["126.823"], 0), (["200000"], 0)]
)
def test_digits_have_a_size(cells: list[str], metres: float) -> None:
    frame = pd.DataFrame({"x": cells, "y": cells}, dtype="str")
    assert rounding_m(frame, ("x", "y"), np.array([float(cells[0])])) == metres
