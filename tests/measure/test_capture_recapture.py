"""Two overlapping lists, against simulated ones of a known whole."""

import numpy as np
import pytest

from clusterlab.measure import capture_recapture


@pytest.mark.parametrize(("total", "first", "second"), [(200, 0.3, 0.4), (60, 0.5, 0.5)])
def test_the_interval_holds_the_truth_and_the_estimate_is_right_on_average(total, first, second):
    rng = np.random.default_rng(8)
    one, two = rng.random((1500, total)) < first, rng.random((1500, total)) < second
    found = [
        capture_recapture(a.sum(), b.sum(), (a & b).sum()) for a, b in zip(one, two, strict=True)
    ]
    held = np.mean([row["low"] <= total <= row["high"] for row in found])
    assert 0.88 <= held <= 0.94
    assert np.mean([row["estimate"] for row in found]) == pytest.approx(total, rel=0.03)


def test_the_estimate_is_that_of_chapman_and_never_below_who_was_seen():
    row = capture_recapture(324, 74, 34)
    assert row["estimate"] == 325 * 75 / 35 - 1
    assert row["low"] >= 324 + 74 - 34
    assert row["coverage_low"] < row["coverage"] < row["coverage_high"] <= 1


def test_lists_that_share_nothing_and_impossible_ones():
    row = capture_recapture(5, 6, 0)
    assert row.isna().all()
    assert row.attrs["reason"] == {"code": "lists_apart", "first": 5, "second": 6}
    with pytest.raises(ValueError, match="both"):
        capture_recapture(5, 6, 7)
