"""Tests of leaving each known address out."""

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.ingest.geocoding.errors import geocode_errors


def by_method(found: pd.DataFrame) -> dict[str, pd.Series]:
    return {row["method"]: row for _, row in found.iterrows()}


def test_a_straight_road_gives_no_error_along_its_own_side(road: pd.DataFrame) -> None:
    rows = by_method(geocode_errors(road))
    # 13, 19, 25, 31, 37 on the left and 10, 16, …, 40 on the right: those with one of the same
    # side below and above, 12 numbers apart.
    side = rows["same side, gap up to 30"]
    assert (side["n"], side["median_m"], side["held_share"]) == (7, 0.0, 1.0)
    assert rows["whole chain"]["n"] == 9  # all but the first and the last


def test_a_building_off_the_line_is_measured(road: pd.DataFrame) -> None:
    road.loc[4, "lon"] += 100 / 88_300  # number 22, a hundred metres to the east
    rows = by_method(geocode_errors(road))
    assert rows["same side, gap up to 30"]["max_m"] == pytest.approx(100, abs=1)
    # Those who were placed by it are off by half of that, as it lies in the middle of them.
    assert rows["same side, gap up to 30"]["held_share"] == pytest.approx(4 / 7, abs=0.001)


def test_rows_of_one_address_are_left_out_together(road: pd.DataFrame) -> None:
    twice = pd.concat([road, road])
    pd.testing.assert_frame_equal(geocode_errors(twice), geocode_errors(road))


def test_lots_are_found_by_their_block_without_themselves() -> None:
    lots = pd.DataFrame(
        {
            "address": ["송도동 7-1", "송도동 7-2", "송도동 7-2", "송도동 8"],
            "lon": 126.64,
            "lat": [37.38, 37.381, 37.381, 37.39],
            "uncertainty_m": 10.0,
        }
    )
    rows = by_method(geocode_errors(lots))
    assert set(rows) == {"block", "whole chain"}
    assert (rows["block"]["n"], rows["block"]["median_m"]) == (2, pytest.approx(111, abs=0.5))


def test_one_building_says_nothing(road: pd.DataFrame) -> None:
    assert geocode_errors(road.head(1)).empty


def test_the_nearest_number_is_in_the_chain_only_if_asked(road: pd.DataFrame) -> None:
    without, with_it = (by_method(geocode_errors(road, nearest=n)) for n in (False, True))
    assert with_it["whole chain"]["n"] == without["whole chain"]["n"] + 2


def test_a_built_in_register_is_found_within_what_is_stated() -> None:
    rows = by_method(geocode_errors(pd.DataFrame(cl.load("incheon").firms)))
    assert rows["whole chain"]["n"] >= 80
    assert rows["whole chain"]["held_share"] >= 0.9
