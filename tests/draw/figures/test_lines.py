"""Lines over years: gaps stay gaps, styles differ without colour, bands hold their middle."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.draw.figures import year_bands, year_lines

TABLE = pd.DataFrame(
    {"a": [1.0, np.nan, 3.0, 4.0], "b": [2.0, 2.5, 2.0, np.nan]}, index=[2020, 2021, 2022, 2023]
)


def lines(figure, length=4):
    (axis,) = figure.axes
    return [line for line in axis.get_lines() if len(line.get_xdata()) == length]


def test_a_missing_year_breaks_the_line():
    first, second = lines(year_lines(TABLE, names={}, unit="u", lang="en"))
    assert np.isnan(first.get_ydata()[1])
    assert np.isnan(second.get_ydata()[3])


def test_lines_differ_without_colour():
    drawn = lines(year_lines(TABLE, names={}, unit="u", lang="en"))
    assert len({line.get_linestyle() for line in drawn}) == 2
    assert len({line.get_marker() for line in drawn}) == 2


def test_names_and_last_values_are_written():
    figure = year_lines(TABLE, names={"a": "First"}, unit="won", lang="en", decimals=1)
    (axis,) = figure.axes
    assert {text.get_text() for text in axis.texts} == {"4.0", "2.0"}
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["First", "b"]
    assert axis.get_title(loc="left") == "won"
    assert axis.get_ylim()[0] == 0


def test_zero_is_marked_where_values_fall_below_it():
    falling = pd.DataFrame({"net": [-5.0, -1.0]}, index=[1, 2])
    (axis,) = year_lines(falling, names={}, unit="u", lang="ko", zero=True).axes
    assert any(list(line.get_ydata()) == [0, 0] for line in axis.get_lines())


def test_nothing_known_is_said():
    (axis,) = year_lines(TABLE * np.nan, names={}, unit="u", lang="en").axes
    assert axis.texts[0].get_text() == "no data"
    with pytest.raises(ValueError, match="5 lines do not stay apart; at most 4"):
        year_lines(pd.DataFrame([range(5)]), names={}, unit="u", lang="en")


def test_bands():
    table = pd.DataFrame({"low": [-1.0, 0], "middle": [0.0, 2], "high": [1.0, 5]}, index=[1, 2])
    figure = year_bands(table, unit="u", lang="en", middle="median", between="90 %")
    (axis,) = figure.axes
    assert axis.texts[0].get_text() == "2"
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["90 %", "median"]
    (empty,) = year_bands(table * np.nan, unit="u", lang="en", middle="m", between="b").axes
    assert empty.texts[0].get_text() == "no data"
