"""Conditional permutation against every arrangement there is, and against a plain loop."""

from itertools import permutations as arrangements

import geopandas as gpd
import libpysal
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings, strategies as st
from scipy import sparse

from clusterlab.measure._conditional import exceedances, p_value, read_weights, row_standardised
from clusterlab.measure.getis_ord import getis_ord
from clusterlab.measure.join_counts import join_counts
from clusterlab.measure.local_moran import local_moran
from clusterlab.measure.moran import moran
from clusterlab.measure.neighbour_weights import neighbour_weights


def graph(size, seed, *, even):
    rng = np.random.default_rng(seed)
    dense = (rng.random((size, size)) < rng.uniform(0.1, 0.9)).astype(float)
    np.fill_diagonal(dense, 0)
    if even:
        dense *= rng.integers(1, 4, (size, 1))
    else:
        dense *= rng.uniform(0.5, 2, (size, size))
    return sparse.csr_array(dense)


@pytest.mark.parametrize("even", [True, False])
@settings(max_examples=40, deadline=None)
@given(size=st.integers(3, 30), seed=st.integers(0, 10**6), ties=st.booleans())
def test_counts_agree_with_a_plain_loop(even, size, seed, ties):
    weights = graph(size, seed, even=even)
    rng = np.random.default_rng(seed + 1)
    values = rng.integers(0, 3, size).astype(float) if ties else rng.normal(size=size)
    high, low = exceedances(values, weights, permutations=50, seed=seed)
    most = int(np.diff(weights.indptr).max(initial=0))
    rng = np.random.default_rng(seed)
    drawn = [rng.choice(size - 1, most, replace=False) for _ in range(50)] if most else []
    for i in range(size):
        own = weights.data[weights.indptr[i] : weights.indptr[i + 1]]
        if len(own) == 0:
            assert high[i] == low[i] == 0
            continue
        observed = weights[[i]] @ values
        sums = np.array(
            [own @ values[np.where(draw == i, size - 1, draw)[: len(own)]] for draw in drawn]
        )
        assert high[i] == (sums >= observed - 1e-9).sum()
        assert low[i] == (sums <= observed + 1e-9).sum()


@pytest.mark.parametrize("even", [True, False])
def test_chances_agree_with_every_arrangement(even):
    size, draws = 6, 20000
    weights = graph(size, 5, even=even)
    values = np.array([0.3, -1.2, 2.0, 0.7, -0.4, 0.7])
    high, _ = exceedances(values, weights, permutations=draws, seed=1)
    for i in range(size):
        others = [k for k in range(size) if k != i]
        own = weights[[i]].toarray().ravel()[others]
        if not own.any():
            continue
        observed = own @ values[others]
        sums = np.array([own @ values[list(order)] for order in arrangements(others)])
        chance = (sums >= observed - 1e-9).mean()
        error = np.sqrt(chance * (1 - chance) / draws)
        assert abs(high[i] / draws - chance) <= 4.5 * error + 1e-12


def test_the_seed_decides():
    weights, values = graph(20, 1, even=True), np.arange(20.0)
    one = exceedances(values, weights, permutations=99, seed=1)
    np.testing.assert_array_equal(one, exceedances(values, weights, permutations=99, seed=1))
    assert (one[0] != exceedances(values, weights, permutations=99, seed=2)[0]).any()


def test_weights_are_checked_and_lose_their_diagonal():
    with pytest.raises(ValueError, match=r"shape \(3, 3\) for 3 values, not \(2, 2\)"):
        read_weights(np.ones((2, 2)), 3)
    with pytest.raises(ValueError, match=r"zero or more\. The lowest given is -1"):
        read_weights(np.array([[0, -1], [1, 0]]), 2)
    matrix = row_standardised(read_weights(np.array([[5, 2, 2], [0, 1, 0], [1, 0, 0]]), 3))
    assert matrix.toarray().tolist() == [[0, 0.5, 0.5], [0, 0, 0], [1, 0, 0]]


def test_p_values_of_each_kind():
    high, low = np.array([0, 9, 5]), np.array([9, 0, 6])
    kinds = {"greater": [0.1, 1, 0.6], "less": [1, 0.1, 0.7], "directed": [0.1, 0.1, 0.6]}
    for kind, expected in kinds.items():
        found = p_value(high, low, permutations=9, alternative=kind)
        assert found.tolist() == pytest.approx(expected)
    both = p_value(high, low, permutations=9, alternative="two-sided")
    assert both.tolist() == pytest.approx([0.2, 0.2, 1])
    with pytest.raises(ValueError, match="alternative is 'upper'"):
        p_value(high, low, permutations=9, alternative="upper")


def _grid():
    shapes = [shapely.box(i, j, i + 1, j + 1) for j in range(4) for i in range(4)]
    places = gpd.GeoDataFrame(geometry=shapes, crs="EPSG:5186", index=[f"c{k}" for k in range(16)])
    graph = libpysal.graph.Graph.build_contiguity(places, rook=False)
    queen = libpysal.weights.Queen.from_dataframe(places, use_index=True, silence_warnings=True)
    own = neighbour_weights(places)
    table = pd.DataFrame(own.toarray(), index=places.index, columns=places.index)
    return places, {"graph": graph, "queen": queen, "own": own, "table": table}


MEASURES = {
    "moran": lambda y, w: moran(y, w, permutations=9)["I"],
    "local_moran": lambda y, w: local_moran(y, w, permutations=9)["I"],
    "getis_ord": lambda y, w: getis_ord(y, w, permutations=9)["z"],
    "join_counts": lambda y, w: join_counts(y > 7, w, permutations=9)["joins"],
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", ["graph", "queen", "own", "table"])
def test_labelled_values_find_their_place_in_labelled_weights(measure, kind) -> None:
    """A groupby sorts c10 before c2: the value of c10 then stood where c2 is."""
    places, weights = _grid()
    values = pd.Series(np.arange(16.0), index=places.index)
    plain = weights["own"].toarray()  # names nothing: position is all there is
    expected = MEASURES[measure](values, plain)
    for turned in (values, values.sort_index(), values.sample(frac=1, random_state=1)):
        found = MEASURES[measure](turned, weights[kind])
        if isinstance(found, pd.Series):
            assert list(found.index) == list(turned.index)
            found = found.reindex(values.index)
        assert np.allclose(found, expected)
    unnamed = MEASURES[measure](values.reset_index(drop=True), weights[kind])
    assert np.allclose(unnamed, expected)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", ["graph", "queen", "own", "table"])
def test_values_of_other_places_than_the_weights_are_refused(measure, kind) -> None:
    places, weights = _grid()
    values = pd.Series(np.arange(16.0), index=[*places.index[:-1], "Osong"])
    with pytest.raises(ValueError, match="'Osong' is in the values only"):
        MEASURES[measure](values, weights[kind])
    with pytest.raises(ValueError, match="twice"):
        MEASURES[measure](values.set_axis(["c0", *places.index[:-1]]), weights[kind])
