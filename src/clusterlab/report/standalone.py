"""Pages that need nothing beside themselves: no network, no other file, scripts named by hash."""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import folium
from branca.element import Element, Figure

from ..draw import fonts
from ..draw.sheet import without_pictures

# What folium links to, by a part of the address that names the library: our copy, or nothing
# where the pages do without it.
_BUNDLED = {"leaflet.js": "leaflet.js", "leaflet.css": "leaflet.css"}
_LEFT_OUT = ("jquery", "bootstrap", "awesome", "glyphicons", "fontawesome", "d3.min.js")
# Scripts that would stop without what is left out, or ask the network for pictures.
_NEEDS_MORE = {
    "L.tileLayer": "a tile layer",
    "L.AwesomeMarkers": "icon markers",
    "L.marker(": "picture markers",
    "d3.scale": "a colour map of branca",
}
_SCRIPT_LINK = re.compile(r'<script\b[^>]*\bsrc="([^"]*)"[^>]*>\s*</script>')
_STYLE_LINK = re.compile(r'<link\b[^>]*\bhref="([^"]*)"[^>]*>')
_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_BLOCK = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1>", re.DOTALL)
_REMOTE = re.compile(
    r'<(?:img|iframe|script|link|source|object|embed)\b[^>]*(?:src|href|data)="(?!data:)[^"]+"'
    r"|@import|url\(\s*['\"]?(?!data:|#)[^)'\"]+"
)
_PAGE_STYLE = Path(fonts.__file__).with_name("web") / "page.css"


@dataclass(frozen=True)
class Fragment:
    """A map as parts of a page: head blocks (tag, text), body, script, and tables beside it."""

    head: tuple[tuple[str, str], ...]
    body: str
    script: str
    tables: str = ""


def page(figure: folium.Map, *, title: str, lang: str, table_html: str | None = None) -> str:
    """Write a map as one page.

    Parameters
    ----------
    figure : folium.Map
        The map.
    title : str
        Title of the page.
    lang : str
        Language of the page, for example ``"ko"``.
    table_html : str, optional
        Safe HTML put below the map; the map's own tables where not given.

    Returns
    -------
    str
        HTML; the same for the same map, title and language.

    Raises
    ------
    ValueError
        The map needs something from the network.
    """
    part = fragment(figure)
    tables = part.tables if table_html is None else table_html
    style = _PAGE_STYLE.read_text(encoding="utf-8")
    return document(
        title=title,
        lang=lang,
        body=f'<main class="cl-page">{part.body}{tables}</main>',
        head=[("style", style), *part.head],
        scripts=[part.script],
    )


def fragment(figure: folium.Map, *, number: int = 1) -> Fragment:
    """Take a map apart for a page that holds several.

    Parameters
    ----------
    figure : folium.Map
        The map.
    number : int
        The map's place on the page, so that names differ.

    Returns
    -------
    Fragment
        Its names are counted through the map, so that the same map gives the same text.
    """
    root = figure.get_root()
    if not isinstance(root, Figure):
        raise TypeError(f"A map is drawn on a Figure. Its root: {type(root).__name__}.")
    root.render()
    names = _counted_names(root, prefix=f"m{number}e")
    head = inline_links(_renamed(root.header.render(), names))
    blocks = tuple((m.group(1), m.group(2)) for m in _BLOCK.finditer(head))
    body = _renamed(root.html.render(), names).strip()
    script = _renamed(root.script.render(), names).strip()
    _refuse_network(script)
    return Fragment(blocks, body, script, str(getattr(figure, "tables", "")))


def document(
    *,
    title: str,
    lang: str,
    body: str,
    head: Iterable[tuple[str, str]] = (),
    scripts: Sequence[str] = (),
) -> str:
    """Put a page together: its letters embedded, its scripts allowed by hash and no others.

    Parameters
    ----------
    title : str
        Title of the page, plain text.
    lang : str
        Language of the page.
    body : str
        Safe HTML without scripts.
    head : iterable of (tag, text)
        Styles and scripts of the head; equal ones are written once.
    scripts : sequence of str
        Scripts that run after the body, each safe inside a script element.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        The body holds a script, or the page would fetch something.
    """
    if "<script" in body.lower():
        raise ValueError("The body of a page must not hold scripts; give them as scripts.")
    blocks = list(dict.fromkeys(head))
    styles = "\n".join(text for tag, text in blocks if tag == "style")
    early = [_plain_lines(text) for tag, text in blocks if tag == "script"]
    late = [_plain_lines(text) for text in scripts if text.strip()]
    for text in [*early, *late]:
        if "</script" in text.lower() or "<!--" in text:
            raise ValueError("A script holds </script or <!--; it would end or hide in the page.")
    _refuse_links(body + styles)
    faces = fonts.font_face_css("".join([title, body, *late]))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{html.escape(lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        _policy_meta([*early, *late]),
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{html.escape(title)}</title>",
        "<!-- Typeface: Pretendard, SIL Open Font License 1.1 -->",
        f"<style>{faces}{styles}</style>",
        *(f"<script>{text}</script>" for text in early),
        "</head>",
        f"<body>{body}",
        *(f"<script>{text}</script>" for text in late),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def inline(page_html: str) -> str:
    """Make a page that folium wrote self-contained.

    Each linked script and style is replaced by the bundled one or, where maps do without it,
    left out; a policy then allows the page's own scripts and nothing else.

    Raises
    ------
    ValueError
        The page links to something that is not bundled, or draws tiles or picture markers.
    """
    inlined = _plain_lines(inline_links(page_html))
    scripts = _SCRIPT.findall(inlined)
    for script in scripts:
        _refuse_network(script)
    _refuse_links(_SCRIPT.sub("", inlined))
    if "<head>" not in inlined:
        raise ValueError("The page has no <head> for the policy to stand in.")
    return inlined.replace("<head>", f"<head>\n{_policy_meta(scripts)}", 1)


def inline_links(text: str) -> str:
    """Replace links to scripts and styles by the bundled files, raising on any other."""
    text = _SCRIPT_LINK.sub(lambda m: _bundled(m.group(1), tag="script"), text)
    return _STYLE_LINK.sub(lambda m: _bundled(m.group(1), tag="style"), text)


def policy(scripts: Iterable[str]) -> str:
    """Write the content-security policy of a page: its own scripts by hash, and no request."""
    hashes = " ".join(dict.fromkeys(f"'sha256-{_digest(script)}'" for script in scripts))
    return (
        f"default-src 'none'; script-src {hashes or chr(39) + 'none' + chr(39)}; "
        "style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _policy_meta(scripts: Iterable[str]) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">'


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _plain_lines(text: str) -> str:
    # Parsers read CR LF as LF before they hash a script.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bundled(address: str, *, tag: str) -> str:
    name = address.rsplit("/", 1)[-1].split("?")[0]
    if any(part in address for part in _LEFT_OUT):
        return ""
    if name not in _BUNDLED:
        raise ValueError(f"The page links to {address}, which is not bundled.")
    text = fonts.asset(_BUNDLED[name]).read_text(encoding="utf-8")
    if tag == "style":
        text = without_pictures(text)
    return f"<{tag}>{text.split('//# sourceMappingURL')[0]}</{tag}>"


def _refuse_network(script: str) -> None:
    for call, what in _NEEDS_MORE.items():
        if call in script and "L.Canvas.include" not in script and "Leaflet 1." not in script:
            raise ValueError(f"The map holds {what} ({call}), which a page without network lacks.")


def _refuse_links(text: str) -> None:
    found = _REMOTE.search(text)
    if found:
        raise ValueError(f"The page would fetch {found.group()[:120]!r}.")


def _counted_names(root: Element, *, prefix: str) -> dict[str, str]:
    """Give elements counted names in the order of the tree instead of their random ids."""
    names: dict[str, str] = {}
    for element in _walk(root):
        names.setdefault(element.__dict__["_id"], f"{prefix}{len(names) + 1}")
    return names


def _walk(element: Element) -> Iterator[Element]:
    yield element
    parts = vars(element)
    for child in parts["_children"].values():
        yield from _walk(child)
    # Some elements hold others that are not their children, such as the marker of a GeoJson layer.
    for name, value in parts.items():
        if isinstance(value, Element) and name != "_parent" and not vars(value)["_children"]:
            yield value


def _renamed(text: str, names: dict[str, str]) -> str:
    return re.sub(r"[0-9a-f]{32}", lambda m: names.get(m.group(), m.group()), text)
