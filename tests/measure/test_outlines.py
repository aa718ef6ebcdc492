"""Outlines of crowds planted by hand, and DBSCAN against its definition."""

import tracemalloc

import geopandas as gpd
import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist

from clusterlab.measure import cluster_outlines


def make(seed=0):
    random = np.random.default_rng(seed)
    xy = np.vstack(
        [
            random.normal([1000, 1000], 60, (40, 2)),
            random.normal([4000, 3000], 60, (25, 2)),
            random.uniform(0, 9000, (12, 2)) + np.array([10_000, 0]),
        ]
    )
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)


@pytest.mark.parametrize("method", ["dbscan", "hdbscan"])
def test_planted_crowds_are_found(method):
    points = make()
    radius = 200 if method == "dbscan" else None
    got = cluster_outlines(points, method=method, radius_m=radius, minimum=8, resamples=10)
    assert got.index.tolist()[:2] == [1, 2]
    assert got["n"].tolist()[0] >= 36
    labels = np.array(got.attrs["labels"])
    assert set(labels[:40]) <= {0, 1}
    assert set(labels[40:65]) <= {0, 2}
    for k in got.index:
        members = points[labels == k]
        assert got.geometry[k].buffer(1e-6).contains(members.union_all())
        assert got["n"][k] == len(members)
    assert (got["stability"].iloc[:2] > 0.85).all()


def test_dbscan_equals_its_definition():
    xy = np.random.default_rng(3).uniform(0, 1000, (120, 2))
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)
    labels = np.array(cluster_outlines(points, radius_m=70, minimum=4).attrs["labels"])
    near = cdist(xy, xy) <= 70
    core = near.sum(axis=1) >= 4
    count, part = connected_components(near[np.ix_(core, core)])
    assert labels.max() == count
    for k in range(count):
        assert len(set(labels[core][part == k])) == 1
    reached = (near & core).any(axis=1)
    assert (labels[~reached] == 0).all()
    assert (labels[reached] > 0).all()


def test_margin_and_flat_groups():
    line = gpd.GeoDataFrame(geometry=gpd.points_from_xy([0, 10, 20], [0, 0, 0]), crs=5186)
    flat = cluster_outlines(line, radius_m=15, minimum=2)
    assert flat["area_ha"].iloc[0] == 0
    assert np.isnan(flat["per_ha"].iloc[0])
    wide = cluster_outlines(line, radius_m=15, minimum=2, margin_m=10)
    assert wide["area_ha"].iloc[0] * 1e4 == pytest.approx(20 * 20 + np.pi * 100, rel=0.02)


def test_no_group_says_so():
    got = cluster_outlines(make().iloc[:3], radius_m=1, minimum=5)
    assert len(got) == 0
    assert got.attrs["reason"] == {"code": "no_group", "n": 3, "minimum": 5}
    assert got.crs == "EPSG:5186"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "dbscan needs radius_m"),
        ({"radius_m": -1}, "radius_m must be above zero"),
        ({"radius_m": 9, "minimum": 1}, "minimum must be a whole number of 2"),
        ({"method": "kmeans"}, "one of dbscan, hdbscan"),
        ({"radius_m": 9, "margin_m": -2}, "margin_m must be zero or more"),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        cluster_outlines(make(), **options)


def test_stability_is_the_mean_of_the_best_overlaps():
    points = make(2)
    xy = np.column_stack([points.geometry.x, points.geometry.y])
    got = cluster_outlines(points, radius_m=60, minimum=4, resamples=5, seed=9)
    labels = np.array(got.attrs["labels"])
    random = np.random.default_rng(9)
    total = np.zeros(len(got))
    for _ in range(5):
        sample = random.integers(0, len(xy), len(xy))
        again = cluster_outlines(points.iloc[sample], radius_m=60, minimum=4)
        found = np.array(again.attrs["labels"])
        drawn = set(sample.tolist())
        for k in got.index:
            mine = set(np.flatnonzero(labels == k).tolist()) & drawn
            others = [set(sample[found == j].tolist()) for j in again.index]
            total[k - 1] += max((len(mine & o) / len(mine | o) for o in others), default=0.0)
    np.testing.assert_allclose(got["stability"], total / 5)


def test_many_groups_take_no_flags_for_each():
    xy = np.random.default_rng(1).integers(0, 4000, (2, 6000)) * 100.0
    xy = np.repeat(xy, 3, axis=1)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy), crs=5186)
    cluster_outlines(points, radius_m=1, minimum=3, least_places=1)
    tracemalloc.start()
    got = cluster_outlines(points, radius_m=1, minimum=3, least_places=1)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert len(got) > 5900
    # Flags of groups x points would take 108 MB.
    assert most < 20


def test_points_of_one_building_are_no_group() -> None:
    xy = np.vstack([np.zeros((20, 2)), [[1000, 0], [1010, 0], [1020, 10], [1030, 5], [1000, 9]]])
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=5186)
    got = cluster_outlines(points, radius_m=50, minimum=4)
    assert got[["n", "places"]].to_numpy().tolist() == [[5, 5]]
    assert got.attrs["no_groups"] == [{"n": 20, "places": 1, "x_m": 0.0, "y_m": 0.0}]
    assert got.attrs["labels"] == [0] * 20 + [1] * 5
    assert cluster_outlines(points, radius_m=50, minimum=4, least_places=1)["n"].tolist() == [20, 5]


def test_a_group_holds_as_often_as_its_points_are_sure() -> None:
    random = np.random.default_rng(2)
    xy = np.vstack([random.normal(0, 20, (30, 2)), random.normal(5000, 20, (30, 2))])
    points = gpd.GeoDataFrame(
        {"off_m": np.repeat([1.0, 3000.0], 30)}, geometry=gpd.points_from_xy(*xy.T), crs=5186
    )
    asked = {"radius_m": 100, "minimum": 5, "uncertainty_m": "off_m", "position_draws": 20}
    got = cluster_outlines(points, **asked)
    sure = got.geometry.centroid.x < 2500
    assert got.loc[sure, "held"].tolist() == [1.0]
    assert got.loc[~sure, "held"].tolist() == [0.0]
    assert got.equals(cluster_outlines(points, **asked))
