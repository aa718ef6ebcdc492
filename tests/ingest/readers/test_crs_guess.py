"""Reference systems are told apart by the extent and, where places are known, by the shift."""

import numpy as np
import pandas as pd
import pyproj
import pytest

from clusterlab.ingest.korea.extent import METRIC, MISREADINGS
from clusterlab.ingest.readers.crs_guess import (
    Ground,
    better,
    fits,
    inside,
    plain_name,
    to_degrees,
)

LON = np.array([126.825, 126.83, 126.835, 126.84])
LAT = np.array([37.56, 37.565, 37.57, 37.562])
NAMES = pd.Series(["마곡나루역", "양천향교", "발산", "마곡"])
PLACES = {plain_name(n): (x, y) for n, x, y in zip(NAMES, LON, LAT, strict=True)}
MAGOK = Ground((126.76, 37.52, 126.91, 37.61), PLACES)
NAMELESS = Ground(MAGOK.extent)


def written_in(crs: str) -> tuple[np.ndarray, np.ndarray]:
    made = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(LON, LAT)
    return np.array(made[0]), np.array(made[1])


@pytest.mark.parametrize("crs", list(METRIC))
def test_known_places_name_the_system_whichever_it_is(crs: str) -> None:
    x, y = written_in(crs)
    best = fits(x, y, MAGOK, names=NAMES)[0]
    assert (best.crs, best.swapped, best.places) == (crs, False, 4)
    assert best.shift_m < 1


def test_x_and_y_swapped_are_found() -> None:
    x, y = written_in("EPSG:5186")
    best = fits(y, x, MAGOK, names=NAMES)[0]
    assert (best.crs, best.swapped) == ("EPSG:5186", True)
    assert "x and y swapped" in str(best)


def test_bessel_systems_cannot_be_told_apart_without_places() -> None:
    x, y = written_in("EPSG:5174")
    assert {"EPSG:5174", "EPSG:2097"} <= {fit.crs for fit in fits(x, y, NAMELESS)}


def test_5174_read_as_2097_is_257_m_off_east_to_west() -> None:
    x, y = written_in("EPSG:5174")
    found = better(x, y, MAGOK, crs="EPSG:2097", names=NAMES)
    assert found is not None
    as_is, cure = found
    assert as_is.shift_m == pytest.approx(257, abs=3)
    assert abs(as_is.east_m) > 100 * abs(as_is.north_m)
    assert cure is not None and cure.crs == "EPSG:5174"


def test_degrees_on_the_bessel_datum_are_found() -> None:
    x, y = written_in("EPSG:4162")
    found = better(x, y, MAGOK, crs="EPSG:4326", names=NAMES)
    assert found is not None and found[1] is not None
    assert found[0].shift_m > 250 and found[1].crs == "EPSG:4162"


@pytest.mark.parametrize("misread", MISREADINGS[1:3])
def test_degrees_made_by_a_wrong_conversion_are_found(misread: str) -> None:
    true, taken_for = misread.split(" read as ")
    x, y = written_in(true)
    lon, lat = to_degrees(x, y, taken_for)
    found = better(lon, lat, MAGOK, crs="EPSG:4326", names=NAMES)
    assert found is not None and found[1] is not None and found[1].crs == misread
    assert np.allclose(to_degrees(lon, lat, misread), (LON, LAT), atol=1e-6)


def test_right_points_and_unknown_names_say_nothing() -> None:
    assert better(LON, LAT, MAGOK, crs="EPSG:4326", names=NAMES) is None
    assert better(LON + 0.01, LAT, MAGOK, crs="EPSG:4326", names=pd.Series(["a"] * 4)) is None
    assert fits(np.array([np.nan]), np.array([np.nan]), MAGOK) == []


def test_nan_is_not_inside() -> None:
    assert inside(np.array([np.nan, 126.8]), np.array([37.55, 37.55]), MAGOK.extent).tolist() == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    "written",
    [
        "가나 바이오",
        "가나바이오(본사)",
        "[서울]가나바이오",
        "㈜가나바이오",
        "주식회사가나바이오",
        "가나·바이오",
    ],
)
def test_a_name_is_stripped_of_each_sign_by_itself(written: str) -> None:
    assert plain_name(written) == "가나바이오"
