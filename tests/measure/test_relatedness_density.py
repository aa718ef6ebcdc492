"""Relatedness density against its sum and a peer."""

import economic_complexity as peer
import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import location_quotient, proximity, relatedness_density


@pytest.fixture
def table():
    rng = np.random.default_rng(9)
    return pd.DataFrame(rng.integers(0, 100, (30, 12)) * (rng.random((30, 12)) < 0.6))


def test_agrees_with_a_peer(table):
    near = proximity(table) * (1 - np.eye(12))
    expected = peer.relatedness(location_quotient(table), proximities=near)
    np.testing.assert_allclose(relatedness_density(table), expected, rtol=1e-12)


def test_leaves_the_industry_itself_out(table):
    near, strong = proximity(table), location_quotient(table).ge(1)
    found = relatedness_density(table)
    for region in (0, 7, 29):
        for industry in table:
            others = [j for j in table if j != industry]
            has = sum(near.loc[industry, j] for j in others if strong.loc[region, j])
            assert found.loc[region, industry] == pytest.approx(
                has / near.loc[industry, others].sum()
            )
    assert ((found >= 0) & (found <= 1)).all(axis=None)


def test_near_nothing_is_undefined():
    table = pd.DataFrame({"a": [5, 0], "b": [0, 5]})
    assert relatedness_density(table).isna().all(axis=None)
