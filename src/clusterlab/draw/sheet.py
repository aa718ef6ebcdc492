"""The folium map that carries our own drawing script and nothing from the network."""

from functools import cache
from pathlib import Path
from typing import Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from .escape import script_json
from .fonts import asset

_WEB = Path(__file__).with_name("web")
_DECIMALS = 6
_SCRIPTS = ("map", "map_context", "map_link", "map_find")


class Inline(Element):
    """A script or style written into the page's head as it is."""

    _template = Template("<{{ this.tag }}>{{ this.text }}</{{ this.tag }}>")

    def __init__(self, tag: str, text: str) -> None:
        super().__init__()
        self.tag = tag
        self.text = text


class Sheet(folium.Map):
    """A map without tiles, drawn on canvas, with its legend beside it.

    Leaflet and the drawing script stand in the page itself, so that a notebook shows the map
    without a network.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own attribute

    _template = Template(
        """
        {% macro html(this, kwargs) %}
        {{ this.frame.replace("@map", this.get_name()) }}
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = clusterlab.map("{{ this.get_name() }}", {{ this.settings }});
        {% endmacro %}
        """
    )

    def __init__(self, *, frame: str, tables: str, settings: dict[str, Any]) -> None:
        (south, west), (north, east) = settings["bounds"]
        super().__init__(
            location=[(south + north) / 2, (west + east) / 2],
            tiles=None,
            prefer_canvas=True,
            max_zoom=settings["maxZoom"],
            attribution_control=False,
        )
        self._name = "Map"
        self.frame = frame
        self.tables = tables
        self.settings = script_json(settings)

    def render(self, **kwargs: Any) -> str:
        """Add the map's parts to its page, the scripts once."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise TypeError(f"A map is drawn on a Figure. Its root: {type(figure).__name__}.")
        for name, tag, text in head():
            figure.header.add_child(Inline(tag, text), name=name)
        # The map's own render would add links to bootstrap, jquery and icon fonts.
        return str(cast("Any", MacroElement.render)(self, **kwargs))


class Drawing(folium.map.Layer):
    """A layer of a sheet, drawn by the sheet's script from its data."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} =
            clusterlab.layer({{ this._parent.get_name() }}, {{ this.data }});
        {% endmacro %}
        """
    )

    def __init__(self, data: dict[str, Any]) -> None:
        # The script adds it to the map by its own rule: one shading at a time.
        super().__init__(name=str(data.get("key", data["kind"])), overlay=True, show=False)
        self._name = "Drawing"
        self.data = script_json(data)


@cache
def head() -> tuple[tuple[str, str, str], ...]:
    """Give the scripts and styles of each sheet: (name, tag, text)."""
    leaflet_css = asset("leaflet.css").read_text(encoding="utf-8")
    leaflet_js = asset("leaflet.js").read_text(encoding="utf-8")
    return (
        ("clusterlab_leaflet_css", "style", without_pictures(leaflet_css)),
        ("clusterlab_css", "style", (_WEB / "map.css").read_text(encoding="utf-8")),
        ("clusterlab_leaflet_js", "script", leaflet_js.split("//# sourceMappingURL")[0]),
        ("clusterlab_js", "script", _script()),
    )


def _script() -> str:
    """Give the map's own script: its files in order, as one."""
    return "\n".join((_WEB / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)


def without_pictures(css: str) -> str:
    """Take out of a style what a page would fetch: pictures of markers and buttons."""
    lines = [line for line in css.splitlines() if "url(images/" not in line and "#VML" not in line]
    return "\n".join(lines)
