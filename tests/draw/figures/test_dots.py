"""Location quotients as dots."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.draw.figures import quotients

TABLE = pd.DataFrame({"gu": [0.5, 2.0, np.nan, 0.0]}, index=["a", "b", "c", "d"])


def test_half_and_twice_lie_equally_far_from_one() -> None:
    axis = quotients(TABLE, names={}, unit="LQ", lang="en").axes[0]
    x = [axis.transData.transform((v, 0))[0] for v in (0.5, 1, 2)]
    assert x[1] - x[0] == pytest.approx(x[2] - x[1])


def test_each_value_is_written_and_missing_ones_leave_no_row() -> None:
    axis = quotients(TABLE, names={}, unit="LQ", lang="en").axes[0]
    assert [t.get_text() for t in axis.texts] == ["2.00", "0.50", "0.00"]
    assert [t.get_text() for t in axis.get_yticklabels()] == ["b", "a", "d"]


def test_regions_differ_by_marker_and_are_named() -> None:
    two = TABLE.assign(sido=1.0)
    figure = quotients(two, names={"gu": "Gangseo", "sido": "Seoul"}, unit="LQ", lang="en")
    dots = [line for line in figure.axes[0].lines if line.get_marker() in {"o", "s"}]
    assert len(dots) == 2
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["Gangseo", "Seoul"]


def test_order_can_be_given_and_too_many_regions_are_refused() -> None:
    axis = quotients(TABLE, names={}, unit="LQ", lang="en", order=["a", "b"]).axes[0]
    assert [t.get_text() for t in axis.get_yticklabels()] == ["a", "b"]
    with pytest.raises(ValueError, match=r"At most 4 regions fit. Given: 5"):
        quotients(pd.DataFrame(np.ones((1, 5))), names={}, unit="LQ", lang="en")


def test_nothing_to_show_is_said() -> None:
    figure = quotients(TABLE.iloc[[2]], names={}, unit="LQ", lang="en")
    assert figure.axes[0].texts[0].get_text() == "no data"


@pytest.mark.parametrize("name", ["A", "Cheongju, Chungbuk", "충청북도 청주시 흥덕구 오송읍"])
def test_the_legend_stays_within_the_sheet(name):
    table = pd.DataFrame({c: [2.0, 0.5] for c in "abc"}, index=["x", "y"])
    figure = quotients(table, names=dict.fromkeys("abc", name), unit="LQ", lang="en")
    figure.canvas.draw()
    box = figure.legends[0].get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.x1
