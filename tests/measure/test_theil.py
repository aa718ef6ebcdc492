"""Theil index against scipy, and the identity of both its sides."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from clusterlab.measure import theil

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 1000)
)


@given(TABLES)
def test_agrees_with_scipy(values):
    found = theil(pd.DataFrame(values))
    some = values.sum(axis=1) > 0
    for i in range(values.shape[1]):
        if values[:, i].sum() == 0:
            assert np.isnan(found[i])
        else:
            expected = stats.entropy(values[some, i], values[some].sum(axis=1))
            assert found[i] == pytest.approx(expected, abs=1e-12)


@given(TABLES)
def test_both_sides_average_to_the_mutual_information(values):
    table = pd.DataFrame(values)
    by_industry = np.nansum(theil(table) * values.sum(axis=0))
    by_region = np.nansum(theil(table, of="region") * values.sum(axis=1))
    assert by_industry == pytest.approx(by_region, rel=1e-9, abs=1e-9)


def test_all_in_one_small_region():
    table = pd.DataFrame({"a": [10, 0], "b": [0, 30]})
    assert theil(table).tolist() == pytest.approx([np.log(4), np.log(4 / 3)])
