"""Bands against a search, curve by curve, and what each curve over distance tells of its own."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings, strategies as st

from clusterlab import measure
from clusterlab.measure._bands import add_bands, stretches

OLD = {"envelope": "duranton-overman"}


def bands(simulated, observed=0.0, **options):
    table = pd.DataFrame({"observed": np.full(simulated.shape[1], observed)})
    add_bands(table, simulated, **options)
    return table


def leaving(simulated, table):
    low, high = table["global_low"].to_numpy(), table["global_high"].to_numpy()
    return ((simulated < low) | (simulated > high)).any(axis=1).mean()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 9999), draws=st.integers(19, 120), grid=st.integers(1, 12))
def test_no_more_than_the_level_leave_and_no_tighter_band_would_do(seed, draws, grid):
    simulated = np.random.default_rng(seed).normal(size=(draws, grid)).cumsum(axis=1)
    table = bands(simulated, **OLD)
    if "band_reason" in table.attrs:
        # Too many curves are outermost somewhere: leaving these out would leave out over 5 %.
        outermost = (simulated == simulated.min(axis=0)) | (simulated == simulated.max(axis=0))
        assert outermost.any(axis=1).mean() > 0.05
        assert table["global_low"].isna().all()
        assert table.attrs["band_reason"]["needed"] > draws
        return
    assert leaving(simulated, table) <= 0.05
    assert leaving(simulated, table) == pytest.approx(table.attrs["global_outside"])
    tighter = table.attrs["global_quantile"] + 1e-6
    if tighter < 0.5:
        low = np.quantile(simulated, tighter, axis=0)
        high = np.quantile(simulated, 1 - tighter, axis=0)
        assert ((simulated < low) | (simulated > high)).any(axis=1).mean() > 0.05


def test_at_one_distance_global_and_local_agree():
    simulated = np.random.default_rng(0).normal(size=(4001, 1))
    table = bands(simulated, **OLD)
    assert table["global_low"].iloc[0] == pytest.approx(table["local_low"].iloc[0], abs=2e-3)
    ranked = bands(simulated)
    assert ranked["global_low"].iloc[0] == pytest.approx(table["local_low"].iloc[0], abs=5e-3)
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


def test_the_named_number_of_draws_is_enough_for_the_old_band():
    """Of the same null, with as many draws as the refusal names, there is a band."""
    random = np.random.default_rng(4)
    few = bands(random.normal(size=(199, 30)).cumsum(axis=1), **OLD)
    needed = few.attrs["band_reason"]["needed"]
    assert needed > 199
    enough = bands(random.normal(size=(2 * needed, 30)).cumsum(axis=1), **OLD)
    assert "band_reason" not in enough.attrs
    assert enough["global_low"].notna().all()


def test_fewer_draws_than_the_level_allows_make_no_band():
    simulated = np.random.default_rng(0).normal(size=(18, 4))
    table = bands(simulated)
    assert table.attrs["band_reason"] == {"code": "too_few_draws", "draws": 18, "needed": 19}
    assert table[["global_low", "global_high"]].isna().all(axis=None)
    assert "band_reason" not in bands(np.vstack([simulated, simulated[:1]])).attrs


def test_stretches_are_unbroken_runs():
    distances = np.array([0.0, 50, 100, 150, 200])
    marked = np.array([True, False, True, True, True])
    assert stretches(distances, marked) == [(0.0, 0.0), (100.0, 200.0)]
    assert stretches(distances, ~marked) == [(50.0, 50.0)]
    assert stretches(distances, np.zeros(5, dtype=bool)) == []


def curves_of(points, **options):
    """Every curve of these points that draws a null model."""
    window, grid = shapely.box(0, 0, 1000, 1000), [40, 80, 160]
    pair = {"of": "a", "around": "b"}
    every = {"distances_m": grid, **options}
    return {
        "k_density": measure.k_density(points, of="a", **every),
        "m_function": measure.m_function(points, of="a", **every),
        "m_density": measure.m_density(points, of="a", **every),
        "ripley_k": measure.ripley_k(points, window=window, **every),
        "L": measure.ripley_k(points, window=window, as_l=True, **every),
        "pair_correlation": measure.pair_correlation(points, window=window, **every),
        "cross_k": measure.cross_k(points, window=window, **pair, **every),
        "inhomogeneous_k": measure.inhomogeneous_k(
            points, window=window, bandwidth_m=200, correction="none", **every
        ),
        "colocation_quotient": measure.colocation_quotient(points, **pair, **options),
    }


def scattered(seed=0):
    xy = np.random.default_rng(seed).uniform(0, 1000, (60, 2))
    kinds = np.where(np.arange(60) < 25, "a", "b")
    return gpd.GeoDataFrame({"type": kinds}, geometry=gpd.points_from_xy(*xy.T), crs=5186)


def test_every_simulated_curve_tells_null_draws_p_and_where_it_leaves():
    for name, table in curves_of(scattered(), simulations=39, seed=3).items():
        told = table.attrs
        assert told["draws"] == told["simulations"] == 39, name
        assert isinstance(told["null"], str), name
        assert told["null"] == told["null_model"], name
        assert 1 / 40 <= told["global_p"] <= 1, name
        assert told["global_band"] == "erl", name
        over = (table["observed"] > table["global_high"]).any()
        assert bool(told["above_m"]) == bool(over), name
        assert (table["global_low"] <= table["global_high"]).all(), name
    for name, table in curves_of(scattered()).items():
        assert table.attrs["null"] is None, name
        assert "global_p" not in table.attrs, name


def test_every_simulated_curve_draws_the_old_band_or_says_how_many_draws_it_takes():
    for name, table in curves_of(scattered(), simulations=39, seed=3, **OLD).items():
        assert table.attrs["global_band"] == "duranton-overman", name
        if "band_reason" in table.attrs:
            assert table.attrs["band_reason"]["code"] == "too_few_draws", name
            assert table[["global_low", "global_high"]].isna().all(axis=None), name
    with pytest.raises(ValueError, match="envelope"):
        curves_of(scattered(), simulations=39, envelope="minmax")


def test_m_leaves_its_band_in_a_twentieth_of_true_nulls():
    """Fields dealt at random over fixed places; the old band was left by some 16 %."""
    places, random = scattered(1), np.random.default_rng(0)
    grid, p = np.arange(20, 820, 20), []
    for k in range(300):
        dealt = places.assign(type=random.permutation(places["type"].to_numpy()))
        found = measure.m_function(dealt, distances_m=grid, of="a", simulations=99, seed=k)
        left = bool(found.attrs["above_m"] or found.attrs["below_m"])
        assert left <= (found.attrs["global_p"] <= 0.05)
        p.append(found.attrs["global_p"])
    # Four standard deviations of 300 tosses either way.
    assert abs(np.mean(np.array(p) <= 0.05) - 0.05) < 0.05
    assert abs(np.mean(p) - 0.5) < 0.07
