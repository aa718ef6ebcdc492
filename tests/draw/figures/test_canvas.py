"""The sheet of all charts."""

import pytest
from matplotlib.font_manager import FontProperties

from clusterlab.draw.figures import canvas


def test_text_is_legible_on_a_phone() -> None:
    figure, _ = canvas.new_figure(height_in=2)
    phone_px, sheet_px = 354, figure.get_size_inches()[0] * 96
    for points in (canvas.TEXT_PT, canvas.SMALL_PT):
        assert points * 96 / 72 * phone_px / sheet_px >= 11


def test_the_korean_face_is_set() -> None:
    canvas.new_figure(height_in=2)
    assert FontProperties().get_name() != "DejaVu Sans"


def test_hatches_and_fills_are_as_many() -> None:
    assert len(canvas.HATCHES) == len(set(canvas.HATCHES)) == len(set(canvas.FILLS))


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("짧다", "짧다"),
        ("마곡지구 2지구(산업·업무)", "마곡지구\n2지구(산업·업무)"),
        ("one two three four five", "one two three\nfour five"),
        ("Unbreakableverylongword", "Unbreakableverylongword"),
    ],
)
def test_long_labels_break_once_near_the_middle(text: str, wrapped: str) -> None:
    assert canvas.wrap(text) == wrapped


def test_an_empty_figure_says_why() -> None:
    (axis,) = canvas.empty("no data").axes
    assert [t.get_text() for t in axis.texts] == ["no data"]
