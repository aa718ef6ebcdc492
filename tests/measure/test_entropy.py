"""Entropy against scipy and closed forms."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from clusterlab.measure import entropy, relative_entropy

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(2, 5)), elements=st.integers(0, 1000)
)


@given(TABLES)
def test_agrees_with_scipy(values):
    table = pd.DataFrame(values)
    found, relative = entropy(table), relative_entropy(table)
    for r, row in enumerate(values):
        if row.sum() == 0:
            assert np.isnan(found.iloc[r])
            assert np.isnan(relative.iloc[r])
        else:
            assert found.iloc[r] == pytest.approx(stats.entropy(row), abs=1e-12)
            assert relative.iloc[r] == pytest.approx(found.iloc[r] / np.log(len(row)), abs=1e-12)
            assert -1e-12 <= relative.iloc[r] <= 1 + 1e-12


def test_closed_forms():
    table = pd.DataFrame([[1, 1, 1, 1], [4, 0, 0, 0], [2, 1, 1, 0]])
    assert entropy(table).tolist() == pytest.approx([np.log(4), 0, 1.5 * np.log(2)])
    assert relative_entropy(table).tolist() == pytest.approx([1, 0, 0.75])


def test_of_the_industries_is_the_table_turned():
    table = pd.DataFrame({"a": [3, 1], "b": [2, 2]}, index=["x", "y"])
    pd.testing.assert_series_equal(entropy(table, of="industry"), entropy(table.T))
    assert entropy(table, of="industry").index.tolist() == ["a", "b"]


def test_relative_to_one_class_is_undefined():
    assert relative_entropy(pd.DataFrame({"a": [3]})).isna().all()
    assert entropy(pd.DataFrame({"a": [3]})).tolist() == [0]
