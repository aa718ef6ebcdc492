"""The Korean typeface: registered with matplotlib, and cut down to a page's letters."""

import base64
import io
import re
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib import font_manager, rcParams

FAMILY = "Pretendard"
WEIGHTS = {"Regular": 400, "Bold": 700}
_ASSETS = Path(__file__).with_name("assets")
# Faces with Hangul that systems commonly carry, best first.
_FALLBACKS = (
    "Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic",
    "NanumBarunGothic", "Spoqa Han Sans Neo", "UnDotum", "Baekmuk Gulim",
)  # fmt: skip
_ALWAYS = "".join(map(chr, range(32, 127))) + " ·–−—…±²×≥≤%‘’“”→"
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def asset(name: str) -> Path:
    """Give the path of a bundled file.

    Raises
    ------
    FileNotFoundError
        The file was not fetched at set-up.
    """
    path = _ASSETS / name
    if not path.is_file():
        raise FileNotFoundError(
            f"The bundled file {name} is missing. Run `make setup` to fetch it."
        )
    return path


@cache
def use_in_matplotlib() -> str:
    """Make matplotlib draw Korean text; give the name of the face it will use.

    The bundled face is taken; without it, an installed one with Hangul.

    Raises
    ------
    RuntimeError
        No face with Hangul can be found, so that labels would be empty boxes.
    """
    family = _bundled_family() or _installed_family()
    if family is None:
        raise RuntimeError(
            "No typeface with Korean letters was found. Run `make setup` to fetch Pretendard."
        )
    rcParams["font.family"] = [family]
    rcParams["axes.unicode_minus"] = False
    return family


def _bundled_family() -> str | None:
    paths = [_ASSETS / f"{FAMILY}-{weight}.ttf" for weight in WEIGHTS]
    if not all(path.is_file() for path in paths):
        return None
    for path in paths:
        font_manager.fontManager.addfont(path)
    return FAMILY


def _installed_family() -> str | None:
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((name for name in _FALLBACKS if name in installed), None)


def letters_of(page: str) -> str:
    """List the characters a page may show, sorted: those in its text, data and escapes."""
    text = _JSON_ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), unescape(page))
    return "".join(sorted({c for c in {*text, *_ALWAYS} if c.isprintable()}))


@lru_cache(maxsize=32)
def subset_woff2(letters: str, *, weight: str = "Regular") -> bytes:
    """Cut the bundled face down to some letters.

    Parameters
    ----------
    letters : str
        The characters to keep; those the face lacks are left out.
    weight : str
        ``"Regular"`` or ``"Bold"``.

    Returns
    -------
    bytes
        A WOFF2 file; the same for the same letters.
    """
    if weight not in WEIGHTS:
        raise ValueError(f"Unknown weight {weight!r}. Known ones: {', '.join(WEIGHTS)}.")
    options = subset.Options()
    options.layout_features = ["kern", "tnum"]
    options.hinting = False
    options.name_IDs = [0, 13, 14]  # copyright and licence: the OFL asks for them
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG"]
    with TTFont(asset(f"{FAMILY}-{weight}.ttf"), lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        # A cut face may not carry the reserved name inside the file.
        for identity, name in ((1, "clusterlab cut"), (2, weight)):
            font["name"].setName(name, identity, 3, 1, 0x409)
        font.flavor = "woff2"
        buffer = io.BytesIO()
        font.save(buffer)
    return buffer.getvalue()


def font_face_css(page: str, *, weights: tuple[str, ...] = ("Regular", "Bold")) -> str:
    """Write the CSS that embeds the typeface with the letters of a page.

    Parameters
    ----------
    page : str
        The page's HTML, scripts and data included.
    weights : tuple of str
        The weights to embed.
    """
    letters = letters_of(page)
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{WEIGHTS[weight]};font-style:normal;'
        "src:url(data:font/woff2;base64,"
        f'{base64.b64encode(subset_woff2(letters, weight=weight)).decode()}) format("woff2")}}\n'
        for weight in weights
    )
