"""Net present value against the definition in fractions, Microsoft's figure and a peer."""

import numpy as np
import pandas as pd
import pytest
import pyxirr

from clusterlab.invest import xnpv
from clusterlab.invest.xnpv import timed

DATES = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]
MICROSOFT = pd.DataFrame({"date": DATES, "amount": [-10_000, 2750, 4250, 3250, 2750]})


def test_microsoft_example():
    assert xnpv(MICROSOFT, 0.09) == pytest.approx(2086.647602, abs=1e-6)


def test_agrees_with_pyxirr():
    for rate in (-0.9, -0.1, 0, 0.05, 3):
        peer = pyxirr.xnpv(rate, pd.to_datetime(MICROSOFT["date"]), MICROSOFT["amount"])
        assert xnpv(MICROSOFT, rate) == pytest.approx(peer, rel=1e-12)


def test_at_zero_it_is_the_sum_and_leap_days_count():
    assert xnpv(MICROSOFT, 0) == MICROSOFT["amount"].sum()
    leap = pd.DataFrame({"date": ["2024-01-01", "2025-01-01"], "amount": [0, 1]})
    assert xnpv(leap, 1) == pytest.approx(2 ** (-366 / 365), rel=1e-14)


@pytest.mark.parametrize("rate", [-1, -2, float("nan")])
def test_a_rate_of_total_loss_is_refused(rate):
    with pytest.raises(ValueError, match="more than -1"):
        xnpv(MICROSOFT, rate)


def test_only_the_last_value_counts():
    flows = pd.DataFrame(
        {
            "date": ["2020-01-01", "2020-12-31", "2021-12-31"],
            "kind": ["call", "nav", "nav"],
            "amount": [-100, 90, 130],
        }
    )
    years, amounts = timed(flows)
    assert amounts.tolist() == [-100, 130]
    assert years == pytest.approx(np.array([0, 730 / 365]))


def test_a_stale_value_is_refused():
    flows = pd.DataFrame(
        {
            "date": ["2020-01-01", "2020-12-31", "2021-12-31"],
            "kind": ["call", "nav", "distribution"],
            "amount": [-100, 90, 30],
        }
    )
    with pytest.raises(ValueError, match="2020-12-31, but a distribution follows on 2021-12-31"):
        timed(flows)
    with pytest.raises(ValueError, match=r"values .nav. only"):
        timed(flows[flows["kind"] == "nav"])
