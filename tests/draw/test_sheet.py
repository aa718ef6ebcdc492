"""The folium map carries its scripts and links to nothing."""

import re

from branca.element import Figure

from clusterlab.draw import sheet

SETTINGS = {"bounds": [[37.0, 126.0], [38.0, 127.0]], "maxZoom": 18}


def drawn() -> sheet.Sheet:
    made = sheet.Sheet(frame='<div id="@map"></div>', tables="", settings=SETTINGS)
    sheet.Drawing({"kind": "base", "shapes": []}).add_to(made)
    return made


def test_the_page_of_a_notebook_asks_the_network_for_nothing() -> None:
    html = drawn().get_root().render()
    assert not re.search(r"<(script|link|img)\b[^>]*\b(src|href)=", html)
    assert "url(images" not in html
    assert "Leaflet 1.9" in html


def test_names_in_frame_script_and_layers_agree() -> None:
    made = drawn()
    html = made.get_root().render()
    name = made.get_name()
    assert f'<div id="{name}">' in html
    assert f'clusterlab.map("{name}"' in html
    assert f"clusterlab.layer({name}, " in html


def test_rendering_twice_adds_nothing() -> None:
    root = drawn().get_root()
    assert isinstance(root, Figure)
    root.render()
    first = len(root.header._children)
    root.render()
    assert len(root.header._children) == first


def test_styles_lose_what_they_would_fetch() -> None:
    css = "a {\n color: red;\n background: url(images/x.png);\n behavior: url(#default#VML);\n}"
    assert sheet.without_pictures(css) == "a {\n color: red;\n}"
