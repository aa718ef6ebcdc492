"""M against double loops written from the definition, and by its properties."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.measure import _neighbours, _relabelling, m_function
from clusterlab.measure._neighbours import shells
from clusterlab.measure.m_function import roles_of

GRID = np.array([0.0, 100, 250, 400, 900, 3000])


def make(n=50, seed=1):
    random = np.random.default_rng(seed)
    xy = random.integers(0, 20, (n, 2)) * 50.0 + [180_000, 550_000]  # many ties and twins
    return gpd.GeoDataFrame(
        {
            "type": random.choice(["bio", "ict", "university"], n),
            "employees": random.integers(1, 90, n).astype(float),
        },
        geometry=gpd.points_from_xy(*xy.T),
        crs=5186,
    )


def brute(points, of=None, around=None, weights=None, controls=None):
    """The two sums, point by point. `controls` replaces the set that is compared with."""
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    kind = points["type"].tolist()
    w = np.ones(len(points)) if weights is None else points[weights].to_numpy()
    every = range(len(points))
    ref = [i for i in every if of is None or kind[i] == of]
    s = ref if around is None else [j for j in every if kind[j] == around]
    c = list(every) if controls is None else [j for j in every if kind[j] in controls]
    curve = []
    for r in GRID:
        top = bottom = 0.0
        for i in ref:

            def near(js, i=i, r=r):
                return sum(w[j] for j in js if j != i and np.hypot(*(xy[i] - xy[j])) <= r)

            if near(c) == 0:
                continue
            top += near(s) / near(c)
            w_s = sum(w[j] for j in s if j != i)
            w_c = sum(w[j] for j in c if j != i)
            bottom += w_s / w_c
        curve.append(top / bottom if bottom else np.nan)
    return np.array(curve)


@pytest.mark.parametrize("weights", [None, "employees"])
@pytest.mark.parametrize(("of", "around"), [(None, None), ("bio", None), ("bio", "university")])
def test_equals_the_definition(of, around, weights):
    got = m_function(make(), distances_m=GRID, of=of, around=around, weights=weights)
    np.testing.assert_allclose(
        got["observed"], brute(make(), of, around, weights), rtol=1e-12, equal_nan=True
    )


@pytest.mark.parametrize("weights", [None, "employees"])
def test_case_control_equals_the_definition(weights):
    one = m_function(make(), distances_m=GRID, of="bio", weights=weights, case_control=True)
    expected = brute(make(), "bio", None, weights, controls=["ict", "university"])
    np.testing.assert_allclose(one["observed"], expected, rtol=1e-12)
    two = m_function(
        make(), distances_m=GRID, of="bio", around="ict", weights=weights, case_control=True
    )
    expected = brute(make(), "bio", "ict", weights, controls=["university"])
    np.testing.assert_allclose(two["observed"], expected, rtol=1e-12)


@pytest.mark.parametrize("null_model", ["labels", "pairs"])
@pytest.mark.parametrize("case_control", [False, True])
def test_a_simulation_is_the_measure_of_permuted_points(null_model, case_control, monkeypatch):
    points = make(30)
    order = np.random.default_rng(8).permutation(30)
    moved = points.copy()
    moved["type"] = points["type"].to_numpy()[order]
    if null_model == "pairs":
        moved["employees"] = points["employees"].to_numpy()[order]
    options = {
        "distances_m": GRID,
        "of": "bio",
        "around": "university",
        "weights": "employees",
        "case_control": case_control,
    }
    expected = m_function(moved, **options)["observed"]
    roles = roles_of(points, **{k: v for k, v in options.items() if k != "distances_m"})
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    curves = _relabelling.ratio_curves(
        roles,
        np.vstack([np.arange(30), order]),
        _relabelling.as_steps(shells(xy, np.arange(30), GRID)),
        steps=GRID.size,
        accumulate=True,
        weights_move=null_model == "pairs",
    )
    np.testing.assert_allclose(curves[1], expected, rtol=1e-12)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(2, 60))
def test_everything_around_everything_is_one(seed, n):
    got = m_function(make(n, seed), distances_m=GRID, weights="employees")["observed"]
    assert got.iloc[-1] == pytest.approx(1, rel=1e-12)
    np.testing.assert_allclose(got.dropna(), 1, rtol=1e-12)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), scale=st.floats(1e-3, 1e3), shift=st.integers(-9999, 9999))
def test_order_scale_and_place_do_not_matter(seed, scale, shift):
    points = make(40, seed)
    options = {"distances_m": GRID, "of": "bio", "weights": "employees"}
    first = m_function(points, **options)["observed"]
    other = points.sample(frac=1, random_state=seed)
    other["employees"] *= scale
    other = other.set_geometry(other.translate(shift, shift))
    second = m_function(other, **options)["observed"]
    np.testing.assert_allclose(second, first, rtol=1e-9)


def test_blocks_do_not_change_the_answer(monkeypatch):
    options = {"distances_m": GRID, "of": "bio", "weights": "employees", "simulations": 20}
    whole = m_function(make(), **options)
    monkeypatch.setattr(_neighbours, "PAIRS", 100)
    monkeypatch.setattr(_relabelling, "CHUNK", 150)
    pd.testing.assert_frame_equal(m_function(make(), **options), whole, rtol=1e-12)


def test_bands_hold_chance_and_find_attraction():
    points = make(120, 5)
    west = points.geometry.x < points.geometry.x.median()
    together = points.assign(type=np.where(west, "bio", "ict"))
    options = {"distances_m": [250, 900], "of": "bio", "simulations": 300, "seed": 2}
    apart = m_function(points, **options)
    near = m_function(together, **options)
    assert (
        (apart["global_low"] <= apart["observed"]) & (apart["observed"] <= apart["global_high"])
    ).all()
    assert (near["observed"] > near["global_high"]).all()
    assert near.attrs["null_model"] == "random labels"


def test_isolated_points_leave_both_sums():
    points = gpd.GeoDataFrame(
        {"type": ["bio", "bio", "ict", "bio"]},
        geometry=gpd.points_from_xy([0, 10, 20, 5000], [0, 0, 0, 0]),
        crs=5186,
    )
    # At 15 m: bio 0 sees bio 1 (1/1), bio 1 sees bio 0 and ict (1/2); bio 3 sees nobody.
    got = m_function(points, distances_m=[15], of="bio")["observed"].iloc[0]
    assert got == pytest.approx((1 + 1 / 2) / (2 / 3 + 2 / 3))


def test_undefined_cases_say_why():
    alone = m_function(make(10).iloc[:1], distances_m=GRID)
    assert alone["observed"].isna().all()
    assert alone.attrs["reason"] == {"code": "too_few_points", "n": 1, "minimum": 2}
    empty = m_function(make(10).iloc[:0], distances_m=GRID, simulations=4)
    assert empty.attrs["reason"]["code"] == "too_few_points"
    far = gpd.GeoDataFrame(
        {"type": ["a", "a"]}, geometry=gpd.points_from_xy([0, 9e5], [0, 0]), crs=5186
    )
    assert m_function(far, distances_m=[10]).attrs["reason"]["code"] == "no_neighbours"
    twins = make(4)
    twins["geometry"] = twins.geometry.iloc[0]
    assert m_function(twins, distances_m=[0])["observed"].iloc[0] == pytest.approx(1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"null_model": "sites"}, "one of labels, pairs"),
        ({"of": "boi"}, "Did you mean 'bio'"),
        ({"around": ["bio", "ict"]}, "must not overlap"),
        ({"of": ["bio", "ict", "university"], "case_control": True}, "needs controls"),
        ({"distances_m": [5, 5]}, "must rise"),
        ({"weights": "jobs"}, "no column 'jobs'"),
    ],
)
def test_bad_options_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        m_function(make(), **{"distances_m": GRID, "of": "bio", **change})
