import numpy as np
import pytest

from clusterlab.siting import equal_weights, given_weights


def test_equal_weights_sum_to_1() -> None:
    weights = equal_weights(["a", "b", "c"])
    assert weights.tolist() == pytest.approx([1 / 3] * 3)
    assert weights.attrs == {"method": "equal"}


def test_given_weights_keep_the_order_of_the_criteria() -> None:
    weights = given_weights({"b": 1, "a": 3}, criteria=["a", "b"], normalise=True)
    assert weights.to_dict() == {"a": 0.75, "b": 0.25}
    assert weights.attrs["given_sum"] == 4


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"a": 0.5, "b": 0.4}, r"sum to 1\. They sum to 0.9"),
        ({"a": 1.5, "b": -0.5}, "That of 'b' is -0.5"),
        ({"a": np.nan, "b": 1.0}, "That of 'a' is nan"),
        ({"a": 0, "b": 0}, "not all be zero"),
        ({"a": 1.0}, "'b' has none"),
        ({"a": 0.5, "bb": 0.5}, "unknown criterion 'bb'"),
    ],
)
def test_unusable_weights_are_refused(weights: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        given_weights(weights, criteria=["a", "b"])


def test_no_criteria_and_repeated_ones_are_refused() -> None:
    with pytest.raises(ValueError, match="names none"):
        equal_weights([])
    with pytest.raises(ValueError, match="'a' is repeated"):
        equal_weights(["a", "a"])
