import pytest

from clusterlab.siting import swing_weights


def test_points_become_shares() -> None:
    weights = swing_weights({"a": 100, "b": 25})
    assert weights.to_dict() == {"a": 0.8, "b": 0.2}
    assert weights.attrs == {"method": "swing", "points": {"a": 100.0, "b": 25.0}}


@pytest.mark.parametrize("points", [{"a": 50, "b": 25}, {"a": 120}, {"a": 100, "b": -1}, {}])
def test_points_off_the_scale_are_refused(points: dict) -> None:
    with pytest.raises(ValueError, match=r"100 points|zero or more"):
        swing_weights(points)
