"""Symmetric location quotient: bounds, and the symmetry it is named for."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import location_quotient, symmetric_location_quotient


def test_twice_and_half_the_average_mirror_each_other():
    nation = pd.Series({"a": 25, "b": 50, "c": 25})
    table = pd.DataFrame({"a": [50], "b": [25], "c": [25]})
    result = symmetric_location_quotient(table, reference=nation)
    assert result.iloc[0].tolist() == pytest.approx([1 / 3, -1 / 3, 0])


def test_absent_is_minus_one_and_undefined_stays_undefined():
    table = pd.DataFrame({"a": [0, 5, 0], "b": [3, 2, 0]})
    result = symmetric_location_quotient(table)
    assert result.iloc[0, 0] == -1
    assert result.iloc[2].isna().all()
    assert result.isna().equals(location_quotient(table).isna())
    assert (np.abs(result.iloc[:2]) <= 1).all(axis=None)
