import numpy as np
import pandas as pd
from hypothesis import given, settings, strategies as st
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import minmax_normalization, vector_normalization

from clusterlab.siting import topsis

DIRECTIONS = ["benefit", "cost", "benefit", "cost", "benefit"]
TYPES = np.array([1, -1, 1, -1, 1])


def test_min_max_agrees_with_pymcdm() -> None:
    rng = np.random.default_rng(5)
    matrix, weights = pd.DataFrame(rng.random((60, 5))), rng.dirichlet(np.ones(5))
    peer = TOPSIS(minmax_normalization)(matrix.to_numpy(), weights, TYPES)
    ours = topsis(matrix, weights, DIRECTIONS, normalisation="min-max")
    assert np.allclose(ours, peer, atol=1e-12)


def test_vector_agrees_with_pymcdm() -> None:
    """The peer turns a cost into 1 - x / |x|, which moves no distance."""
    rng = np.random.default_rng(6)
    matrix, weights = pd.DataFrame(rng.random((60, 5))), rng.dirichlet(np.ones(5))
    peer = TOPSIS(vector_normalization)(matrix.to_numpy(), weights, TYPES)
    assert np.allclose(topsis(matrix, weights, DIRECTIONS), peer, atol=1e-12)


def test_a_constant_criterion_contributes_0_and_is_named() -> None:
    rng = np.random.default_rng(7)
    matrix = pd.DataFrame(rng.random((8, 2)), columns=["x", "y"])
    with_it = topsis(matrix.assign(z=0.1), [0.3, 0.3, 0.4], ["benefit", "cost", "cost"])
    without = topsis(matrix, [0.5, 0.5], ["benefit", "cost"])
    assert np.allclose(with_it, without, atol=1e-12)
    assert with_it.attrs["constant"] == ["z"]


def test_sites_alike_have_no_closeness() -> None:
    score = topsis(pd.DataFrame({"x": [1.0, 1.0]}), [1.0], ["benefit"])
    assert score.isna().all()
    assert score.attrs["reason"]["code"] == "sites_alike"


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_dominance_is_kept_and_order_of_sites_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.integers(1, 6, (7, 5)).astype(float)
    values[1] = values[0] + TYPES * rng.integers(0, 3, 5)
    matrix, weights = pd.DataFrame(values), rng.dirichlet(np.ones(5))
    score = topsis(matrix, weights, DIRECTIONS)
    assert score[1] >= score[0] - 1e-12
    order = rng.permutation(7)
    assert np.allclose(topsis(matrix.iloc[order], weights, DIRECTIONS), score[order])
