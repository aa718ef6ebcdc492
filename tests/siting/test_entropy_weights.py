import numpy as np
import pandas as pd
import pytest
from pymcdm.weights import entropy_weights as peer

from clusterlab.siting import entropy_weights


def test_it_agrees_with_pymcdm() -> None:
    matrix = pd.DataFrame(np.random.default_rng(1).random((30, 6)) + 0.1)
    assert np.allclose(entropy_weights(matrix), peer(matrix.to_numpy()), atol=1e-12)


def test_zeros_count_as_0_ln_0() -> None:
    # Shares (0, 1) have entropy 0; shares (1/4, 3/4) have H = 0.8112781 bits of 1.
    weights = entropy_weights(pd.DataFrame({"x": [0.0, 5.0], "y": [1.0, 3.0]}))
    assert weights["y"] == pytest.approx((1 - 0.8112781244591328) / (2 - 0.8112781244591328))


def test_constant_criteria_weigh_nothing_and_are_named() -> None:
    weights = entropy_weights(pd.DataFrame({"x": [1.0, 2.0], "same": [3.0, 3.0], "none": 0.0}))
    assert weights.to_dict() == {"x": 1.0, "same": 0.0, "none": 0.0}
    assert weights.attrs["constant"] == ["same", "none"]


def test_what_has_no_entropy_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        entropy_weights(pd.DataFrame({"x": [-1.0, 2.0]}))
    with pytest.raises(ValueError, match="two sites"):
        entropy_weights(pd.DataFrame({"x": [1.0]}))
    with pytest.raises(ValueError, match="All are constant"):
        entropy_weights(pd.DataFrame({"x": [1.0, 1.0]}))
