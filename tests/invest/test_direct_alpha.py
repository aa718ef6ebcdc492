"""Direct alpha against its closed form for two flows, pyxirr, and a loss."""

import numpy as np
import pandas as pd
import pytest
import pyxirr

from clusterlab.invest import direct_alpha, xirr


def yearly(*amounts):
    dates = pd.Timestamp("2001-01-01") + pd.to_timedelta(np.arange(len(amounts)) * 365, unit="D")
    return pd.DataFrame({"date": dates, "amount": [float(amount) for amount in amounts]})


def test_two_flows_divide_the_growths():
    flows = yearly(-100, 130)
    index = pd.Series([1.0, 1.1], index=flows["date"])
    assert direct_alpha(flows, index).quoted == pytest.approx(1.3 / 1.1 - 1)


def test_agrees_with_pyxirr_on_equal_steps():
    flows = yearly(-60, -40, 30, 50, 80)
    index = pd.Series([100.0, 93.0, 140.0, 138.0, 181.0], index=flows["date"])
    peer = pyxirr.pe.direct_alpha([-60, -40, 30, 50, 0], index.tolist(), nav=80)
    assert direct_alpha(flows, index).roots == pytest.approx([peer], rel=1e-9)


def test_a_flat_index_leaves_the_rate_of_return():
    flows = yearly(-60, -40, 30, 50, 80)
    index = pd.Series(100.0, index=flows["date"])
    assert direct_alpha(flows, index).quoted == pytest.approx(xirr(flows).quoted)


def test_undefined_with_the_reason():
    flows = yearly(-60, -40)
    index = pd.Series(100.0, index=flows["date"])
    assert direct_alpha(flows, index).reason["code"] == "no_sign_change"
