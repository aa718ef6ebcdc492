"""Particles follow the sound of the word before them."""

import pytest
from hypothesis import given, strategies as st

from clusterlab.words.particles import PARTICLES, particle


@pytest.mark.parametrize(
    ("word", "topic", "toward"),
    [
        ("마곡", "은", "으로"),
        ("송도", "는", "로"),
        ("서울", "은", "로"),  # after ㄹ the short form of 으로
        ("오송(제1단지)", "은", "으로"),  # the bracket is not read
        ("‘마곡’", "은", "으로"),
        ("1", "은", "로"),
        ("2", "는", "로"),
        ("3", "은", "으로"),
        ("10", "은", "으로"),
        ("1,353", "은", "으로"),
        ("12.5%", "는", "로"),
        ("300 m", "는", "로"),
        ("366.9 ha", "는", "로"),
        ("480 m²", "는", "로"),
        ("LG", "는", "로"),
        ("3M", "은", "으로"),
        ("SQL", "은", "로"),
        ("Celltrion", "은", "으로"),
        ("Samsung", "은", "으로"),
        ("Intel", "은", "로"),
        ("", "는", "로"),
    ],
)
def test_form_after(word: str, topic: str, toward: str) -> None:
    assert particle(word, "은") == particle(word, "는") == topic
    assert particle(word, "로") == particle(word, "으로") == toward


@given(st.integers(0xAC00, 0xD7A3))
def test_every_syllable_agrees_with_its_decomposition(code: int) -> None:
    import unicodedata

    syllable = chr(code)
    closed = len(unicodedata.normalize("NFD", syllable)) == 3
    assert particle(syllable, "이") == ("이" if closed else "가")
    assert particle(syllable, "과") == ("과" if closed else "와")


def test_unknown_particle_is_named() -> None:
    with pytest.raises(ValueError, match="Unknown particle '의'"):
        particle("마곡", "의")


def test_all_forms_are_accepted() -> None:
    assert all(particle("마곡", form) in PARTICLES for form in PARTICLES)
