"""Concentration by sector on drawings whose answer is plain."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from point_fixtures import study, two_camps

from clusterlab.study import clustering
from clusterlab.study.clustering import clustering_by_sector


def firms() -> gpd.GeoDataFrame:
    rng = np.random.default_rng(7)
    spread = rng.uniform(0, 5000, (80, 2))
    heap = rng.normal(2500, 30, (20, 2))
    xy = np.vstack([spread, heap])
    sectors = ["food"] * 77 + ["energy"] * 3 + ["bio"] * 20
    return gpd.GeoDataFrame({"sector": sectors}, geometry=gpd.points_from_xy(*xy.T), crs=5186)


def test_a_heap_is_concentrated_at_short_distances_and_too_few_say_so():
    summary, curves = clustering_by_sector(
        firms(), distances_m=np.arange(0, 2001, 100), minimum=10, simulations=99, seed=1
    )
    assert summary.loc["bio", "concentrated_from_m"] == 0
    assert 0 < summary.loc["bio", "concentrated_to_m"] < 1000
    assert pd.isna(summary.loc["food", "concentrated_to_m"])
    assert summary.loc["energy", "reason"] == {"code": "too_few_points", "n": 3, "minimum": 10}
    assert set(curves) == {"bio", "food"}


def test_firms_of_unknown_sector_are_sites_only():
    hidden = firms().replace({"sector": {"food": "unknown"}})
    summary, _ = clustering_by_sector(
        hidden, distances_m=[0, 500], minimum=10, simulations=19, seed=1
    )
    assert "unknown" not in summary.index


def test_no_firms_give_no_rows():
    summary, curves = clustering_by_sector(
        firms()[:0], distances_m=[0, 500], minimum=10, simulations=19, seed=1
    )
    assert len(summary) == 0
    assert curves == {}


def test_two_camps_each_stand_around_their_own_kind():
    peaks, curves = clustering.around_own_kind(
        two_camps(), types=["bio", "food"], distances_m=[200, 400], simulations=39, seed=1
    )
    # All neighbours within 400 m are of the same kind, and 29 of 59 are everywhere.
    assert peaks["m_peak"].tolist() == pytest.approx([59 / 29, 59 / 29])
    assert sorted(curves) == ["bio", "food"]


def test_the_field_that_clusters_most_is_told_and_small_ones_are_named():
    found = two_camps()
    found.loc[:2, "type"] = "law"
    asked = {"farthest_m": 400, "step_m": 100, "simulations": 39, "seed": 1}
    fields = clustering.fields(study(found), industries=[], minimum=10, **asked)
    assert (fields.types, fields.too_few) == (["food", "bio"], {"law": 3})
    most = clustering.most(fields)
    assert most.said[0].key == "m_peak"
    # 29 of the other 59 are of its kind everywhere, all of those near it.
    assert most.said[0].values["value"] == pytest.approx(59 / 29)
    # Both fields lie outside all 39 draws: 2 · 1/40.
    assert most.said[0].values["p"] == most.compared.p == pytest.approx(0.05)
    assert (most.said[0].values["draws"], most.said[0].values["fields"]) == (39, 2)
    assert most.scope == "food"
    named = clustering.by_field(fields).said[1].values["names"].parts
    assert [(part.values["name"].code, part.values["count"]) for part in named] == [("law", 3)]


def test_without_enough_points_what_rests_on_them_is_missing_too():
    asked = {"farthest_m": 400, "step_m": 100, "simulations": 19, "seed": 1}
    why = clustering.fields(study(two_camps()), industries=["law"], minimum=10, **asked)
    assert why == {"code": "too_few_points", "n": 60, "minimum": 10}
    assert clustering.most(why).reason == clustering.by_field(why).reason == why


def test_a_field_that_would_stand_out_alone_does_not_among_many_with_few_draws():
    asked = {"farthest_m": 400, "step_m": 100, "simulations": 19, "seed": 1}
    fields = clustering.fields(study(two_camps()), industries=[], minimum=10, **asked)
    assert fields.ratios["bio"].attrs["global_p"] == pytest.approx(0.05)
    assert fields.table["m_peak"].isna().all()
    most = clustering.most(fields)
    assert most.said[0].key == "m_no_peak"
    assert most.cautions[-1].values == {"draws": 19, "fields": 2, "needed": 39}
