"""Gravity access against its double loop and a published case."""

import tracemalloc
from importlib import import_module

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import gravity_access

# The function bears the name of its file.
FILE = import_module("clusterlab.measure.gravity_access")


def places(n, seed):
    rng = np.random.default_rng(seed)
    return gpd.GeoDataFrame(
        {"jobs": rng.integers(0, 50, n)},
        geometry=gpd.points_from_xy(*rng.uniform(0, 5000, (2, n))),
        crs=5186,
    )


@pytest.mark.parametrize(
    ("options", "discount"),
    [
        ({"decay": "power", "alpha": 1.5}, lambda d: d**-1.5),
        ({"decay": "exponential", "scale": 800}, lambda d: np.exp(-d / 800)),
        ({"decay": "gaussian", "scale": 800}, lambda d: np.exp(-d * d / (2 * 800**2))),
    ],
)
def test_is_the_double_loop(options, discount):
    homes, work = places(20, 0), places(30, 1)
    found = gravity_access(homes, work, mass="jobs", **options)
    assert found.index.equals(homes.index)
    for i, home in homes.geometry.items():
        total = sum(
            jobs * discount(home.distance(place))
            for jobs, place in zip(work["jobs"], work.geometry, strict=True)
        )
        assert found[i] == pytest.approx(total)


def test_levy_weitz_stores():
    # The two towns and two stores of Levy & Weitz (2009), as in the manual of REAT (hansen):
    # sizes over squared driving time.
    stores = pd.DataFrame({"size": [5000, 10000]}, index=["existing", "new"])
    times = pd.DataFrame({"existing": [10, 5], "new": [5, 15]}, index=["rock creek", "oak"])
    towns = pd.DataFrame(index=times.index)
    found = gravity_access(towns, stores, mass="size", decay="power", alpha=2, travel=times)
    assert found["rock creek"] == pytest.approx(5000 / 100 + 10000 / 25)
    assert found["oak"] == pytest.approx(5000 / 25 + 10000 / 225)


def test_out_of_reach_counts_nothing():
    times = pd.DataFrame({"x": [np.nan, 2.0]}, index=["a", "b"])
    homes, work = pd.DataFrame(index=["a", "b"]), pd.DataFrame(index=["x"])
    for options in ({"decay": "power"}, {"scale": 1.0}, {"decay": "gaussian", "scale": 1.0}):
        assert gravity_access(homes, work, travel=times, **options)["a"] == 0


def test_a_place_by_itself_needs_a_least_distance():
    work = places(5, 2)
    with pytest.raises(ValueError, match="whose power is infinite; give least above 0"):
        gravity_access(work, work, decay="power")
    found = gravity_access(work, work, decay="power", least=50)
    assert (found >= 1 / 50).all()


def test_bad_options_are_refused():
    work = places(5, 2)
    with pytest.raises(ValueError, match="decay 'exponential' needs scale"):
        gravity_access(work, work)
    with pytest.raises(ValueError, match="scale must be above zero"):
        gravity_access(work, work, scale=-1)
    with pytest.raises(ValueError, match="least must be zero or more, not -1"):
        gravity_access(work, work, scale=1, least=-1)
    with pytest.raises(ValueError, match="Did you mean 'gaussian'"):
        gravity_access(work, work, scale=1, decay="gauss")


@pytest.mark.parametrize(
    "options",
    [
        {"scale": 800},
        {"decay": "gaussian", "scale": 800},
        {"decay": "gaussian", "scale": 20},
        {"decay": "power"},
        {"decay": "power", "alpha": 2, "least": 300},
        {"decay": "exponential", "scale": 900, "least": 200},
    ],
)
def test_many_pairs_give_the_same_sums(monkeypatch, options):
    homes, work = places(300, 3), places(270, 4)
    few = gravity_access(homes, work, mass="jobs", **options)
    monkeypatch.setattr(FILE, "COMPILED", 0)
    many = gravity_access(homes, work, mass="jobs", **options)
    pd.testing.assert_series_equal(many, few, rtol=1e-12)
    with pytest.raises(ValueError, match="whose power is infinite"):
        gravity_access(homes, homes, mass="jobs", decay="power")


def test_memory_does_not_grow_with_pairs():
    homes, work = places(3000, 5), places(7000, 6)
    for options in ({"scale": 800.0}, {"decay": "power", "alpha": 1.5}):
        gravity_access(homes, work, **options)
        tracemalloc.start()
        gravity_access(homes, work, **options)
        most = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        # All distances at once would take 168 MB.
        assert most < 12
