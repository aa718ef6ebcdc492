"""Hoover index against its relations to the other indices."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from clusterlab.measure import hoover, krugman_concentration, locational_gini, theil

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 1000)
)


@given(TABLES)
def test_is_the_share_that_would_have_to_move(values):
    table = pd.DataFrame(values)
    found = hoover(table)
    for i in table:
        own = values[:, i]
        if own.sum() == 0:
            assert np.isnan(found[i])
            continue
        target = values.sum(axis=1) / values.sum() * own.sum()
        moved = np.maximum(own - target, 0).sum() / own.sum()
        assert found[i] == pytest.approx(moved, abs=1e-12)
    np.testing.assert_allclose(found * 2, krugman_concentration(table), atol=1e-12)


@given(TABLES)
def test_never_exceeds_the_gini(values):
    table = pd.DataFrame(values)
    assert (hoover(table).dropna() <= locational_gini(table).dropna() + 1e-12).all()


@given(TABLES)
def test_merging_regions_of_one_mix_changes_nothing(values):
    table = pd.DataFrame(values, dtype=float)
    split = pd.concat([table * 0.3, table * 0.7], ignore_index=True)
    for measure in (hoover, krugman_concentration, locational_gini, theil):
        np.testing.assert_allclose(measure(split), measure(table), rtol=1e-9, atol=1e-12)


def test_one_region_and_nothing_at_all():
    assert hoover(pd.DataFrame({"a": [4], "b": [2]})).tolist() == [0, 0]
    assert hoover(pd.DataFrame({"a": [0, 0]})).isna().all()
