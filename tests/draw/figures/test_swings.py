"""Swings and spreads: widest first, below zero told by hatch and not by colour alone."""

import numpy as np
import pandas as pd

from clusterlab.draw.figures import spread, swings

ENDS = pd.DataFrame(
    {"at_low": [5.0, -20.0, 7.0], "at_high": [15.0, 40.0, 7.0]}, index=["cost", "price", "flat"]
)


def drawn(table=ENDS, **options):
    return swings(
        table, base=10, unit="u", lang="en", at_low="low end", at_high="high end", **options
    )


def test_widest_is_on_top_and_what_moves_nothing_is_left_out():
    (axis,) = drawn().axes
    labels = [label.get_text() for label in axis.get_yticklabels()]
    places = axis.get_yticks()
    assert labels[int(np.argmax(places))] == "price"
    assert "flat" not in labels
    (axis,) = drawn(largest=1).axes
    assert [label.get_text() for label in axis.get_yticklabels()] == ["price"]


def test_bars_run_from_the_base_and_differ_by_hatch():
    figure = drawn()
    (axis,) = figure.axes
    ends = {round(bar.get_x() + bar.get_width(), 6) for bar in axis.patches}
    assert ends >= {-20.0, 40.0}
    assert all(bar.get_x() == 10 for bar in axis.patches)
    assert len({bar.get_hatch() for bar in axis.patches}) == 2
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["low end", "high end"]


def test_losses_are_hatched():
    values = np.linspace(-10, 30, 4001)
    figure = spread(values, unit="u", lang="en", marks=pd.Series({"median": 10.0}), bins=20)
    (axis,) = figure.axes
    for bar in axis.patches:
        middle = bar.get_x() + bar.get_width() / 2
        assert bool(bar.get_hatch()) == (middle < 0)
    assert sum(bar.get_height() for bar in axis.patches) > 98
    assert "median 10" in axis.texts[0].get_text()


def test_nothing_known_is_said():
    (axis,) = spread([np.nan], unit="u", lang="en", marks=pd.Series(dtype=float)).axes
    assert axis.texts[0].get_text() == "no data"
    (axis,) = drawn(ENDS.iloc[2:]).axes
    assert axis.texts[0].get_text() == "no data"


def test_draws_of_one_value_still_draw():
    (axis,) = spread([3.0] * 5, unit="u", lang="ko", marks=pd.Series(dtype=float)).axes
    assert sum(bar.get_height() for bar in axis.patches) == 100
