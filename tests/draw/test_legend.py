"""The legend names each layer and escapes what it is given."""

from clusterlab.draw import legend, palette
from clusterlab.draw.areas import Scale, Shading

SCALE = Scale([0.0, 0.5, 2.0], ["#cccccc", "#333333"])


def panel(**changes: object) -> str:
    given = {
        "lang": "en",
        "surfaces": [("districts", "<b>Density</b>", "")],
        "layers": [
            {"kind": "points", "key": "anchor", "count": 1234, "show": True},
            {"kind": "points", "key": "planned", "count": 2, "show": False},
            {"kind": "stations", "key": "stations", "count": 3, "show": True},
        ],
        "lines": [("dong", "Dong")],
        "name": "m1",
    }
    return legend.panel(**(given | changes))  # type: ignore[arg-type]  # one dict of all


def test_layers_have_a_switch_a_symbol_and_a_count() -> None:
    html = panel()
    assert '<input type="checkbox" value="anchor" checked><svg' in html
    assert "<b>1,234</b>" in html
    assert '<input type="checkbox" value="planned"><svg' in html


def test_one_shading_is_chosen_and_the_others_legends_are_hidden() -> None:
    html = panel()
    assert 'value="districts" checked' in html
    assert 'data-surface="none" hidden' in html


def test_titles_are_escaped() -> None:
    assert "<b>Density" not in panel()
    html = legend.classes_html(SCALE, shading=Shading("x", "${1}", "<i>"), lang="en", gaps=False)
    assert "<i>)" not in html
    assert "${" not in html


def test_classes_show_round_limits_and_the_gap_only_when_there_is_one() -> None:
    shading = Shading("x", "Density", "per ha", decimals=2)
    html = legend.classes_html(SCALE, shading=shading, lang="en", gaps=True)
    assert "0 to under 0.5" in html
    assert "0.5 to 2" in html
    assert "no value" in html
    assert "no value" not in legend.classes_html(SCALE, shading=shading, lang="en", gaps=False)


def test_every_symbol_can_be_drawn_whole_hollow_and_dashed() -> None:
    for group, symbol in palette.SYMBOLS.items():
        assert f'fill="{symbol.colour}"' in legend.symbol_svg(group)
        assert f'stroke="{symbol.colour}"' in legend.symbol_svg(group, hollow=True)
        assert "dasharray" in legend.symbol_svg(group, dashed=True)


def test_without_layers_there_is_no_empty_group() -> None:
    assert "<fieldset>" not in panel(surfaces=[], layers=[], lines=[])
