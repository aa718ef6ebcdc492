import numpy as np
import pandas as pd
import pytest
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization

from clusterlab.siting import Criterion, scale, weighted_sum


def test_it_agrees_with_pymcdm() -> None:
    rng = np.random.default_rng(2)
    matrix = pd.DataFrame(rng.random((40, 5)), columns=list("abcde"))
    weights = rng.dirichlet(np.ones(5))
    types = np.array([1, -1, 1, -1, 1])
    rules = [
        Criterion(name=n, direction="benefit" if t > 0 else "cost")
        for n, t in zip(matrix, types, strict=True)
    ]
    peer = WSM(minmax_normalization)(matrix.to_numpy(), weights, types)
    assert np.allclose(weighted_sum(scale(matrix, rules), weights), peer, atol=1e-12)


def test_weights_go_by_name() -> None:
    scaled = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]})
    score = weighted_sum(scaled, pd.Series({"b": 0.9, "a": 0.1}))
    assert score.tolist() == pytest.approx([0.1, 0.9])
    assert score.attrs["weights"] == {"a": 0.1, "b": 0.9}


def test_missing_cells_and_short_weights_are_refused() -> None:
    scaled = pd.DataFrame({"a": [1.0, np.nan]})
    with pytest.raises(ValueError, match="column 'a' is missing"):
        weighted_sum(scaled, [1.0])
    with pytest.raises(ValueError, match="1 values"):
        weighted_sum(scaled.fillna(0), [0.5, 0.5])


def test_sites_that_are_alike_tie_to_the_last_bit() -> None:
    rng = np.random.default_rng(3)
    for sites in range(2, 40):
        scaled = pd.DataFrame(np.tile(rng.random(7), (sites, 1)), columns=list("abcdefg"))
        weights = rng.dirichlet(np.ones(7))
        score = weighted_sum(scaled, weights)
        assert (score == score.iloc[0]).all()
        by_hand = 0.0
        for weight, value in zip(weights, scaled.iloc[0], strict=True):
            by_hand += weight * value
        assert score.iloc[0] == by_hand
