"""Draws the charts of a report, which are SVG, as pictures that word processors take."""

import re
import struct
from dataclasses import dataclass

from ...draw.fonts import FAMILY, WEIGHTS, asset

# Pixels for each point of a chart: sharp on paper, and small enough to mail.
ZOOM = 2.0
_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Picture:
    """A PNG with its size in points."""

    png: bytes
    width: float
    height: float


def picture(svg: str) -> Picture:
    """Draw an SVG with the typeface that reports use.

    Raises
    ------
    ValueError
        It does not say how large it is.
    """
    import resvg_py

    box = _BOX.search(svg)
    if box is None:
        raise ValueError("a chart without a viewBox cannot be drawn")
    width, height = float(box[3]), float(box[4])
    sized = svg.replace("<svg ", f'<svg width="{width:g}" height="{height:g}" ', 1)
    faces = [str(asset(f"{FAMILY}-{weight}.ttf")) for weight in WEIGHTS]
    png = resvg_py.svg_to_bytes(
        svg_string=sized,
        background="#ffffff",
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=faces,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return Picture(bytes(png), width, height)


def size_of(png: bytes) -> tuple[int, int]:
    """Read width and height of a PNG [pixel] from its header."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)
