"""The farthest, all within reach and limited room, against answers that can be counted."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.study.sites.models import beyond_reach, model_table, other_placements

# Four places on a line; one service exists at 0, which is where candidate a stands too.
COST = pd.DataFrame(
    [[0, 0, 100, 200, 1000], [100, 100, 0, 100, 900], [200, 200, 100, 0, 800],
     [1000, 1000, 900, 800, 0]],
    columns=["existing:s", "a", "b", "c", "d"], dtype=float,
)  # fmt: skip
WEIGHT = pd.Series([1.0, 1.0, 1.0, 5.0])
NAMES = pd.DataFrame({"name": list("ABCD")}, index=list("abcd"))


def test_the_farthest_and_the_fewest_by_hand():
    found = other_placements(COST, WEIGHT, facilities=1, reach_m=150)
    table = model_table(found, weights=WEIGHT)
    assert list(table.index) == ["p_center", "set_cover"]
    # One more at d leaves the third place 200 m from the service that exists.
    assert table.loc["p_center", "objective"] == 200
    # All within 150 m needs the one that exists, one at d and one of b and c.
    assert table.loc["set_cover", ["objective", "facilities"]].tolist() == [3, 2]
    assert set(table["status"]) == {"optimal"}
    assert (table["unserved"] == 0).all()


def test_what_nothing_reaches_is_named():
    far = COST.drop(columns="d")
    found = other_placements(far, WEIGHT, facilities=1, reach_m=150)["set_cover"]
    table = model_table({"set_cover": found}, weights=WEIGHT)
    assert table.loc["set_cover", "status"] == "infeasible"
    assert np.isnan(table.loc["set_cover", "objective"])
    assert table.loc["set_cover", "unserved"] == 5
    assert table.attrs["reasons"][0]["code"] == "no_candidate_within_radius"
    named = beyond_reach(found, far, WEIGHT, NAMES)
    assert named.reset_index().to_numpy().tolist() == [["C", 5.0, 800.0]]


@pytest.mark.parametrize(("capacity", "status"), [(5, "optimal"), (3, "infeasible")])
def test_room_that_is_limited(capacity, status):
    found = other_placements(COST, WEIGHT, facilities=1, reach_m=150, capacity=capacity)
    answer = found["capacitated_p_median"]
    assert answer.status == status
    if status == "optimal":
        assert answer.objective == 300
    else:
        assert answer.reason == {
            "code": "capacity_below_demand", "sites": 2, "room": 6, "need": 8,
        }  # fmt: skip
