"""K-density against sums written from the definition, and against an independent estimator."""

from time import process_time

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from scipy.integrate import quad
from scipy.stats import gaussian_kde

from clusterlab.measure import k_density
from clusterlab.measure._reallocation import Null, _by_form, _by_pair, _by_transform, draw_sites

GRID = np.linspace(0, 2000, 23)


def make(n=60, seed=1, crs=5186):
    random = np.random.default_rng(seed)
    xy = random.normal([180_000, 550_000], [600, 400], (n, 2))
    return gpd.GeoDataFrame(
        {
            "type": random.choice(["bio", "ict", "university"], n),
            "employees": random.lognormal(3, 1.5, n).round() + 1,
        },
        geometry=gpd.points_from_xy(*xy.T),
        crs=crs,
    )


def brute(points, *, of=None, around=None, weighting="none", h=None):
    """Double loop over the definition; the rule of thumb from the definition too."""
    x, y = points.geometry.x.to_numpy(), points.geometry.y.to_numpy()
    e, kind = points["employees"].to_numpy(), points["type"].to_numpy()
    n = len(points)
    pairs = []
    for i in range(n):
        for j in range(n):
            if around is None:
                if not (i < j and (of is None or (kind[i] == of and kind[j] == of))):
                    continue
            elif not (kind[i] == of and kind[j] == around):
                continue
            w = {"none": 1.0, "product": e[i] * e[j], "sum": e[i] + e[j]}[weighting]
            pairs.append((np.hypot(x[i] - x[j], y[i] - y[j]), w))
    d, w = np.array(pairs).T
    if h is None:
        q1, q3 = np.quantile(d, [0.25, 0.75], method="linear")
        h = 0.9 * min(d.std(ddof=1), (q3 - q1) / 1.34) * len(d) ** (-1 / 5)

    def phi(u):
        return np.exp(-u * u / 2) / np.sqrt(2 * np.pi)

    curve = [
        sum(wk * (phi((g - dk) / h) + phi((g + dk) / h)) for dk, wk in zip(d, w, strict=True))
        / (w.sum() * h)
        for g in GRID
    ]
    return np.array(curve), h


@pytest.mark.parametrize("weighting", ["none", "product", "sum"])
@pytest.mark.parametrize(("of", "around"), [(None, None), ("bio", None), ("bio", "ict")])
def test_equals_the_definition(weighting, of, around):
    points = make()
    expected, h = brute(points, of=of, around=around, weighting=weighting)
    got = k_density(
        points,
        distances_m=GRID,
        of=of,
        around=around,
        weights=None if weighting == "none" else "employees",
        weighting=weighting,
    )
    assert got.attrs["bandwidth_m"] == pytest.approx(h, rel=1e-12)
    np.testing.assert_allclose(got["observed"], expected, rtol=1e-9, atol=0)
    assert got.index.name == "distance_m"
    assert got.index.tolist() == GRID.tolist()


@pytest.mark.parametrize("h", [3.0, 40.0, 900.0])
def test_equals_the_definition_at_any_bandwidth(h):
    points = make(25)
    expected, _ = brute(points, h=h)
    got = k_density(points, distances_m=GRID, bandwidth_m=h)
    np.testing.assert_allclose(got["observed"], expected, rtol=1e-9, atol=1e-15 * expected.max())


def test_equals_scipy_with_reflection_added():
    points = make()
    got = k_density(points, distances_m=GRID, bandwidth_m=120)
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    d = np.concatenate([np.hypot(*(xy[i + 1 :] - xy[i]).T) for i in range(len(xy) - 1)])
    peer = gaussian_kde(d, bw_method=120 / d.std(ddof=1))
    np.testing.assert_allclose(got["observed"], peer(GRID) + peer(-GRID), rtol=1e-9)


def test_cumulative_is_the_integral():
    points = make(30)
    options = {"bandwidth_m": 90, "weights": "employees", "weighting": "product"}
    cumulative = k_density(points, distances_m=[0, 70, 500, 1e5], cumulative=True, **options)

    def density(d):
        return k_density(points, distances_m=[d], **options)["observed"].iloc[0]

    assert cumulative["observed"].iloc[0] == pytest.approx(0, abs=1e-14)
    for d in (70, 500):
        expected = quad(density, 0, d, epsabs=1e-10, limit=100)[0]
        assert cumulative["observed"].loc[d] == pytest.approx(expected, rel=1e-8)
    assert cumulative["observed"].iloc[-1] == pytest.approx(1, rel=1e-12)


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(3, 30),
    angle=st.floats(0, 6.28),
    shift=st.floats(-1e4, 1e4),
    scale=st.floats(0.01, 100),
)
def test_moves_turns_reorders_and_scales_without_change(seed, n, angle, shift, scale):
    points = make(n, seed)
    options = {"distances_m": GRID, "weights": "employees", "weighting": "product"}
    first = k_density(points, **options)["observed"]
    other = points.sample(frac=1, random_state=seed)
    other = other.set_geometry(other.rotate(angle, origin=(0, 0), use_radians=True))
    other = other.set_geometry(other.translate(shift, -shift))
    other["employees"] *= scale
    second = k_density(other, **options)["observed"]
    np.testing.assert_allclose(second, first, rtol=1e-6, atol=1e-9 * first.max())


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 10_000), n=st.integers(3, 40), weighting=st.sampled_from(["none", "sum"])
)
def test_integrates_to_one(seed, n, weighting):
    points = make(n, seed)
    grid = np.linspace(0, 8000, 1601)
    got = k_density(
        points,
        distances_m=grid,
        weights=None if weighting == "none" else "employees",
        weighting=weighting,
        bandwidth_m=150,
    )
    assert np.trapezoid(got["observed"], grid) == pytest.approx(1, rel=1e-7)


@pytest.mark.parametrize("weighting", ["none", "product", "sum"])
@pytest.mark.parametrize("split", [7, None])
@pytest.mark.parametrize("cumulative", [False, True])
def test_all_ways_of_simulating_agree(weighting, split, cumulative):
    random = np.random.default_rng(3)
    sizes = random.lognormal(1, 1, 16)
    null = Null(
        random.uniform(0, 1000, (40, 2)),
        sizes[:split],
        None if split is None else sizes[split:],
        weighting,
    )
    draws = draw_sites(null, simulations=5, seed=1)
    options = {"grid": GRID, "h": 80.0, "cumulative": cumulative}
    one = _by_form(null, draws, **options)
    for compiled in (False, True):
        other = _by_pair(null, draws, compiled=compiled, **options)
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)
    other = _by_transform(null, draws, **options)
    np.testing.assert_allclose(one, other, rtol=0, atol=1e-6 * one.max())


def test_a_simulated_draw_is_the_curve_of_the_drawn_sites():
    points = make(40)
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    null = Null(xy - xy.mean(axis=0), np.ones(9), None, "none")
    draws = draw_sites(null, simulations=3, seed=5)
    assert all(len(set(row)) == 9 for row in draws)
    curves = _by_form(null, draws, grid=GRID, h=100.0, cumulative=False) / 36
    for draw, curve in zip(draws, curves, strict=True):
        expected = k_density(points.iloc[draw], distances_m=GRID, bandwidth_m=100)["observed"]
        np.testing.assert_allclose(curve, expected, rtol=1e-9, atol=1e-16)


def test_a_tight_industry_is_localised_and_a_random_one_is_not():
    points = make(200)
    near = points.geometry.distance(points.geometry.iloc[0]).rank() <= 25
    points["type"] = np.where(near, "tight", "rest")
    points.loc[points[~near].sample(40, random_state=1).index, "type"] = "chance"
    options = {"distances_m": GRID, "simulations": 300, "seed": 4}
    tight = k_density(points, of="tight", **options)
    chance = k_density(points, of="chance", **options)
    assert tight["localisation"].iloc[0] > 0
    assert tight["dispersion"].sum() == 0
    assert chance[["localisation", "dispersion"]].to_numpy().sum() == 0
    gap = (tight["observed"] - tight["global_high"]).clip(lower=0)
    np.testing.assert_allclose(tight["localisation"], gap, atol=1e-15)
    for table in (tight, chance):
        assert (table["global_low"] <= table["local_low"]).all()
        assert (table["local_high"] <= table["global_high"]).all()
    assert tight.attrs["global_p"] == pytest.approx(1 / 301)
    assert tight.attrs["above_m"][0][0] == GRID[0]
    assert chance.attrs["global_p"] > 0.05
    assert chance.attrs["above_m"] == chance.attrs["below_m"] == []


def test_same_seed_same_bands_and_another_seed_others():
    options = {"distances_m": GRID, "of": "bio", "simulations": 40}
    first = k_density(make(), seed=1, **options)
    pd.testing.assert_frame_equal(first, k_density(make(), seed=1, **options))
    assert not first.equals(k_density(make(), seed=2, **options))


def test_argument_is_not_changed():
    points = make()
    before = points.copy()
    k_density(points, distances_m=GRID, of="bio", simulations=3)
    pd.testing.assert_frame_equal(pd.DataFrame(points), pd.DataFrame(before))


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_points_is_undefined(n):
    got = k_density(make(5).iloc[:n], distances_m=GRID, simulations=10)
    assert got.isna().all(axis=None)
    assert got.attrs["reason"] == {"code": "too_few_points", "n": n, "minimum": 2}
    assert "global_high" in got


def test_all_on_one_point():
    points = make(5)
    points["geometry"] = points.geometry.iloc[0]
    ruled = k_density(points, distances_m=[0, 10])
    assert ruled["observed"].isna().all()
    assert ruled.attrs["reason"]["code"] == "zero_bandwidth"
    given_h = k_density(points, distances_m=[0, 10], bandwidth_m=10)
    assert given_h["observed"].iloc[0] == pytest.approx(2 / (10 * np.sqrt(2 * np.pi)))


def test_all_weight_on_one_plant_is_undefined():
    points = make(5)
    points["employees"] = [9, 0, 0, 0, 0]
    got = k_density(points, distances_m=GRID, weights="employees", weighting="product")
    assert got.attrs["reason"]["code"] == "zero_weights"


def test_bands_of_all_sites_are_undefined():
    got = k_density(make(9), distances_m=GRID, simulations=5)
    assert got["observed"].notna().all()
    assert got["global_high"].isna().all()
    assert got.attrs["band_reason"]["code"] == "one_outcome"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"distances_m": [3, 2]}, "must rise"),
        ({"distances_m": [-1, 2]}, "zero or more"),
        ({"distances_m": []}, "list of distances"),
        ({"of": "boi"}, "Did you mean 'bio'"),
        ({"of": []}, "at least one type"),
        ({"of": "bio", "around": ["bio", "ict"]}, "must not overlap"),
        ({"weights": "jobs", "weighting": "sum"}, "no column 'jobs'"),
        ({"weighting": "sum"}, "needs weights"),
        ({"weighting": "mean"}, "one of none, product, sum"),
        ({"bandwidth_m": 0}, "bandwidth_m must be above zero"),
        ({"simulations": -1}, "simulations must be a whole number"),
    ],
)
def test_bad_options_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        k_density(make(), **{"distances_m": GRID, **change})


@pytest.mark.parametrize(("crs", "message"), [(4326, "not in metres"), (3857, "web Mercator")])
def test_wrong_crs_is_refused(crs, message):
    with pytest.raises(ValueError, match=message):
        k_density(make().set_crs(crs, allow_override=True), distances_m=GRID)
    with pytest.raises(ValueError, match="no CRS"):
        k_density(make(crs=None), distances_m=GRID)


def test_negative_and_missing_weights_are_refused():
    for value, message in ((-3, "lowest given is -3"), (np.nan, "1 of 60 are not")):
        points = make()
        points.loc[4, "employees"] = value
        with pytest.raises(ValueError, match=message):
            k_density(points, distances_m=GRID, weights="employees", weighting="sum")


def test_four_hundred_firms_and_a_thousand_draws_are_quick():
    points = make(400)
    start = process_time()
    k_density(points, distances_m=np.linspace(0, 3000, 50), of="bio", simulations=1000)
    assert process_time() - start < 6  # processor time of two cores


def test_weights_that_would_change_nothing_are_refused():
    firms = gpd.GeoDataFrame(
        {"employees": [1, 9, 3]}, geometry=gpd.points_from_xy([0, 90, 10], [0, 0, 5]), crs=5186
    )
    with pytest.raises(ValueError, match="change nothing without weighting: give 'product'"):
        k_density(firms, distances_m=[50], weights="employees")
