"""Points are used where they can be right; what is wrong is named, and nothing is moved unasked."""

import numpy as np
import pandas as pd
import pyproj
import pytest

from clusterlab.ingest.readers.crs_guess import Ground, plain_name
from clusterlab.ingest.readers.places import decimals, declared_crs, place, system_name
from clusterlab.model.problem import DataError

LON = np.array([126.82, 126.83, 126.84, 126.85])
LAT = np.array([37.55, 37.56, 37.57, 37.58])
LAND = Ground((126.76, 37.52, 126.91, 37.61))


def written_in(crs: str) -> tuple[np.ndarray, np.ndarray]:
    made = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(LON, LAT)
    return np.array(made[0]), np.array(made[1])


def refusal(x: np.ndarray, y: np.ndarray, **options: object) -> str:
    with pytest.raises(DataError) as caught:
        place(x, y, "f.csv", ground=options.pop("ground", LAND), **options)  # type: ignore[arg-type]  # named by each test
    return str(caught.value)


def test_degrees_in_the_extent_are_kept() -> None:
    placed = place(LON, LAT, "f.csv", ground=LAND)
    assert np.array_equal(placed.lon, LON) and placed.crs == "EPSG:4326" and not placed.faults


def test_zero_is_no_location_and_half_a_point_is_a_fault() -> None:
    x, y = np.append(LON, [0, 127, np.nan]), np.append(LAT, [0, 0, 37.55])
    placed = place(x, y, "f.csv", ground=LAND)
    assert np.isnan(placed.lon[4:]).all()
    assert "2 points with a coordinate of 0; no location" in str(placed.notes[0])
    assert [(f.at, f.column, f.refuses_row) for f in placed.faults] == [(6, "lon", False)]


def test_a_swapped_row_is_refused_or_swapped_if_asked() -> None:
    x, y = LON.copy(), LAT.copy()
    x[1], y[1] = y[1], x[1]
    placed = place(x, y, "f.csv", ground=LAND)
    assert [(f.at, f.refuses_row) for f in placed.faults] == [(1, True)]
    assert "look swapped" in placed.faults[0].expected
    swapped = place(x, y, "f.csv", ground=LAND, swap=True)
    assert np.allclose(swapped.lon, LON) and not swapped.faults


def test_a_swapped_file_is_refused_as_a_whole() -> None:
    said = refusal(LAT, LON)
    assert "4 points of 4 look swapped, such as x=37.55, y=126.82 (--swap swaps them)" in said


def test_a_point_elsewhere_is_refused_with_its_distance() -> None:
    placed = place(np.append(LON, 129.0), np.append(LAT, 35.1), "f.csv", ground=LAND)
    assert placed.faults[0].value == "129, 35.1"
    assert "it lies 328 km outside" in placed.faults[0].expected


def test_metres_without_a_system_are_refused_with_what_fits() -> None:
    said = refusal(*written_in("EPSG:5179"))
    assert "are metres. What fits: EPSG:5179" in said and "say --crs EPSG:5179" in said
    assert "the file claims EPSG:4326" in refusal(*written_in("EPSG:5179"), stated="EPSG:4326")
    placed = place(*written_in("EPSG:5179"), "f.csv", ground=LAND, crs="EPSG:5179")
    assert np.allclose(placed.lon, LON)


def test_5181_read_as_5186_is_100_km_off_and_named() -> None:
    said = refusal(*written_in("EPSG:5181"), crs="EPSG:5186")
    assert "read in EPSG:5186 all 4 points lie outside" in said
    assert "What fits: EPSG:5181" in said


def known() -> tuple[Ground, pd.Series]:
    names = pd.Series(["가역", "나역", "다역", "라역"])
    spots = {plain_name(n): (x, y) for n, x, y in zip(names, LON, LAT, strict=True)}
    return Ground(LAND.extent, spots), names


def test_bessel_degrees_that_claim_wgs84_are_refused_with_the_cure() -> None:
    ground, names = known()
    x, y = written_in("EPSG:4162")
    said = refusal(x, y, ground=ground, names=names)
    assert "4 known places lie" in said and '(--crs "EPSG:4162")' in said
    placed = place(x, y, "f.csv", ground=ground, names=names, crs="EPSG:4162")
    assert np.allclose(placed.lon, LON, atol=1e-5)


def test_a_declared_system_that_is_off_is_used_and_told() -> None:
    ground, names = known()
    x, y = written_in("EPSG:5174")
    placed = place(x, y, "f.csv", ground=ground, names=names, crs="EPSG:2097")
    said = next(str(note) for note in placed.notes if note.code == "shifted")
    assert "255 m off in EPSG:2097, 255 m west" in said and "EPSG:5174" in said


def test_names_of_systems() -> None:
    assert declared_crs("5186", "f.csv") == "EPSG:5186"
    assert declared_crs("5174 read as 2097", "f.csv") == "EPSG:5174 read as EPSG:2097"
    with pytest.raises(DataError, match="a reference system such as EPSG:5186"):
        declared_crs("metres", "f.csv")


def test_decimals_are_those_of_most_cells() -> None:
    assert decimals(pd.Series(["126.82", "126.8", "", "127"])) == 2
    assert decimals(pd.Series([], dtype="str")) == 0


def test_a_system_without_a_number_is_named_by_its_definition() -> None:
    own = pyproj.CRS("+proj=tmerc +lat_0=38 +lon_0=127.5 +x_0=7 +y_0=9 +ellps=GRS80 +units=m")
    assert "+x_0=7" in system_name(own)
    x, y = pyproj.Transformer.from_crs("EPSG:4326", own, always_xy=True).transform(LON, LAT)
    placed = place(np.array(x), np.array(y), "f.gpkg", ground=LAND, stated=system_name(own))
    assert np.allclose(placed.lon, LON, atol=1e-5)
