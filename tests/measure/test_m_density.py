"""m against loops from the definition, and its kin M."""

import geopandas as gpd
import numpy as np
import pytest

from clusterlab.measure import k_density, m_density

GRID = np.array([0.0, 120, 400, 1500])


def make(n=40, seed=1):
    random = np.random.default_rng(seed)
    xy = random.normal([180_000, 550_000], 400, (n, 2))
    return gpd.GeoDataFrame(
        {
            "type": random.choice(["bio", "ict", "university"], n),
            "employees": random.integers(1, 90, n).astype(float),
        },
        geometry=gpd.points_from_xy(*xy.T),
        crs=5186,
    )


def brute(points, of, around, weights, h, controls=None):
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    kind = points["type"].tolist()
    w = np.ones(len(points)) if weights is None else points[weights].to_numpy()
    every = range(len(points))
    ref = [i for i in every if kind[i] == of]
    s = [j for j in every if kind[j] == around]
    c = [j for j in every if controls is None or kind[j] in controls]
    curve = []
    for r in GRID:

        def near(i, js, r=r):
            d = {j: np.hypot(*(xy[i] - xy[j])) for j in js if j != i}
            return sum(w[j] * np.exp(-((dj - r) ** 2) / (2 * h * h)) for j, dj in d.items())

        def all_of(i, js):
            return sum(w[j] for j in js if j != i)

        top = sum(near(i, s) / near(i, c) for i in ref)
        curve.append(top / sum(all_of(i, s) / all_of(i, c) for i in ref))
    return curve


@pytest.mark.parametrize("weights", [None, "employees"])
@pytest.mark.parametrize("around", ["bio", "university"])
def test_equals_the_definition(around, weights):
    got = m_density(
        make(), distances_m=GRID, of="bio", around=around, weights=weights, bandwidth_m=90
    )
    np.testing.assert_allclose(
        got["observed"], brute(make(), "bio", around, weights, 90), rtol=1e-9
    )


def test_case_control_equals_the_definition():
    got = m_density(make(), distances_m=GRID, of="bio", bandwidth_m=90, case_control=True)
    expected = brute(make(), "bio", "bio", None, 90, controls=["ict", "university"])
    np.testing.assert_allclose(got["observed"], expected, rtol=1e-9)


def test_bandwidth_is_that_of_k_density():
    for around in (None, "ict"):
        options = {"distances_m": GRID, "of": "bio", "around": around}
        got = m_density(make(), **options).attrs["bandwidth_m"]
        assert got == pytest.approx(k_density(make(), **options).attrs["bandwidth_m"])


@pytest.mark.parametrize("null_model", ["labels", "pairs"])
def test_everything_around_everything_is_one(null_model):
    got = m_density(
        make(), distances_m=GRID, weights="employees", null_model=null_model, simulations=19
    )
    np.testing.assert_allclose(got.to_numpy(), 1, rtol=1e-12)


def test_blocks_do_not_change_the_answer(monkeypatch):
    from clusterlab.measure import m_density as function

    options = {"distances_m": GRID, "of": "bio", "simulations": 9, "null_model": "pairs"}
    whole = function(make(), weights="employees", **options)
    monkeypatch.setitem(function.__globals__, "BLOCK", 100)
    part = function(make(), weights="employees", **options)
    np.testing.assert_allclose(part, whole, rtol=1e-12)


def test_undefined_cases_say_why():
    assert m_density(make().iloc[:1], distances_m=GRID).attrs["reason"]["code"] == "too_few_points"
    points = make()
    points["geometry"] = points.geometry.iloc[0]
    got = m_density(points, distances_m=GRID, simulations=3)
    assert got["observed"].isna().all()
    assert got.attrs["reason"]["code"] == "zero_bandwidth"
