"""A language bound once: a guest's words before the package's, names in the data before both."""

import pytest

from clusterlab.model.reason import Reason
from clusterlab.words.language import Language
from clusterlab.words.table import Words

OWN = Words.of(
    {
        "en": {"toys": "{count} toys", "toy.a": "Ball", "reason.no_toys": "There are no toys."},
        "ko": {"toys": "장난감 {count}개", "toy.a": "공", "reason.no_toys": "장난감이 없습니다."},
    },
    where="toys.ipynb",
)


def test_own_words_come_first() -> None:
    language = Language("ko", own=OWN)
    assert language.say("toys", count=1234) == "장난감 1,234개"
    assert language.reason(Reason("no_toys")) == "장난감이 없습니다."
    assert language.reason(Reason("no_neighbours", n=3)) == Language("ko").reason(
        Reason("no_neighbours", n=3)
    )


def test_names_in_the_data_come_first() -> None:
    language = Language("en", own=OWN, names={"toy": {"a": "Red ball"}})
    assert [language.name("toy", code) for code in ("a", "b")] == ["Red ball", "b"]
    assert Language("en", own=OWN).name("toy", "a") == "Ball"


def test_a_name_is_chosen_by_language() -> None:
    assert Language("ko").chosen({"ko": "마곡", "en": "Magok"}) == "마곡"
    assert Language("ko").chosen({"de": "Adlershof"}) == "Adlershof"
    assert Language("ko").chosen({"en": "Magok", "ko": ""}) == "Magok"


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown language 'xx'"):
        Language("xx")


def test_units_of_money_are_named_without_a_row_of_the_words():
    assert Language("ko").name("unit", "100 million KRW") == "억원"
    assert Language("en").name("unit", "million EUR") == "million EUR"
    assert Language("en").name("unit", "persons") != ""
