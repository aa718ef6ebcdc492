"""Units are read from headings, title lines and cells, with what they measure."""

from fractions import Fraction

import pytest

from clusterlab.ingest.readers.units import parse_unit, unit_of, units_in


@pytest.mark.parametrize(
    ("word", "measures", "size"),
    [
        ("원", "money", 1),
        ("천원", "money", 1000),
        ("백만원", "money", 10**6),
        ("십억원", "money", 10**9),
        ("억", "money", 10**8),
        ("100 million KRW", "money", 10**8),
        ("KRW", "money", 1),
        ("㎡", "area", 1),
        ("m2", "area", 1),
        ("천㎡", "area", 1000),
        ("㎢", "area", 10**6),
        ("k㎡", "area", 10**6),
        ("ha", "area", 10**4),
        ("평", "area", Fraction(400, 121)),
        ("만평", "area", Fraction(4_000_000, 121)),
        ("명", "count", 1),
        ("천명", "count", 1000),
        ("%", "part", 1),
        ("배", "part", 100),
        ("m", "length", 1),
    ],
)
def test_each_unit_measures_something(word: str, measures: str, size: Fraction) -> None:
    unit = parse_unit(word)
    assert unit is not None
    assert (unit.measures, unit.size) == (measures, size)


@pytest.mark.parametrize("word", ["", "만", "달러", "USD", "단위", "2021"])
def test_what_is_no_unit_is_none(word: str) -> None:
    assert parse_unit(word) is None


def test_brackets_may_hold_several_units() -> None:
    assert [unit.word for unit in units_in("(단위 : 개, 천㎡, %)")] == ["개", "천㎡", "%"]
    assert [unit.word for unit in units_in("거래금액（만원）")] == ["만원"]
    assert units_in("업체(본사)") == []


def test_a_heading_goes_before_the_title() -> None:
    titles = ("현황", "(단위: 백만원, 천㎡)")
    own = unit_of("규모(억원)", titles, measures="money")
    above = unit_of("규모", titles, measures="money")
    assert own is not None and own.word == "억원"
    assert above is not None and above.word == "백만원"
    assert unit_of("인원", titles, measures="count") is None


def test_a_title_with_two_sizes_of_one_kind_says_nothing() -> None:
    assert unit_of("규모", ("(단위: 백만원, 억원)",), measures="money") is None
