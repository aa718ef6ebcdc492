"""Near names, by hand, and properties that a likeness must have."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from clusterlab.load.near_names import alike, company_forms, likeness, near, plain_name

HERE = {"lon": 126.83, "lat": 37.57, "uncertainty_m": 10.0, "address": None}


@pytest.mark.parametrize(
    "name",
    ["(주)가나", "㈜ 가나", "주식회사 가나", "가나(주)", "가나 Co., Ltd.", "가나, Inc."],
)
def test_legal_forms_say_nothing_of_who_it_is(name: str) -> None:
    assert plain_name(name) == "가나"


def test_a_name_that_is_a_form_stays_a_name() -> None:
    assert plain_name("Limited") == "limited"
    assert all(forms for forms in company_forms())


def test_likeness_by_hand() -> None:
    # Eleven pairs each, eight in common: 16 / 22.
    assert likeness("오스템임플란트중앙연구소", "오스템임플란트마곡연구소") == pytest.approx(
        16 / 22
    )
    assert likeness("셀트리온제1공장", "셀트리온제2공장") == 0
    assert likeness("가", "나") == 0


@given(st.text("가나다라ab1", max_size=8), st.text("가나다라ab1", max_size=8))
def test_likeness_is_symmetric_and_whole_for_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


def test_a_pair_needs_a_place_or_one_and_the_same_name() -> None:
    rows = pd.DataFrame(
        [
            HERE,
            {**HERE, "lat": 37.5701},  # 11 m off
            {**HERE, "lat": 37.58},  # 1.1 km off
            {**HERE, "lon": float("nan"), "lat": float("nan")},
        ]
    )
    names = ["가나바이오", "가나바이오", "가나바이오", "가나바이오텍"]
    assert list(near(rows, names)) == [(0, 1)]
    assert list(near(rows, ["가나바이오"] * 4)) == [(0, 1), (0, 3), (1, 3), (2, 3)]


def test_every_pair_that_a_loop_finds_is_found() -> None:
    names = ["가나다", "가나다라", "나다라", "마바", "가나다", "x", "x"]
    rows = pd.DataFrame([HERE] * len(names))
    looped = [
        (one, other)
        for other in range(len(names))
        for one in range(other)
        if likeness(names[one], names[other]) >= 0.72
    ]
    assert list(near(rows, names)) == looped


def test_an_address_in_common_is_a_place_in_common() -> None:
    nowhere = {"lon": float("nan"), "lat": float("nan"), "uncertainty_m": None}
    one, other = ({**nowhere, "address": told} for told in ("가로 1", "가로  1"))
    assert alike(one, other) and not alike(one, {**nowhere, "address": "가로 2"})
