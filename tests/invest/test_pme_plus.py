"""PME+ against pyxirr and against an index account kept by hand."""

import math

import numpy as np
import pandas as pd
import pytest
import pyxirr

from clusterlab.invest import pme_plus
from clusterlab.invest.pme_plus import pme_plus_factor

DATES = pd.Timestamp("2001-01-01") + pd.to_timedelta(np.arange(5) * 365, unit="D")
FUND = pd.DataFrame(
    {
        "date": DATES,
        "kind": ["call", "call", "distribution", "distribution", "nav"],
        "amount": [-60.0, -40.0, 30.0, 50.0, 80.0],
    }
)
INDEX = pd.Series([100.0, 93.0, 140.0, 138.0, 181.0], index=DATES)


def test_agrees_with_pyxirr():
    flows = [-60, -40, 30, 50, 0]
    factor = pyxirr.pe.pme_plus_lambda(flows, INDEX.tolist(), nav=80)
    assert pme_plus_factor(FUND, INDEX) == pytest.approx(factor)
    peer = pyxirr.pe.pme_plus(flows, INDEX.tolist(), nav=80)
    assert pme_plus(FUND, INDEX).quoted == pytest.approx(peer, rel=1e-9)


def test_the_index_account_ends_at_the_value():
    factor = pme_plus_factor(FUND, INDEX)
    held = 0.0
    for amount, kind, level in zip(FUND["amount"], FUND["kind"], INDEX, strict=True):
        held += {"call": -amount, "distribution": -factor * amount, "nav": 0}[kind] / level
    assert held * INDEX.iloc[-1] == pytest.approx(80)


def test_undefined_before_the_first_distribution():
    young = FUND.iloc[[0, 1, 4]]
    assert math.isnan(pme_plus_factor(young, INDEX))
    assert pme_plus(young, INDEX).reason["code"] == "no_distribution"


def test_distribution_and_value_of_one_day_may_be_equal():
    flows = FUND.assign(date=DATES[[0, 1, 2, 4, 4]], amount=[-60, -40, 30, 80, 80])
    assert pme_plus(flows, INDEX).roots
