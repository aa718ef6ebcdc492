"""Sentences in two languages from one table."""

import re
from pathlib import Path

import pytest

import clusterlab.report
from clusterlab.report import notebook
from clusterlab.words import wording
from clusterlab.words.table import own

FOLDER = Path(clusterlab.report.__file__).parent


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def test_both_languages_ask_for_the_same_values():
    for key in own().keys():  # noqa: SIM118 - not a dict
        ko, en = (own().text(key, lang) for lang in wording.LANGUAGES)
        assert places(ko) == places(en), key


def test_every_sentence_of_our_notebooks_exists():
    for name in notebook.names():
        source = "\n".join(cell["source"] for cell in notebook.read(notebook.locate(name))["cells"])
        said = re.findall(r"page\.(?:say|warn|word)\(\s*\"([\w.]+)\"", source)
        shown = re.findall(r"\),\s*\"(\w+)\",\s*sources", source)
        for key in [*said, *(f"caption.{key}" for key in shown)]:
            assert key in own(), key
        for code in re.findall(r"\"code\": \"(\w+)\"", source):
            assert f"reason.{code}" in own(), code


def test_every_key_that_a_study_names_exists():
    study = FOLDER.parent / "study"
    text = "".join(path.read_text(encoding="utf-8") for path in study.rglob("*.py"))
    keys = set(re.findall(r"\b(?:said|caution|Word)\(\s*\"([\w.]+)\"", text))
    keys |= {f"caption.{key}" for key in re.findall(r"\bcaption=\"(\w+)\"", text)}
    keys |= {f"reason.{code}" for code in re.findall(r"\bReason\(\s*\"(\w+)\"", text)}
    assert len(keys) > 50
    assert {key for key in keys if key not in own()} == set()


def test_every_reason_of_the_measures_is_worded():
    rooms = [FOLDER.parent / "measure", FOLDER.parent / "invest"]
    text = "".join(p.read_text(encoding="utf-8") for room in rooms for p in room.glob("*.py"))
    codes = set(re.findall(r"\"code\": \"(\w+)\"", text))
    assert codes
    assert {code for code in codes if f"reason.{code}" not in own()} == set()


def test_a_reason_without_words_still_says_its_code():
    assert "odd case" in wording.reason({"code": "odd_case"}, "en")
    assert "1,234" in wording.reason({"code": "too_few_points", "n": 1234, "minimum": 5000}, "ko")


def test_a_missing_value_is_named():
    with pytest.raises(ValueError, match="count"):
        wording.say("page.rows", "ko")


def test_particles_follow_numbers_and_ranges():
    words = wording.say("special_jobs", "ko", region="서울", first="제조업", quotient=2.5)
    assert "2.50으로" in words
