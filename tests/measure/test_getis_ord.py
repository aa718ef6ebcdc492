"""Getis-Ord: against the definition, for scale, and where no chance is left."""

import numpy as np
import pandas as pd
import pytest
from libpysal.weights import lat2W
from scipy import sparse

from clusterlab.measure import getis_ord


@pytest.mark.parametrize("star", [True, False])
def test_z_is_the_excess_in_standard_deviations(star):
    rng = np.random.default_rng(6)
    y = rng.gamma(1, size=20)
    w = lat2W(4, 5).sparse.toarray()
    found = getis_ord(pd.Series(y), sparse.csr_array(w), star=star, permutations=0)
    for i in range(20):
        pool = y if star else np.delete(y, i)
        near = np.flatnonzero(w[i]).tolist() + ([i] if star else [])
        n, k = len(pool), len(near)
        # Sum of k values drawn without replacement from the pool.
        spread = np.sqrt(k * pool.var() * (n - k) / (n - 1))
        assert found["z"].iloc[i] == pytest.approx((y[near].sum() - k * pool.mean()) / spread)


def test_row_scaling_shift_and_unit_change_nothing():
    values = pd.Series(np.random.default_rng(7).gamma(1, size=30))
    w = lat2W(5, 6).sparse
    scaled = sparse.diags_array(np.arange(1.0, 31)) @ w
    one = getis_ord(values, w).drop(columns="value")
    pd.testing.assert_frame_equal(one, getis_ord(values, scaled).drop(columns="value"))
    moved = getis_ord(values * 1000 + 1e6, w).drop(columns="value")
    pd.testing.assert_frame_equal(one, moved, rtol=1e-6)


def test_p_by_permutation_comes_near_the_normal():
    values = pd.Series(np.random.default_rng(8).normal(size=400))
    # Without the star, the permutations test just what z stands for.
    table = getis_ord(values, lat2W(20, 20), star=False, permutations=4999)
    assert (table["p"] - table["p_norm"]).abs().mean() < 0.03


def test_where_all_are_neighbours_nothing_is_told():
    w = sparse.csr_array(np.ones((4, 4)) - np.eye(4))
    assert getis_ord(pd.Series([1.0, 2, 3, 9]), w)[["z", "p"]].isna().all(axis=None)
