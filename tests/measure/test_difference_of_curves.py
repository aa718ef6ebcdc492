"""Differences of curves beside the curves themselves; size and power under known truth."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from clusterlab.measure import difference_of_curves, k_density, m_function, ripley_k

SITE = shapely.box(0, 0, 1000, 1000)


def points(random: np.random.Generator, *, clumped: bool, n: int = 40) -> gpd.GeoDataFrame:
    """As many of bio as of ict, and others; bio in four clumps or everywhere."""
    first = random.uniform(0, 1000, (n, 2))
    if clumped:
        centre = random.uniform(150, 850, (4, 2))
        first = centre[random.integers(0, 4, n)] + random.normal(0, 40, (n, 2))
    rest = random.uniform(0, 1000, (2 * n, 2))
    return gpd.GeoDataFrame(
        {
            "type": ["bio"] * n + ["ict"] * n + ["food"] * n,
            "source": (["a", "b"] * (2 * n))[: 3 * n],
        },
        geometry=gpd.points_from_xy(*np.vstack([np.clip(first, 0, 1000), rest]).T),
        crs=5186,
    )


def test_the_difference_is_that_of_the_two_curves():
    at = points(np.random.default_rng(1), clumped=True)
    grid = [50, 100, 200]
    both = {"distances_m": grid, "of": "bio", "against": "ict"}
    found = difference_of_curves(at, curve="k_density", bandwidth_m=30, **both)
    one, two = (k_density(at, distances_m=grid, of=t, bandwidth_m=30) for t in ("bio", "ict"))
    np.testing.assert_allclose(found["observed"], one["observed"] - two["observed"], rtol=1e-9)
    found = difference_of_curves(at, curve="m", **both)
    one, two = (m_function(at, distances_m=grid, of=t) for t in ("bio", "ict"))
    np.testing.assert_allclose(found["observed"], one["observed"] - two["observed"], rtol=1e-9)
    found = difference_of_curves(at, curve="k", window=SITE, **both)
    one, two = (ripley_k(at, distances_m=grid, of=t, window=SITE) for t in ("bio", "ict"))
    np.testing.assert_allclose(found["observed"], one["observed"] - two["observed"], rtol=1e-9)
    np.testing.assert_allclose(found["first"], one["observed"], rtol=1e-9)


def test_turned_round_the_difference_changes_its_sign_alone():
    at = points(np.random.default_rng(2), clumped=True)
    there, back = (
        difference_of_curves(
            at, distances_m=[60, 120], of=a, against=b, curve="m", simulations=199, seed=1
        )
        for a, b in (("bio", "ict"), ("ict", "bio"))
    )
    np.testing.assert_allclose(there["observed"], -back["observed"])
    assert there.attrs["n_against"] == 40
    assert there.attrs["above_m"] == [(60.0, 120.0)]
    assert back.attrs["below_m"] == [(60.0, 120.0)]


@pytest.mark.parametrize("curve", ["m", "k_density"])
def test_size_holds_and_a_clumped_type_is_found(curve: str):
    random, out, found = np.random.default_rng(6), 0, 0
    asked = {"of": "bio", "against": "ict", "curve": curve, "simulations": 79}
    asked |= {"bandwidth_m": 40} if curve == "k_density" else {}
    grid = np.arange(40, 201, 40)
    for run in range(200):
        at = points(random, clumped=False, n=25)
        table = difference_of_curves(at, distances_m=grid, seed=run, strata="source", **asked)
        out += int(table.attrs["global_p"] <= 0.05)
        if run < 20:
            at = points(random, clumped=True, n=25)
            table = difference_of_curves(at, distances_m=grid, seed=run, **asked)
            found += int(bool(table.attrs["above_m"]))
    # 10 of 200 are expected; fewer than 2 or more than 20 come once in 1,000.
    assert 2 <= out <= 20
    assert found >= 18


def test_strata_and_other_points_stay_where_they_are():
    at = points(np.random.default_rng(4), clumped=True)
    asked = {"distances_m": [80], "of": "bio", "against": "ict", "simulations": 39}
    told = difference_of_curves(at, strata="source", **asked).attrs
    assert (told["strata"], told["exchangeable"]) == (2, 80)
    assert told["null"] == "labels exchanged within strata of source"
    fixed = difference_of_curves(at.assign(source=at["type"]), strata="source", **asked)
    assert fixed.attrs["band_reason"]["code"] == "nothing_to_exchange"
    assert fixed["global_low"].isna().all()


def test_what_cannot_be_compared_says_so():
    at = points(np.random.default_rng(4), clumped=False).iloc[[0, 40, 41, 80]]
    found = difference_of_curves(at, distances_m=[50], of="bio", against="ict", simulations=19)
    assert found.attrs["reason"] == {"code": "too_few_points", "n": 1, "minimum": 2}
    assert found[["observed", "global_low"]].isna().all(axis=None)
    with pytest.raises(ValueError, match="needs window"):
        difference_of_curves(at, distances_m=[50], of="bio", against="ict", curve="k")
