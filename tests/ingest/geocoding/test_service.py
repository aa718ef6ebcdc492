"""Tests of which answers of a service are believed."""

from collections.abc import Sequence

import pandas as pd
import pytest

from clusterlab.ingest.geocoding.service import SERVICE_M, answers


class Fixed:
    """A service with one answer to everything."""

    name = "fixed"

    def __init__(self, *rows: dict[str, object]) -> None:
        self.rows = rows
        self.asked: Sequence[str] = ()

    def geocode(self, addresses: Sequence[str]) -> pd.DataFrame:
        self.asked = addresses
        return pd.DataFrame(self.rows)


def answer(road: str = "", lot: str = "", lon: float = 126.8) -> dict[str, object]:
    return {"lon": lon, "lat": 37.5, "road_address": road, "lot_address": lot}


def test_each_address_is_asked_once() -> None:
    service = Fixed(answer("서울 강서구 마곡중앙로 165"))
    found = answers(service, {3: "서울 강서구 마곡중앙로 165", 7: "서울 강서구 마곡중앙로 165"})
    assert service.asked == ["서울 강서구 마곡중앙로 165"]
    assert {row: (p.basis, p.uncertainty_m) for row, p in found.items()} == {
        3: ("address", SERVICE_M),
        7: ("address", SERVICE_M),
    }


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("서울 강서구 마곡중앙로 165", answer("서울 강서구 마곡중앙로 161")),
        ("서울 강서구 마곡중앙로 165", answer("부산 강서구 마곡중앙로 165")),
        ("서울 강서구 마곡중앙로 165", answer(lot="서울 강서구 마곡동 165")),
        ("서울 강서구 마곡동 757-1", answer(lot="서울 강서구 마곡동 757-2")),
        ("서울 강서구 마곡중앙로 165", answer("서울 강서구 마곡중앙로 165", lon=float("nan"))),
        ("마곡", answer("서울 강서구 마곡중앙로 165")),
    ],
)
def test_an_answer_to_another_question_is_left_out(asked: str, given: dict[str, object]) -> None:
    assert answers(Fixed(given), {0: asked}) == {}


def test_a_lot_is_believed_by_its_lot() -> None:
    given = answer("서울 강서구 마곡중앙로 165", "서울 강서구 마곡동 757-1")
    assert set(answers(Fixed(given), {0: "강서구 마곡동 757-1번지"})) == {0}


def test_a_service_that_says_how_sure_it_is_is_heard() -> None:
    given = answer("마곡중앙로 165") | {"uncertainty_m": 40}
    assert answers(Fixed(given), {0: "마곡중앙로 165"})[0].uncertainty_m == 40


def test_a_service_that_loses_addresses_is_refused() -> None:
    with pytest.raises(ValueError, match="fixed answered 1 of 2 addresses"):
        answers(Fixed(answer()), {0: "갯벌로 1", 1: "갯벌로 2"})
