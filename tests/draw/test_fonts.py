"""The typeface: Korean letters in figures and in pages, the same bytes each time."""

import io

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from clusterlab.draw import fonts


def letters_in(data: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(data)).getBestCmap()}


def test_matplotlib_finds_the_bundled_face_with_hangul() -> None:
    family = fonts.use_in_matplotlib()
    path = font_manager.findfont(family, fallback_to_default=False)
    assert ord("곡") in TTFont(path).getBestCmap()


def test_without_any_korean_face_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(fonts, "_ASSETS", tmp_path)
    monkeypatch.setattr(fonts, "_FALLBACKS", ())
    with pytest.raises(RuntimeError, match="make setup"):
        fonts.use_in_matplotlib.__wrapped__()
    with pytest.raises(FileNotFoundError, match=r"leaflet\.js is missing"):
        fonts.asset("leaflet.js")


def test_subset_holds_the_letters_and_few_others() -> None:
    data = fonts.subset_woff2("마곡 Magok")
    assert letters_in(data) == set("마곡 Magok")
    assert len(data) < 5_000
    kept = {record.nameID for record in TTFont(io.BytesIO(data))["name"].names}
    family = TTFont(io.BytesIO(data))["name"].getBestFamilyName()
    assert family == "clusterlab cut"  # the licence reserves the face's own name
    assert 13 in kept, "the licence text travels with the font"


def test_subset_is_the_same_each_time() -> None:
    cut = fonts.subset_woff2.__wrapped__
    assert cut("마곡", weight="Bold") == cut("마곡", weight="Bold")


def test_letters_are_found_in_text_entities_and_escapes() -> None:
    found = fonts.letters_of("<p>곡&#44032;&amp;</p><script>'\\ub098'</script>")
    assert set("곡가나&") <= set(found)
    assert fonts.letters_of("나가") == fonts.letters_of("가나")


def test_face_css_embeds_both_weights() -> None:
    css = fonts.font_face_css("마곡")
    assert css.count("@font-face") == 2
    assert "font-weight:700" in css
    assert "http" not in css


def test_unknown_weight_is_named() -> None:
    with pytest.raises(ValueError, match="Unknown weight 'Thin'"):
        fonts.subset_woff2("a", weight="Thin")
