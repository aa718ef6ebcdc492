"""Moran's I against esda, the double sum, and every arrangement."""

import sys
import tracemalloc
from itertools import permutations as arrangements

import numpy as np
import pandas as pd
import pytest
from libpysal.graph import Graph
from libpysal.weights import WSP, lat2W
from scipy import sparse

from clusterlab.measure import getis_ord, local_moran, moran


def chain(size):
    return sparse.diags_array([[1.0] * (size - 1)] * 2, offsets=[1, -1])


@pytest.mark.filterwarnings("ignore")  # esda's own warnings at import and on its defaults
def test_agrees_with_esda():
    import esda

    rng = np.random.default_rng(12)
    values = pd.Series(rng.gamma(2, size=80))
    w = lat2W(8, 10)
    ours, theirs = moran(values, w, permutations=0), esda.Moran(values, w, permutations=0)
    assert ours["I"] == pytest.approx(theirs.I, rel=1e-12)
    assert ours["z"] == pytest.approx(theirs.z_rand, rel=1e-10)
    assert ours["p_norm"] == pytest.approx(theirs.p_rand, rel=1e-9)
    local = esda.Moran_Local(values, w, permutations=0)
    table = local_moran(values, w, permutations=0)
    np.testing.assert_allclose(table["I"], local.Is, rtol=1e-10)
    names = np.array(["", "HH", "LH", "LL", "HL"])
    assert (table["quadrant"] == names[local.q]).all()
    for star in (True, False):
        peer = esda.G_Local(values, w, transform="B", star=star, permutations=0)
        found = getis_ord(values, w, star=star, permutations=0)
        np.testing.assert_allclose(found["z"], peer.Zs, rtol=1e-9)
        np.testing.assert_allclose(found["p_norm"], 2 * peer.p_norm, rtol=1e-9)


def test_is_the_double_sum():
    rng = np.random.default_rng(3)
    y = rng.normal(size=9)
    w = rng.random((9, 9)) * (rng.random((9, 9)) < 0.5)
    np.fill_diagonal(w, 0)
    z, rows = y - y.mean(), w.sum(axis=1, keepdims=True)
    standard = np.divide(w, rows, where=rows > 0, out=np.zeros_like(w))
    total = sum(standard[i, j] * z[i] * z[j] for i in range(9) for j in range(9))
    expected = 9 / standard.sum() * total / (z @ z)
    assert moran(pd.Series(y), sparse.csr_array(w))["I"] == pytest.approx(expected)


def test_moments_and_p_agree_with_every_arrangement():
    y = np.array([1.0, 2.0, 2.5, 5.0, 9.0, 4.0])
    w = chain(6)
    every = [moran(pd.Series(order), w, permutations=0)["I"] for order in set(arrangements(y))]
    found = moran(pd.Series(y), w, permutations=9999)
    assert np.mean(every) == pytest.approx(found["expected"])
    assert (found["I"] - np.mean(every)) / np.std(every) == pytest.approx(found["z"])
    share = np.mean(np.array(every) >= found["I"] - 1e-12)
    assert found["p"] == pytest.approx(2 * share, abs=0.02)


def test_takes_libpysal_weights_of_each_kind():
    values = pd.Series(np.arange(12.0))
    w = lat2W(3, 4)
    one = moran(values, w)
    pd.testing.assert_series_equal(one, moran(values, w.sparse))
    pd.testing.assert_series_equal(one, moran(values, WSP(w.sparse)))
    pd.testing.assert_series_equal(one, moran(values, Graph.from_W(w)))


@pytest.mark.parametrize(
    ("values", "weights", "code"),
    [
        ([1, 1, 1, 1], chain(4), "values_all_equal"),
        ([1, 2, 3], sparse.csr_array((3, 3)), "no_neighbours"),
        ([1, 2], chain(2), "too_few_places"),
    ],
)
def test_undefined_cases_say_why(values, weights, code):
    for measure in (moran, local_moran, getis_ord):
        found = measure(pd.Series(values), weights)
        assert found.attrs["reason"]["code"] == code
        assert np.isnan(np.asarray(found["p"], dtype=float)).all()


def test_an_unknown_alternative_is_refused_even_where_nothing_is_told():
    for measure in (moran, local_moran, getis_ord):
        with pytest.raises(ValueError, match="Did you mean 'greater'"):
            measure(pd.Series([1, 1, 1]), chain(3), alternative="great")


def test_missing_values_are_named():
    with pytest.raises(ValueError, match="known for every place; that of 'b' is not"):
        moran(pd.Series([1, np.nan, 3], index=list("abc")), chain(3))


def test_many_permutations_take_no_list_of_them():
    values, w = pd.Series(np.random.default_rng(0).normal(size=10_000)), lat2W(100, 100).sparse
    moran(values, w, permutations=9)
    tracemalloc.start()
    found = moran(values, w, permutations=999)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    # 999 rearrangements at once would take 80 MB.
    assert most < 20
    assert 0.002 <= found["p"] <= 1


def test_large_rearrangements_are_as_random_as_every_arrangement():
    """Compiled draws: each of the 24 arrangements of four values is met as often as any other."""
    from clusterlab.measure._compiled_moran import turned_products

    y = np.array([1.0, 3.0, 7.0, 20.0])
    uneven = sparse.csr_array(np.array([[0, 1, 0, 3], [2, 0, 0, 0], [0, 5, 0, 1], [0, 0, 4, 0.0]]))
    exact = np.sort([np.array(p) @ (uneven @ np.array(p)) for p in arrangements(y)])
    draws = turned_products(y, uneven, permutations=48_000, seed=3)
    values, met = np.unique(np.round(draws, 9), return_counts=True)
    np.testing.assert_allclose(values, np.unique(np.round(exact, 9)))
    due = 2_000 * np.unique(np.round(exact, 9), return_counts=True)[1]
    assert ((met - due) ** 2 / due).sum() < 60  # χ² of 23 degrees passes 60 once in 30,000


def test_large_and_small_ways_agree_and_repeat(monkeypatch):
    w, values = lat2W(20, 20), pd.Series(np.random.default_rng(1).gamma(2, size=400).cumsum())
    plain = moran(values[::-1].sort_index(), w, permutations=4999)
    monkeypatch.setattr(sys.modules["clusterlab.measure.moran"], "_COMPILED", 0)
    shuffled = pd.Series(np.random.default_rng(2).normal(size=400))
    compiled = moran(shuffled, w, permutations=4999, seed=5)
    again = moran(shuffled, w, permutations=4999, seed=5)
    monkeypatch.setattr(sys.modules["clusterlab.measure.moran"], "_COMPILED", 10**12)
    numpy_way = moran(shuffled, w, permutations=4999, seed=5)
    assert compiled["p"] == again["p"]
    assert compiled["I"] == numpy_way["I"]
    assert compiled["p"] == pytest.approx(numpy_way["p"], abs=0.04)  # four deviations of two draws
    assert plain["p"] == 2 / 5000
