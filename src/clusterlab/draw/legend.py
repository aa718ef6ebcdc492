"""The map's legend: one panel that names each layer, shows its symbols and switches it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ..model.numbers import number
from ..words.table import word
from . import palette
from .areas import Scale, Shading
from .escape import html_text

# Shapes on a 20 × 20 field, the same as the script draws on the map.
_SHAPES = {
    "circle": '<circle cx="10" cy="10" r="6"{0}/>',
    "square": '<path d="M4 4h12v12H4z"{0}/>',
    "diamond": '<path d="M10 2l8 8-8 8-8-8z"{0}/>',
    "triangle": '<path d="M10 3l7.5 13h-15z"{0}/>',
    "hexagon": '<path d="M10 3l6 3.5v7L10 17l-6-3.5v-7z"{0}/>',
    "plus": '<path d="M7.5 3h5v4.5H17v5h-4.5V17h-5v-4.5H3v-5h4.5z"{0}/>',
    "cross": '<path d="M5 2.5l5 4 5-4 2.5 2.5-4 5 4 5-2.5 2.5-5-4-5 4L2.5 15l4-5-4-5z"{0}/>',
}


def symbol_svg(group: str, *, hollow: bool = False, dashed: bool = False) -> str:
    """Draw the symbol of a group of organisations as a small picture."""
    symbol = palette.SYMBOLS[group]
    paint = f' fill="{symbol.colour}" stroke="#fff" stroke-width="1"'
    if hollow or dashed:
        dash = ' stroke-dasharray="2.5 2"' if dashed else ""
        paint = f' fill="#fff" stroke="{symbol.colour}" stroke-width="2"{dash}'
    return _svg(_SHAPES[symbol.shape].format(paint))


def classes_html(scale: Scale, *, shading: Shading, lang: str, gaps: bool) -> str:
    """List the classes of a shading with their limits; `gaps` adds the colour of no value."""
    title = html_text(f"{shading.title} ({shading.unit})" if shading.unit else shading.title)
    rows = [
        f"<li>{_swatch(colour)}<span>{html_text(text)}</span></li>"
        for colour, text in zip(scale.colours, _spans(scale, shading, lang), strict=True)
    ]
    if gaps:
        rows.append(f"<li>{_swatch(None)}<span>{html_text(word('map.no_value', lang))}</span></li>")
    return f'<p class="cl-unit">{title}</p><ul class="cl-classes">{"".join(rows)}</ul>'


def _spans(scale: Scale, shading: Shading, lang: str) -> list[str]:
    """Name the classes so that no value is in two of them; the last holds its upper limit."""
    limits = scale.limits
    if shading.decimals == 0 and all(limit == round(limit) for limit in limits):
        tops = [*(high - 1 for high in limits[1:-1]), limits[-1]]
        return [
            _limit(low, shading) if low == top else f"{_limit(low, shading)}–{_limit(top, shading)}"
            for low, top in zip(limits, tops, strict=False)
        ]
    ends = [(_limit(low, shading), _limit(high, shading)) for low, high in pairwise(limits)]
    keys = [*["map.class"] * (len(ends) - 1), "map.class_last"]
    return [
        word(key, lang, low=low, high=high) for key, (low, high) in zip(keys, ends, strict=True)
    ]


def panel(
    *,
    lang: str,
    surfaces: Sequence[tuple[str, str, str]],
    layers: Sequence[dict[str, Any]],
    lines: Sequence[tuple[str, str]],
    name: str,
    rough_m: float | None = None,
) -> str:
    """Write the panel.

    Parameters
    ----------
    lang : str
        ``"ko"`` or ``"en"``.
    surfaces : sequence of (key, title, classes as HTML)
        Shadings, of which one is shown at a time.
    layers : sequence of dict
        Point layers with key, count and show.
    lines : sequence of (style, text)
        Outlines explained: style is ``"district"``, ``"schematic"``, ``"whole"`` or ``"dong"``.
    name : str
        Keeps the choices of several maps on a page apart.
    rough_m : float, optional
        From here on symbols are pale [m]; said where there are such, with a switch for circles.
    """
    parts = []
    if surfaces:
        options = [*surfaces, ("none", word("layer.none", lang), "")]
        rows = [
            f'<label class="cl-choice"><input type="radio" name="{name}-surface" value="{key}"'
            f"{' checked' if i == 0 else ''}><span>{html_text(title)}</span></label>"
            f'<div class="cl-legend" data-surface="{key}"{"" if i == 0 else " hidden"}>'
            f"{classes}</div>"
            for i, (key, title, classes) in enumerate(options)
        ]
        parts.append(_group(word("layer.surface", lang), rows))
    points = [_point_choice(layer, lang) for layer in layers if layer["kind"] == "points"]
    if points:
        hint = f'<p class="cl-hint">{html_text(word("map.stacked", lang))}</p>'
        doubt = [] if rough_m is None else [_doubt(rough_m, lang)]
        parts.append(_group(word("layer.points", lang), [*points, hint, *doubt]))
    others = [_choice(s, _svg(_STATION), word("layer.stations", lang)) for s in layers
              if s["kind"] == "stations"]  # fmt: skip
    others += [
        f'<p class="cl-line">{_line(style)}<span>{html_text(t)}</span></p>' for style, t in lines
    ]
    if others:
        parts.append(_group(word("layer.other", lang), others))
    return (
        f'<details class="cl-panel" open><summary>{html_text(word("map.legend", lang))}</summary>'
        f'<div class="cl-panel-body">{"".join(parts)}</div></details>'
    )


_STATION = '<circle cx="10" cy="10" r="4.5" fill="#fff" stroke="#1f2a30" stroke-width="2.5"/>'


def _point_choice(layer: dict[str, Any], lang: str) -> str:
    key = layer["key"]
    if key == "planned":
        return _choice(layer, symbol_svg("firm", hollow=True), word("layer.planned", lang))
    if key == "left":
        return _choice(layer, symbol_svg("firm", dashed=True), word("layer.left", lang))
    return _choice(layer, symbol_svg(key), word(f"kinds.{key}", lang))


def _doubt(metres: float, lang: str) -> str:
    pale = html_text(word("map.rough", lang, metres=round(metres)))
    circle = _svg(
        '<circle cx="10" cy="10" r="8" fill="none" stroke="#1f2a30" stroke-dasharray="3 2"/>'
    )
    return (
        f'<label class="cl-choice"><input type="checkbox" value="uncertainty">{circle}'
        f"<span>{html_text(word('map.uncertainty', lang))}</span></label>"
        f'<p class="cl-hint">{pale}</p>'
    )


def _choice(layer: dict[str, Any], picture: str, title: str) -> str:
    checked = " checked" if layer["show"] else ""
    return (
        f'<label class="cl-choice"><input type="checkbox" value="{layer["key"]}"{checked}>{picture}'
        f"<span>{html_text(title)}</span><b>{number(layer['count'])}</b></label>"
    )


def _group(title: str, rows: Sequence[str]) -> str:
    return f"<fieldset><legend>{html_text(title)}</legend>{''.join(rows)}</fieldset>"


def _svg(content: str) -> str:
    return f'<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">{content}</svg>'


def _swatch(colour: str | None) -> str:
    style = f"background:{palette.colour(colour)}" if colour else ""
    return f'<i class="cl-swatch{"" if colour else " cl-empty"}" style="{style}"></i>'


def _line(style: str) -> str:
    return f'<i class="cl-stroke cl-{style}"></i>'


def _limit(value: float, shading: Shading) -> str:
    # Limits are round: more decimals than they need would claim a precision they lack.
    decimals = next((d for d in range(7) if round(value, d) == value), shading.decimals)
    return number(value, decimals=decimals)
