"""A cluster among all complexes."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.draw.figures import position

VALUES = pd.Series([*range(1, 101), np.nan], dtype=float)


def named(figure: object) -> list[str]:
    return [t.get_text() for t in figure.legends[0].get_texts()]  # type: ignore[attr-defined]  # a Figure


def test_all_known_values_are_counted() -> None:
    figure = position(VALUES, of={"A": 25.0}, unit="u", lang="en")
    assert sum(b.get_height() for b in figure.axes[0].patches) == 100
    assert "All 100 complexes of the country" in named(figure)
    assert "Median 50.5" in named(figure)


def test_marks_tell_value_and_the_share_below() -> None:
    figure = position(VALUES, of={"A": 25.0, "B": float("nan")}, unit="u", lang="en")
    assert "A 25.0 (25% are lower)" in named(figure)
    assert not any(text.startswith("B") for text in named(figure)), "unknown values get no mark"


def test_marks_beyond_the_others_stay_in_sight() -> None:
    axis = position(VALUES, of={"A": 500.0}, unit="u", lang="ko").axes[0]
    assert axis.get_xlim()[1] >= 500


def test_logarithmic_leaves_out_zero() -> None:
    figure = position(pd.Series([0.0, 1.0, 1000.0]), of={}, unit="u", lang="en", logarithmic=True)
    assert sum(b.get_height() for b in figure.axes[0].patches) == 2


def test_too_many_marks_are_refused_and_nothing_is_said() -> None:
    with pytest.raises(ValueError, match=r"At most 6 can be marked. Given: 7"):
        position(VALUES, of={str(i): 1.0 for i in range(7)}, unit="u", lang="en")
    figure = position(pd.Series([np.nan]), of={}, unit="u", lang="en")
    assert figure.axes[0].texts[0].get_text() == "no data"
