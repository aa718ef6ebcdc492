"""Errors of places in studies: given where known, and said with low and high."""

import numpy as np
import pandas as pd

from clusterlab.model.reason import Reason
from clusterlab.study.placed import is_undefined, placed_within, position_told


def test_errors_are_given_where_all_are_known() -> None:
    assert placed_within(pd.DataFrame({"uncertainty_m": [40.0, 250.0]}))["position_draws"] > 0
    assert placed_within(pd.DataFrame({"uncertainty_m": [40.0, np.nan]})) == {}
    assert placed_within(pd.DataFrame({"sector": ["bio"]})) == {}


def test_a_curve_below_its_resolution_goes_on_beyond_it() -> None:
    curve = pd.DataFrame(
        {"observed": [np.nan, 1.4], "position_low": [np.nan, 0.9], "position_high": [np.nan, 2.1]},
        index=[100.0, 300.0],
    )
    curve.attrs = {"reason": Reason("below_resolution", resolution_m=250.0), "resolution_m": 250.0}
    assert not is_undefined(curve)
    assert is_undefined(curve.iloc[:1])
    (told,) = position_told(curve)
    assert told.values["low"] == 0.9
    assert told.values["metres"] == 300.0
    assert position_told(curve.iloc[:1]) == []
