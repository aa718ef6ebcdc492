"""Local Moran: its sum, its islands, and where it finds a cluster that was put there."""

import numpy as np
import pandas as pd
import pytest
from libpysal.weights import lat2W
from scipy import sparse

from clusterlab.measure import local_moran, moran


@pytest.fixture
def hill():
    """A 12 × 12 grid of noise with a block of high values in one corner."""
    rng = np.random.default_rng(4)
    grid = rng.normal(size=(12, 12))
    grid[:4, :4] += 5
    return pd.Series(grid.ravel(), index=[f"c{k}" for k in range(144)])


def test_parts_add_up_to_the_global_index(hill):
    w = lat2W(12, 12)
    table = local_moran(hill, w, permutations=0)
    whole = moran(hill, w, permutations=0)["I"]
    assert table["I"].sum() / (len(hill) - 1) == pytest.approx(whole)
    assert table.index.equals(hill.index)
    assert table["p"].isna().all()


def test_finds_the_block_and_little_else(hill):
    table = local_moran(hill, lat2W(12, 12), permutations=9999)
    found = table["p_fdr"] < 0.05
    block = np.zeros((12, 12), bool)
    block[:4, :4] = True
    assert found[block.ravel()].sum() >= 6
    assert found[~block.ravel()].sum() <= 3
    assert (table["quadrant"][found & block.ravel()] == "HH").all()


def test_noise_is_rarely_called_a_cluster():
    rng = np.random.default_rng(5)
    table = local_moran(pd.Series(rng.normal(size=900)), lat2W(30, 30), seed=1)
    assert (table["p"] < 0.05).mean() == pytest.approx(0.05, abs=0.03)
    assert (table["p_fdr"] < 0.05).sum() <= 2


def test_a_place_without_neighbours_is_undefined_alone():
    w = sparse.csr_array(np.array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]))
    table = local_moran(pd.Series([1.0, 2.0, 4.0, 9.0]), w, permutations=9)
    assert table.iloc[3][["lag", "I", "quadrant", "p"]].isna().all()
    assert table.iloc[:3][["lag", "I", "p"]].notna().all(axis=None)


def test_greater_means_alike_on_both_sides():
    w = lat2W(6, 6)
    stripes = pd.Series(np.repeat([0.0, 0, 0, 9, 9, 9], 6) + np.arange(36) / 1e3)
    table = local_moran(stripes, w, alternative="greater", permutations=999)
    assert (table["p"].iloc[[0, 35]] < 0.2).all()
    turned = local_moran(-stripes, w, alternative="greater", permutations=999)
    np.testing.assert_array_equal(table["p"], turned["p"])
