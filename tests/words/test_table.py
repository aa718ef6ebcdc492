"""Words: both languages complete, places filled, mistakes named."""

import string
from pathlib import Path

import pytest

from clusterlab.model.numbers import columns
from clusterlab.words.table import LANGUAGES, Words, own, word


def places(text: str) -> set[str]:
    return {name.split("|")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_ask_for_the_same_values() -> None:
    for key in own().keys():  # noqa: SIM118 - not a dict
        ko, en = (own().text(key, lang) for lang in LANGUAGES)
        assert ko, key
        assert en, key
        assert places(ko) == places(en), key


def test_values_and_particles_are_filled(tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text(
        'key,ko,en\na,"{name:은} {count:,}곳, {share:.1f으로}","{name}: {count:,}, {share:.1f}"\n',
        encoding="utf-8",
    )
    words = Words(table)
    assert words.word("a", "ko", name="마곡", count=1234, share=2.0) == "마곡은 1,234곳, 2.0으로"
    assert words.word("a", "en", name="Magok", count=1234, share=2.0) == "Magok: 1,234, 2.0"


def test_one_and_several_have_forms_of_their_own(tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    text = "There {n|is|are} {n} {n|fund|funds}."
    table.write_text(f"key,ko,en\na,{{n}}개,{text}\nb,{{n}}개,{{n|fund}}\n", encoding="utf-8")
    words = Words(table)
    assert words.word("a", "en", n=1) == "There is 1 fund."
    assert words.word("a", "en", n=0) == "There are 0 funds."
    assert words.word("a", "en", n=2) == "There are 2 funds."
    assert words.word("a", "ko", n=1) == "1개"
    with pytest.raises(ValueError, match="needs two forms"):
        words.word("b", "en", n=1)


def test_every_choice_between_one_and_several_can_be_made() -> None:
    """A colon in a form would end the place that it stands in."""
    for key in own().keys():  # noqa: SIM118 - not a dict
        for lang in LANGUAGES:
            for _, name, how, _ in string.Formatter().parse(own().text(key, lang)):
                assert not name or len(name.split("|")) in {1, 3}, (key, lang, name)
                assert "|" not in (how or ""), (key, lang, how)


def test_tables_are_read_as_one(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"key,ko,en\n{name},가,x\n", encoding="utf-8")
    assert Words(tmp_path / "a.csv", tmp_path / "b.csv").keys() == ["a", "b"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,가,\n", "row 2: key 'a' lacks its text in en"),
        (",가,x\n", "row 2: the key is empty"),
        ("a,가,x\na,나,y\n", "row 3: key 'a' occurs twice"),
        ("a,가,x,y\n", "row 2: a text with a comma needs quotes"),
    ],
)
def test_broken_tables_are_refused(tmp_path: Path, rows: str, message: str) -> None:
    table = tmp_path / "words.csv"
    table.write_text("key,ko,en\n" + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        Words(table)


def test_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match=r"Nearest: 'status.present'"):
        word("status.presnt", "ko")
    with pytest.raises(ValueError, match=r"Unknown language 'fr'"):
        word("status.present", "fr")
    with pytest.raises(ValueError, match=r"A value for 'count' is missing"):
        word("popup.stack", "ko")


def test_unknown_codes_stand_for_themselves() -> None:
    assert own().name_of("kind", "anchor", "en") == "Anchor firm"
    assert own().name_of("kind", "space_port", "en") == "space port"


def test_every_column_that_readers_see_says_how_it_is_written() -> None:
    heads = {key.removeprefix("column.") for key in own().keys() if key.startswith("column.")}  # noqa: SIM118 - not a dict
    assert len(heads) > 250
    assert heads - set(columns()) == set(), "add them to src/clusterlab/model/columns.csv"
