"""Columns over years."""

import numpy as np
import pandas as pd

from clusterlab.draw.figures import time_columns


def test_each_year_has_its_column_and_the_highest_its_number() -> None:
    values = pd.Series({2001: 5.0, 2003: 1200.0, 2004: np.nan})
    axis = time_columns(values, unit="m²", lang="en").axes[0]
    places = [(b.get_x() + b.get_width() / 2, b.get_height()) for b in axis.patches]
    assert places == [(2001, 5), (2003, 1200)]
    assert [t.get_text() for t in axis.texts] == ["1,200"]


def test_axis_starts_at_zero_and_names_unit_and_time() -> None:
    axis = time_columns(pd.Series({2001: 5.0}), unit="m²", lang="ko").axes[0]
    assert axis.get_ylim()[0] == 0
    assert (axis.get_title(loc="left"), axis.get_xlabel()) == ("m²", "사용승인 연도")


def test_nothing_to_show_is_said() -> None:
    figure = time_columns(pd.Series({2001: np.nan}), unit="m²", lang="en")
    assert figure.axes[0].texts[0].get_text() == "no data"
