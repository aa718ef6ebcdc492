"""What lies round a candidate, counted by hand, and how far a displacement shifts it."""

import geopandas as gpd
import numpy as np
import pytest

from clusterlab.study.sites.candidates import candidate_table, placed
from clusterlab.study.sites.surroundings import (
    TARGETS,
    Target,
    displaced,
    find_targets,
    nearest,
    spread,
    surroundings,
)


def around(town, **changes):
    targets, reasons = find_targets(town.tables, crs=town.measure_crs, max_uncertainty_m=300)
    points = placed(candidate_table(town, kind="parcels"), max_uncertainty_m=300)
    return surroundings(points, targets, **({"reach_m": 350.0} | changes)), reasons


def test_distances_and_counts_are_those_of_the_town(town):
    found, _ = around(town)
    assert found["station_m"].tolist() == pytest.approx([30, np.hypot(100, 30), np.hypot(300, 30)])
    assert found["university_m"].tolist() == pytest.approx([400, np.hypot(100, 400), 500])
    assert found["hospital_m"]["p4"] == pytest.approx(30)
    assert found["firms_within"].tolist() == [2.0, 3.0, 1.0]
    assert found["support_access"].tolist() == pytest.approx(
        [1, np.exp(-100 / 350), np.exp(-300 / 350)]
    )
    assert found["work_floor_within"].tolist() == [700.0, 700.0, 700.0]
    assert found["housing_floor_within"].tolist() == [300.0, 300.0, 300.0]
    assert found["plots_alike_within"].tolist() == [1.0, 1.0, 0.0]


def test_what_is_there_but_not_placed_is_not_measured_to(town):
    _, reasons = around(town)
    assert reasons["anchor_access"] == {"code": "targets_not_placed", "placed": 0, "present": 1}
    assert reasons["institute_access"] == {"code": "no_target"}
    assert reasons["jobs_within"] == {"code": "jobs_known_for_few", "known": 0, "of": 3}


def test_jobs_are_added_up_where_most_are_known(town):
    firms = town.tables["firms"]
    town.tables["firms"] = firms.assign(employees=[10.0, 20.0, np.nan, np.nan])
    found, reasons = around(town)
    assert found["jobs_within"].tolist() == [30.0, 30.0, 0.0]
    one = 10 / 300 + 20 / np.hypot(100, 300)
    assert found["effective_density"]["p1"] == pytest.approx(1000 * one)
    assert "jobs_within" not in reasons


def test_a_role_whose_members_are_not_placed_takes_the_mix_away(town):
    found, _ = around(town)
    assert "mix" in found
    town.tables["institutions"]["uncertainty_m"] = 5000.0
    found, reasons = around(town)
    assert "mix" not in found
    assert reasons["mix"]["code"] == "targets_not_placed"


def test_a_town_without_buildings_says_so(town):
    town.tables["buildings"] = town.buildings.iloc[:0]
    _, reasons = around(town)
    assert reasons["work_floor_within"] == {"code": "no_buildings"}


def test_every_target_can_be_measured_to(town):
    """Fill the town with every kind of place, and hold each criterion against a number."""
    kinds = [*dict.fromkeys(kind for one in TARGETS.values() for kind in one.kinds)]
    firms, institutions = town.tables["firms"], town.tables["institutions"]
    there = {"geometry": firms.geometry.iloc[0], "uncertainty_m": 0.0}
    institutions = institutions.iloc[[0] * len(kinds)].assign(
        kind=kinds, institution_id=[f"x{n}" for n in range(len(kinds))], **there
    )
    town.tables["institutions"] = institutions.reset_index(drop=True)
    town.tables["firms"] = firms.assign(
        employees=5.0, kind=["firm", "anchor", "firm", "anchor"], **there
    )
    found, reasons = around(town)
    assert reasons == {}
    assert set(found) >= set(TARGETS)
    assert found[list(TARGETS)].notna().all(axis=None)


def test_a_new_target_needs_its_record_alone(town):
    wanted = {"incubator_m": Target("organisations", ("incubator",), by=nearest)}
    targets, reasons = find_targets(
        town.tables, crs=town.measure_crs, max_uncertainty_m=300, wanted=wanted
    )
    assert reasons == {}
    points = placed(candidate_table(town, kind="parcels"), max_uncertainty_m=300)
    found = surroundings(points, targets, reach_m=350.0, wanted=wanted)
    assert found["incubator_m"].tolist() == pytest.approx([0, 100, 300])
    with pytest.raises(TypeError, match="by"):
        Target("organisations", ("incubator",))


def test_ninety_five_points_of_a_hundred_stay_within_their_uncertainty():
    points = gpd.GeoDataFrame(
        {"uncertainty_m": [100.0] * 4000}, geometry=gpd.points_from_xy([0] * 4000, [0] * 4000),
        crs=5186,
    )  # fmt: skip
    moved = displaced(points, np.random.default_rng(1))
    share = (np.hypot(moved.geometry.x, moved.geometry.y) <= 100).mean()
    assert share == pytest.approx(0.95, abs=0.01)
    assert (points.geometry.x == 0).all()


def test_spread_follows_the_uncertainty_and_is_seeded(town):
    targets, _ = find_targets(town.tables, crs=town.measure_crs, max_uncertainty_m=300)
    points = placed(candidate_table(town, kind="parcels"), max_uncertainty_m=300)
    first = spread(points, targets, reach_m=350, draws=30, seed=4)
    assert first.equals(spread(points, targets, reach_m=350, draws=30, seed=4))
    assert not first.equals(spread(points, targets, reach_m=350, draws=30, seed=5))
    # Only the station is uncertain: 20 m at 95 %, along a line of sight of 300 m.
    assert first.loc["p4", "station_m"] == pytest.approx(20 / 2.4477, rel=0.4)
    assert first["university_m"].tolist() == pytest.approx([0, 0, 0], abs=1e-9)
    assert spread(points, targets, reach_m=350, draws=0, seed=4).shape == (3, 0)
