"""The scatter of Moran."""

import pandas as pd
import pytest

from clusterlab.draw.figures import moran_scatter

NAMES = {"HH": "high", "HL": "lone", "LH": "gap", "LL": "low", "rest": "chance"}
TABLE = pd.DataFrame(
    {
        "value": [3.0, 2.0, 0.5, 0.5],
        "lag": [2.5, 0.4, 0.6, 2.4],
        "quadrant": ["HH", "HL", "LL", "LH"],
        "q_value": [0.01, 0.5, 0.05, 0.2],
    },
    index=["a", "b", "c", "d"],
)


def draw(table=TABLE, marked="b"):
    return moran_scatter(
        table, marked=marked, called="Osong", below=0.05, names=NAMES, x_unit="own", y_unit="near",
        lang="en",
    )  # fmt: skip


def test_quarters_differ_by_marker_and_only_those_that_stand_out_have_one():
    figure = draw()
    told = [text.get_text() for text in figure.legends[0].get_texts()]
    assert told == ["chance (2)", "high (1)", "low (1)"]
    dots = {line.get_label(): line for line in figure.axes[0].lines}
    assert dots["high (1)"].get_marker() != dots["low (1)"].get_marker()
    assert dots["high (1)"].get_xydata().tolist() == [[3.0, 2.5]]
    assert dots["chance (2)"].get_markerfacecolor() == "none"


def test_lines_stand_at_the_mean_of_all():
    lines = draw().axes[0].lines
    across = [line.get_ydata()[0] for line in lines if list(line.get_xdata()) == [0, 1]]
    up = [line.get_xdata()[0] for line in lines if list(line.get_ydata()) == [0, 1]]
    assert across == up == [pytest.approx(1.5)]


def test_the_marked_place_is_ringed_and_named_inside_the_axes():
    axis = draw().axes[0]
    assert [text.get_text() for text in axis.texts] == ["Osong"]
    assert axis.texts[0].get_ha() == "right"  # It lies right of the middle.
    assert axis.lines[-1].get_xydata().tolist() == [[2.0, 0.4]]
    assert not draw(marked="nowhere").axes[0].texts


def test_nothing_to_show_is_said():
    assert draw(TABLE.assign(lag=float("nan"))).axes[0].texts
