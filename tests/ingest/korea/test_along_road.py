"""Tests of placing along a road by building numbers."""

import pytest
from road_fixtures import on_road

from clusterlab.ingest.geocoding.known import Place
from clusterlab.ingest.korea.address import parse_address
from clusterlab.ingest.korea.along_road import (
    BOTH_SIDES_M,
    SAME_NUMBER_M,
    SAME_SIDE_M,
    SIDE_LANE_M,
    between_numbers,
    nearest_number,
)


def places(*numbers: str, uncertainty_m: float = 5) -> list[Place]:
    made = []
    for text in numbers:
        at = parse_address(f"마곡중앙로 {text}")
        made.append(Place(at, *on_road(at.number), uncertainty_m))
    return made


def test_a_number_lies_between_those_of_its_own_side() -> None:
    found = between_numbers(24, 0, places("19", "20", "25", "28"))
    assert found is not None
    assert (found.lon, found.lat) == pytest.approx(on_road(24))
    assert found.uncertainty_m == SAME_SIDE_M[10]
    assert (found.method, found.between) == (
        "same side, gap up to 10",
        "마곡중앙로 20 / 마곡중앙로 28",
    )


def test_it_counts_by_number_not_by_half() -> None:
    found = between_numbers(22, 0, places("20", "40"))
    assert found is not None
    assert found.lat == pytest.approx(on_road(22)[1])


@pytest.mark.parametrize(("high", "limit"), [("30", 30.0), ("50", 50.0), ("80", 100.0)])
def test_the_wider_the_gap_the_less_is_sure(high: str, limit: float) -> None:
    found = between_numbers(22, 0, places("20", high))
    assert found is not None
    assert found.uncertainty_m == limit


def test_the_other_side_of_the_road_stands_in_and_is_said_to_be_less_sure() -> None:
    found = between_numbers(22, 0, places("21", "25"))
    assert found is not None
    assert (found.method, found.uncertainty_m) == ("both sides, gap up to 60", BOTH_SIDES_M[60])


def test_nothing_is_found_beyond_the_last_number_or_over_a_wide_gap() -> None:
    assert between_numbers(50, 0, places("20", "40")) is None
    assert between_numbers(50, 0, places("20", "81")) is None
    assert between_numbers(50, 0, []) is None


def test_buildings_off_the_road_are_less_sure() -> None:
    off_road = between_numbers(22, 7, places("20", "30"))
    lane = between_numbers(22, 7, places("22-3", "22-9"))
    assert off_road is not None
    assert lane is not None
    assert off_road.uncertainty_m == SIDE_LANE_M
    assert (lane.method, lane.uncertainty_m) == ("same number", SAME_NUMBER_M)


def test_a_result_is_never_surer_than_what_it_rests_on() -> None:
    found = between_numbers(22, 0, places("20", "30", uncertainty_m=90))
    assert found is not None
    assert found.uncertainty_m == 90


def test_the_nearest_number_stands_in_within_twenty() -> None:
    near = nearest_number(50, places("20", "44-2", "44"))
    assert near is not None
    assert near.between == "마곡중앙로 44 (6 numbers away)"
    assert near.uncertainty_m == 160
    far = nearest_number(60, places("44"))
    assert far is not None
    assert far.uncertainty_m == 230
    assert nearest_number(65, places("44")) is None
    assert nearest_number(65, []) is None
