"""Writes the styles and the metadata that QGIS reads, as the XML it keeps them in."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

# Names of QGIS for the shapes of `draw.palette`.
_SHAPES = {
    "circle": "circle",
    "triangle": "triangle",
    "cross": "cross",
    "hexagon": "hexagon",
    "plus": "cross_fill",
    "diamond": "diamond",
    "square": "square",
}
_UNCERTAIN = "uncertainty_m"


def _rgba(colour: str, alpha: int = 255) -> str:
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return ",".join(map(str, [*parts, alpha]))


def _options(given: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Option type="QString" name={quoteattr(name)} value={quoteattr(value)}/>'
        for name, value in given.items()
    )
    return f'<Option type="Map">{rows}</Option>'


def _marker(colour: str, shape: str, size_mm: float) -> str:
    options = _options(
        {
            "name": _SHAPES.get(shape, "circle"),
            "color": _rgba(colour),
            "outline_color": "255,255,255,255",
            "outline_width": "0.2",
            "size": f"{size_mm:g}",
            "size_unit": "MM",
        }
    )
    return f'<layer class="SimpleMarker" enabled="1" locked="0" pass="1">{options}</layer>'


def _halo(colour: str) -> str:
    """Draw how far a point may be off as a circle on the ground."""
    options = _options(
        {
            "name": "circle",
            "color": _rgba(colour, 24),
            "outline_color": _rgba(colour, 90),
            "outline_width": "0.1",
            "size": "0",
            "size_unit": "RenderMetersInMapUnits",
        }
    )
    return (
        f'<layer class="SimpleMarker" enabled="1" locked="0" pass="0">{options}'
        '<data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/>'
        '<Option type="Map" name="properties"><Option type="Map" name="size">'
        '<Option type="bool" name="active" value="true"/>'
        '<Option type="QString" name="expression" '
        f'value="2 * coalesce(&quot;{_UNCERTAIN}&quot;, 0)"/>'
        '<Option type="int" name="type" value="3"/></Option></Option>'
        '<Option type="QString" name="type" value="collection"/></Option>'
        "</data_defined_properties></layer>"
    )


def _area(colour: str) -> str:
    options = _options(
        {
            "color": _rgba(colour, 40),
            "outline_color": _rgba(colour),
            "outline_width": "0.3",
            "outline_width_unit": "MM",
            "style": "solid",
        }
    )
    return f'<layer class="SimpleFill" enabled="1" locked="0" pass="0">{options}</layer>'


def _symbol(number: int, inner: str, *, area: bool) -> str:
    kind = "fill" if area else "marker"
    return f'<symbol type="{kind}" name="{number}" alpha="1" clip_to_extent="1">{inner}</symbol>'


def style(
    *, area: bool, colour: str, kinds: Mapping[str, Any], labels: Mapping[str, str], halo: bool
) -> str:
    """Write a style (QML).

    Parameters
    ----------
    area : bool
        Whether the layer holds areas; else points.
    colour : str
        Of what has no kind.
    kinds : mapping of str to Symbol
        Symbols by the value of the column ``kind``; empty for one symbol.
    labels : mapping of str to str
        Names of the kinds.
    halo : bool
        Whether to draw how far points may be off, from the column ``uncertainty_m``.
    """
    around = _halo(colour) if halo and not area else ""
    named = [kind for kind in kinds if kind]
    if named:
        categories = "".join(
            f'<category render="true" symbol="{n}" value={quoteattr(kind)} '
            f"label={quoteattr(labels.get(kind, kind))}/>"
            for n, kind in enumerate(named)
        )
        symbols = "".join(
            _symbol(n, around + _marker(s.colour, s.shape, s.radius / 2), area=False)
            for n, s in enumerate(kinds[kind] for kind in named)
        )
        renderer = (
            '<renderer-v2 type="categorizedSymbol" attr="kind" enableorderby="0" forceraster="0" '
            f'symbollevels="1"><categories>{categories}</categories>'
            f"<symbols>{symbols}</symbols></renderer-v2>"
        )
    else:
        shape = next(iter(kinds.values())).shape if kinds else "circle"
        inner = _area(colour) if area else around + _marker(colour, shape, 2.2)
        renderer = (
            '<renderer-v2 type="singleSymbol" enableorderby="0" forceraster="0" symbollevels="1">'
            f"<symbols>{_symbol(0, inner, area=area)}</symbols></renderer-v2>"
        )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.34.0" styleCategories="Symbology">'
        f"{renderer}<layerGeometryType>{2 if area else 0}</layerGeometryType></qgis>"
    )


def metadata(
    *,
    identifier: str,
    title: str,
    abstract: str,
    lang: str,
    licences: Sequence[str],
    rights: Sequence[str],
    date: str,
) -> str:
    """Write metadata of a layer or of the whole file, as QGIS keeps them."""
    lists = "".join(f"<license>{escape(text)}</license>" for text in licences)
    lists += "".join(f"<rights>{escape(text)}</rights>" for text in rights)
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.34.0"><identifier>{escape(identifier)}</identifier>'
        f"<parentidentifier></parentidentifier><language>{escape(lang)}</language>"
        f"<type>dataset</type><title>{escape(title)}</title><abstract>{escape(abstract)}"
        f"</abstract>{lists}<encoding>UTF-8</encoding><crs><spatialrefsys><authid>EPSG:4326"
        "</authid></spatialrefsys></crs><dates>"
        f'<date type="Published" value={quoteattr(date)}/></dates></qgis>'
    )
