"""Small panels."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.draw.figures import comparison
from clusterlab.draw.figures.multiples import Panel

TABLE = pd.DataFrame({"n": [134.0, 38.0], "share": [0.5, np.nan]}, index=["Magok", "Osong"])
PANELS = {"n": Panel("Organisations"), "share": Panel("Share", decimals=1)}


def test_each_panel_shows_its_own_scale() -> None:
    left, right = comparison(TABLE, panels=PANELS, lang="en").axes
    assert [t.get_text() for t in left.texts] == ["134", "38"]
    assert left.get_xlim()[1] > 134
    assert right.get_xlim()[1] < 1
    assert right.get_title(loc="left") == "Share"


def test_missing_is_a_dash_without_a_bar() -> None:
    _, right = comparison(TABLE, panels=PANELS, lang="en").axes
    assert [t.get_text() for t in right.texts] == ["0.5", "–"]
    assert right.patches[1].get_width() == 0


def test_a_cluster_keeps_its_colour() -> None:
    axes = comparison(TABLE, panels=PANELS, lang="en").axes
    first, second = ([b.get_facecolor() for b in axis.patches] for axis in axes)
    assert first == second
    assert first[0] != first[1]


def test_order_and_limits() -> None:
    figure = comparison(TABLE, panels=PANELS, lang="en", order=["Osong"])
    assert [t.get_text() for t in figure.axes[0].texts] == ["38"]
    with pytest.raises(ValueError, match=r"At most 4 clusters fit. Given: 5"):
        comparison(pd.DataFrame({"n": range(5)}), panels={"n": Panel("N")}, lang="en")
    nothing = comparison(TABLE, panels={}, lang="en")
    assert nothing.axes[0].texts[0].get_text() == "no data"


def test_a_title_alone_is_a_panel_without_decimals() -> None:
    (axis,) = comparison(TABLE, panels={next(iter(PANELS)): "Count"}, lang="en").axes
    assert [t.get_text() for t in axis.texts] == ["134", "38"]
    assert axis.get_title(loc="left") == "Count"
