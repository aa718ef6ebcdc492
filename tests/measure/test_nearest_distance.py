"""Nearest targets against a double loop, and what is uncertain about them."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from clusterlab.measure import nearest_distance, nearest_distance_summary


def make(n, seed, prefix="o"):
    random = np.random.default_rng(seed)
    xy = random.integers(0, 6, (n, 2)) * 10.0
    return gpd.GeoDataFrame(
        {"organisation_id": [f"{prefix}{k}" for k in range(n)], "uncertainty_m": 3.0},
        geometry=gpd.points_from_xy(*xy.T),
        crs=5186,
        index=range(100, 100 + n),
    )


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 9999), n=st.integers(1, 12), m=st.integers(1, 30), shared=st.booleans())
def test_equals_a_double_loop(seed, n, m, shared):
    origins, targets = make(n, seed), make(m, seed + 1, "o" if shared else "t")
    got = nearest_distance(origins, targets, id_column="organisation_id")
    for row, name, spot in zip(
        got.itertuples(), origins["organisation_id"], origins.geometry, strict=True
    ):
        allowed = targets[targets["organisation_id"] != name]
        distance = allowed.distance(spot)
        if allowed.empty:
            assert pd.isna(row.target_id)
            assert np.isnan(row.distance_m)
            continue
        assert row.distance_m == pytest.approx(distance.min())
        near = allowed.loc[distance <= distance.min(), "organisation_id"].tolist()
        assert row.target_id in near
        first = allowed[
            allowed.geometry == allowed.set_index("organisation_id").geometry[row.target_id]
        ]
        assert row.target_id == first["organisation_id"].iloc[0]


def test_uncertainties_combine_as_squares():
    origins, targets = make(3, 1), make(4, 2).assign(uncertainty_m=[4.0, 4, 4, 4])
    origins.loc[101, "uncertainty_m"] = np.nan
    got = nearest_distance(origins, targets)
    assert got["uncertainty_m"].tolist()[::2] == [5, 5]
    assert np.isnan(got.loc[101, "uncertainty_m"])
    assert got.index.tolist() == [100, 101, 102]
    assert set(got["target_id"]) <= set(targets.index)


def test_without_targets_it_says_so():
    got = nearest_distance(make(3, 1), make(3, 2).iloc[:0])
    assert got["distance_m"].isna().all()
    assert got.attrs["reason"] == {"code": "no_target", "n": 3}
    summary = nearest_distance_summary(got)
    assert summary["distance_m"].isna().all()
    assert summary.attrs["reason"] == {"code": "no_target", "n": 3}


def test_summary_gives_quantiles_and_doubts():
    origins = make(40, 3)
    targets = make(2, 4, "t").assign(uncertainty_m=14.0)
    nearest = nearest_distance(origins, targets)
    got = nearest_distance_summary(nearest, quantiles=[0, 0.5, 1])
    d = nearest["distance_m"].to_numpy()
    assert got["distance_m"].tolist() == [d.min(), np.median(d), d.max()]
    assert got.attrs["n"] == 40
    assert got.attrs["mean_m"] == pytest.approx(d.mean())
    assert got.attrs["uncertain"] == (d < np.hypot(3, 14)).sum()
    with pytest.raises(ValueError, match="between 0 and 1"):
        nearest_distance_summary(nearest, quantiles=[50])


def test_two_crs_are_refused():
    with pytest.raises(ValueError, match="share one CRS"):
        nearest_distance(make(3, 1), make(3, 1).to_crs(5179))
    with pytest.raises(ValueError, match="targets is in EPSG:4326"):
        nearest_distance(make(3, 1), make(3, 1).to_crs(4326))
