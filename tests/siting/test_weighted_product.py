import numpy as np
import pandas as pd
import pytest
from pymcdm.methods import WPM
from pymcdm.normalizations import linear_normalization

from clusterlab.siting import weighted_product

TYPES = np.array([1, -1, 1, -1])
DIRECTIONS = ["benefit", "cost", "benefit", "cost"]


def test_it_agrees_with_pymcdm() -> None:
    rng = np.random.default_rng(3)
    matrix, weights = pd.DataFrame(rng.random((25, 4)) + 0.05), rng.dirichlet(np.ones(4))
    peer = WPM(linear_normalization)(matrix.to_numpy(), weights, TYPES)
    assert np.allclose(weighted_product(matrix, weights, DIRECTIONS), peer, atol=1e-12)


def test_units_do_not_change_the_score() -> None:
    rng = np.random.default_rng(4)
    matrix, weights = pd.DataFrame(rng.random((9, 4)) + 0.05), rng.dirichlet(np.ones(4))
    other = matrix * [1000, 0.01, 3, 7]
    assert np.allclose(
        weighted_product(matrix, weights, DIRECTIONS), weighted_product(other, weights, DIRECTIONS)
    )


def test_a_benefit_of_0_is_fatal_unless_it_has_no_weight() -> None:
    matrix = pd.DataFrame({"x": [0.0, 2.0], "y": [4.0, 4.0]})
    both = ["benefit", "benefit"]
    assert weighted_product(matrix, [0.5, 0.5], both).tolist() == [0.0, 1.0]
    free = weighted_product(matrix, [0.0, 1.0], both)
    assert free.tolist() == [1.0, 1.0]
    assert free.attrs["constant"] == ["y"]


def test_values_off_a_ratio_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="above zero as a cost"):
        weighted_product(pd.DataFrame({"x": [0.0, 1.0]}), [1.0], ["cost"])
    with pytest.raises(ValueError, match="zero or more as a benefit"):
        weighted_product(pd.DataFrame({"x": [-1.0, 1.0]}), [1.0], ["benefit"])
    with pytest.raises(ValueError, match="direction of 'x'"):
        weighted_product(pd.DataFrame({"x": [1.0, 1.0]}), [1.0], ["target"])
