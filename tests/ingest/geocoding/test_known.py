"""Tests of the index of known places."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.ingest.geocoding.known import (
    BLOCK_M,
    Place,
    address_columns,
    index_places,
    merged,
    metres_between,
    read_address,
)
from clusterlab.ingest.korea.address import parse_address


def test_distances_are_those_of_the_ellipsoid() -> None:
    # One degree of latitude at 37.5° is 110,985 m on WGS84 (series for the meridian arc).
    assert metres_between(127, 37, 127, 38) == pytest.approx(110_985, abs=10)


def test_an_address_may_stand_in_two_columns() -> None:
    found = read_address(
        [np.nan, "서울 강서구 마곡중앙로 165", "마곡동 757-1번지", "충북 갯벌로 3"]
    )
    assert (found.sido, found.road_address, found.lot_address) == (
        "서울",
        "마곡중앙로 165",
        "마곡동 757-1",
    )


def test_a_missing_column_is_named(road: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r'no column "adress".*did you mean "address"'):
        address_columns(road, "adress", of="The table")
    with pytest.raises(ValueError, match="no column 'lon'"):
        index_places(road.drop(columns="lon"))


def test_somebody_must_say_how_far_points_are_off(road: pd.DataFrame) -> None:
    silent = road.drop(columns="uncertainty_m")
    with pytest.raises(ValueError, match="known_uncertainty_m"):
        index_places(silent)
    assert {place.uncertainty_m for place in index_places(silent, uncertainty_m=30).places} == {30}


def test_rows_that_were_guessed_are_not_built_upon(road: pd.DataFrame) -> None:
    road.loc[:3, "location_basis"] = ["interpolated", "block", "dong", "none"]
    road.loc[4, "lat"] = np.nan
    road.loc[5, "uncertainty_m"] = np.nan
    assert len(index_places(road).places) == len(road) - 6


def test_rows_of_one_address_are_one_place_as_sure_as_they_agree(road: pd.DataFrame) -> None:
    twice = pd.concat([road, road.head(1).assign(lat=road["lat"].iloc[0] + 0.001)])
    place = next(p for p in index_places(twice).places if p.address.number == 10)
    assert place.lat == pytest.approx(road["lat"].iloc[0] + 0.0005)
    assert place.uncertainty_m == pytest.approx(55.5, abs=0.3)


def test_the_most_certain_of_several_points_leads() -> None:
    at = parse_address("갯벌로 12")
    near, far = Place(at, 126.0, 37.0, 5.0), Place(at, 126.0, 37.001, 300.0)
    both = merged([far, near])
    assert (both.lat, both.uncertainty_m) == (37.0, pytest.approx(111, abs=1))


def test_blocks_are_as_uncertain_as_their_lots_lie_apart() -> None:
    wide = pd.DataFrame(
        {
            "address": [f"송도동 {block}-{lot}" for block in range(1, 16) for lot in (1, 2)],
            "lon": 126.64,
            "lat": [37.0 + block / 10 + lot * 0.004 for block in range(1, 16) for lot in (1, 2)],
            "uncertainty_m": 30.0,
        }
    )
    assert index_places(wide).block_m == pytest.approx(444, abs=1)
    # Too few lots say nothing about the others.
    assert index_places(wide.head(6)).block_m == BLOCK_M
