"""Proximity against the conditional chances and a peer."""

import economic_complexity as peer
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from clusterlab.measure import location_quotient, proximity

TABLES = arrays(
    np.int64, st.tuples(st.integers(2, 7), st.integers(2, 6)), elements=st.integers(0, 30)
)


@given(TABLES)
def test_is_the_smaller_conditional_chance(values):
    table = pd.DataFrame(values)
    found = proximity(table).to_numpy()
    strong = location_quotient(table).ge(1 - 1e-12).to_numpy()
    for i, j in np.ndindex(found.shape):
        if values[:, i].sum() == 0 or values[:, j].sum() == 0:
            assert np.isnan(found[i, j])
        else:
            both = (strong[:, i] & strong[:, j]).sum()
            chances = both / strong[:, i].sum(), both / strong[:, j].sum()
            assert found[i, j] == pytest.approx(min(chances))


def test_agrees_with_a_peer(monkeypatch):
    # The peer clears its diagonal in a frame that pandas 3 keeps read-only.
    monkeypatch.setattr(np, "fill_diagonal", lambda *_: None)
    rng = np.random.default_rng(6)
    table = pd.DataFrame(rng.integers(0, 100, (40, 25)) * (rng.random((40, 25)) < 0.6))
    expected = peer.proximity(location_quotient(table))
    np.testing.assert_allclose(proximity(table), expected)
