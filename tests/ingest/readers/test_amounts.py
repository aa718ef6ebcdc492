"""One number in each of the ways people write it, and the words that are no number."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from clusterlab.ingest.readers.amounts import read_amount
from clusterlab.ingest.readers.units import parse_unit

WON_MILLIONS = parse_unit("백만원")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("１２", 12),
        ("１，２３４．５", Fraction("1234.5")),
        ("(1,234)", -1234),
        ("△1,234", -1234),
        ("▲ 5", -5),
        ("−5", -5),
        ("+7", 7),
        (".5", Fraction(1, 2)),
        ("1e3", 1000),
    ],
)
def test_signs_separators_and_widths(text: str, value: Fraction) -> None:
    assert read_amount(text).value == value


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("3.5억", 350_000_000),
        ("1조 2,000억원", 1_200_000_000_000),
        ("500만원", 5_000_000),
        ("12백만원", 12_000_000),
        ("3억5천만원", 350_000_000),
        ("7", 7),
    ],
)
def test_money_in_words_is_won(text: str, won: int) -> None:
    amount = read_amount(text, measures="money")
    assert amount.value == won


def test_a_plain_number_takes_the_unit_of_its_heading() -> None:
    assert read_amount("△1,234", unit=WON_MILLIONS, measures="money").value == -1_234_000_000
    assert read_amount("3.5억", unit=WON_MILLIONS, measures="money").value == 350_000_000
    assert read_amount("12㎡", unit=parse_unit("천㎡"), measures="area").value == 12


def test_two_units_at_once_are_not_guessed() -> None:
    amount = read_amount("500만", unit=WON_MILLIONS, measures="money")
    assert amount.state == "unreadable"
    assert amount.expected == "one unit; the heading has 백만원, the cell another"


@pytest.mark.parametrize(
    "text", ["-", "–", "…", "", " ", "N/A", "nan", "None", "미상", "해당 없음"]
)
def test_missing_is_missing(text: str) -> None:
    assert read_amount(text).state == "missing"


@pytest.mark.parametrize("text", ["X", "x", "*", "***", "비공개", "비밀"])
def test_suppressed_is_another_state(text: str) -> None:
    assert read_amount(text).state == "suppressed"


@pytest.mark.parametrize("text", ["inf", "-Infinity", "1e400", "∞"])
def test_what_is_not_finite_is_impossible(text: str) -> None:
    amount = read_amount(text)
    assert (amount.state, amount.expected) == ("impossible", "a number that is finite")


@pytest.mark.parametrize("text", ["많음", "12가지", "1.2.3", "1,23", "--5", "5 USD", "억"])
def test_other_words_are_unreadable(text: str) -> None:
    assert read_amount(text, measures="money").state == "unreadable"


def test_a_unit_of_another_kind_is_refused() -> None:
    assert "a unit of area" in read_amount("12명", measures="area").expected


@given(st.integers(-(10**15), 10**15))
def test_separated_digits_read_back(number: int) -> None:
    assert read_amount(f"{number:,}").value == number
    wide = f"{abs(number)}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_amount(wide).value == abs(number)


@given(
    st.decimals(0, 10**9, places=3, allow_nan=False), st.sampled_from(["백만원", "억원", "만원"])
)
def test_a_unit_multiplies_exactly(number: object, word: str) -> None:
    unit = parse_unit(word)
    assert unit is not None
    want = Fraction(str(number)) * unit.size
    assert read_amount(f"{number}", unit=unit, measures="money").value == want
    assert read_amount(f"({number} {word})", measures="money").value == -want
