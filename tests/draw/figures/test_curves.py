"""Curves over distance."""

import numpy as np
import pandas as pd

from clusterlab.draw.figures import distance_curve


def curve(**columns: object) -> pd.DataFrame:
    metres = pd.Index([0.0, 500.0, 1000.0], name="distance_m")
    return pd.DataFrame({"observed": [2.0, 1.5, 1.0], **columns}, index=metres)


def test_observed_is_drawn_over_kilometres() -> None:
    figure = distance_curve(curve(), unit="M", lang="en", reference=1)
    reference, line = figure.axes[0].lines
    assert line.get_xdata().tolist() == [0, 0.5, 1]
    assert line.get_ydata().tolist() == [2, 1.5, 1]
    assert list(reference.get_ydata()) == [1, 1]
    assert figure.axes[0].get_ylim()[0] == 0


def test_bands_are_named_and_enclose_what_was_simulated() -> None:
    bands = {"local_low": 0.8, "local_high": 1.2, "global_low": 0.5, "global_high": 1.6}
    figure = distance_curve(curve(**bands), unit="M", lang="en")
    wide, narrow = (c.get_datalim(figure.axes[0].transData) for c in figure.axes[0].collections)
    assert (wide.y0, wide.y1) == (0.5, 1.6)
    assert (narrow.y0, narrow.y1) == (0.8, 1.2)
    named = [t.get_text() for t in figure.legends[0].get_texts()]
    assert named == ["Observed", "Local band (pointwise)", "Global band (5% for the whole curve)"]


def test_undefined_curves_say_so() -> None:
    figure = distance_curve(curve(observed=np.nan), unit="M", lang="en")
    assert figure.axes[0].texts[0].get_text() == "undefined"
