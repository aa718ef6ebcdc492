"""Charts become pictures of their own size, with Korean letters drawn."""

import io

import numpy as np
import pytest
from PIL import Image

from clusterlab.report.exports.pictures import ZOOM, picture, size_of


def svg(text: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">'
        f'<text x="5" y="35" style="font: 30px \'Pretendard\'">{text}</text></svg>'
    )


def ink(text: str) -> int:
    pixels = np.asarray(Image.open(io.BytesIO(picture(svg(text)).png)).convert("L"))
    return int((pixels < 128).sum())


def test_it_has_the_size_of_the_chart():
    drawn = picture(svg("a"))
    assert (drawn.width, drawn.height) == (200, 50)
    assert size_of(drawn.png) == (200 * ZOOM, 50 * ZOOM)


def test_letters_are_drawn_and_differ():
    assert ink("") == 0
    assert len({ink("마곡"), ink("오송"), ink("Magok")}) == 3


def test_a_chart_without_a_size_is_refused():
    with pytest.raises(ValueError, match="viewBox"):
        picture("<svg></svg>")
