"""Sentences in two languages from one table."""

import ast
import re
from pathlib import Path

import pytest

import clusterlab.report
from clusterlab.report.kinds import CHARTS
from clusterlab.words import wording
from clusterlab.words.table import own

FOLDER = Path(clusterlab.report.__file__).parent


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def test_both_languages_ask_for_the_same_values():
    for key in own().keys():  # noqa: SIM118 - not a dict
        ko, en = (own().text(key, lang) for lang in wording.LANGUAGES)
        assert places(ko) == places(en), key


def keys_of_studies() -> set[str]:
    """List the keys of words that studies name: sentences, captions, key figures and reasons."""
    found = set()
    for path in sorted((FOLDER.parent / "study").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            first = [arg.value for arg in call.args[:1] if isinstance(arg, ast.Constant)]
            named = {
                one.arg: one.value.value
                for one in call.keywords
                if isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
            }
            if call.func.id in {"said", "caution", "Word"}:
                found |= {str(key) for key in first}
            if call.func.id == "Reason":
                found |= {f"reason.{code}" for code in first}
            if call.func.id in {"Chart", "Table"} and named.get("caption"):
                kinds = ("caption", "alt") if first[:1] and first[0] in CHARTS else ("caption",)
                found |= {f"{kind}.{named['caption']}" for kind in kinds}
            if call.func.id == "Number" and named.get("measure"):
                found.add(f"measure.{named['measure']}")
    return found


def test_everything_that_a_study_says_has_words():
    keys = keys_of_studies()
    assert {"densest_firms", "reason.no_funds", "alt.private_share", "measure.placed_share"} <= keys
    assert {key for key in keys if key not in own()} == set()


def test_every_reason_is_worded():
    rooms = ["measure", "invest", "siting", "study", "model"]
    files = [p for room in rooms for p in (FOLDER.parent / room).rglob("*.py")]
    text = "".join(re.sub(r">>>.*|\.\.\..*", "", p.read_text(encoding="utf-8")) for p in files)
    codes = set(re.findall(r"Reason\(\s*\"(\w+)\"", text)) - {"too_few_toys", "no_toys"}
    assert len(codes) > 40
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
