"""Floor space as readers of each language write it."""

import pytest

from clusterlab.words.areas import area
from clusterlab.words.language import Language


@pytest.mark.parametrize(
    ("value", "ko", "en"),
    [
        (480, "480 m²", "480 m²"),
        (9_999, "9,999 m²", "9,999 m²"),
        (10_000, "1만 m²", "10,000 m²"),
        (2_818_000, "282만 m²", "2.8 million m²"),
        (10_340_000, "1,034만 m²", "10.3 million m²"),
        (float("nan"), "–", "–"),
        ((480, 9_000), "480~9,000 m²", "480–9,000 m²"),
        ((480, 480), "480 m²", "480 m²"),
        (-20_000, "−2만 m²", "−20,000 m²"),
    ],
)
def test_areas_are_written_for_each_language(value, ko, en):
    assert area(value, "m2", "ko") == ko
    assert area(value, "m2", "en") == en


def test_units_of_floor_space_only():
    assert area(3, "m2_thousand", "en") == "3,000 m²"
    with pytest.raises(ValueError, match="not a unit of floor space"):
        area(3, "ha", "ko")


def test_a_language_writes_money_and_floor_space():
    korean = Language("ko")
    assert korean.amount(20_000, "m2") == "2만 m²"
    assert korean.amount(630, "100 million KRW") == "630억원"
    assert korean.measures("m2")
    assert korean.measures("EUR")
    assert not korean.measures("ha")
