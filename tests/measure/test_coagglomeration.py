"""Coagglomeration against a loop over pairs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from clusterlab.measure import coagglomeration

TABLES = arrays(
    np.int64, st.tuples(st.integers(2, 6), st.integers(2, 5)), elements=st.integers(1, 1000)
)


@pytest.mark.parametrize("area", ["total", "mean"])
@given(values=TABLES)
def test_matches_a_loop_over_pairs(area, values):
    found = coagglomeration(pd.DataFrame(values), area=area).to_numpy()
    s = values / values.sum(axis=0)
    x = values.sum(axis=1) / values.sum() if area == "total" else s.mean(axis=1)
    for i, j in np.ndindex(found.shape):
        expected = sum((s[:, i] - x) * (s[:, j] - x)) / (1 - sum(x**2))
        assert found[i, j] == pytest.approx(expected, abs=1e-12)
    assert (found == found.T).all()


@given(TABLES)
def test_weighted_by_size_everything_cancels(values):
    w = values.sum(axis=0) / values.sum()
    assert w @ coagglomeration(pd.DataFrame(values)).to_numpy() @ w == pytest.approx(0, abs=1e-12)


def test_two_industries_that_share_one_region_alone():
    table = pd.DataFrame({"a": [10, 0, 0], "b": [10, 0, 0], "c": [0, 10, 10]})
    matrix = coagglomeration(table)
    assert matrix.loc["a", "b"] == matrix.loc["a", "a"] > 0
    assert matrix.loc["a", "c"] < 0


def test_empty_industries_and_one_region_are_undefined():
    matrix = coagglomeration(pd.DataFrame({"a": [1, 2], "b": [0, 0], "c": [3, 1]}))
    assert matrix["b"].isna().all()
    assert matrix.loc[["a", "c"], ["a", "c"]].notna().all(axis=None)
    alone = coagglomeration(pd.DataFrame({"a": [1, 0], "b": [2, 0]}))
    assert alone.isna().all(axis=None)
    assert alone.attrs["reason"]["code"] == "one_region"
    with pytest.raises(ValueError, match="area is 'sum'; it must be one of total, mean"):
        coagglomeration(pd.DataFrame({"a": [1]}), area="sum")
