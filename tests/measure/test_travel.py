"""Distances and travel times: blocks, reach, labels and what is refused."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import _travel


def places(n, seed, crs=5186):
    rng = np.random.default_rng(seed)
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*rng.uniform(0, 100, (2, n))), crs=crs)


def test_blocks_make_up_the_whole(monkeypatch):
    monkeypatch.setattr(_travel, "_BLOCK", 25)
    one, other = places(17, 0), places(6, 1)
    blocks = list(_travel.cost_blocks(one, other, None))
    assert [(b[0].start, b[0].stop) for b in blocks][:2] == [(0, 4), (4, 8)]
    whole = np.vstack([costs for _, costs in blocks])
    for i, j in np.ndindex(17, 6):
        assert whole[i, j] == pytest.approx(one.geometry[i].distance(other.geometry[j]))


def gathered(*args, **options):
    """All pairs of all blocks."""
    blocks = list(_travel.PairsWithin(*args, **options))
    return tuple(np.concatenate(axis) for axis in zip(*blocks, strict=True))


def test_pairs_within_are_the_costs_at_or_below():
    one, other = places(40, 2), places(30, 3)
    ((_, costs),) = _travel.cost_blocks(one, other, None)
    limit = float(costs[3, 4])
    i, j, cost = gathered(one, other, None, within=limit)
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == set(
        zip(*(k.tolist() for k in np.nonzero(costs <= limit)), strict=True)
    )
    np.testing.assert_allclose(cost, costs[i, j])


@pytest.mark.parametrize("kept", [0, 1 << 22])
def test_blocks_of_pairs_make_up_the_whole_each_time(monkeypatch, kept):
    one, other = places(40, 2), places(30, 3)
    whole = gathered(one, other, None, within=50)
    monkeypatch.setattr(_travel, "_PAIRS", 90)
    monkeypatch.setattr(_travel, "_KEPT", kept)
    pairs = _travel.PairsWithin(one, other, None, within=50)
    for _ in range(2):
        blocks = list(pairs)
        assert len(blocks) == 14
        assert max(len(block[0]) for block in blocks) <= 90
        parts = [np.concatenate(axis) for axis in zip(*blocks, strict=True)]
        order, same = np.lexsort(parts[1::-1]), np.lexsort(whole[1::-1])
        for part, all_of_it in zip(parts, whole, strict=True):
            np.testing.assert_array_equal(part[order], all_of_it[same])
    assert (pairs.kept is not None) == (kept > 0)


def test_travel_times_are_taken_by_label():
    one, other = pd.DataFrame(index=["a", "b"]), pd.DataFrame(index=["x", "y"])
    times = pd.DataFrame({"y": [1.0, 2.0], "z": 9.0, "x": [np.nan, 4.0]}, index=["a", "b"])
    ((_, costs),) = _travel.cost_blocks(one, other, times)
    assert costs.tolist() == [[np.inf, 1], [4, 2]]
    i, j, cost = gathered(one, other, times, within=3)
    assert (i.tolist(), j.tolist(), cost.tolist()) == ([0, 1], [1, 1], [1, 2])


def test_bad_input_is_named():
    one, other = places(3, 4), places(3, 5)
    with pytest.raises(ValueError, match="share a CRS; they are in EPSG:5186 and EPSG:5179"):
        list(_travel.cost_blocks(one, other.to_crs(5179), None))
    with pytest.raises(ValueError, match="origins is in EPSG:4326"):
        list(_travel.cost_blocks(one.to_crs(4326), other, None))
    times = pd.DataFrame(1.0, index=[0, 1], columns=[0, 1, 2])
    with pytest.raises(ValueError, match="travel has no row for 2"):
        list(_travel.cost_blocks(one, other, times))
    with pytest.raises(ValueError, match="travel has the row 0 twice"):
        list(_travel.cost_blocks(one, other, times.loc[[0, 0, 1]]))
    with pytest.raises(ValueError, match=r"zero or more\. The lowest given is -1"):
        list(_travel.cost_blocks(one.iloc[:2], other, -times))
    with pytest.raises(ValueError, match="within must be above zero"):
        _travel.PairsWithin(one, other, None, within=0)
