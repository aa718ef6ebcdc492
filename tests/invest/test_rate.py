"""Which rate is quoted, and the reasons why there is none."""

import numpy as np
import pytest

from clusterlab.invest.rate import quoted_of, rate_of


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ([-100.0], "no_sign_change"),
        ([-100.0, -5.0], "no_sign_change"),
        ([3.0, 5.0], "no_sign_change"),
        ([0.0, 0.0], "no_sign_change"),
        ([-100.0, 0.0], "total_loss"),
        ([-1.0, 2.0, -1.21], "no_root"),
    ],
)
def test_reasons(amounts, code):
    rate = rate_of(np.arange(len(amounts), dtype=float), np.array(amounts))
    assert rate.roots == []
    assert np.isnan(rate.quoted)
    assert np.isnan(float(rate))
    assert rate.reason == {"code": code, "flows": len(amounts)}


def test_a_rate_too_large_or_too_near_total_loss_is_said_so():
    for amount in (1e6, 1e-2):
        rate = rate_of(np.array([0.0, 1 / 365]), np.array([-1.0, amount]))
        assert rate.reason == {"code": "out_of_range", "roots": 1}


def test_the_root_nearest_to_zero_is_quoted():
    rate = rate_of(np.arange(3.0), -np.poly([0.5, 1.25]))
    assert rate.roots == pytest.approx([-0.5, 0.25])
    assert rate.quoted == rate.roots[1]
    assert quoted_of([-0.5, -0.1, 0.3]) == -0.1
    assert quoted_of([-0.5, 0.0, 0.3]) == 0.0
    assert quoted_of([-0.3, 0.3]) == 0.3
