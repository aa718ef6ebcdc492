"""The colocation quotient against counts by hand and loops over all orders."""

from itertools import permutations

import geopandas as gpd
import numpy as np
import pytest

from clusterlab.measure import colocation_quotient


def make(n=40, seed=0):
    random = np.random.default_rng(seed)
    return gpd.GeoDataFrame(
        {"type": random.choice(["firm", "campus", "park"], n)},
        geometry=gpd.points_from_xy(*random.integers(0, 8, (2, n)) * 100.0),
        crs=5186,
    )


def brute(points, of, around, k):
    """Leslie & Kronenfeld, ties shared: those nearer than the k-th in full, the rest in part."""
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    kind = points["type"].tolist()
    n = len(xy)
    total = 0.0
    sources = [i for i in range(n) if kind[i] == of]
    for i in sources:
        d = sorted((np.hypot(*(xy[i] - xy[j])), j) for j in range(n) if j != i)
        last = d[k - 1][0]
        sure = [j for dj, j in d if dj < last - 1e-9]
        tied = [j for dj, j in d if abs(dj - last) <= 1e-9]
        total += sum(kind[j] == around for j in sure) / k
        total += (k - len(sure)) / k * sum(kind[j] == around for j in tied) / len(tied)
    others = kind.count(around) - (of == around)
    return (total / len(sources)) / (others / (n - 1))


@pytest.mark.parametrize("k", [1, 3])
@pytest.mark.parametrize(("of", "around"), [("firm", "campus"), ("campus", "firm"), ("firm", None)])
def test_equals_the_definition(of, around, k):
    got = colocation_quotient(make(), of=of, around=around, neighbours=k)
    assert got["observed"].iloc[0] == pytest.approx(brute(make(), of, around or of, k))


def test_weighted_by_all_types_it_averages_to_one():
    points = make()
    total = 0.0
    for kind in ("firm", "campus", "park"):
        share = ((points["type"] == kind).sum() - (kind == "firm")) / 39
        total += share * colocation_quotient(points, of="firm", around=kind)["observed"].iloc[0]
    assert total == pytest.approx(1)


def test_null_is_that_of_all_orders():
    places = gpd.GeoDataFrame(
        {"type": ["a", "a", "b", "b", "b"]},
        geometry=gpd.points_from_xy([0, 1, 10, 12, 30], [0] * 5),
        crs=5186,
    )
    every = [
        brute(places.assign(type=list(order)), "a", "b", 1)
        for order in permutations(places["type"])
    ]
    got = colocation_quotient(places, of="a", around="b", simulations=2000, seed=1)
    observed = got["observed"].iloc[0]
    exact = min(np.mean([v <= observed for v in every]), np.mean([v >= observed for v in every]))
    assert got["p_value"].iloc[0] == pytest.approx(exact, abs=4 * np.sqrt(0.25 / 2000))


def test_undefined_and_refused():
    got = colocation_quotient(make().iloc[:3], of="park", neighbours=5, simulations=3)
    assert got.isna().all(axis=None)
    assert got.attrs["reason"]["code"] == "too_few_points"
    with pytest.raises(ValueError, match="neighbours must be a whole number of 1"):
        colocation_quotient(make(), of="firm", neighbours=0)
