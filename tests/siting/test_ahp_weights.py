import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.siting import ahp_weights


@settings(deadline=None)
@given(st.lists(st.floats(0.05, 1.0), min_size=1, max_size=9))
def test_a_consistent_matrix_gives_back_its_weights(raw: list[float]) -> None:
    weights = np.array(raw) / sum(raw)
    names = [f"c{i}" for i in range(len(raw))]
    result = ahp_weights(pd.DataFrame(weights[:, None] / weights[None, :], names, names))
    assert np.allclose(result, weights, atol=1e-9)
    assert result.attrs["consistency_ratio"] == pytest.approx(0, abs=1e-9)
    assert result.attrs["consistent"]
    assert result.attrs["least_consistent"] == []


def test_saatys_example_of_a_school() -> None:
    """The six criteria of Saaty (1980) for choosing a school, with his weights."""
    upper = {
        (0, 1): 4, (0, 2): 3, (0, 3): 1, (0, 4): 3, (0, 5): 4, (1, 2): 7, (1, 3): 3, (1, 4): 1 / 5,
        (1, 5): 1, (2, 3): 1 / 5, (2, 4): 1 / 5, (2, 5): 1 / 6, (3, 4): 1, (3, 5): 1 / 3, (4, 5): 3,
    }  # fmt: skip
    values = np.ones((6, 6))
    for (i, j), judged in upper.items():
        values[i, j], values[j, i] = judged, 1 / judged
    result = ahp_weights(pd.DataFrame(values))
    assert result.round(2).tolist() == [0.32, 0.14, 0.03, 0.13, 0.24, 0.14]
    top = float(np.linalg.eigvals(values).real.max())
    assert result.attrs["lambda_max"] == pytest.approx(top)
    assert result.attrs["consistency_ratio"] == pytest.approx((top - 6) / 5 / 1.24)
    assert not result.attrs["consistent"]  # said, not refused
    assert len(result.attrs["least_consistent"]) == 2


def test_the_cubic_root_of_three_criteria_is_the_eigenvector() -> None:
    """For n = 3 the geometric mean of each row is the principal eigenvector."""
    values = np.array([[1, 2, 7], [1 / 2, 1, 3], [1 / 7, 1 / 3, 1]])
    means = values.prod(axis=1) ** (1 / 3)
    assert np.allclose(ahp_weights(pd.DataFrame(values)), means / means.sum(), atol=1e-12)


def test_bad_judgements_are_refused() -> None:
    with pytest.raises(ValueError, match="must be reciprocal"):
        ahp_weights(pd.DataFrame([[1.0, 2.0], [2.0, 1.0]]))
    with pytest.raises(ValueError, match="above zero"):
        ahp_weights(pd.DataFrame([[1.0, -2.0], [-0.5, 1.0]]))
    with pytest.raises(ValueError, match="same criteria"):
        ahp_weights(pd.DataFrame([[1.0, 2.0]]))
    with pytest.raises(ValueError, match="may have 15"):
        ahp_weights(pd.DataFrame(np.ones((16, 16))))
