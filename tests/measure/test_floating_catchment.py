"""Floating catchment: shares out what there is, by each rule of weight."""

import tracemalloc

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import floating_catchment


@pytest.fixture
def town():
    rng = np.random.default_rng(3)

    def points(n, **columns):
        xy = rng.uniform(0, 3000, (2, n))
        return gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(*xy), crs=5186)

    return points(50, people=rng.integers(1, 99, 50)), points(8, beds=rng.integers(1, 30, 8))


WEIGHTS = {
    "none": lambda d: 1.0,
    "zones": lambda d: 1.0 if d <= 300 else 0.68 if d <= 600 else 0.22,
    "gaussian": lambda d: (np.exp(-((d / 900) ** 2) / 2) - np.exp(-0.5)) / (1 - np.exp(-0.5)),
}


@pytest.mark.parametrize("decay", WEIGHTS)
def test_is_the_two_steps_spelt_out(town, decay):
    homes, clinics = town
    found = floating_catchment(
        homes, clinics, population="people", capacity="beds", within=900, decay=decay
    )

    def weight(i, j):
        d = homes.geometry[i].distance(clinics.geometry[j])
        return WEIGHTS[decay](d) if d <= 900 else 0.0

    ratios, used = [], 0
    for j in clinics.index:
        sharers = sum(homes["people"][i] * weight(i, j) for i in homes.index)
        ratios.append(clinics["beds"][j] / sharers if sharers else 0.0)
        used += clinics["beds"][j] if sharers else 0
    for i in homes.index:
        expected = sum(ratios[j] * weight(i, j) for j in clinics.index)
        assert found[i] == pytest.approx(expected, abs=1e-15)
    assert (found * homes["people"]).sum() == pytest.approx(used)
    assert found.attrs["unused"] == clinics["beds"].sum() - used


def test_supply_that_nobody_reaches_is_told():
    homes, clinics = pd.DataFrame({"n": [1]}), pd.DataFrame({"beds": [5]})
    times = pd.DataFrame([[np.nan]])
    found = floating_catchment(
        homes, clinics, population="n", capacity="beds", within=1, travel=times
    )
    assert found.tolist() == [0]
    assert found.attrs["unused"] == 5


def test_borders_belong_to_the_nearer_zone():
    homes = pd.DataFrame({"n": [1.0, 1, 1, 1]})
    times = pd.DataFrame([[10.0], [20.0], [30.0], [0.0]])
    found = floating_catchment(
        homes,
        pd.DataFrame({"beds": [2.9]}),
        population="n",
        capacity="beds",
        within=30,
        decay="zones",
        travel=times,
    )
    assert found.tolist() == pytest.approx([1, 0.68, 0.22, 1])


def test_memory_does_not_grow_with_pairs():
    rng = np.random.default_rng(0)

    def points(n, **columns):
        xy = rng.uniform(0, 3000, (2, n))
        return gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(*xy), crs=5186)

    homes, clinics = points(4000, people=np.ones(4000)), points(3000, beds=np.ones(3000))
    tracemalloc.start()
    found = floating_catchment(homes, clinics, population="people", capacity="beds", within=9000)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    # All pairs are within reach, and would take 288 MB.
    np.testing.assert_allclose(found, 3000 / 4000)
    assert most < 200
