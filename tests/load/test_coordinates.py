"""A point that cannot be right is named for what it looks like."""

import math

import pytest
from hypothesis import given, strategies as st

from clusterlab.ingest.korea.extent import KOREA
from clusterlab.load.coordinates import misplaced


@given(st.floats(KOREA[0], KOREA[2]), st.floats(KOREA[1], KOREA[3]))
def test_every_point_of_the_extent_is_well_placed_and_its_mirror_looks_swapped(
    lon: float, lat: float
) -> None:
    assert misplaced(lon, lat, extent=KOREA) == ""
    assert "swapped" in misplaced(lat, lon, extent=KOREA)


@pytest.mark.parametrize(
    ("lon", "lat", "words"),
    [
        (0, 0, "Gulf of Guinea"),
        (200000, 600000, "look like metres"),
        (127, 0, "within the package's extent 124–132 E, 33–39.5 N"),
        (139.7, 35.7, "within the package's extent"),
        (math.nan, 37, "finite"),
        (127, math.inf, "finite"),
    ],
)
def test_wrong_points(lon: float, lat: float, words: str) -> None:
    assert words in misplaced(lon, lat, extent=KOREA)


def test_the_extent_is_the_package_s_own() -> None:
    berlin = (13.0, 52.3, 13.8, 52.7)
    assert misplaced(13.4, 52.5, extent=berlin) == ""
    assert misplaced(127, 37, extent=berlin) != ""
