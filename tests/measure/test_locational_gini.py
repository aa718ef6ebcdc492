"""Locational Gini against its double sum, a peer, and a published example."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays
from inequality.gini import Gini

from clusterlab.measure import locational_gini

TABLES = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 1000)
)


@given(TABLES)
def test_area_under_lorenz_is_the_double_sum(values):
    found = locational_gini(pd.DataFrame(values))
    x = values.sum(axis=1) / max(values.sum(), 1)
    for i in range(values.shape[1]):
        own = values[:, i].sum()
        if own == 0:
            assert np.isnan(found[i])
            continue
        expected = 0.0
        for r, q in np.ndindex(len(x), len(x)):
            if x[r] and x[q]:
                gap = values[r, i] / own / x[r] - values[q, i] / own / x[q]
                expected += x[r] * x[q] * abs(gap) / 2
        assert found[i] == pytest.approx(expected, abs=1e-12)
        assert 0 <= found[i] <= 1


def test_equal_regions_agree_with_the_plain_gini():
    rng = np.random.default_rng(1)
    bio = rng.integers(1, 500, 40)
    table = pd.DataFrame({"bio": bio, "other": 1000 - bio})
    assert locational_gini(table)["bio"] == pytest.approx(Gini(bio.astype(float)).g, rel=1e-12)


def test_farhauer_kroell_example():
    # The five regions printed in the manual of REAT (gini.conc). REAT counts every region alike
    # and prints 0.4068966; with regions counted by their jobs, the Lorenz curve worked out by
    # hand leaves 1 - 0.6275.
    industry = np.array([500, 500, 1000, 7000, 1000])
    jobs = np.array([20000, 15000, 20000, 40000, 5000])
    table = pd.DataFrame({"i": industry, "others": jobs - industry})
    assert locational_gini(table)["i"] == pytest.approx(0.3725)
    quotient = (industry / industry.sum()) / (jobs / jobs.sum())
    assert Gini(quotient).g == pytest.approx(0.4068966, abs=5e-8)


def test_empty_and_merged_regions_change_nothing():
    table = pd.DataFrame({"a": [3, 1, 4], "b": [1, 5, 9]})
    padded = pd.concat([table, table * 0], ignore_index=True)
    split = pd.concat([table / 2, table / 2], ignore_index=True)
    for same in (padded, split, table.iloc[::-1], table * 7):
        np.testing.assert_allclose(locational_gini(same), locational_gini(table))


def test_all_in_one_region_leaves_the_others_share():
    # The table in the manual of the R package EconGeo (locational_gini), whose index runs to 0.5.
    table = pd.DataFrame(
        [
            [100, 0, 0, 0, 0],
            [0, 15, 5, 70, 10],
            [0, 20, 10, 20, 50],
            [0, 25, 30, 5, 40],
            [0, 40, 55, 5, 0],
        ]
    )
    assert locational_gini(table)[0] == pytest.approx(2 * 0.4)


def test_maximum_approaches_one():
    table = pd.DataFrame({"a": [1, 0, 0], "b": [0, 10**6, 10**6]})
    assert locational_gini(table)["a"] == pytest.approx(1, abs=1e-6)
