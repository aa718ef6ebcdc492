"""Sentences are for planners: no programmer's words, no bare plurals, no other language."""

import re

import pytest

from clusterlab.words.table import own

KOREAN = re.compile(r"[가-힣]")
PLACE = re.compile(r"\{[^{}]*\}")

# Names of licences and publishers are those of the data, whatever they say.
NAMED = ("licence.", "publisher.", "language.")
# The view that a planner takes away as a file tells how to make the report again.
TOLD_APART = {"explorer.save", "explorer.saved", "explorer.command", "page.made_with"}

KINDS = {
    "a parameter or an option": r"매개변수|\bparameters?\b(?! behind)|(?<!\w)-p \w|--\w+|=site\b",
    "a file or a table of the package": r"\w+\.(csv|json|ipynb|py)\b|\b\w+_(file|terms|as_of)\b",
    "a name of a function": r"\b[a-z]+_[a-z]+(_[a-z]+)*\b|\w\(\)",
    "a command line": r"clusterlab \w+ \{|\bpip install\b|\$ ",
    "a reference system": r"EPSG:?\d",
    "a list of codes": r"\b[A-Z]\d{3,5}\b",
    "a plural in brackets": r"\w\(e?s\)",
    "two spaces": r"\S {2,}\S",
    "a space before a percent sign": r"\d %",
    "a bus that comes when called": r"호출 ?버스|부르면 오는",
    "a translated term": r"거짓 발견|구실이|순위 구간|업종을 앎|면적을 앎|지역의 몫|처지가 바뀌",
    "an order to who edits the data": r"더하면 안 됩니다|이어 붙이지|밝혀 쓰십시오|정하십시오",
}


def shown(lang: str) -> dict[str, str]:
    """Give every text without its places, but for those that stand apart."""
    return {
        key: PLACE.sub("0", own().text(key, lang))
        for key in own().keys()  # noqa: SIM118 - not a dict
        if not key.startswith(NAMED) and key not in TOLD_APART
    }


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_holds(kind: str, lang: str) -> None:
    found = {key: text for key, text in shown(lang).items() if re.search(KINDS[kind], text)}
    assert found == {}


def test_the_kinds_are_told() -> None:
    bad = {
        "a parameter or an option": "give it with -p sites",
        "a file or a table of the package": "put it into facts.csv",
        "a name of a function": "read group_time_effects instead",
        "a list of codes": "firms (M721, C10800)",
        "a plural in brackets": "3 fund(s)",
        "a space before a percent sign": "95 % of draws",
    }
    assert all(re.search(KINDS[kind], text) for kind, text in bad.items())


def test_no_korean_in_english() -> None:
    found = {k: t for k, t in shown("en").items() if KOREAN.search(t)}
    assert found == {}


def test_korean_texts_are_korean() -> None:
    """A sentence of three words or more in a Korean table has some Korean in it."""
    found = {
        key: text
        for key, text in shown("ko").items()
        if len(re.findall(r"[A-Za-z]{3,}", text)) >= 3 and not KOREAN.search(text)
    }
    assert found == {}


def test_a_number_and_its_noun_agree() -> None:
    """A plain plural behind a count in English would say "1 funds"."""
    counted = r"\{(?:count|n|funds|known|placed|firms)(?::,)?\} (?:single |regional )?funds\b"
    found = {
        key: own().text(key, "en")
        for key in own().keys()  # noqa: SIM118 - not a dict
        if re.search(counted, own().text(key, "en")) and "{all" not in own().text(key, "en")
    }
    assert found == {}


def test_headlines_can_be_repeated_in_a_meeting() -> None:
    heads = [key for key in own().keys() if key.startswith("headline.")]  # noqa: SIM118
    assert len(heads) > 10
    for key in heads:
        assert len(PLACE.sub("", own().text(key, "ko"))) <= 60, key
        assert len(PLACE.sub("", own().text(key, "en"))) <= 110, key
