"""Bands against a search, curve by curve."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.measure._bands import add_bands


def bands(simulated, **options):
    table = pd.DataFrame({"observed": np.zeros(simulated.shape[1])})
    add_bands(table, simulated, **options)
    return table


def leaving(simulated, table):
    low, high = table["global_low"].to_numpy(), table["global_high"].to_numpy()
    return ((simulated < low) | (simulated > high)).any(axis=1).mean()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 9999), draws=st.integers(3, 120), grid=st.integers(1, 12))
def test_no_more_than_the_level_leave_and_no_tighter_band_would_do(seed, draws, grid):
    simulated = np.random.default_rng(seed).normal(size=(draws, grid)).cumsum(axis=1)
    table = bands(simulated)
    assert leaving(simulated, table) <= 0.05
    assert leaving(simulated, table) == pytest.approx(table.attrs["global_outside"])
    tighter = table.attrs["global_quantile"] + 1e-6
    if tighter < 0.5:
        low = np.quantile(simulated, tighter, axis=0)
        high = np.quantile(simulated, 1 - tighter, axis=0)
        assert ((simulated < low) | (simulated > high)).any(axis=1).mean() > 0.05


def test_at_one_distance_global_and_local_agree():
    simulated = np.random.default_rng(0).normal(size=(4001, 1))
    table = bands(simulated)
    assert table["global_low"].iloc[0] == pytest.approx(table["local_low"].iloc[0], abs=2e-3)
    assert table["local_high"].iloc[0] == pytest.approx(np.quantile(simulated, 0.975))


def test_undefined_simulations_are_left_aside():
    simulated = np.random.default_rng(0).normal(size=(200, 4))
    simulated[:50, 0] = np.nan
    simulated[:, 3] = np.nan
    table = bands(simulated)
    assert table["global_low"].isna().tolist() == [False, False, False, True]
    assert table["local_low"].iloc[0] == pytest.approx(np.quantile(simulated[50:, 0], 0.025))


def test_constant_curves_make_a_band_of_no_width():
    table = bands(np.ones((30, 3)))
    assert (table["global_low"] == 1).all()
    assert (table["global_high"] == 1).all()
