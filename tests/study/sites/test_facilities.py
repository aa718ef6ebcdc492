"""Where shared facilities serve most, against answers that can be counted."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.cluster import load
from clusterlab.study.sites.candidates import candidate_table, placed
from clusterlab.study.sites.facilities import (
    cost_table,
    curve,
    demand_points,
    existing_services,
    placed_table,
    placements,
)

# Four places on a line, three of them near one another; one service exists at 0.
COST = pd.DataFrame(
    [[0, 0, 100, 200, 1000], [100, 100, 0, 100, 900], [200, 200, 100, 0, 800],
     [1000, 1000, 900, 800, 0]],
    columns=["existing:s", "a", "b", "c", "d"], dtype=float,
)  # fmt: skip
WEIGHT = pd.Series([1.0, 1.0, 1.0, 5.0])


def test_new_facilities_stand_beside_those_that_exist():
    found = placements(COST, WEIGHT, facilities=1, reach_m=150)
    assert found["p_median"].sites == ("existing:s", "d")
    assert found["p_median"].objective == 0 + 100 + 200
    assert found["max_cover"].objective == 7
    assert {answer.status for answer in found.values()} == {"optimal"}


def test_the_curve_begins_with_what_exists_and_ends_when_all_are_reached():
    found = curve(COST, WEIGHT, facilities_max=4, reach_m=150)
    assert found["covered"].to_dict() == {0: 2.0, 1: 7.0, 2: 8.0}
    assert found["share"].iloc[-1] == 1
    without = curve(COST.drop(columns="existing:s"), WEIGHT, facilities_max=1, reach_m=150)
    assert without.index.tolist() == [1]


def test_the_table_names_new_sites_and_whom_they_serve(town):
    names = pd.DataFrame({"name": list("ABCD")}, index=list("abcd"))
    found = placements(COST, WEIGHT, facilities=1, reach_m=150)
    table = placed_table(found, names, weights=WEIGHT)
    assert table.index.tolist() == ["p_median", "max_cover"]
    assert table.loc["p_median", ["name", "served", "mean_m"]].tolist() == ["D", 5.0, 0.0]


def test_firms_at_one_spot_are_one_place_with_their_number():
    demand = demand_points(load("incheon"), max_uncertainty_m=300)
    assert demand.attrs["of"] == "firms"
    assert demand["weight"].sum() == demand.attrs["placed"] == 350
    assert demand["weight"].max() >= 170  # the one building of the factory register
    assert len(demand) < 120


def test_plots_stand_for_firms_that_are_not_placed():
    demand = demand_points(load("osong"), max_uncertainty_m=300)
    assert demand.attrs == {"of": "plots", "placed": 88, "present": 88}


def test_too_few_places_give_a_reason(town):
    demand = demand_points(town, max_uncertainty_m=300)
    assert demand.attrs["reason"] == {"code": "too_few_points", "n": 3, "minimum": 10}


def test_costs_are_straight_lines(town):
    demand = demand_points(town, max_uncertainty_m=300)
    plots = placed(candidate_table(town, kind="parcels"), max_uncertainty_m=300)
    there = existing_services(town, max_uncertainty_m=300)
    cost = cost_table(demand, plots, there)
    assert cost.columns.tolist() == ["existing:i2", "p1", "p2", "p4"]
    spots = demand.geometry.x - town.corner[0]
    want = [np.hypot(x - 100, demand.geometry.y[i] - town.corner[1]) for i, x in enumerate(spots)]
    assert cost["p1"].tolist() == pytest.approx(want, abs=0.2)
    assert cost["p1"].tolist() == pytest.approx(cost["existing:i2"].tolist(), abs=1e-6)
