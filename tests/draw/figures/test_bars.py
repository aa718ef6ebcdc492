"""Bars show each value once, and what is missing as missing."""

import itertools

import numpy as np
import pandas as pd
import pytest

from clusterlab.draw.figures import ranges, ranking, stacked_shares


def texts(figure: object) -> list[str]:
    return [t.get_text() for t in figure.axes[0].texts]  # type: ignore[attr-defined]  # a Figure


def test_ranking_runs_from_the_largest_down() -> None:
    values = pd.Series({"a": 1.0, "b": 12_345.0, "c": np.nan})
    figure = ranking(values, unit="u", lang="en")
    assert texts(figure) == ["12,345", "1", "–"]
    assert [b.get_width() for b in figure.axes[0].patches] == [12_345, 1, 0]
    assert list(values.index) == ["a", "b", "c"], "the caller's values are not touched"


def test_ranking_can_be_cut_and_highlighted() -> None:
    figure = ranking(pd.Series(range(9)), unit="u", lang="en", largest=3, highlight=[7])
    assert texts(figure) == ["8", "7", "6"]
    colours = [b.get_facecolor() for b in figure.axes[0].patches]
    assert colours[0] == colours[2] != colours[1]


def test_ranges_show_both_ends_or_one_value() -> None:
    table = pd.DataFrame({"low": [1.0, 2.0, 5.0], "high": [3.0, 2.0, None]}, index=["a", "b", "c"])
    assert texts(ranges(table, unit="u", lang="en", decimals=1)) == ["1.0–3.0", "2.0"]


def test_shares_fill_each_bar_to_one_hundred() -> None:
    shares = pd.DataFrame({"x": [1.0, 3.0], "y": [3.0, None], "z": [0.0, 0.0]}, index=["a", "b"])
    figure = stacked_shares(shares, names={"x": "Ex"}, lang="en")
    widths = np.array([b.get_width() for b in figure.axes[0].patches]).reshape(2, 2)
    assert widths.sum(axis=0) == pytest.approx([100, 100])
    assert widths[:, 0] == pytest.approx([25, 75])
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["Ex", "y"]


def test_bars_may_bear_names_of_their_own() -> None:
    shares = pd.DataFrame({"x": [1.0, 0.0, 3.0]}, index=["a", "b", "c"])
    figure = stacked_shares(shares, names={}, labels=["A", "B", "C"], lang="en")
    assert [t.get_text() for t in figure.axes[0].get_yticklabels()] == ["A", "C"]


def test_parts_differ_by_hatch_for_grey_print() -> None:
    shares = pd.DataFrame([[1.0] * 5], columns=list("abcde"))
    figure = stacked_shares(shares, names={}, lang="en")
    assert len({b.get_hatch() for b in figure.axes[0].patches}) == 5


def test_negative_parts_are_refused() -> None:
    with pytest.raises(ValueError, match=r"zero or more. The lowest: -1\.0"):
        stacked_shares(pd.DataFrame({"x": [-1.0], "y": [2.0]}), names={}, lang="en")


def test_nothing_to_show_is_said() -> None:
    nothing = pd.DataFrame({"low": [], "high": []})
    for figure in (
        ranking(pd.Series(dtype=float), unit="u", lang="ko"),
        ranges(nothing, unit="u", lang="ko"),
        stacked_shares(pd.DataFrame({"x": [0.0]}), names={}, lang="ko"),
    ):
        assert texts(figure) == ["자료 없음"]


def test_ticks_of_ranges_are_grouped_and_no_label_is_cut() -> None:
    table = pd.DataFrame(
        {"low": [1_200_000.0, 230.0], "high": [2_300_000.0, 230.0]}, index=list("ab")
    )
    figure = ranges(table, unit="won", lang="en")
    figure.canvas.draw()
    axis = figure.axes[0]
    ticks = [tick.get_text() for tick in axis.get_xticklabels()]
    assert "1,500,000" in ticks
    right = max(text.get_window_extent().x1 for text in axis.texts)
    assert right <= figure.bbox.x1
    boxes = [tick.get_window_extent() for tick in axis.get_xticklabels() if tick.get_text()]
    shown = [box for box in boxes if box.x1 <= figure.bbox.x1]
    assert all(one.x1 < two.x0 for one, two in itertools.pairwise(shown))
