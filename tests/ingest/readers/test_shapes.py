"""Outlines come to degrees, mended where they cross themselves, or set aside by number."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from clusterlab.ingest.readers.account import Account
from clusterlab.ingest.readers.crs_guess import Ground
from clusterlab.ingest.readers.mapping import Mapping
from clusterlab.ingest.readers.note import Note
from clusterlab.ingest.readers.raw import Raw
from clusterlab.ingest.readers.shapes import drawn_as_stated, fit_shapes
from clusterlab.load.tables import table
from clusterlab.model.problem import DataError

SQUARE = shapely.box(126.82, 37.56, 126.83, 37.57)
BOW = shapely.Polygon([(126.8, 37.5), (126.9, 37.6), (126.9, 37.5), (126.8, 37.6)])
LAND = Ground((126.0, 37.0, 128.0, 38.0))


def read(*shapes: object, crs: str | None = "EPSG:4326") -> tuple:
    series = gpd.GeoSeries(np.array(shapes, dtype=object), crs=crs)
    cells = pd.DataFrame({"a": [""] * len(shapes)}, dtype="str")
    raw = Raw("f.geojson", cells, np.arange(1, len(shapes) + 1), {}, geometry=series)
    account, notes = Account(len(shapes)), list[Note]()
    mapping = Mapping("districts")
    record = table("districts")
    made = fit_shapes(raw, np.arange(len(shapes)), mapping, record, account, notes, LAND)
    return (*made, account, notes)


def test_metres_are_brought_to_degrees() -> None:
    moved = gpd.GeoSeries([SQUARE], crs="EPSG:4326").to_crs("EPSG:5179")
    shapes, crs, account, notes = read(moved[0], crs="EPSG:5179")
    assert crs == "EPSG:5179" and account.live.all()
    assert shapely.hausdorff_distance(shapes[0], SQUARE) < 1e-6
    assert "outlines read in EPSG:5179" in str(notes[0])


@pytest.mark.parametrize("claimed", [None, "EPSG:4326"])
def test_metres_that_claim_degrees_are_refused_with_what_fits(claimed: str | None) -> None:
    moved = gpd.GeoSeries([SQUARE], crs="EPSG:4326").to_crs("EPSG:5179")
    with pytest.raises(DataError, match=r"are metres.*What fits: EPSG:5179"):
        read(moved[0], crs=claimed)


def test_a_declared_system_is_used() -> None:
    moved = gpd.GeoSeries([SQUARE], crs="EPSG:4326").to_crs("EPSG:5186")
    series = gpd.GeoSeries([moved[0]])
    raw = Raw("f.geojson", pd.DataFrame({"a": [""]}), np.array([1]), {}, geometry=series)
    mapping = Mapping("districts", read={"crs": "5186"})
    shapes, crs = fit_shapes(raw, np.array([0]), mapping, table("districts"), Account(1), [], LAND)
    assert crs == "EPSG:5186" and shapely.hausdorff_distance(shapes[0], SQUARE) < 1e-6


def test_one_bad_outline_does_not_stop_the_others() -> None:
    far = shapely.box(129.0, 35.0, 129.1, 35.1)
    world = shapely.box(-179.0, 37.0, 179.0, 38.0)
    line = shapely.LineString([(126.8, 37.5), (126.9, 37.6)])
    shapes, _, account, _ = read(SQUARE, None, shapely.Polygon(), line, far, world)
    assert account.live.tolist() == [True, False, False, False, False, False]
    said = " | ".join(account.reasons()["refused"])
    assert "the geometry is null" in said and "the geometry is empty" in said
    assert "the geometry is LineString" in said and "crosses the antimeridian" in said
    assert "this one reaches 129–129.1 E" in said
    assert shapes[0].equals(SQUARE)


def test_a_crossed_outline_is_mended_and_told() -> None:
    shapes, _, account, notes = read(SQUARE, BOW)
    assert account.live.all() and shapely.is_valid(shapes[1])
    assert str(notes[0]) == "1 outline that crossed or touched itself; mended (feature 2)"


def test_a_layer_that_lies_elsewhere_or_has_no_shapes_is_refused() -> None:
    with pytest.raises(DataError, match="all features"):
        read(shapely.box(0, 0, 1, 1))
    raw = Raw("f.csv", pd.DataFrame({"a": [""]}), np.array([1]), {})
    with pytest.raises(DataError, match="a layer with outlines for districts"):
        fit_shapes(
            raw, np.array([0]), Mapping("districts"), table("districts"), Account(1), [], LAND
        )


def test_shapes_as_they_are_carry_no_system_that_cannot_be_true() -> None:
    metres = gpd.GeoSeries([SQUARE], crs="EPSG:4326").to_crs("EPSG:5179")
    claimed = gpd.GeoSeries(metres.to_numpy(), crs="EPSG:4326")
    shapes, notes = drawn_as_stated(claimed, "f.json", ground=LAND)
    assert shapes.crs is None and "What fits: EPSG:5179" in str(notes[0])
    declared, notes = drawn_as_stated(claimed, "f.json", crs="5179")
    assert declared.crs == "EPSG:5179" and notes == []
    assert drawn_as_stated(metres, "f.json")[0].crs == "EPSG:5179"
    assert drawn_as_stated(gpd.GeoSeries([SQUARE]), "f.json")[1] == []
